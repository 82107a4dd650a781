// Who goes first on Linux: those who have little. And a datagram socket that nobody reads keeps
// nobody awake.

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Portreeve.Outside;
using Portreeve.Simulator.Linux;

namespace Portreeve.Sockets;

public sealed class PrecedenceTests : IDisposable
{
    private readonly LinuxNetwork _network;

    public PrecedenceTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && LinuxNetwork.IsPossible, "needs epoll");
        _network = new LinuxNetwork(IPAddress.Loopback, 64 * 1024, 16);
    }

    public void Dispose() => _network?.Dispose();

    [Fact]
    public void OnlyHeavyOnes_AllMove_AsMuchAsPays()
    {
        Row row = new(_network, 3);
        int alone = _network.Precedence.StepBytes;
        row.Fill();
        _network.Precedence.Wake(1000);
        Assert.Equal([1, 1, 1], row.Awoken);
        Assert.Equal(alone, _network.Precedence.StepBytes);
    }

    [Fact]
    public void SomebodyLight_HasOneStep_AndThenOneHeavyAfterTheOther()
    {
        Row row = new(_network, 3);
        int alone = _network.Precedence.StepBytes;
        row.Fill();
        _network.Precedence.NoteLight();
        _network.Precedence.Wake(1000);
        Assert.Equal([0, 0, 0], row.Awoken);
        for (int i = 0; i < 3; i++)
        {
            _network.Precedence.Wake(1001);
            Assert.Equal(i + 1, row.Awoken.Sum());
            Assert.InRange(_network.Precedence.StepBytes, 1, alone / 2);
        }
        Assert.Equal([1, 1, 1], row.Awoken);
        Assert.False(_network.Precedence.HasAny());
    }

    [Fact]
    public void SomebodyLightInEveryStep_TakesNoMoreThanEveryOther()
    {
        Row row = new(_network, 2);
        for (int i = 0; i < 40; i++)
        {
            row.Fill();
            _network.Precedence.NoteLight();
            _network.Precedence.Wake(1000);
        }
        Assert.Equal([10, 10], row.Awoken);
    }

    [Fact]
    public void LightOneInTheRow_WaitsForNobody()
    {
        Row row = new(_network, 2);
        Waiter light = new(_network, isHeavy: false);
        row.Fill();
        light.Leave();
        _network.Precedence.NoteLight();
        _network.Precedence.Wake(1000);
        Assert.Equal([0, 0], row.Awoken);
        Assert.Equal(1, light.Awoken);
    }

    [Fact]
    public void QuietAgain_AllMoveAtOnceAgain()
    {
        Row row = new(_network, 2);
        row.Fill();
        _network.Precedence.NoteLight();
        _network.Precedence.Wake(1000);
        row.Fill();
        _network.Precedence.Wake(5000);
        Assert.Equal([1, 1], row.Awoken);
    }

    [Fact]
    public void DatagramThatNobodyReads_LetsTheWaitLast_AndIsThereWhenSomebodyDoes()
    {
        IDatagrams socket = _network.BindDatagrams(FreePort(out int port));
        using Socket peer = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Connect(IPAddress.Loopback, port);
        peer.Send("one"u8);
        for (int i = 0; i < 4; i++) _network.Wait(20);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 3; i++) _network.Wait(150);
        Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds >= 200);

        peer.Send("three"u8);
        byte[] buffer = new byte[64];
        Assert.Equal(3, socket.Receive(buffer, out _, out _));
        Assert.Equal(5, socket.Receive(buffer, out _, out _));
        Assert.Equal(Flow.NoDatagram, socket.Receive(buffer, out _, out _));
        socket.Close();
    }

    [Fact]
    public void Train_IsReadToItsEnd_OverHoweverManySteps()
    {
        IDatagrams socket = _network.BindDatagrams(FreePort(out int port));
        using Socket peer = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Connect(IPAddress.Loopback, port);
        byte[] buffer = new byte[64];
        List<int> steps = [];
        for (int i = 0; i < 9; i++) peer.Send(new byte[i + 1]);
        int next = 1;
        while (next <= 9)
        {
            _network.Wait(20_000);
            int before = next;
            while (socket.Receive(buffer, out _, out _) == next) next++;
            Assert.True(next > before);
            steps.Add(next - before);
        }
        // The first comes as if alone; all that are behind it, in one step.
        Assert.Equal([1, 8], steps);
        socket.Close();
    }

    private static int FreePort(out int port)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return port = ((IPEndPoint)socket.LocalEndPoint).Port;
    }

    private sealed class Row(LinuxNetwork network, int heavy)
    {
        private readonly Waiter[] _waiters =
            [.. Enumerable.Range(0, heavy).Select(_ => new Waiter(network, isHeavy: true))];

        public IEnumerable<int> Awoken => _waiters.Select(w => w.Awoken);

        public void Fill() => Array.ForEach(_waiters, w => w.Leave());
    }

    // No socket: nothing is asked of it but whether it has left something.
    private sealed class Waiter : KernelSocket, ISleeper
    {
        private readonly bool _isHeavy;

        public Waiter(LinuxNetwork network, bool isHeavy)
            : base(-1, network)
        {
            _isHeavy = isHeavy;
            Sleeper = this;
        }

        public int Awoken { get; private set; }

        public override bool IsHeavy => _isHeavy;

        public void Leave() => HasMore();

        void ISleeper.Wake() => Awoken++;
    }
}
