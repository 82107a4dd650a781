// A gateway of this test's own: real sockets on a loopback address that no other test has, a folder
// in the temporary directory as flash, a thread as its loop. It restarts when its owner says so, as
// the desktop run does. Its time passes by itself, and faster when a test says so.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Portreeve.Outside;
using Portreeve.Simulator;
using Portreeve.Values;

namespace Portreeve.Page.Host;

internal sealed class Gate : IDisposable
{
    private static int s_gates;

    private readonly string _flash =
        Path.Combine(Path.GetTempPath(), "portreeve-page-" + Guid.NewGuid().ToString("N"));

    private readonly RunOptions _options;
    private readonly IAddressing _addressing;
    private readonly uint _router;

    private Thread _thread;
    private Machine _machine;
    private JumpingClock _clock;
    private volatile bool _isEnding;

    /// <param name="addressing">A board's own address settings; without, it is a computer's, and
    /// listens on its own address alone.</param>
    /// <param name="router">The router above, on the loopback; 0 for none.</param>
    public Gate(IAddressing addressing = null, uint router = 0)
    {
        _router = router;
        _addressing = addressing;
        int number = Interlocked.Increment(ref s_gates);
        Address = IPAddress.Parse(addressing != null ? "127.0.0.1"
            : $"127.{1 + Environment.ProcessId % 250}.{number}.1");
        Directory.CreateDirectory(_flash);
        Port = Ports.FreeTcp();
        _options = new RunOptions
        {
            Flash = _flash,
            Web = Port,
            Bind = addressing != null ? IPAddress.Any : Address,
        };
        Start();
    }

    public IPAddress Address { get; }

    public int Port { get; }

    public string Url => $"http://{Address}:{Port}/";

    public SerialLine Serial { get; } = new();

    /// <summary>The code that makes the board somebody's, as its owner reads it.</summary>
    public string ClaimCode => Serial.Ask("claim", "enter the code ([0-9A-Z-]+)");

    /// <summary>Adds a rule on the console.</summary>
    public void Add(string rule) => Serial.Ask("portmap add " + rule, "(?i)(rule \\d+)");

    /// <summary>Lets so much of its time be over at once.</summary>
    public void Pass(int seconds) => Volatile.Read(ref _clock).Jump(seconds * 1000L);

    /// <summary>Switches the board on.</summary>
    public void Start()
    {
        _isEnding = false;
        _thread = new Thread(Run) { IsBackground = true, Name = "gateway" };
        _thread.Start();
        for (int i = 0; !IsListening(); i++)
        {
            if (i > 2400) throw new TimeoutException("the page has no port: " + Serial.Said);
            Thread.Sleep(25);
        }
    }

    /// <summary>Pulls the plug.</summary>
    public void Stop()
    {
        _isEnding = true;
        Volatile.Read(ref _machine)?.Stop();
        _thread.Join(60_000);
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_flash, true);
    }

    private void Run()
    {
        string start = "switched on";
        while (!_isEnding)
        {
            using var machine = new Machine(_options, new DurableSlots(_flash), Serial, start,
                Furnish);
            Volatile.Write(ref _machine, machine);
            machine.Run(() => _isEnding);
            start = "restarted by the owner";
        }
    }

    private void Furnish(Surroundings around)
    {
        around.Clock = new JumpingClock();
        around.Addressing = _addressing;
        around.Lan = new QuietLan(around.Lan, Address, _addressing);
        // Whatever a test presses: nothing goes to a router or to the house.
        around.Uplink = new LoopbackUplink(around.Network, _router);
        Volatile.Write(ref _clock, (JumpingClock)around.Clock);
    }

    private bool IsListening()
    {
        try
        {
            using var probe = new TcpClient();
            probe.Connect(Address, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>This computer's networks, but for its name servers: names that tests write on
    /// lists are asked of nobody.</summary>
    private sealed class QuietLan(ILan lan, IPAddress own, IAddressing board) : ILan
    {
        private readonly uint _own =
            System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(own.GetAddressBytes());

        public uint Address => lan.Address;

        public uint Mask => lan.Mask;

        // The other addresses of the loopback are the machines of the house, but for the one that
        // a board was told to take.
        public bool IsOurs(uint address) => address == _own
            || (board != null && board.Setting.StartsWith(IPv4.ToText(address) + "/",
                StringComparison.Ordinal));

        public bool IsNear(uint address) => lan.IsNear(address);

        // To be shown; no test calls them.
        public string Neighbours => "192.168.1.20 192.168.1.30";

        public uint DnsServer(int index) => index > 0 ? 0 : _own;
    }

    private sealed class JumpingClock : IClock
    {
        private readonly long _start = Environment.TickCount64;
        private long _jumpedMs;

        public long NowMs => Environment.TickCount64 - _start + Interlocked.Read(ref _jumpedMs);

        public long UtcSeconds => DateTimeOffset.UtcNow.ToUnixTimeSeconds()
            + Interlocked.Read(ref _jumpedMs) / 1000;

        public void Jump(long ms) => Interlocked.Add(ref _jumpedMs, ms);
    }
}

/// <summary>A board's address settings. Wherever it is told to move within 127.0.0.0/8, it is
/// there already, as it listens on all addresses.</summary>
internal sealed class MovingBoard : IAddressing
{
    private string _setting = "dhcp";

    public string Setting => Volatile.Read(ref _setting);

    public uint Router => 0x7F000001;

    public string Mac => "a0:b7:65:a1:b2:c3";

    public string Apply(string setting)
    {
        Volatile.Write(ref _setting, setting);
        return null;
    }
}
