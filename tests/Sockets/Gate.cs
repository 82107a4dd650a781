// Sockets: one gateway on a thread of its own, spoken to by its console as an owner would.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Portreeve.Outside;
using Portreeve.Simulator;

namespace Portreeve.Sockets;

/// <summary>A running gateway.</summary>
internal sealed class Gate : IDisposable
{
    private readonly Machine _machine;
    private readonly Owner _owner = new();
    private readonly Thread _thread;
    private readonly Action<Machine> _onStep;

    public Gate(Mode mode, int sockets = 0, Action<Machine> onStep = null)
    {
        RunOptions options = new()
        {
            Bind = IPAddress.Loopback,
            Web = 0,
            Sockets = sockets,
            Chip = mode != Mode.Desktop,
            Bare = mode == Mode.Bare,
        };
        _onStep = onStep ?? (_ => { });
        _machine = new Machine(options, new Slots(), _owner, "started by a test");
        _thread = new Thread(() => _machine.Run(Over)) { IsBackground = true };
        _thread.Start();
    }

    public long Steps => _machine.Steps;

    /// <summary>Adds a rule and waits until it listens; returns its port.</summary>
    public int Open(string protocol, int targetPort, string more = "from lan")
    {
        int port = Ports.Free();
        string answer = Say($"portmap add {protocol} {port} 127.0.0.1:{targetPort} {more}");
        Assert.Contains("added", answer);
        WaitFor(() => Say("show rules"), text => IsOpen(text, protocol, port));
        return port;
    }

    /// <summary>Types a line and returns the answer, as a script would get it.</summary>
    public string Say(string line) => _owner.Say(line);

    /// <summary>The value behind a label of "show limits" or the like, as text.</summary>
    public string WaitUntil(string question, Func<string, bool> isRight) =>
        WaitFor(() => Say(question), isRight);

    /// <summary>True when "show rules" says that this port is open.</summary>
    public static bool IsOpen(string rules, string protocol, int port) =>
        System.Text.RegularExpressions.Regex.IsMatch(rules, $@"\bopen\s+{protocol} {port} ");

    /// <summary>Asks again until the answer is right; fails with the last one after 20 s.</summary>
    public static string WaitFor(Func<string> ask, Func<string, bool> isRight)
    {
        string answer = "";
        for (int i = 0; i < 400; i++)
        {
            answer = ask();
            if (isRight(answer)) return answer;
            Thread.Sleep(50);
        }
        Assert.Fail("the answer never came right; the last was:\n" + answer);
        return answer;
    }

    public void Dispose()
    {
        _machine.Stop();
        Assert.True(_thread.Join(10000), "the gateway did not stop");
        _machine.Dispose();
    }

    private bool Over()
    {
        _onStep(_machine);
        return false;
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
    }

    /// <summary>The owner's end of the serial line.</summary>
    private sealed class Owner : ITerminal
    {
        private const string Mark = "Up ";

        private readonly ConcurrentQueue<byte> _typed = new();
        private readonly StringBuilder _written = new();
        private readonly Lock _oneAtATime = new();

        public bool IsInteractive => false;

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
        public string Say(string line)
        {
            lock (_oneAtATime)
            {
                int start = Length();
                foreach (byte one in Encoding.UTF8.GetBytes(line + "\nuptime\n"))
                {
                    _typed.Enqueue(one);
                }
                for (int i = 0; i < 2000; i++)
                {
                    string answer = From(start);
                    int end = answer.IndexOf("\n" + Mark, StringComparison.Ordinal);
                    if (answer.StartsWith(Mark, StringComparison.Ordinal)) return "";
                    if (end >= 0) return answer[..end];
                    Thread.Sleep(10);
                }
                throw new TimeoutException("the console did not answer: " + line);
            }
        }

        private int Length()
        {
            lock (_written) return _written.Length;
        }

        private string From(int start)
        {
            lock (_written) return _written.ToString(start, _written.Length - start);
        }
    }
}

/// <summary>Ports for tests.</summary>
internal static class Ports
{
    /// <summary>A port nobody has now, for TCP and UDP.</summary>
    public static int Free()
    {
        for (int i = 0; i < 100; i++)
        {
            using Socket tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            int port = ((IPEndPoint)tcp.LocalEndPoint).Port;
            using Socket udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Another program has this one for UDP.
            }
        }
        throw new InvalidOperationException("no free port");
    }
}
