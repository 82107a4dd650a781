// When the wait for the kernel is spent awake: in a lively exchange, and in nothing else.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Portreeve.Outside;
using Portreeve.Simulator.Linux;

namespace Portreeve.Sockets;

public sealed class BusyPollTests
{
    private const int Long = 10 * BusyPoll.ShortUs;

    private readonly BusyPoll _poll = new(2);
    private long _nowUs = 1_000_000;

    [Fact]
    public void NobodyHasCome_Asleep() => Assert.False(Wait(Long));

    [Fact]
    public void ShortWaits_KeepAwake_FromTheThirdOn()
    {
        Assert.False(Wait(5));
        Assert.False(Wait(BusyPoll.ShortUs - 1));
        Assert.False(Wait(40));
        Assert.True(Wait(40));
    }

    [Fact]
    public void WaitThatLasts_IsNoShortOne()
    {
        for (int i = 0; i < 20; i++) Assert.False(Wait(BusyPoll.ShortUs));
    }

    [Fact]
    public void OneLateAnswer_SendsNobodyToSleep_ASecondDoes()
    {
        for (int i = 0; i < 20; i++) Wait(40);
        Assert.True(Wait(Long));
        Assert.True(Wait(Long));
        Assert.False(Wait(Long));
    }

    // A request comes after a while, and its answer soon.
    [Fact]
    public void AnswersNowAndThen_KeepNobodyAwake()
    {
        for (int i = 0; i < 50; i++)
        {
            Assert.False(Wait(Long));
            Assert.False(Wait(40));
            Assert.False(Wait(40));
        }
    }

    [Fact]
    public void MuchIsMoved_NotAwake_AndForgotten()
    {
        for (int i = 0; i < 20; i++) Wait(40);
        Assert.False(Wait(40, isUrgent: false));
        Assert.False(Wait(40));
        Assert.False(Wait(40));
        Assert.True(Wait(40));
    }

    [Fact]
    public void SingleProcessor_NeverAwake()
    {
        BusyPoll alone = new(1);
        for (int i = 0; i < 20; i++)
        {
            Assert.False(alone.Begin(Stamp(i), true));
            alone.End(Stamp(i));
        }
    }

    [Fact]
    public void BulkStream_IsNotUrgent_UntilItHasEndedForAWhile()
    {
        Precedence precedence = new();
        Assert.False(precedence.IsHeavy(5000));
        long until = precedence.NoteHeavy(5000);
        Assert.True(precedence.IsHeavy(until - 1));
        Assert.False(precedence.IsHeavy(until));
    }

    // What the network is told to wait it waits, and sleeps most of it.
    [Fact]
    public void NothingComes_SleepsToTheEnd_HoweverLivelyItWas()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && LinuxNetwork.IsPossible, "needs epoll");
        using LinuxNetwork network = new(IPAddress.Loopback, 64 * 1024, 16);
        int port = Ports.FreeUdp();
        IDatagrams socket = network.BindDatagrams(port);
        using Socket peer = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Connect(IPAddress.Loopback, port);
        byte[] buffer = new byte[64];
        for (int i = 0; i < 20; i++)
        {
            peer.Send("here"u8);
            network.Wait(20_000);
            Assert.Equal(4, socket.Receive(buffer, out _, out _));
        }
        long start = Stopwatch.GetTimestamp();
        TimeSpan used = OwnTime();
        network.Wait(1000);
        Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds >= 900);
        // A long wait of one second, awake for the ten-thousandth part of it.
        Assert.True((OwnTime() - used).TotalMilliseconds < 500);
        socket.Close();
    }

    // What this thread has had of a processor.
    private static TimeSpan OwnTime() => TimeSpan.FromMilliseconds(double.Parse(
        File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0],
        CultureInfo.InvariantCulture) / 1e6);

    // One wait of so many us; true: awake.
    private bool Wait(int us, bool isUrgent = true)
    {
        bool isAwake = _poll.Begin(Stamp(_nowUs), isUrgent);
        _nowUs += us;
        _poll.End(Stamp(_nowUs));
        return isAwake;
    }

    private static long Stamp(long us) => us * (Stopwatch.Frequency / 1_000_000);
}
