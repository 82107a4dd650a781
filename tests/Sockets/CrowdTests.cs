// Many, one after another and all at once: nothing is left behind, and the owner is heard
// throughout. Looked at from outside, as the operating system sees the process.

using System.Diagnostics;
using System.Net.Sockets;

namespace Portreeve.Sockets;

public sealed class CrowdTests
{
    // Where the backlog overflows, Linux drops the last word of a handshake: the client believes
    // to be inside and nobody knows of it (tcp(7), tcp_abort_on_overflow). It has to try again.
    private const int GiveUpMs = 5_000;

    [Theory, ClassData(typeof(AllModes))]
    public void TwoThousandInARow_LeaveNothingBehind(Mode mode) => InARow(mode, 2000);

    /// <summary>What only shows after thousands; "nightly" runs it.</summary>
    [Theory(Explicit = true), ClassData(typeof(AllModes))]
    public void TenThousandInARow_LeaveNothingBehind(Mode mode) => InARow(mode, 10_000);

    private static void InARow(Mode mode, int visits)
    {
        using Upstream echo = Upstream.Echo();
        using GatewayProcess gateway = new(mode, null, null, "--sockets", "16");
        int port = gateway.Open(echo.Port);
        int first = visits / 4;
        for (int i = 0; i < first; i++) Visit(port, mode, Patience.Ms);
        Settle(gateway);
        (int Files, int Threads, long Memory) before = Footprint(gateway.Id);

        for (int i = first; i < visits; i++)
        {
            Visit(port, mode, Patience.Ms);
            if (i % 1000 == 0) Assert.StartsWith("{", gateway.Say("show status json"));
        }

        Settle(gateway);
        AssertNoMoreThan(before, gateway);
        Assert.Equal(visits, gateway.Json("status").GetProperty("rules")[0]
            .GetProperty("total").GetInt32());
        Assert.InRange(gateway.Sockets("highest"), 1, 16);
    }

    [Theory, ClassData(typeof(AllModes))]
    public async Task FiveHundredAtOnce_AgainstSixteenSockets_AreAllServed(Mode mode)
    {
        using Upstream echo = Upstream.Echo();
        using GatewayProcess gateway = new(mode, null, null, "--sockets", "16");
        int port = gateway.Open(echo.Port);
        for (int i = 0; i < 50; i++) Visit(port, mode, Patience.Ms);
        Settle(gateway);
        (int Files, int Threads, long Memory) before = Footprint(gateway.Id);
        using CancellationTokenSource over = new();
        Task<int> owner = Task.Run(() =>
        {
            int heard = 0;
            for (; !over.IsCancellationRequested; heard++)
            {
                Assert.Contains("highest", gateway.Say("show limits"));
                Thread.Sleep(20);
            }
            return heard;
        });

        // Whoever finds the backlog full tries again, as TCP and people do.
        int served = 0;
        Thread[] crowd = [.. Enumerable.Range(0, 500).Select(i => new Thread(() =>
        {
            for (int attempt = 0; attempt < 200; attempt++)
            {
                try
                {
                    Visit(port, mode, GiveUpMs);
                    Interlocked.Increment(ref served);
                    return;
                }
                catch (SocketException)
                {
                    Thread.Sleep(50);
                }
            }
        }, 128 * 1024))];
        foreach (Thread one in crowd) one.Start();
        foreach (Thread one in crowd)
        {
            Assert.True(one.Join(TimeSpan.FromMinutes(2)), $"{served} of 500 served");
        }
        over.Cancel();

        Assert.Equal(500, served);
        Assert.True(await owner > 3, "the owner was not heard");
        Settle(gateway);
        AssertNoMoreThan(before, gateway);
        Assert.InRange(gateway.Sockets("highest"), 8, 16);
    }

    [Theory, ClassData(typeof(AllModes))]
    public void SpentBudget_HoldsNewcomersInTheBacklog_AndServesThemLater(Mode mode)
    {
        using Upstream echo = Upstream.Echo();
        using GatewayThread gate = new(mode, sockets: 16);
        // Nobody gives way, however long a busy computer takes.
        int port = gate.Open(echo.Port, rest: "from lan yield 1h");
        Socket[] inside = new Socket[6];
        for (int i = 0; i < inside.Length; i++)
        {
            inside[i] = Wire.Connect(port);
            Assert.True(Wire.Echoes(inside[i], "in"));
        }
        using Socket waiting = Wire.Connect(port);
        waiting.Send("me too"u8);

        RunningGateway.Eventually(() => gate.StateOf("tcp", port) == "full");
        Assert.False(waiting.Poll(300_000, SelectMode.SelectRead));
        foreach (Socket one in inside) Assert.True(Wire.Echoes(one, "still in"));

        inside[3].Dispose();
        Assert.Equal("me too"u8.ToArray(), Wire.Read(waiting, 6));
        foreach (Socket one in inside) one.Dispose();
    }

    [Fact]
    public void SixteenIdle_CostFewSteps()
    {
        using Upstream echo = Upstream.Echo();
        using GatewayThread gate = new(Mode.Desktop, sockets: 64);
        int port = gate.Open(echo.Port);
        Socket[] inside = [.. Enumerable.Range(0, 16).Select(_ => Wire.Connect(port))];
        RunningGateway.Eventually(() => gate.Live() == 16);
        AssertSleeps(gate);
        foreach (Socket one in inside) one.Dispose();
    }

    // The kernel keeps saying that there are newcomers; that is no reason to stay awake.
    [Fact]
    public void NewcomersWhoWaitForRoom_CostFewSteps()
    {
        using Upstream echo = Upstream.Echo();
        using GatewayThread gate = new(Mode.Desktop, sockets: 16);
        int port = gate.Open(echo.Port, rest: "from lan yield 1h");
        Socket[] all = [.. Enumerable.Range(0, 20).Select(_ => Wire.Connect(port))];
        RunningGateway.Eventually(() => gate.StateOf("tcp", port) == "full");
        AssertSleeps(gate);

        Assert.InRange(gate.Live(), 1, all.Length - 1);
        foreach (Socket one in all[..^1]) one.Dispose();
        Assert.True(Wire.Echoes(all[^1], "room at last"));
        all[^1].Dispose();
    }

    private static void AssertSleeps(GatewayThread gate)
    {
        Thread.Sleep(500);
        long before = gate.Steps;
        Stopwatch watch = Stopwatch.StartNew();
        Thread.Sleep(2000);
        Assert.InRange((gate.Steps - before) / watch.Elapsed.TotalSeconds, 0, 200);
        // Asleep, not dead.
        RunningGateway.Eventually(() => gate.Steps > before);
    }

    // Where no half-close can be sent, a polite end is drained for five seconds (Limits.DrainMs),
    // so that ten thousand of them would take a day; there the visitor slams the door.
    private static void Visit(int port, Mode mode, int patienceMs)
    {
        using Socket client = Wire.Connect(port);
        client.ReceiveTimeout = patienceMs;
        if (!Wire.Echoes(client, "hello"))
        {
            throw new SocketException((int)SocketError.ConnectionReset);
        }
        if (mode == Mode.Bare) Wire.Reset(client);
    }

    private static void Settle(GatewayProcess gateway) =>
        RunningGateway.Eventually(() => gateway.Sockets() == 1);

    // The runtime's own threads and its heap come and go; a leak would be as large as the crowd.
    private static void AssertNoMoreThan((int Files, int Threads, long Memory) before,
        GatewayProcess gateway)
    {
        (int Files, int Threads, long Memory) after = before;
        RunningGateway.Eventually(() =>
        {
            after = Footprint(gateway.Id);
            return after.Files <= before.Files + 4 && after.Threads <= before.Threads + 8
                && after.Memory - before.Memory <= 48L << 20;
        }, () => $"{before} became {after}");
    }

    // Open files, threads and resident bytes; zeros where the system does not tell.
    private static (int Files, int Threads, long Memory) Footprint(int process)
    {
        string of = "/proc/" + process;
        if (!Directory.Exists(of)) return (0, 0, 0);
        Thread.Sleep(300);
        string resident = File.ReadLines(of + "/status").First(line => line.StartsWith("VmRSS:"));
        // "VmRSS:     123456 kB"
        string[] words = resident.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return (Directory.GetFiles(of + "/fd").Length,
            Directory.GetDirectories(of + "/task").Length, long.Parse(words[1]) * 1024);
    }
}
