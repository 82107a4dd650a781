// The real miniupnpd where network namespaces are not permitted: on the loopback, with nothing of
// the computer's own network in it. That a packet arrives by a port it has given is shown in
// RouterTests only; here it is asked, and what it answers is cross-checked by upnpc and natpmpc.
// One at a time: the port of PCP and NAT-PMP is everybody's.

namespace Portreeve.Sockets;

public sealed class LoopbackRouterTests
{
    [Theory(DisableParallelization = true)]
    [InlineData(RouterTongue.Pcp, "PCP", Mode.Chip)]
    [InlineData(RouterTongue.NatPmp, "NAT-PMP", Mode.Desktop)]
    [InlineData(RouterTongue.Upnp, "UPnP", Mode.Chip)]
    public void AddressAndLease_AreWhatOthersSee_AndTheLeaseIsGivenBack(RouterTongue tongue,
        string name, Mode mode)
    {
        using RouterOnLoopback router = new(tongue, true);
        using GatewayThread gateway = new(mode, furnish: router.Furnish);
        int port = AddRule(gateway);
        gateway.Say("router on");
        gateway.UntilSays("router", $"tcp {port}: held");
        gateway.UntilSays("router", $"The router 127.0.0.1 speaks {name}; its outside address is "
            + RouterOnLoopback.Outside);
        Assert.Contains("ExternalIPAddress = " + RouterOnLoopback.Outside, router.Holds);
        Assert.Contains($"TCP {port,5}->127.0.0.1:{port} ", router.Holds);
        gateway.Say("portmap disable 1");
        RunningGateway.Eventually(() => !router.Holds.Contains($"{port}->"));
        gateway.UntilSays("router", "outside address is");
        Assert.DoesNotContain($"tcp {port}", gateway.Say("router"));
    }

    [Theory(DisableParallelization = true)]
    [InlineData(RouterTongue.NatPmp, "NAT-PMP", "the router has no internet connection", Mode.Chip)]
    [InlineData(RouterTongue.Upnp, "UPnP", "the router refused (UPnP code 501)", Mode.Desktop)]
    public void Lease_IsRefused_AndTheAddressIsToldAllTheSame(RouterTongue tongue, string name,
        string trouble, Mode mode)
    {
        using RouterOnLoopback router = new(tongue, false);
        using GatewayThread gateway = new(mode, furnish: router.Furnish);
        int port = AddRule(gateway);
        gateway.Say("router on");
        gateway.UntilSays("router", $"tcp {port}: {trouble}");
        gateway.UntilSays("router", $"The router 127.0.0.1 speaks {name}; its outside address is "
            + RouterOnLoopback.Outside);
        if (tongue == RouterTongue.NatPmp)
        {
            Assert.Contains("Public IP address : " + RouterOnLoopback.Outside,
                RouterOnLoopback.Tells);
        }
        Assert.DoesNotContain($"{port}->", router.Holds);
    }

    // PCP tells its address only with a lease.
    [Fact(DisableParallelization = true)]
    public void LeaseOfPcp_IsRefused_AndNoAddressIsMadeUp()
    {
        using RouterOnLoopback router = new(RouterTongue.Pcp, false);
        using GatewayThread gateway = new(Mode.Desktop, furnish: router.Furnish);
        int port = AddRule(gateway);
        gateway.Say("router on");
        gateway.UntilSays("router", "The router 127.0.0.1 speaks PCP.");
        gateway.UntilSays("router", $"tcp {port}: the router");
        Assert.DoesNotContain("outside address is", gateway.Say("router"));
        Assert.DoesNotContain($"{port}->", router.Holds);
    }

    // With nobody on its list it is on, and nobody listens: the router takes a port that somebody
    // of its own computer has for taken.
    private static int AddRule(RunningGateway gateway)
    {
        int port = Ports.FreeTcp();
        Assert.StartsWith("Rule ", gateway.Say($"portmap add tcp {port} 127.0.0.1:80"));
        return port;
    }
}
