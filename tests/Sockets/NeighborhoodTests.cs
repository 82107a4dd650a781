// The harness refuses what would leave this computer (Harness/Neighborhood), and that bites.

namespace Portreeve.Sockets;

public sealed class NeighborhoodTests
{
    [Theory]
    [InlineData("ddns noip anna.ddns.net user me")]
    [InlineData("version\n  Router on")]
    [InlineData("mdns on")]
    public void GatewayOnTheComputersNetwork_IsNotToldToSpeakBeyond(string line)
    {
        using GatewayThread gate = new(Mode.Desktop);
        Assert.Throws<InvalidOperationException>(() => gate.Say(line));
    }
}
