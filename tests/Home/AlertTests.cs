// Home: when the alerts ring and when they do not, by promtool's own unit tests
// (Files/alerts-test.yml).

namespace Portreeve.Home;

public sealed class AlertTests
{
    [Fact]
    public void Alerts_RingWhenTheyShould()
    {
        using Scratch scratch = new();
        File.Copy(Checkout.Find("docs/grafana/portreeve.rules.yml"),
            scratch.At("portreeve.rules.yml"));
        string tests = scratch.At("alerts-test.yml");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Files", "alerts-test.yml"), tests);
        (int exit, string said, string errors) = Tool.Try("promtool", null, "test", "rules", tests);
        Assert.True(exit == 0, said + errors);
    }
}
