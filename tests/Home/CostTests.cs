// Home: what the metrics take of a board: nothing while they are off, nothing at rest when they are
// on, a page connection while somebody reads. Counted in the heap of a board without PSRAM
// (tools/HeapModel), to the byte. All else of this house is in tools/, not in the image.

using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Portreeve.HeapModel;
using Portreeve.Outside;
using Portreeve.Simulator;

namespace Portreeve.Home;

public sealed class CostTests(ITestOutputHelper output) : IDisposable, ITerminal
{
    private const string Report = "MetricsReport";

    private readonly Scratch _flash = new();
    private readonly int _port = Ports.FreeTcp();
    private readonly StringBuilder _said = new();
    private byte[] _typed = [];
    private Machine _machine;

    bool ITerminal.IsInteractive => false;

    bool ITerminal.IsReady => true;

    public void Dispose()
    {
        _machine?.Dispose();
        _flash.Dispose();
    }

    [Fact]
    public void Metrics_TakeNothing_ButWhileTheyAreRead()
    {
        _machine = new Machine(new RunOptions
        {
            Bind = IPAddress.Loopback, Web = _port, Chip = true,
            BoardFile = Checkout.Find("hardware/boards/WT32-ETH01/Board.cs"),
        }, new DurableSlots(_flash.Path), this, "tested");
        // Once around and back, so that what the console and the page make at their first use is
        // there.
        foreach (string word in (string[])["open", "off"]) Type("metrics " + word);
        Read("/metrics");
        (long bytes, int sockets) off = AtRest("off");

        Type("metrics open");
        Assert.Equal(off, AtRest("on"));
        Assert.Contains("portreeve_info{", Read("/metrics"));
        Assert.Equal(off, AtRest("read"));
        Assert.Contains("takes a page connection", Type("show limits"));
        Type("metrics off");
        Assert.Equal(off, AtRest("off again"));
        Assert.Contains("Metrics are off and take nothing.", Type("show limits"));
    }

    int ITerminal.Read(byte[] buffer)
    {
        int count = Math.Min(buffer.Length, _typed.Length);
        _typed.AsSpan(0, count).CopyTo(buffer);
        _typed = _typed[count..];
        return count;
    }

    void ITerminal.Write(string text) => _said.Append(text);

    private static bool IsThere(HeapWalk walk) =>
        walk.Of("Views").Any(line => line.Type.EndsWith(Report) && line.Count > 0);

    // The same question before each look, so that what the console keeps is the same.
    private (long Bytes, int Sockets) AtRest(string when)
    {
        int sockets = 0;
        RunningGateway.Eventually(() =>
        {
            using JsonDocument limits = JsonDocument.Parse(Type("show limits json"));
            sockets = limits.RootElement.GetProperty("sockets").GetProperty("now").GetInt32();
            // The page's own, which listens.
            return sockets == 1;
        }, () => sockets + " sockets are open");
        HeapWalk walk = _machine.Heap.Walk();
        Assert.False(IsThere(walk), "a report is kept");
        // The journal notes each change, and the console what was typed, whatever it was.
        long bytes = walk.Rooms.Where(room => room.Key is not ("Journal" or "Shell"))
            .Sum(room => room.Value);
        output.WriteLine($"{when}: {bytes} bytes of {walk.Bytes}, {sockets} socket");
        return (bytes, sockets);
    }

    private string Type(string line)
    {
        _said.Clear();
        _typed = Encoding.UTF8.GetBytes(line + "\n");
        for (int i = 0; i < 50; i++) _machine.Step();
        return _said.ToString();
    }

    private string Read(string path)
    {
        using Process curl = Tool.Begin(["curl", "-s", "-m", "60",
            $"http://127.0.0.1:{_port}{path}"]);
        Task<string> text = curl.StandardOutput.ReadToEndAsync();
        RunningGateway.Eventually(() =>
        {
            _machine.Step();
            return curl.HasExited;
        });
        return text.Result;
    }
}
