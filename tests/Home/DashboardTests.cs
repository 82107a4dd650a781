// Home: the dashboard and the alerts with a real Prometheus, which scrapes a gateway that behaves
// as a board does while people come and go. The picture in the docs is drawn here
// (PORTREEVE_PICTURES names the folder to write it to; it then watches for longer).

using System.Diagnostics;

namespace Portreeve.Home;

public sealed class DashboardTests : IDisposable
{
    private static readonly string Pictures =
        Environment.GetEnvironmentVariable("PORTREEVE_PICTURES");

    private readonly Street _street = new();
    private readonly Household _household = new();
    private GatewayProcess _gateway;
    private Prometheus _prometheus;

    public void Dispose()
    {
        _prometheus?.Dispose();
        _gateway?.Dispose();
        _household.Dispose();
        _street.Dispose();
    }

    [Fact]
    public void EveryPanel_HasAnAnswer_AndIsDrawn()
    {
        File.WriteAllBytes(_street.Scratch.At("pages/film"), new byte[300_000]);
        _gateway = new GatewayProcess(Mode.Chip, _household.Flash, _street.Gate, "--web", "8000",
            "--board", "WT32-ETH01");
        foreach (string line in (string[])
        [
            "metrics key",
            $"portmap add tcp 8080 {Street.Target}:80 from {Street.Friend},{Street.Elsewhere}",
            $"portmap add udp 5353 {Street.Target}:53 from {Street.Friend} # names",
            $"portmap add tcp 8081 {Street.Target}:9 from {Street.Friend} # off at night",
        ])
        {
            Assert.DoesNotContain("error:", _gateway.Say(line));
        }
        // A board shows its page to the house only, and not to itself.
        _prometheus = new Prometheus(_street.Inside, _street.Scratch.Path, "192.168.1.1:8000",
            _household.ReadKey);
        Assert.Equal(["PortreeveDoorShut ok", "PortreeveTargetSilent ok"],
            Eventually(() => _prometheus.Alerts().ToArray(),
                all => all.All(one => one.EndsWith("ok"))));

        int seconds = Pictures == null ? 15 : 120;
        PeopleComeAndGo(seconds);
        string json = File.ReadAllText(Checkout.Find("docs/grafana/portreeve.json"));
        DashboardPicture picture = null;
        string[] words = ["Doors open", "tcp 8080 in", "tcp 8080 refused", ">SC<"];
        string drawn = Eventually(() => (picture = new DashboardPicture(_prometheus, seconds))
            .Draw(json), all => picture.Silent.Count == 0 && words.All(all.Contains));
        Assert.Equal([], picture.Silent);
        Assert.True(picture.Panels >= 9);
        foreach (string word in words) Assert.Contains(word, drawn);
        if (Pictures != null)
        {
            File.WriteAllText(Path.Combine(Pictures, "dashboard.svg"), drawn + "\n");
        }

        // The numbers are those of what happened.
        Eventually(() => _prometheus.Value("sum(portreeve_rule_admitted_total{door=\"tcp 8080\"})"),
            count => count > 0);
        Eventually(() => _prometheus.Value("sum(portreeve_rule_refused_total{door=\"tcp 8080\"})"),
            count => count > 0);
        Eventually(() => _prometheus.Value("portreeve_rule_sent_bytes_total{door=\"tcp 8080\"}"),
            count => count >= 300_000);
    }

    private void PeopleComeAndGo(int seconds)
    {
        var since = Stopwatch.StartNew();
        for (int turn = 0; since.Elapsed.TotalSeconds < seconds || turn < 4; turn++)
        {
            string friend = turn % 3 == 0 ? Street.Elsewhere : Street.Friend;
            int rate = 100_000 + turn * 37 % 11 * 20_000;
            Cable.Try(_street.Outside, "curl", "-s", "-m", "30", "-o", "/dev/null",
                "--limit-rate", rate.ToString(), "--interface", friend,
                $"http://{Street.Gateway}:8080/film");
            if (turn % 4 == 1) _street.HasPage(Street.Stranger, 8080);
            if (turn % 2 == 0) _street.HasName(Street.Friend, 5353);
            if (turn % 5 == 2) _street.HasPage(Street.Friend, 8081);
            if (turn % 6 == 5) Thread.Sleep(3000);
        }
    }

    private static T Eventually<T>(Func<T> ask, Func<T, bool> isGood)
    {
        T answer = default;
        RunningGateway.Eventually(() => isGood(answer = ask()), () => "it is still " + answer);
        return answer;
    }
}
