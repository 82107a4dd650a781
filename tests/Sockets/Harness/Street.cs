// A street of four network namespaces: the internet, the router above, the house's LAN with the
// gateway in it, and another machine of the LAN. The router is Linux with nftables, and miniupnpd
// speaks PCP, NAT-PMP and UPnP for it. Needs root; a test is skipped, with the reason, where we may
// not.
//
//   Outside 51.51.51.9 -- 51.51.51.1 Router 192.168.7.1 --+-- Home  192.168.7.5   the gateway
//              1.1.1.1                                    +-- House 192.168.7.20  somebody else

namespace Portreeve.Sockets;

/// <summary>What the router is made to speak.</summary>
public enum RouterTongue
{
    Pcp,
    NatPmp,
    Upnp,
    Nothing,
}

/// <summary>The network between a friend and a machine of the LAN.</summary>
internal sealed class Street : IDisposable
{
    // Some address of the internet: miniupnpd refuses to work for those that stand in documents
    // only. Nothing of this leaves the namespaces.
    public const string Outside = "51.51.51.9";
    public const string RouterOutside = "51.51.51.1";
    public const string RouterInside = "192.168.7.1";
    public const string Gateway = "192.168.7.5";
    public const string Neighbour = "192.168.7.20";

    /// <summary>Where the doctor looks for a public resolver.</summary>
    public const string PublicResolver = "1.1.1.1";

    private static int _made;

    private readonly string _name =
        $"pts{Environment.ProcessId}x{Interlocked.Increment(ref _made)}";

    private readonly Scratch _scratch = new();
    private readonly Server _stun;
    private Server _daemon;

    /// <param name="tongue">What the router speaks.</param>
    /// <param name="outside">The router's address outside.</param>
    /// <param name="isBehindNat">True: another NAT stands above, and the router learns of its
    /// provider's STUN server that this address of the provider's own network is its own outside.
    /// miniupnpd tells no such address that it has only found on its interface.</param>
    public Street(RouterTongue tongue, string outside = RouterOutside, bool isBehindNat = false)
    {
        Tool.Find("miniupnpd");
        if (isBehindNat) Tool.Find("stund");
        Internet = _name + "i";
        Router = _name + "r";
        Home = _name + "h";
        House = _name + "n";
        Cable.LayOut(Steps(outside), Dispose);
        File.WriteAllText(_scratch.At("miniupnpd.conf"), Configuration(outside, isBehindNat));
        Run(Router, "sysctl", "-qw", "net.ipv4.ip_forward=1");
        LayRules(tongue);
        if (isBehindNat) _stun = AskStun(outside);
        if (tongue != RouterTongue.Nothing) StartRouter();
    }

    public string Internet { get; }

    public string Router { get; }

    public string Home { get; }

    public string House { get; }

    /// <summary>The router's program starts; its table is empty.</summary>
    public void StartRouter()
    {
        _daemon = new Server([.. Cable.Prefix(Router), Tool.Find("miniupnpd"), "-d", "-f",
            _scratch.At("miniupnpd.conf"), "-P", _scratch.At("pid")]);
        RunningGateway.Eventually(() => List().Contains("192.168.7.1"),
            () => "miniupnpd does not answer: " + _daemon.Log);
    }

    /// <summary>The router's program ends and forgets every lease.</summary>
    public void StopRouter()
    {
        _daemon.Dispose();
        foreach (string chain in new[] { "upnp_in", "upnp_pre", "upnp_post" })
        {
            Run(Router, "nft", "flush", "chain", "inet", "filter", chain);
        }
    }

    /// <summary>
    /// The router leads a port of its outside address to the gateway for the house as well, as
    /// better ones do and miniupnpd's rules do not.
    /// </summary>
    public void LeadBack(int port, string to = Gateway)
    {
        // Where the kernel has its bridges ask the firewall, they would throw away what goes back
        // out where it came in.
        Cable.Try(Router, "sysctl", "-qw", "net.bridge.bridge-nf-call-iptables=0");
        string rules = $$"""
            table ip hairpin {
              chain in { type nat hook prerouting priority -101;
                iifname "lan0" ip daddr {{RouterOutside}} tcp dport {{port}} dnat to {{to}}; }
              chain out { type nat hook postrouting priority 101;
                iifname "lan0" oifname "lan0" masquerade; }
            }
            """;
        Cable.RunWith(rules, Router, "nft", "-f", "-");
    }

    /// <summary>A machine's firewall throws away what comes to this port.</summary>
    public static void Firewall(string place, int port) => Cable.RunWith($$"""
        table inet wall {
          chain in { type filter hook input priority 0; tcp dport {{port}} drop; }
        }
        """, place, "nft", "-f", "-");

    /// <summary>What the router holds, as upnpc sees it from the neighbour's machine.</summary>
    public string Leases()
    {
        string list = "";
        // It is asked again until the list has come to its end (SpecifiedArrayIndexInvalid): an
        // answer that came too late looks like a router that holds nothing.
        RunningGateway.Eventually(() => (list = List()).Contains("returned 713"),
            () => "the router's list has no end: " + list);
        return list;
    }

    private string List() =>
        Cable.Try(House, "upnpc", "-u", "http://192.168.7.1:5000/rootDesc.xml", "-l").Output;

    /// <summary>Runs a program in one of the namespaces to a good end.</summary>
    public static string Run(string place, string name, params string[] arguments) =>
        Cable.RunWith(null, place, name, arguments);

    public void Dispose()
    {
        _daemon?.Dispose();
        _stun?.Dispose();
        Cable.Remove(Internet, Router, Home, House);
        _scratch.Dispose();
    }

    // It answers from two addresses and two ports: so the router sees that nothing is kept out.
    private Server AskStun(string outside)
    {
        Run(Internet, "ip", "route", "add", outside, "dev", "veth0");
        Run(Router, "ip", "route", "add", Outside, "dev", "wan0");
        Server server = new([.. Cable.Prefix(Internet), Tool.Find("stund"), "-h", Outside, "-a",
            PublicResolver]);
        RunningGateway.Eventually(() => Cable.Try(Internet, "ss", "-Hlnu").Output
            .Contains($"{PublicResolver}:3479"), () => "stund does not listen: " + server.Log);
        return server;
    }

    private IEnumerable<string[]> Steps(string outside) =>
    [
        ["netns", "add", Internet], ["netns", "add", Router], ["netns", "add", Home],
        ["netns", "add", House], ["netns", "exec", Home, "true"],
        ["link", "add", "wan0", "netns", Router, "type", "veth", "peer", "veth0", "netns",
            Internet],
        ["-n", Router, "link", "add", "lan0", "type", "bridge"],
        ["link", "add", "p1", "netns", Router, "type", "veth", "peer", "veth0", "netns", Home],
        ["link", "add", "p2", "netns", Router, "type", "veth", "peer", "veth0", "netns", House],
        ["-n", Router, "link", "set", "p1", "master", "lan0", "up"],
        ["-n", Router, "link", "set", "p2", "master", "lan0", "up"],
        ["-n", Router, "link", "set", "lan0", "up"],
        ["-n", Router, "addr", "add", outside + "/24", "dev", "wan0"],
        ["-n", Router, "link", "set", "wan0", "up"],
        ["-n", Router, "addr", "add", RouterInside + "/24", "dev", "lan0"],
        .. Up(Router, null), .. Up(Internet, Outside), .. Up(Home, Gateway),
        .. Up(House, Neighbour),
        ["-n", Home, "route", "add", "default", "via", RouterInside],
        ["-n", House, "route", "add", "default", "via", RouterInside],
        ["-n", Internet, "addr", "add", PublicResolver + "/32", "dev", "lo"],
        ["-n", Router, "route", "add", PublicResolver, "via", Outside, "onlink", "dev", "wan0"],
    ];

    private static IEnumerable<string[]> Up(string place, string address) =>
        address == null ? [["-n", place, "link", "set", "lo", "up"]] :
        [
            ["-n", place, "link", "set", "lo", "up"],
            ["-n", place, "addr", "add", address + "/24", "broadcast", "+", "dev", "veth0"],
            ["-n", place, "link", "set", "veth0", "up"],
        ];

    // A router's usual rules; what it shall not speak is dropped before miniupnpd hears it.
    private void LayRules(RouterTongue tongue)
    {
        string deaf = tongue switch
        {
            RouterTongue.NatPmp => "udp dport 5351 @th,64,8 2 drop",
            RouterTongue.Upnp => "udp dport 5351 drop",
            _ => "",
        };
        string rules = $$"""
            table inet filter {
              chain forward { type filter hook forward priority 0; policy drop;
                ct state established,related accept; iifname "lan0" accept; jump upnp_in; }
              chain upnp_in { }
              chain prerouting { type nat hook prerouting priority -100; jump upnp_pre; }
              chain postrouting { type nat hook postrouting priority 100;
                oifname "wan0" masquerade; jump upnp_post; }
              chain upnp_pre { }
              chain upnp_post { }
              chain deaf { type filter hook input priority -10; {{deaf}}
              }
            }
            """;
        Cable.RunWith(rules, Router, "nft", "-f", "-");
    }

    private static string Configuration(string outside, bool asksStun) => $"""
        ext_ifname=wan0
        ext_perform_stun={(asksStun ? "yes" : "no")}
        ext_stun_host={Outside}
        listening_ip=lan0
        enable_natpmp=yes
        enable_upnp=yes
        secure_mode=yes
        http_port=5000
        upnp_table_name=filter
        upnp_nat_table_name=filter
        upnp_forward_chain=upnp_in
        upnp_nat_chain=upnp_pre
        upnp_nat_postrouting_chain=upnp_post
        uuid=00000000-0000-0000-0000-000000000001
        friendly_name={outside}
        allow 1024-65535 0.0.0.0/0 1024-65535
        deny 0-65535 0.0.0.0/0 0-65535

        """;
}
