// A real router's program without a network of its own: miniupnpd bound to the loopback alone, with
// an outside address that the test gives it. Its ports lead nowhere: what it writes into nftables
// goes into chains that no packet passes, in a table that goes with the test; where we may not make
// one it refuses each port, and tells its address all the same.

using Portreeve.Outside;

namespace Portreeve.Sockets;

/// <summary>miniupnpd on 127.0.0.1.</summary>
internal sealed class RouterOnLoopback : IDisposable
{
    public const string Outside = "51.51.51.1";

    private const uint Address = 0x7F000001;

    // The same in another process, too.
    private readonly FileStream _turn = TakeTurn();
    private readonly Scratch _scratch = new();
    private readonly string _table = $"portreeve_test_{Environment.ProcessId}";
    private readonly int _port = Ports.FreeTcp();
    private readonly RouterTongue _tongue;
    private readonly bool _hasTable;
    private readonly Server _daemon;

    /// <param name="tongue">What it speaks.</param>
    /// <param name="isWilling">True: it gives ports; where it cannot, the test is skipped.</param>
    public RouterOnLoopback(RouterTongue tongue, bool isWilling)
    {
        _tongue = tongue;
        Tool.Find("miniupnpd");
        Tool.Find("upnpc");
        Tool.Find("natpmpc");
        if (isWilling)
        {
            (int exit, _, string errors) = Tool.Try("nft", $$"""
                table inet {{_table}} {
                  chain upnp_in { }
                  chain upnp_pre { }
                  chain upnp_post { }
                }
                """, "-f", "-");
            _hasTable = exit == 0;
            if (!_hasTable) Dispose();
            Assert.SkipUnless(_hasTable, "a router that gives ports needs nftables: " + errors);
        }
        _daemon = new Server([Tool.Find("miniupnpd"), "-d", "-f",
            _scratch.File("miniupnpd.conf", Configuration()), "-P", _scratch.At("pid")]);
        RunningGateway.Eventually(() => _daemon.HasEnded || Answers(),
            () => "miniupnpd does not answer: " + _daemon.Log);
        if (!_daemon.HasEnded) return;
        Dispose();
        Assert.Skip("miniupnpd does not start on the loopback here: " + _daemon.Log);
    }

    /// <summary>What it holds and where it is, as upnpc sees it.</summary>
    public string Holds => Ask("upnpc", "-u", $"http://127.0.0.1:{_port}/rootDesc.xml", "-l");

    /// <summary>Its outside address, as natpmpc sees it.</summary>
    public static string Tells => Ask("natpmpc", "-g", "127.0.0.1");

    /// <summary>Makes it the router of a gateway that lives on this computer's loopback.</summary>
    public void Furnish(Surroundings around)
    {
        around.Network = new LoopbackNetwork(around.Network, Address,
            _tongue == RouterTongue.NatPmp);
        around.Uplink = new LoopbackUplink(around.Network, Address);
    }

    public void Dispose()
    {
        _daemon?.Dispose();
        if (_hasTable) Tool.Run("nft", "delete", "table", "inet", _table);
        _scratch.Dispose();
        _turn.Dispose();
    }

    private static FileStream TakeTurn()
    {
        FileStream turn = null;
        RunningGateway.Eventually(() => (turn = TryTurn()) != null,
            () => "another test has the port of PCP all the time");
        return turn;
    }

    private static FileStream TryTurn()
    {
        try
        {
            return new FileStream(Path.Combine(Path.GetTempPath(), "portreeve-test-5351.lock"),
                FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Its turn.
            return null;
        }
    }

    private static string Ask(string name, params string[] arguments) =>
        Tool.Try(name, null, arguments).Output;

    private bool Answers() => _tongue == RouterTongue.Upnp ? Holds.Contains(Outside)
        : Tells.Contains(Outside);

    // Bound to this one interface each of its sockets hears nobody else.
    private string Configuration() => $"""
        ext_ifname=lo
        ext_ip={Outside}
        listening_ip=lo
        ipv6_disable=yes
        enable_natpmp={(_tongue == RouterTongue.Upnp ? "no" : "yes")}
        enable_upnp=yes
        secure_mode=yes
        http_port={_port}
        notify_interval=3600
        upnp_table_name={_table}
        upnp_nat_table_name={_table}
        upnp_forward_chain=upnp_in
        upnp_nat_chain=upnp_pre
        upnp_nat_postrouting_chain=upnp_post
        uuid=00000000-0000-0000-0000-000000000001
        allow 1024-65535 127.0.0.0/8 1024-65535
        deny 0-65535 0.0.0.0/0 0-65535

        """;
}
