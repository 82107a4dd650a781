// A gateway in this process, on a thread of its own, with its flash in memory: the quick one.

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Simulator;

namespace Portreeve.Sockets;

/// <summary>A gateway on a thread.</summary>
internal sealed class Gate : RunningGateway
{
    private readonly Machine _machine;
    private readonly Owner _owner = new();
    private readonly Thread _thread;
    private Exception _crash;

    /// <param name="mode">How it behaves.</param>
    /// <param name="sockets">Sockets it may have; 0 for the mode's own number.</param>
    /// <param name="bind">Where it listens; null: on the loopback only.</param>
    /// <param name="change">Puts other powers in place of the mode's.</param>
    public Gate(Mode mode, int sockets = 0, IPAddress bind = null,
        Func<SocketPowers, SocketPowers> change = null)
    {
        RunOptions options = ModeOptions.Of(mode) with
        {
            Bind = bind ?? IPAddress.Loopback,
            Sockets = sockets,
        };
        _machine = new Machine(options, new Slots(), _owner, "started by a test", null, change);
        _thread = new Thread(Run) { IsBackground = true, Name = "gateway" };
        _thread.Start();
    }

    /// <summary>Steps so far.</summary>
    public long Steps => _machine.Steps;

    public override string Say(string line)
    {
        Neighborhood.Refuse(line);
        string answer = _owner.Say(line, () => Volatile.Read(ref _crash) == null);
        Assert.Null(_crash);
        return answer;
    }

    public override void Dispose()
    {
        _machine.Stop();
        Assert.True(_thread.Join(20000), "the gateway did not stop");
        _machine.Dispose();
        Assert.Null(_crash);
    }

    private void Run()
    {
        try
        {
            _machine.Run(() => false);
        }
        catch (Exception e)
        {
            Volatile.Write(ref _crash, e);
        }
    }

    private sealed class Slots : ISlots
    {
        private readonly ConcurrentDictionary<string, byte[]> _slots = new();

        public string Trouble => "";

        public byte[] Read(string name) => _slots.GetValueOrDefault(name);

        public bool Write(string name, byte[] bytes, int count)
        {
            _slots[name] = bytes[..count];
            return true;
        }

        public void Erase(string name) => _slots.TryRemove(name, out _);

        public void EraseAll() => _slots.Clear();
    }

    /// <summary>The owner's end of the serial line.</summary>
    private sealed class Owner : ITerminal
    {
        private const string Mark = "Up ";
        private const int PatienceMs = 60_000;

        private readonly ConcurrentQueue<byte> _typed = new();
        private readonly StringBuilder _written = new();
        private readonly Lock _oneAtATime = new();

        public bool IsInteractive => false;

        public bool IsReady => true;

        public int Read(byte[] buffer)
        {
            int count = 0;
            while (count < buffer.Length && _typed.TryDequeue(out buffer[count])) count++;
            return count;
        }

        public void Write(string text)
        {
            lock (_written) _written.Append(text);
        }

        // The answer to a second, harmless command shows that the first has been answered.
        public string Say(string line, Func<bool> isAlive)
        {
            lock (_oneAtATime)
            {
                lock (_written) _written.Clear();
                foreach (byte one in Encoding.UTF8.GetBytes(line + "\nuptime\n"))
                {
                    _typed.Enqueue(one);
                }
                long until = Environment.TickCount64 + PatienceMs;
                while (isAlive() && Environment.TickCount64 < until)
                {
                    string answer = Written();
                    int end = ("\n" + answer).IndexOf("\n" + Mark, StringComparison.Ordinal);
                    // The mark's own line must be whole, or its rest would stand in what follows.
                    if (end >= 0 && answer.EndsWith('\n')) return answer[..end].TrimEnd('\n');
                    Thread.Sleep(5);
                }
                throw new TimeoutException("the console did not answer: " + line);
            }
        }

        private string Written()
        {
            lock (_written) return _written.ToString();
        }
    }
}
