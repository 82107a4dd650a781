// A gateway in this process, on a thread of its own, with its flash in memory: the quick one. Where
// the native program is tested it is a process after all.

using System.Collections.Concurrent;
using System.Net;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Simulator;

namespace Portreeve.Sockets;

/// <summary>A gateway on a thread.</summary>
internal sealed class GatewayThread : RunningGateway
{
    private readonly Machine _machine;
    private readonly SerialLine _owner = new();
    private readonly Lock _oneAtATime = new();
    private readonly Thread _thread;
    private readonly GatewayProcess _native;
    private readonly bool _hasRouter;
    private Exception _crash;

    /// <param name="mode">How it behaves.</param>
    /// <param name="sockets">Sockets it may have; 0 for the mode's own number.</param>
    /// <param name="bind">Where it listens; null: on the loopback only.</param>
    /// <param name="change">Puts other powers in place of the mode's.</param>
    /// <param name="furnish">Puts a router on the loopback above it: a Loopback... of the network
    /// and of the uplink.</param>
    public GatewayThread(Mode mode, int sockets = 0, IPAddress bind = null,
        Func<SocketPowers, SocketPowers> change = null, Action<Surroundings> furnish = null)
    {
        _hasRouter = furnish != null;
        if (GatewayProcess.IsNative(mode) && change == null && furnish == null)
        {
            _native = new GatewayProcess(mode, null, null,
            [
                "--bind", $"{bind ?? IPAddress.Loopback}",
                .. sockets > 0 ? (string[])["--sockets", $"{sockets}"] : [],
            ]);
            return;
        }
        RunOptions options = ModeOptions.Of(mode) with
        {
            Bind = bind ?? IPAddress.Loopback,
            Sockets = sockets,
        };
        _machine = new Machine(options, new Slots(), _owner, "started by a test", furnish, change);
        _thread = new Thread(Run) { IsBackground = true, Name = "gateway" };
        _thread.Start();
    }

    /// <summary>Steps so far.</summary>
    public long Steps
    {
        get
        {
            Assert.SkipWhen(_native != null, "another process does not tell its steps");
            return _machine.Steps;
        }
    }

    public override string Say(string line)
    {
        Neighborhood.Refuse(line, _hasRouter);
        if (_native != null)
        {
            lock (_oneAtATime) return _native.Say(line);
        }
        // The answer to a second, harmless command shows that the first has been answered; its
        // own line must be whole, or its rest would stand in what follows.
        lock (_oneAtATime)
        {
            try
            {
                string answer = _owner.Ask(line + "\nuptime", said => End(said) >= 0
                    && said.EndsWith('\n'), () => Volatile.Read(ref _crash) == null);
                return answer[..End(answer)].TrimEnd('\n');
            }
            catch (TimeoutException)
            {
                Assert.Null(_crash);
                throw;
            }
        }
    }

    public override void Dispose()
    {
        if (_native != null)
        {
            _native.Dispose();
            return;
        }
        _machine.Stop();
        Assert.True(_thread.Join(Patience.Ms), "the gateway did not stop");
        _machine.Dispose();
        Assert.Null(_crash);
    }

    private static int End(string said) =>
        ("\n" + said).IndexOf("\nUp ", StringComparison.Ordinal);

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
}
