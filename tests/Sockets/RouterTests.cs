// The router above, a real one: Linux, nftables and miniupnpd in namespaces of their own. What it
// holds is cross-checked by programs nobody here wrote (upnpc, natpmpc), and a packet from outside
// really arrives at a machine of the LAN because the gateway has asked for it.

using System.Net.Sockets;

namespace Portreeve.Sockets;

public sealed class RouterTests(ITestOutputHelper output) : IDisposable
{
    private const int Port = 8080;

    private readonly Scratch _flash = new();
    private Street _street;
    private Upstream _echo;

    public void Dispose()
    {
        _echo?.Dispose();
        _street?.Dispose();
        _flash.Dispose();
    }

    [Theory]
    [InlineData(RouterTongue.Pcp, Mode.Chip)]
    [InlineData(RouterTongue.NatPmp, Mode.Desktop)]
    [InlineData(RouterTongue.Upnp, Mode.Chip)]
    public void Rule_IsReachedFromOutside_AndGivenBackWhenDisabled(RouterTongue tongue, Mode mode)
    {
        LayOut(tongue);
        using GatewayProcess gateway = Start(mode);
        AddRule(gateway);
        Assert.False(IsIn());
        gateway.Say("router on");
        gateway.UntilSays("router", $"tcp {Port}: held");
        string said = gateway.Say("router");
        output.WriteLine(said);
        string name = tongue == RouterTongue.Pcp ? "PCP" : tongue == RouterTongue.NatPmp
            ? "NAT-PMP" : "UPnP";
        gateway.UntilSays("router", $"speaks {name}; its outside address is 51.51.51.1");
        RunningGateway.Eventually(
            () => _street.Leases().Contains($"TCP  {Port}->192.168.7.5:{Port}"));
        RunningGateway.Eventually(() => IsIn(), () => "nobody outside gets in");

        Assert.Contains("off", gateway.Say("portmap disable 1"));
        RunningGateway.Eventually(() => !_street.Leases().Contains($"{Port}->"));
        RunningGateway.Eventually(() => !IsIn());

        gateway.Say("portmap enable 1");
        gateway.UntilSays("router", $"tcp {Port}: held");
        RunningGateway.Eventually(() => IsIn());
        gateway.Say("router off");
        RunningGateway.Eventually(() => !_street.Leases().Contains($"{Port}->"));
        gateway.UntilSays("router", "asked for nothing");
        RunningGateway.Eventually(() => !IsIn());
    }

    [Fact]
    public void OutsideAddress_IsWhatNatpmpcSays()
    {
        LayOut(RouterTongue.NatPmp);
        using GatewayProcess gateway = Start(Mode.Chip);
        gateway.Say("router on");
        gateway.UntilSays("router", "its outside address is 51.51.51.1");
        Assert.Contains("Public IP address : 51.51.51.1", Street.Run(_street.House, "natpmpc"));
    }

    [Theory]
    [InlineData(RouterTongue.Pcp)]
    [InlineData(RouterTongue.NatPmp)]
    public void RouterRestarts_LeaseIsThereAgain(RouterTongue tongue)
    {
        LayOut(tongue);
        using GatewayProcess gateway = Start(Mode.Desktop);
        AddRule(gateway);
        gateway.Say("router on");
        gateway.UntilSays("router", $"tcp {Port}: held");
        // Its age must show: a table of a second ago may be the same one.
        Thread.Sleep(20_000);
        _street.StopRouter();
        Assert.False(IsIn());
        _street.StartRouter();
        RunningGateway.Eventually(() => _street.Leases().Contains($"{Port}->"));
        gateway.UntilSays("show journal", "it has started anew");
        RunningGateway.Eventually(() => IsIn());
    }

    [Fact]
    public void PortIsTakenByANeighbour_SaysWhoHasIt()
    {
        LayOut(RouterTongue.Upnp);
        Street.Run(_street.House, "upnpc", "-u", "http://192.168.7.1:5000/rootDesc.xml", "-a",
            Street.Neighbour, $"{Port}", $"{Port}", "tcp");
        using GatewayProcess gateway = Start(Mode.Desktop);
        AddRule(gateway);
        gateway.Say("router on");
        gateway.UntilSays("router", "another machine has this port at the router");
        gateway.UntilSays("router", "(192.168.7.20 has it)");
        Assert.Contains($"{Port}->192.168.7.20", _street.Leases());
    }

    [Theory]
    [InlineData(RouterTongue.Pcp)]
    [InlineData(RouterTongue.NatPmp)]
    public void PortIsTaken_RouterGivesAnotherOne_AndItWorks(RouterTongue tongue)
    {
        LayOut(tongue);
        Street.Run(_street.House, "natpmpc", "-a", $"{Port}", $"{Port}", "tcp", "600");
        using GatewayProcess gateway = Start(Mode.Desktop);
        AddRule(gateway);
        gateway.Say("router on");
        gateway.UntilSays("router", "here instead");
        output.WriteLine(gateway.Say("router"));
        string said = gateway.Say("router");
        int at = said.IndexOf("leads ") + 6;
        int port = int.Parse(said[at..said.IndexOf(' ', at)]);
        Assert.NotEqual(Port, port);
        RunningGateway.Eventually(() => IsIn(port));
    }

    [Fact]
    public void RouterHasAPrivateAddressOutside_SaysSo()
    {
        LayOut(RouterTongue.Pcp, "10.9.8.1");
        using GatewayProcess gateway = Start(Mode.Desktop);
        AddRule(gateway);
        gateway.Say("router on");
        gateway.UntilSays("router", "public address of its own");
    }

    [Fact]
    public void RouterSpeaksNothing_SaysSo()
    {
        LayOut(RouterTongue.Nothing);
        using GatewayProcess gateway = Start(Mode.Desktop);
        AddRule(gateway);
        gateway.Say("router on");
        gateway.UntilSays("router", "speaks neither PCP nor NAT-PMP nor UPnP");
    }

    private void LayOut(RouterTongue tongue, string outside = Street.RouterOutside)
    {
        _street = new Street(tongue, outside);
        _echo = Cable.In(_street.House, () => Upstream.Echo(Street.Neighbour));
    }

    private GatewayProcess Start(Mode mode) => new(mode, _flash.Path, _street.Home);

    private void AddRule(GatewayProcess gateway)
    {
        Assert.StartsWith("Rule ", gateway.Say(
            $"portmap add tcp {Port} {Street.Neighbour}:{_echo.Port} from {Street.Outside}"));
        RunningGateway.Eventually(() => gateway.StateOf("tcp", Port) == "open");
    }

    // A friend from outside dials the router, which has a packet for everybody: in, or a reset.
    private bool IsIn(int port = Port)
    {
        try
        {
            using Socket socket = Cable.In(_street.Internet,
                () => Wire.Connect(port, to: Street.RouterOutside));
            return Wire.Echoes(socket, "hello");
        }
        catch (SocketException e) when (e.SocketErrorCode != SocketError.TimedOut)
        {
            return false;
        }
    }
}
