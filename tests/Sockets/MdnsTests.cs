// Our name in the house, and other machines' names: avahi, its tools and dig are the other side, in
// network namespaces of their own.

namespace Portreeve.Sockets;

public sealed class MdnsTests(ITestOutputHelper output) : IDisposable
{
    private readonly Scratch _flash = new();
    private Street _street;
    private Avahi _avahi;

    public void Dispose()
    {
        _avahi?.Dispose();
        _street?.Dispose();
        _flash.Dispose();
    }

    [Theory]
    [InlineData(Mode.Chip)]
    [InlineData(Mode.Desktop)]
    public void Name_IsFoundByAvahiAndDig_AndTakenBackWhenOff(Mode mode)
    {
        LayOut("lanbox");
        using GatewayProcess gateway = Start(mode);
        int before = gateway.Sockets();
        gateway.Say("mdns on");
        gateway.UntilSays("mdns", "The house knows us as portreeve.local.");
        Assert.Equal(before + 1, gateway.Sockets());
        Resolves("portreeve.local", Street.Gateway);
        RunningGateway.Eventually(() => Dig("portreeve.local") == Street.Gateway);
        Assert.Equal("", Dig("elsewhere.local"));
        gateway.Say("mdns on gatekeeper");
        gateway.UntilSays("mdns", "The house knows us as gatekeeper.local.");
        Resolves("gatekeeper.local", Street.Gateway);
        gateway.Say("mdns off");
        RunningGateway.Eventually(() => gateway.Sockets() == before);
        Assert.Equal("", Dig("gatekeeper.local"));
    }

    [Fact]
    public void NameIsTaken_AnotherOneIsClaimed()
    {
        LayOut("portreeve");
        using GatewayProcess gateway = Start(Mode.Chip);
        gateway.Say("mdns on");
        gateway.UntilSays("mdns", "The house knows us as portreeve-2.local.");
        Assert.Contains("portreeve.local belongs to 192.168.7.20", gateway.Say("show journal"));
        Resolves("portreeve.local", Street.Neighbour);
        Resolves("portreeve-2.local", Street.Gateway);
    }

    [Fact]
    public void TargetWithALocalName_IsDialled_WithoutASwitch()
    {
        LayOut("lanbox");
        using Upstream echo = Cable.In(_street.House, () => Upstream.Echo(Street.Neighbour));
        using GatewayProcess gateway = Start(Mode.Chip);
        gateway.Say($"portmap add tcp 8080 lanbox.local:{echo.Port} from lan");
        RunningGateway.Eventually(() => gateway.StateOf("tcp", 8080) == "open");
        RunningGateway.Eventually(() =>
        {
            using var visitor = Cable.In(_street.House,
                () => Wire.Connect(8080, Street.Neighbour, Street.Gateway));
            return Wire.Echoes(visitor, "hello");
        }, () => gateway.Say("show journal"));
        output.WriteLine(gateway.Say("show journal"));
    }

    private void LayOut(string name)
    {
        _street = new Street(RouterTongue.Nothing);
        _avahi = new Avahi(_street.House, name);
    }

    private GatewayProcess Start(Mode mode) => new(mode, _flash.Path, _street.Home);

    // avahi-resolve gives a name five seconds.
    private void Resolves(string name, string address) => RunningGateway.Eventually(
        () => _avahi.Resolve(name).Contains(address), () => $"{name} is not {address}");

    // dig hears only whom it asked, so it asks the board itself, at the port of mDNS.
    private string Dig(string name) => Cable.Try(_street.House, "dig", "+short", "+time=2",
        "+tries=1", "-p", "5353", "@" + Street.Gateway, name).Output.Split('\n')
        .FirstOrDefault(line => !line.StartsWith(';'), "").Trim();
}
