// How soon the page is there: over one connection at 1 Mbit/s and five milliseconds away. What is
// judged is counted on the wire, so that a busy computer changes nothing; the time that a throttled
// browser takes is told beside it.

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Portreeve.Page.Host;
using Xunit;

namespace Portreeve.Page;

public sealed class ReadyTests(Browser browser, ITestOutputHelper output)
{
    private const int BitsPerSecond = 1_000_000;
    private const int RoundTripMs = 5;

    // Ethernet, IP and TCP around each 1,440 bytes, and the acknowledgements against them.
    private const double Overhead = 1.1;

    [BrowserFact]
    public async Task Page_IsReadyWithinASecond_OverOneSlowConnection()
    {
        string[] rules = [.. Enumerable.Range(0, 8).Select(i =>
            $"tcp {18080 + i} 192.168.1.{20 + i}:80 from lan,anna.ddns.net # camera {i}")];
        await using Visit visit = await Visit.Inside(browser, Screen.Phone, rules);
        ICDPSession wire = await visit.Window.NewCDPSessionAsync(visit.Page);
        await wire.SendAsync("Network.enable");
        await wire.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        await wire.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = RoundTripMs,
            ["downloadThroughput"] = BitsPerSecond / 8,
            ["uploadThroughput"] = BitsPerSecond / 8,
        });
        var connections = new ConcurrentDictionary<double, bool>();
        wire.Event("Network.responseReceived").OnEvent += (_, said) =>
        {
            JsonElement response = said.Value.GetProperty("response");
            if (response.GetProperty("url").GetString().StartsWith("http"))
            {
                connections[response.GetProperty("connectionId").GetDouble()] = true;
            }
        };
        var asked = new ConcurrentQueue<IRequest>();
        visit.Page.RequestFinished += (_, request) =>
        {
            if (request.Url.StartsWith("http")) asked.Enqueue(request);
        };

        var clock = Stopwatch.StartNew();
        await visit.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await visit.Door("camera 7").WaitForAsync();
        long measuredMs = clock.ElapsedMilliseconds;

        int bytes = 0;
        foreach (IRequest request in asked)
        {
            RequestSizesResult size = await request.SizesAsync();
            bytes += size.RequestHeadersSize + size.RequestBodySize + size.ResponseHeadersSize
                + size.ResponseBodySize;
        }
        // Each connection is opened in a round trip, and each request waits for the one before.
        int turns = asked.Count + connections.Count;
        double ms = bytes * 8000.0 * Overhead / BitsPerSecond + turns * RoundTripMs;
        output.WriteLine($"{asked.Count} requests over {connections.Count} connection, {bytes} "
            + $"bytes: {ms:0} ms at 1 Mbit/s; a throttled browser took {measuredMs} ms");
        Assert.InRange(asked.Count, 4, 5);
        Assert.Single(connections);
        Assert.InRange(ms, 100, 999);
    }
}
