// Sockets: 16 sockets, however many knock.

using System.Diagnostics;
using System.Net.Sockets;

namespace Portreeve.Sockets;

public sealed class BudgetTests
{
    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void TenThousandOneAfterAnother_LeakNothing(Mode mode)
    {
        // A resting chip wakes each 10 ms, and one that cannot half-close drains each session for
        // a moment, so those modes take fewer to keep the night short.
        int connections = mode switch { Mode.Desktop => 10_000, Mode.Chip => 1_000, _ => 100 };
        using Echo echo = Line.Echoing();
        using Gate gate = new(mode, sockets: 16);
        int port = gate.Open("tcp", echo.Port);
        Exchange(port, connections / 10);
        long memory = GC.GetTotalMemory(true);
        int threads = Process.GetCurrentProcess().Threads.Count;
        Exchange(port, connections);
        gate.WaitUntil("show status json", text => text.Contains("\"sockets\":{\"used\":1,"));
        Assert.InRange(Process.GetCurrentProcess().Threads.Count, 1, threads + 12);
        Assert.InRange(GC.GetTotalMemory(true), 0, memory + 2_000_000);
        Assert.True(Gate.IsOpen(gate.Say("show rules"), "tcp", port));
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void FiveHundredAtOnce_AgainstSixteenSockets_AllServedInTheEnd(Mode mode)
    {
        // The chip's backlog is 6: the kernel lets the others try again, for many seconds.
        int clients = mode == Mode.Desktop ? 500 : 40;
        using Echo echo = Line.Echoing();
        int most = 0;
        using Gate gate = new(mode, sockets: 16, machine =>
            most = Math.Max(most, machine.Gateway.Relay.Budget.Open));
        int port = gate.Open("tcp", echo.Port);
        int served = 0;
        Thread[] threads = new Thread[clients];
        for (int i = 0; i < clients; i++)
        {
            threads[i] = new Thread(() =>
            {
                Exchange(port, 1);
                Interlocked.Increment(ref served);
            });
            threads[i].Start();
        }
        // The owner's console answers throughout.
        while (threads.Any(thread => thread.IsAlive))
        {
            Assert.Contains($"tcp {port} ", gate.Say("show rules"));
            Thread.Sleep(50);
        }
        Assert.Equal(clients, served);
        Assert.InRange(most, 3, 14);
        gate.WaitUntil("show status json", text => text.Contains("\"sockets\":{\"used\":1,"));
    }

    [Fact]
    public void Full_NewcomersWaitInTheBacklogAndComeIn()
    {
        using Echo echo = Line.Echoing();
        using Gate gate = new(Mode.Desktop, sockets: 16);
        int port = gate.Open("tcp", echo.Port);
        List<Socket> inside = [];
        for (int i = 0; i < 6; i++) inside.Add(Line.Connect(port));
        gate.WaitUntil("show rules", text => text.Contains("full"));
        using Socket waiting = Line.Connect(port);
        waiting.Send(new byte[] { 7 });
        Thread.Sleep(300);
        Assert.Equal(0, waiting.Available);
        inside[0].Dispose();
        Assert.Equal(1, waiting.Receive(new byte[1]));
        foreach (Socket socket in inside) socket.Dispose();
    }

    [Fact]
    public void Idle_MakesFewSteps()
    {
        using Echo echo = Line.Echoing();
        using Gate gate = new(Mode.Desktop, sockets: 64);
        int port = gate.Open("tcp", echo.Port);
        List<Socket> inside = [];
        for (int i = 0; i < 16; i++) inside.Add(Line.Connect(port));
        gate.WaitUntil("show status json", text => text.Contains("\"sessions\":16"));
        Thread.Sleep(500);
        long before = gate.Steps;
        Stopwatch watch = Stopwatch.StartNew();
        Thread.Sleep(2000);
        double perSecond = (gate.Steps - before) / watch.Elapsed.TotalSeconds;
        Assert.InRange(perSecond, 1, 200);
        foreach (Socket socket in inside) socket.Dispose();
    }

    private static void Exchange(int port, int times)
    {
        byte[] buffer = new byte[100];
        for (int i = 0; i < times; i++)
        {
            using Socket socket = Line.Connect(port);
            socket.ReceiveTimeout = 100_000;
            socket.Send(buffer);
            int got = 0;
            while (got < 100) got += socket.Receive(buffer, got, 100 - got, SocketFlags.None);
        }
    }
}
