// Home: rules as the configuration of a larger engine: the engine accepts it, a friend's packets
// pass, a stranger's do not, and what cannot be carried over is named.

namespace Portreeve.Home;

public sealed class ExportTests
{
    private static readonly string[] Rules =
    [
        "portmap add tcp 8080 192.168.1.20:80 from 203.0.113.9 max 4 each 3 idle 2h # camera",
        "portmap add udp 5353 192.168.1.20:53 from 203.0.113.9,203.0.113.10 # names",
        "portmap add tcp 8081 192.168.1.20:80 from 203.0.113.9[until 2030-01-01T00:00Z] rate 60",
        "portmap add tcp 8082 192.168.1.20:80 from 203.0.113.9[until 2020-01-01T00:00Z]",
        "portmap add tcp 8083 192.168.1.20:80 from any until 2031-01-01T00:00Z",
        "portmap add tcp 8084 192.168.1.20:80 from 203.0.113.0/24 hours mon-fri 08:00-18:00",
        "portmap add tcp 8085 192.168.1.20:80 from 203.0.113.9 proxy v2",
        "portmap add tcp 8086 192.168.1.20:80",
        "portmap add off tcp 8087 192.168.1.20:80 from any",
        "portmap add tcp 8088 192.168.1.20:80 from 203.0.113.9 wake 02:00:00:00:00:01 ban 5",
        "grant 203.0.113.66 on tcp 8088 for 2h",
        // As long as a note may be, and longer than a comment of nft(8).
        "portmap add tcp 8089 192.168.1.20:80 from 203.0.113.9 # "
            + new string('\u65e5', 66),
    ];

    [Fact]
    public void Nftables_CarriesFriendsAndKeepsStrangersOut()
    {
        using Street street = new();
        string file = Export(street, "nftables", out string notes);
        street.AtGate(null, "nft", "-c", "-f", file);
        street.AtGate(null, "nft", "-f", file);
        // As the kernel has them: a number of another unit is an end too, some other day.
        string loaded = street.AtGate(null, "env", "TZ=UTC", "nft", "list", "table", "ip",
            "portreeve");
        Assert.Contains("saddr 203.0.113.9 meta time < \"2030-01-01 00:00:00\"", loaded);
        Assert.Contains("saddr 0.0.0.0/0 meta time < \"2031-01-01 00:00:00\"", loaded);

        AssertDoor(street, 8080);
        street.GetsName(Street.Friend, 5353);
        street.GetsName(Street.Elsewhere, 5353);
        Assert.False(street.HasName(Street.Stranger, 5353));
        AssertDoor(street, 8081);
        Assert.False(street.HasPage(Street.Friend, 8082), "its time is over");
        street.GetsPage(Street.Stranger, 8083, "anybody may");
        Assert.False(street.HasPage(Street.Friend, 8085), "the target waits for a header");
        Assert.False(street.HasPage(Street.Friend, 8086), "nobody is on its list");
        Assert.False(street.HasPage(Street.Friend, 8087), "it is off");
        // Past the doors, straight to the target.
        Assert.False(street.HasPage(Street.Stranger, 80, Street.Target));
        Assert.False(street.HasPage(Street.Friend, 80, Street.Target));

        street.GetsPage(Street.Stranger, 8088, "it has a grant");
        foreach (string line in (string[])
            ["8084): 203.0.113.0/24 is left out: its hours", "8085): left out: its target",
            "8086): left out: nobody", "8087): left out: it is switched off", "8088): wake:",
            "8088): ban:"])
        {
            Assert.Contains(line, notes);
        }
    }

    [Fact]
    public void Haproxy_CarriesFriendsAndKeepsStrangersOut()
    {
        using Street street = new();
        string file = Export(street, "haproxy", out string notes);
        street.AtGate(null, "haproxy", "-c", "-f", file);
        street.Serve(street.Gate, "haproxy", "-db", "-f", file);

        AssertDoor(street, 8080);
        AssertDoor(street, 8081);
        Assert.False(street.HasPage(Street.Friend, 8082), "its time is over");
        street.GetsPage(Street.Stranger, 8083, "anybody may");
        Assert.False(street.HasPage(Street.Friend, 8086), "nobody is on its list");
        street.GetsPage(Street.Stranger, 8088, "it has a grant");
        Assert.Contains("5353): left out: HAProxy carries no UDP", notes);
        Assert.Contains("8084): 203.0.113.0/24 is left out: its hours", notes);
        // The PROXY header goes along: this target is no friend of it.
        Assert.Contains("send-proxy-v2", File.ReadAllText(file));
    }

    [Fact]
    public void Haproxy_EndsWhoHasAnEnd()
    {
        using Street street = new();
        string file = Export(street, "haproxy", out _);
        string text = File.ReadAllText(file);
        // 2030-01-01T00:00Z. Nobody waits for that; half a minute is enough for a busy computer.
        Assert.Contains("date lt 1893456000\n", text);
        long end = DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeSeconds();
        File.WriteAllText(file, text.Replace("date lt 1893456000\n", $"date lt {end}\n"));
        street.Serve(street.Gate, "haproxy", "-db", "-f", file);

        street.GetsPage(Street.Friend, 8081, "its time has not come");
        RunningGateway.Eventually(() => DateTimeOffset.UtcNow.ToUnixTimeSeconds() > end);
        Assert.False(street.HasPage(Street.Friend, 8081), "its time is over");
        AssertDoor(street, 8080);
    }

    [Fact]
    public void Nginx_CarriesFriendsAndKeepsStrangersOut()
    {
        using Street street = new();
        string file = Export(street, "nginx", out string notes);
        (int exit, _, string said) = Cable.Try(street.Gate, "nginx", "-t", "-c", file);
        Assert.SkipWhen(said.Contains("unknown directive \"stream\""),
            "nginx is here without its stream module (tests/Home/needs.txt)");
        Assert.True(exit == 0, said);
        street.Serve(street.Gate, "nginx", "-c", file, "-g",
            $"daemon off; pid {street.Scratch.At("gate.pid")}; user root;");

        AssertDoor(street, 8080);
        street.GetsName(Street.Friend, 5353);
        Assert.False(street.HasName(Street.Stranger, 5353));
        Assert.False(street.HasPage(Street.Friend, 8082), "its time is over");
        Assert.False(street.HasPage(Street.Stranger, 8088), "nginx ends no grant");
        Assert.Contains("8083): any is left out: nginx lets nobody in until a moment", notes);
        Assert.Contains("8088): the grant for 203.0.113.66 is left out", notes);
        Assert.Contains("8085): left out: its target waits for a PROXY header of version 2", notes);
    }

    private static string Export(Street street, string format, out string notes)
    {
        using Household household = new(Rules);
        string file = street.Scratch.At(format + ".conf");
        (int exit, _, notes) = Household.Portreeve(null, "export", "--format", format, "--flash",
            household.Flash, "--lan", "192.168.1.0/24", "--out", file);
        Assert.True(exit == 0, notes);
        string text = File.ReadAllText(file);
        Assert.All(notes.Split('\n').Where(line => line.StartsWith("not carried: ")),
            line => Assert.Contains(line["not carried: ".Length..], text));
        return file;
    }

    private static void AssertDoor(Street street, int port)
    {
        street.GetsPage(Street.Friend, port, $"a friend at {port}");
        Assert.False(street.HasPage(Street.Stranger, port), $"a stranger at {port}");
    }
}
