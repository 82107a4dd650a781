// Debian's Prometheus, scraping a gateway as docs/at-home.md says, in the network of a namespace.

using System.Text.Json;

namespace Portreeve.Home;

/// <summary>A Prometheus that lives as long as its test.</summary>
internal sealed class Prometheus : IDisposable
{
    private const string Address = "127.0.0.1:9090";
    private readonly string _place;
    private readonly Server _server;

    /// <param name="place">The namespace.</param>
    /// <param name="folder">Where its files may lie.</param>
    /// <param name="gateway">The gateway's page: "192.168.1.1:8000".</param>
    /// <param name="key">A read key.</param>
    public Prometheus(string place, string folder, string gateway, string key)
    {
        _place = place;
        string file = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(file, $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [{{Checkout.Find("docs/grafana/portreeve.rules.yml")}}]
            scrape_configs:
              - job_name: portreeve
                authorization: { credentials: {{key}} }
                static_configs: [{ targets: ["{{gateway}}"] }]
            """);
        _server = new Server([.. Cable.Prefix(place), Tool.Find("prometheus"),
            "--config.file=" + file, "--storage.tsdb.path=" + Path.Combine(folder, "metrics"),
            "--web.listen-address=" + Address]);
        RunningGateway.Eventually(() => Ask("query?query=up").ValueKind == JsonValueKind.Object
            && Value("up{job=\"portreeve\"}") == 1,
            () => $"nothing is scraped: {Ask("targets")} {_server.Log}");
    }

    /// <summary>The number that a question has for its answer now; -1: none.</summary>
    public double Value(string question) => Now(question).Select(one => one.Value)
        .DefaultIfEmpty(-1).First();

    /// <summary>All that answers a question now, in Prometheus' order.</summary>
    public IEnumerable<(JsonElement Labels, double Value)> Now(string question) =>
        Rows("query?query=" + Uri.EscapeDataString(question))
            .Select(row => (row.GetProperty("metric"), Number(row.GetProperty("value")[1])));

    /// <summary>The same over the last seconds, a value each second.</summary>
    public IEnumerable<(JsonElement Labels, (double At, double Value)[] Values)> Over(int seconds,
        string question)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return Rows($"query_range?start={now - seconds}&end={now}&step=1&query="
            + Uri.EscapeDataString(question)).Select(row => (row.GetProperty("metric"),
                row.GetProperty("values").EnumerateArray().Select(value =>
                    (value[0].GetDouble(), Number(value[1]))).ToArray()));
    }

    /// <summary>What it says of the alerts: their names and their health.</summary>
    public IEnumerable<string> Alerts() => Ask("rules").GetProperty("data").GetProperty("groups")
        .EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray())
        .Select(rule => rule.GetProperty("name") + " " + rule.GetProperty("health"));

    public void Dispose() => _server.Dispose();

    private IEnumerable<JsonElement> Rows(string question)
    {
        JsonElement answer = Ask(question);
        if (answer.ValueKind != JsonValueKind.Object) return [];
        Assert.True(answer.GetProperty("status").GetString() == "success", answer.ToString());
        return answer.GetProperty("data").GetProperty("result").EnumerateArray();
    }

    private JsonElement Ask(string question)
    {
        string said = Cable.Try(_place, "curl", "-s", "-m", "60",
            $"http://{Address}/api/v1/{question}").Output;
        // While it starts it answers in plain words.
        return !said.StartsWith('{') ? default : JsonDocument.Parse(said).RootElement;
    }

    private static double Number(JsonElement text) => double.Parse(text.GetString(),
        System.Globalization.CultureInfo.InvariantCulture);
}
