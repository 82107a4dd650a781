// Sockets: 16 sockets, however many knock.

using System.Diagnostics;
using System.Net.Sockets;

namespace Portreeve.Sockets;

public sealed class BudgetTests
{
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
}
