// Home: the gateway's numbers for Prometheus, judged by promtool; and who may read them.

namespace Portreeve.Home;

public sealed class MetricsTests : IDisposable
{
    private readonly int _tcp = Ports.FreeTcp();
    private readonly int _udp = Ports.FreeUdp();
    private readonly int _port = Ports.FreeTcp();
    private readonly Household _household;
    private readonly GatewayProcess _gateway;

    public MetricsTests()
    {
        _household = new Household($"portmap add tcp {_tcp} 127.0.0.1:9 from lan # nobody answers",
            $"portmap add udp {_udp} 192.168.1.20:53 from 203.0.113.9");
        _gateway = _household.Open(_port);
        RunningGateway.Eventually(() => Get("/").Length > 0
            && _gateway.StateOf("tcp", _tcp) == "open");
    }

    public void Dispose()
    {
        _gateway.Dispose();
        _household.Dispose();
    }

    [Fact]
    public void Metrics_AreOffUntilSwitchedOn_ThenForKeys_ThenForAll()
    {
        Assert.Contains("metrics are off", Get("/metrics"));
        Assert.Contains("metrics are off", Get("/metrics", _household.ReadKey));
        Assert.Contains("Metrics are off and take nothing.", Say("show limits"));
        Assert.Equal("Metrics are at /metrics, for logins and keys.", Say("metrics key"));
        Assert.Contains("log in first", Get("/metrics"));
        Assert.Contains("portreeve_info{", Get("/metrics", _household.ReadKey));
        Assert.Contains("takes a page connection", Say("show limits"));
        Assert.StartsWith("Metrics are at /metrics, for everybody", Say("metrics open"));
        Assert.Contains("portreeve_info{", Get("/metrics"));
        Assert.StartsWith("error:", Say("metrics often"));
        Say("metrics off");
        Assert.Contains("metrics are off", Get("/metrics", _household.ReadKey));
    }

    [Fact]
    public void Metrics_PleasePromtool_AndCountWhatHappens()
    {
        Say("metrics open");
        // Port 9 of this computer is nobody's, so that a client is let in and not served.
        Tool.Try("curl", null, "-s", "-m", "60", $"http://127.0.0.1:{_tcp}/");
        string text = "";
        string door = $"rule=\"1\",door=\"tcp {_tcp}\"";
        RunningGateway.Eventually(() => (text = Get("/metrics")).Contains(
            $"portreeve_rule_unreached_total{{{door}}} 1\n"), () => text);
        (int exit, string said, string errors) = Tool.Try("promtool", text, "check", "metrics");
        Assert.True(exit == 0 && (said + errors).Trim().Length == 0, said + errors);

        Assert.EndsWith("\n", text);
        Assert.Contains($"portreeve_rule_admitted_total{{{door}}} 1\n", text);
        Assert.Contains("portreeve_ends_total{reason=\"SC\"} 1\n", text);
        Assert.Contains($"portreeve_rule_open{{rule=\"2\",door=\"udp {_udp}\"}} 1\n", text);
        string[] types = [.. text.Split('\n').Where(line => line.StartsWith("# TYPE "))];
        Assert.Equal(types.Length, types.Distinct().Count());
        Assert.All(types, line =>
            Assert.Equal(line.EndsWith(" counter"), line.Contains("_total ")));
        string[] heads = [.. Tool.Try("curl", null, "-s", "-D", "-", "-o", "/dev/null",
            $"http://127.0.0.1:{_port}/metrics").Output.Split("\r\n")];
        Assert.Contains("Content-Type: text/plain; version=0.0.4; charset=utf-8", heads);
    }

    /// <summary>Dashboard and alerts ask only for what there is.</summary>
    [Fact]
    public void DashboardAndAlerts_AskForMetricsThatThereAre()
    {
        Say("metrics open");
        string text = Get("/metrics");
        string[] names = [.. text.Split('\n').Where(line => line.StartsWith("# TYPE "))
            .Select(line => line.Split(' ')[2])];
        string alerts = Checkout.Find("docs/grafana/portreeve.rules.yml");
        (int exit, string said, string errors) = Tool.Try("promtool", null, "check", "rules",
            alerts);
        Assert.True(exit == 0, said + errors);
        Assert.Contains("2 rules found", said);
        string dashboard = File.ReadAllText(Checkout.Find("docs/grafana/portreeve.json"));
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(dashboard);
        Assert.NotEmpty(json.RootElement.GetProperty("panels").EnumerateArray());
        string[] asked = [.. System.Text.RegularExpressions.Regex.Matches(
            dashboard + File.ReadAllText(alerts), @"portreeve_[a-z_]+").Select(match => match.Value)
            .Distinct()];
        Assert.NotEmpty(asked);
        Assert.Equal([], asked.Except(names));
        using Scratch scratch = new();
        // What each panel asks is a question that Prometheus understands.
        foreach (System.Text.Json.JsonElement panel in json.RootElement.GetProperty("panels")
            .EnumerateArray().Where(panel => panel.TryGetProperty("targets", out _)))
        {
            foreach (System.Text.Json.JsonElement target in panel.GetProperty("targets")
                .EnumerateArray())
            {
                string question = target.GetProperty("expr").GetString()
                    .Replace("$__rate_interval", "5m");
                string rules = "groups:\n- name: x\n  rules:\n  - record: a:b\n    expr: '"
                    + question.Replace("'", "''") + "'\n";
                (exit, said, errors) = Tool.Try("promtool", null, "check", "rules",
                    scratch.File("question.yml", rules));
                Assert.True(exit == 0, question + ": " + said + errors);
            }
        }
    }

    private string Get(string path, string key = null) => Tool.Try("curl", null,
        [
            "-s", "-m", "60", "--compressed", .. key == null ? [] : (string[])["-H",
                "Authorization: Bearer " + key], $"http://127.0.0.1:{_port}{path}",
        ]).Output;

    private string Say(string line) => _gateway.Say(line);
}
