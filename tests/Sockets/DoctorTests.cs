// The doctor on a street of network namespaces: each cause that a connection from outside can fail
// of is made by real parts (nftables, miniupnpd, dnsmasq, a provider), and the doctor names it. And
// where nothing is wrong, every light is green because of something that really happened.

using System.Net.Sockets;

namespace Portreeve.Sockets;

public sealed class DoctorTests(ITestOutputHelper output) : DoctorStage(output)
{
    [Theory]
    [ClassData(typeof(AllModes))]
    public void NothingIsWrong_EveryLightIsGreen(Mode mode)
    {
        LayOut(RouterTongue.Pcp);
        using GatewayProcess gateway = Start(mode);
        BeReached(gateway);
        string said = Finds(gateway, ("+ clock", "The time is known"), ("+ list", Friend),
            ("+ target", Greeting), ("+ router", $"speaks PCP; tcp {Port}: held"),
            ("+ address", "the router and a service outside agree"),
            ("+ resolver", $"{Friend} is found"),
            ("+ name", $"{Name} leads to {Street.RouterOutside}, 1.1.1.1 says"),
            ("+ hairpin", "came back in at our door"),
            ("+ outside", $"{Street.Outside} has reached tcp {Port} from outside"));
        Assert.EndsWith("11 good (+), 0 bad (!), 0 not known (?).", said);
    }

    [Fact]
    public void Target_IsDown_Firewalled_Off_Elsewhere()
    {
        LayOut(RouterTongue.Nothing);
        using GatewayProcess gateway = Start(Mode.Chip);
        AddRule(gateway, "from lan");
        Finds(gateway, ("+ target", Greeting));
        Street.Firewall(_street.House, _target.Port);
        Finds(gateway, ("! target", "did not answer within 10 s"));
        Street.Run(_street.House, "nft", "flush", "ruleset");
        int port = _target.Port;
        _target.Dispose();
        Finds(gateway, ("! target", "refuses the connection"));
        gateway.Say($"portmap edit 1 tcp {Port} 192.168.7.99:{port} from lan");
        Finds(gateway, ("! target", "There is no way to the target"));
        gateway.Say($"portmap edit 1 tcp {Port} 192.168.99.20:{port} from lan");
        Finds(gateway, ("! target", ""));
        Assert.Contains("is in another network than ours, 192.168.7.0/24", Test(gateway));
    }

    [Fact]
    public void Door_IsOff_AndOpenToNobody()
    {
        LayOut(RouterTongue.Nothing);
        using GatewayProcess gateway = Start(Mode.Chip);
        gateway.Say($"portmap add tcp {Port} {Street.Neighbour}:{_target.Port}");
        string said = Test(gateway);
        Found(said, "! list", "Nobody is on the door's list");
        gateway.Say($"portmap edit 1 tcp {Port} {Street.Neighbour}:{_target.Port} from lan");
        gateway.Say("portmap disable 1");
        Found(Test(gateway), "! switch", "switched off");
    }

    [Fact]
    public void Router_SpeaksNothing_OrGivesThePortToAnother()
    {
        LayOut(RouterTongue.Upnp);
        Street.Run(_street.House, "upnpc", "-u", "http://192.168.7.1:5000/rootDesc.xml", "-a",
            Street.Neighbour, $"{Port}", $"{Port}", "tcp");
        using GatewayProcess gateway = Start(Mode.Desktop);
        AddRule(gateway, "from any");
        Finds(gateway, ("? router", "switched off"));
        gateway.Say("router on");
        gateway.UntilSays("router", "another machine has this port");
        Finds(gateway, ("! router", "another machine has this port"));
        // The port leads somewhere, but not to us.
        _street.LeadBack(Port, $"{Street.Neighbour}:{_target.Port}");
        Finds(gateway, ("? hairpin", "it is not this door"));
        _street.StopRouter();
        gateway.Say("router off");
        gateway.UntilSays("router", "asked for nothing");
        gateway.Say("router on");
        Finds(gateway, ("? router", "speaks neither PCP nor NAT-PMP nor UPnP"));
    }

    // What a router tells that has learned its address: double NAT and carrier NAT have names.
    [Theory]
    [InlineData(RouterTongue.Pcp, "192.168.178.2", Mode.Chip)]
    [InlineData(RouterTongue.Pcp, "100.64.9.8", Mode.Desktop)]
    [InlineData(RouterTongue.NatPmp, "192.168.178.2", Mode.Desktop)]
    [InlineData(RouterTongue.NatPmp, "100.64.9.8", Mode.Chip)]
    [InlineData(RouterTongue.Upnp, "10.9.8.1", Mode.Chip)]
    [InlineData(RouterTongue.Upnp, "100.127.9.8", Mode.Desktop)]
    public void Router_TellsItsAddressBelowAnotherNat(RouterTongue tongue, string outside,
        Mode mode)
    {
        LayOut(tongue, outside, true);
        using GatewayProcess gateway = Start(mode);
        AddRule(gateway, "from any");
        gateway.Say("router on");
        gateway.UntilSays("router", $"tcp {Port}: held");
        string said = Test(gateway);
        bool isCarriers = outside.StartsWith("100.");
        Found(said, "! address", $"The router's own outside address is {outside}, " + (isCarriers
            ? "which the carrier shares among many: nobody outside can dial it."
            : "a private one: there is another router above it."));
        Found(said, "? outside", "Nobody has come from outside yet.");
        foreach (string light in new[] { "+ address", "+ name", "+ hairpin", "+ outside" })
        {
            Assert.DoesNotContain("\n" + light, said);
        }
        Assert.Contains(isCarriers ? $"{outside}: your provider shares one address among many"
            : $"{outside}: another router stands before it", gateway.Say("router"));
        // Nobody is sent there.
        Assert.DoesNotContain(outside, gateway.Say("share 1"));
    }

    // miniupnpd 2.3.1 that finds such an address on its interface, and asks no STUN server, tells
    // none: by UPnP an empty one, by NAT-PMP result 3, by PCP a refused lease. Which of the two
    // NATs it is it does not say.
    [Theory]
    [InlineData(RouterTongue.Upnp, "10.9.8.1")]
    [InlineData(RouterTongue.Upnp, "100.64.9.8")]
    [InlineData(RouterTongue.NatPmp, "192.168.178.2")]
    [InlineData(RouterTongue.NatPmp, "100.64.9.8")]
    public void Router_HasNoPublicAddress_AndTellsNone(RouterTongue tongue, string outside)
    {
        LayOut(tongue, outside);
        using GatewayProcess gateway = Start(Mode.Chip);
        AddRule(gateway, "from any");
        gateway.Say("router on");
        Finds(gateway, ("! address", "no public address: a NAT above it, or no internet"),
            ("! router", "no public address of its own"));
    }

    [Theory]
    [InlineData("10.9.8.1")]
    [InlineData("100.64.9.8")]
    public void RouterOfPcp_HasNoPublicAddress_AndRefusesTheLease(string outside)
    {
        LayOut(RouterTongue.Pcp, outside);
        using GatewayProcess gateway = Start(Mode.Desktop);
        AddRule(gateway, "from any");
        gateway.Say("router on");
        string said = Finds(gateway, ("! router", "no public address of its own"));
        Assert.DoesNotContain("+ address", said);
    }

    [Fact]
    public void Record_IsStale_OrOnlyOurOwnResolverSaysSo()
    {
        LayOut(RouterTongue.Pcp);
        using GatewayProcess gateway = Start(Mode.Chip);
        BeReached(gateway);
        _public.Set(Name, "51.51.51.77");
        Finds(gateway, ("! name", "51.51.51.77, 1.1.1.1 says. But our address outside is "
            + Street.RouterOutside));
        _public.Set(Name);
        Finds(gateway, ("! name", "there is no such name"));
        _public.Stop();
        _ours.Set(Name, Street.RouterOutside);
        Finds(gateway, ("? name", "our own name server says; a public one did not answer"));
    }

    [Fact]
    public void Resolver_IsDead()
    {
        LayOut(RouterTongue.Pcp);
        using GatewayProcess gateway = Start(Mode.Chip);
        BeReached(gateway);
        Finds(gateway, ("+ resolver", Friend));
        _ours.Stop();
        Finds(gateway, ("! resolver",
            $"127.0.0.1 has not found {Friend}: no DNS server answered"),
            ("+ name", "1.1.1.1 says"));
    }

    [Fact]
    public void Clock_IsNotSet()
    {
        Tool.Find("faketime");
        LayOut(RouterTongue.Nothing);
        string[] fake = [.. new[] { "LD_PRELOAD", "FAKETIME" }.Select(word => word + "="
            + Tool.Run("faketime", "-f", "@1970-01-02 00:00:00", "printenv", word).Trim())];
        using GatewayProcess gateway = Start(Mode.Desktop,
            [.. fake, "FAKETIME_DONT_FAKE_MONOTONIC=1"]);
        AddRule(gateway, "from any");
        Found(Test(gateway), "? clock", "not known; hours and dates of rules wait for it");
        gateway.Say($"portmap edit 1 tcp {Port} {Street.Neighbour}:{_target.Port} from any "
            + "hours mon-fri 08:00-18:00");
        Found(Test(gateway), "! clock", "not known, and this rule depends on it");
    }

    [Fact]
    public void Datagrams_AreWellOnlyOnceAReplyCame()
    {
        LayOut(RouterTongue.Nothing);
        using EchoDatagrams echo = Cable.In(_street.House,
            () => new EchoDatagrams(0, Street.Neighbour));
        using GatewayProcess gateway = Start(Mode.Chip);
        gateway.Say($"portmap add udp {Port} {Street.Neighbour}:{echo.Port} from lan");
        RunningGateway.Eventually(() => gateway.StateOf("udp", Port) == "open");
        Finds(gateway, ("? target", "no reply has come through yet"));
        RunningGateway.Eventually(() => Cable.In(_street.House, () =>
        {
            using Socket socket = Wire.Datagrams(Street.Neighbour);
            // It is sent again; this is how long the first may be under way.
            socket.ReceiveTimeout = 1000;
            try
            {
                socket.SendTo("hello"u8, new System.Net.IPEndPoint(
                    System.Net.IPAddress.Parse(Street.Gateway), Port));
                return socket.Receive(new byte[10]) == 5;
            }
            catch (SocketException)
            {
                return false;
            }
        }));
        Finds(gateway, ("+ target", "has answered clients"));
    }

    [Fact]
    public void Wait_TellsWhoCame_WhatLetThemIn_AndWhetherTheTargetAnswered()
    {
        LayOut(RouterTongue.Pcp);
        using GatewayProcess gateway = Start(Mode.Chip);
        AddRule(gateway, $"from {Street.Outside}");
        gateway.Say("router on");
        gateway.UntilSays("router", $"tcp {Port}: held");
        string said = WaitFor(gateway);
        Found(said, "+ knock", $"{Street.Outside} reached tcp {Port} after");
        Found(said, "+ entry", Street.Outside);
        Found(said, "+ target", $"{Street.Neighbour}:{_target.Port} answers.");
        gateway.Say($"portmap edit 1 tcp {Port} {Street.Neighbour}:{_target.Port} from 9.9.9.9");
        gateway.UntilSays("router", $"tcp {Port}: held");
        said = WaitFor(gateway);
        Found(said, "+ knock", $"{Street.Outside} reached tcp {Port} after");
        Found(said, "! entry", "not on");
    }
}
