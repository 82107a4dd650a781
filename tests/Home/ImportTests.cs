// Home: files of other forwarders, real ones from public places with their names and addresses
// replaced, become rules: what is understood, what is not and why, before anything is changed.

namespace Portreeve.Home;

public sealed class ImportTests
{
    [Theory]
    [InlineData("rinetd-allow.conf", "rinetd", null,
        "tcp 80 192.168.0.72:80 from 203.0.113.0/24",
        "udp 8000 192.168.1.2:8000 idle 20m",
        "tcp 6666 172.30.192.13:8388",
        "- own programs", "- who may not", "- one protocol into the other")]
    [InlineData("rinetd-global.conf", "rinetd", null,
        "tcp 8080 172.19.94.3:8080", "tcp 2222 192.168.0.103:3389", "tcp 80 192.168.0.10:80")]
    [InlineData("netsh-english.txt", "netsh", "192.168.1.9",
        "tcp 2201 172.20.144.5:22", "tcp 1024 192.168.198.200:1024", "tcp 2222 172.28.120.45:22",
        "tcp 8000 192.168.1.9:8000",
        "- own programs", "- 20001 ports", "- no row", "- IPv6")]
    [InlineData("netsh-german.txt", "netsh", null, "tcp 2201 172.20.144.5:22")]
    [InlineData("openwrt-firewall.txt", "openwrt", null,
        "tcp 10081 192.168.31.1:80 # WEB10081",
        "tcp 80 192.168.30.20:80 # DNAT-HTTP-WAN-DNZ",
        "tcp 443 192.168.30.20:80 # DNAT-HTTP-WAN-DNZ",
        "tcp 8080 192.168.221.233:88 # cam1", "udp 8080 192.168.221.233:88 # cam1",
        "udp 51820 10.0.100.1:51820 from 10.69.69.100 # hypd_10_69_69_100_wireguard",
        "- what goes out", "- who is not in a set", "- src_mac")]
    [InlineData("iptables-save.txt", "iptables", "192.168.1.9",
        "tcp 80 10.10.170.11:80", "tcp 8080 192.168.0.2:80",
        "tcp 9002 192.168.0.11:9002 from 10.17.2.171 # robot arm",
        "udp 6666 192.168.123.2:6666",
        "udp 30000 10.20.0.12:40000", "udp 30001 10.20.0.12:40001", "udp 30002 10.20.0.12:40002",
        "tcp 20081 192.168.34.11:20081", "tcp 20082 192.168.34.11:20082",
        "tcp 85 192.168.1.9:8085", "tcp 8088 192.168.1.9:8088",
        "- all ports", "- \"! -s\"", "- own programs")]
    [InlineData("haproxy.cfg", "haproxy", null,
        "tcp 25565 192.168.10.247:25565 # mc_tcp_25565",
        "tcp 2222 192.168.10.3:22 from 198.51.100.0/24,203.0.113.7 max 5 idle 10m proxy v1 "
            + "# ssh_office",
        "- 2 servers share it", "- several backends", "- it ends TLS")]
    [InlineData("docker-run.sh", "docker", "192.168.1.8",
        "udp 51820 192.168.1.8:51820 # wg-easy", "tcp 51821 192.168.1.8:51821 # wg-easy",
        "tcp 9080 192.168.1.8:9080 # erebrus", "tcp 9002 192.168.1.8:9002 # erebrus",
        "tcp 3000 192.168.1.9:3000 # erebrus", "tcp 3001 192.168.1.9:3001 # erebrus",
        "- chooses the port", "- own programs only")]
    [InlineData("docker-ps.txt", "docker", "192.168.1.8", "tcp 8080 192.168.1.8:8080")]
    [InlineData("portmap.txt", "portmap", null,
        "tcp 8080 192.168.4.2:80", "tcp 8082 192.168.4.3:80", "udp 5060 192.168.4.9:5060",
        "tcp 2020 196.168.4.3:80")]
    public void File_IsRead_AndWhatIsNotUnderstoodSaysWhy(string file, string kind, string self,
        params string[] expected)
    {
        string text = File.ReadAllText(At(file));
        Moving.Import.IReader reader = Moving.Import.MovingIn.ReaderOf(text, null);
        Assert.Equal(kind, reader?.Name);
        Moving.Import.Reading reading = reader.Read(text, new Moving.Import.Around(self));

        Assert.Equal(expected.Where(line => !line.StartsWith("- ")),
            reading.Doors.Select(door => door.Rule.Replace(" from any", "")));
        string[] reasons = [.. expected.Where(line => line.StartsWith("- ")).Select(l => l[2..])];
        Assert.Equal(reasons.Length, reading.Missed.Count);
        foreach (string reason in reasons)
        {
            Assert.Contains(reading.Missed, missed => missed.Why.Contains(reason));
        }
        // Every one of them is told with its line.
        string[] lines = text.Split('\n');
        Assert.All(reading.Missed, missed => Assert.InRange(missed.Line, 1, lines.Length));
    }

    [Fact]
    public void UnknownFile_IsNotGuessedAt()
    {
        Assert.Null(Moving.Import.MovingIn.ReaderOf("Dear Anna,\n\nsee you at 8.\n", null));
        Assert.Null(Moving.Import.MovingIn.ReaderOf("", null));
    }

    [Fact]
    public void Folder_IsChangedOnlyWhenToldSo_AndKeepsWhatItHad()
    {
        using Household household = new("portmap add tcp 8081 192.168.4.7:80 from lan # old");
        string[] import = ["import", At("portmap.txt"), "--flash", household.Flash];
        (int exit, string said, _) = Household.Portreeve("", import);
        Assert.Equal(0, exit);
        Assert.Contains("portmap.txt is read as portmap: 4 doors understood, 0 not.", said);
        Assert.Contains("can be added: tcp 8080 192.168.4.2:80", said);
        Assert.Contains("is refused: tcp 2020 196.168.4.3:80", said);
        Assert.Contains("196.168.4.3 is a public address", said);
        Assert.Contains("everybody could come in there; here nobody can", said);
        Assert.Contains("Nothing was changed", said);
        Assert.Equal(["tcp 8081 192.168.4.7:80 from lan # old"], RulesOf(household));

        (exit, said, _) = Household.Portreeve("", [.. import, "--yes", "--who", "lan"]);
        Assert.Equal(0, exit);
        Assert.Contains("3 rules of 3 added", said);
        Assert.Equal(
            [
                "tcp 8081 192.168.4.7:80 from lan # old", "tcp 8080 192.168.4.2:80 from lan",
                "tcp 8082 192.168.4.3:80 from lan", "udp 5060 192.168.4.9:5060 from lan",
            ],
            RulesOf(household));
        (_, said, _) = Household.Portreeve("", [.. import, "--yes", "--who", "lan"]);
        Assert.Contains("a rule for that door is there already", said);
        Assert.Equal(4, RulesOf(household).Length);
    }

    /// <summary>Two machines behind one port, as a file for several interfaces has them.</summary>
    [Fact]
    public void TwoLinesForOnePort_TheFirstIsTaken_AndTheOtherSaysSoBefore()
    {
        using Household household = new();
        string file = Path.Combine(household.Flash, "rules.v4");
        File.WriteAllText(file, """
            iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 80 -j DNAT --to 192.168.1.81:80
            iptables -t nat -A PREROUTING -i wlan0 -p tcp --dport 80 -j DNAT --to 192.168.1.80:80
            iptables -t nat -A PREROUTING -i wlan0 -p udp --dport 80 -j DNAT --to 192.168.1.80:80

            """);
        (int exit, string said, string errors) = Household.Portreeve("", "import", file, "--flash",
            household.Flash, "--yes", "--who", "lan");
        Assert.True(exit == 0, said + errors);
        Assert.Contains("line 1 has tcp 80 already", said);
        Assert.Contains("2 rules of 2 added", said);
        Assert.Equal(["tcp 80 192.168.1.81:80 from lan", "udp 80 192.168.1.80:80 from lan"],
            RulesOf(household));
    }

    [Theory]
    [InlineData("bind [::]:25565 v4v6", "tcp 25565 10.10.10.2:25565 proxy v2")]
    [InlineData("bind :::25565 v4v6", "tcp 25565 10.10.10.2:25565 proxy v2")]
    [InlineData("bind [::]:25565", null)]
    [InlineData("bind [fd00::1]:25565 v4v6", null)]
    public void HaproxyThatListensOnBothFamilies_IsReadForIPv4(string bind, string rule)
    {
        Moving.Import.Reading reading = Moving.Import.MovingIn.ReaderOf("", "haproxy").Read(
            $"frontend mc\n  {bind}\n  mode tcp\n  default_backend minecraft\n\n"
                + "backend minecraft\n  server s1 10.10.10.2:25565 check send-proxy-v2\n",
            new Moving.Import.Around(null));
        Assert.Equal(rule == null ? [] : (string[])[rule], reading.Doors.Select(door =>
            door.Rule.Replace(" from any", "").Split(" # ")[0]));
        Assert.Equal(rule == null ? 1 : 0, reading.Missed.Count);
    }

    [Fact]
    public void Board_TakesTheRulesByItsApi_AndAReadKeyMayNot()
    {
        using Household household = new();
        int port = Ports.FreeTcp();
        using GatewayProcess gateway = household.Open(port);
        string board = $"http://127.0.0.1:{port}";
        RunningGateway.Eventually(() => Tool.Try("curl", null, "-s", "-m", "30", board)
            .Output.Length > 0);
        string[] import = ["import", At("netsh-german.txt"), "--to", board, "--key"];
        (int exit, _, string errors) = Household.Portreeve("",
            [.. import, household.ReadKey, "--yes"]);
        Assert.Equal(1, exit);
        Assert.Contains("says 403", errors);
        (exit, string said, _) = Household.Portreeve("",
            [.. import, household.Key, "--yes", "--who", "198.51.100.7"]);
        Assert.Equal(0, exit);
        Assert.Contains("Rule 1 added: tcp 2201 172.20.144.5:22 from 198.51.100.7", said);
        (exit, said, _) = Household.Portreeve("",
            [.. import, household.Key, "--yes", "--who", "198.51.100.7"]);
        Assert.Contains("there already", said);
        (exit, _, errors) = Household.Portreeve("", [.. import, "nonsense"]);
        Assert.Equal(1, exit);
        Assert.Contains("Make a key on its page", errors);
    }

    /// <summary>What is written for OpenWrt is read back to the same rules.</summary>
    [Fact]
    public void OpenWrtExport_IsReadBackToTheSameRules()
    {
        string[] rules =
        [
            "tcp 8080 192.168.1.20:80 from 203.0.113.9,198.51.100.0/24",
            "udp 5353 192.168.1.20:53",
            "tcp 8081 192.168.1.21:80 from 203.0.113.9 until 2030-01-01T00:00Z",
            "tcp 8082 192.168.1.21:80 from 203.0.113.9 hours mon-fri 08:00-18:00",
        ];
        using Household household = new([.. rules.Select(rule => "portmap add "
            + (rule.StartsWith("udp") ? rule + " from any" : rule))]);
        (int exit, string text, string errors) = Household.Portreeve(null, "export", "--format",
            "openwrt", "--flash", household.Flash);
        Assert.True(exit == 0, errors);
        Moving.Import.IReader reader = Moving.Import.MovingIn.ReaderOf(text, null);
        Assert.Equal("openwrt", reader.Name);
        Moving.Import.Reading reading = reader.Read(text, new Moving.Import.Around(null));
        Assert.Empty(reading.Missed);
        Assert.Equal(
            [
                rules[0].Replace("203.0.113.9,198.51.100.0/24", "198.51.100.0/24,203.0.113.9"),
                rules[1],
                // By the router's clock.
                rules[2].TrimEnd('Z'),
                rules[3],
            ],
            reading.Doors.Select(door => door.Rule.Split(" # ")[0]
                .Replace("mon,tue,wed,thu,fri", "mon-fri")));
    }

    /// <summary>Its sets take networks: of a range fw4 would make "203.0.113.9/".</summary>
    [Fact]
    public void OpenWrtExport_NamesNeighboursOneByOne()
    {
        using Household household = new("portmap add tcp 8080 192.168.1.20:80 from 203.0.113.9,"
            + "203.0.113.10,198.51.100.0/25,198.51.100.128/26,198.51.100.7",
            "portmap add tcp 8081 192.168.1.20:80 from 203.0.113.9 until 2040-01-01T00:00Z");
        (int exit, string text, string errors) = Household.Portreeve(null, "export", "--format",
            "openwrt", "--flash", household.Flash);
        Assert.True(exit == 0, errors);
        Assert.Equal(["198.51.100.0/25", "198.51.100.128/26", "203.0.113.9", "203.0.113.10"],
            text.Split('\n').Where(line => line.StartsWith("\tlist entry"))
                .Select(line => line.Split('\'')[1]));
        Assert.Contains("8081): 203.0.113.9 is left out: OpenWrt knows no end after 2038-01-19",
            errors);
    }

    /// <summary>Its firewall reads moments by the router's zone, whatever utc_time says.</summary>
    [Theory]
    [InlineData("EST5EDT,M3.2.0,M11.1.0", "2029-12-31T19:00:00")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2030-01-01T01:00:00")]
    public void OpenWrtExport_HasEndsByTheClockOfTheRouter(string zone, string end)
    {
        using Household household = new("zone " + zone,
            "portmap add tcp 8081 192.168.1.21:80 from 203.0.113.9 until 2030-01-01T00:00Z");
        (int exit, string text, string errors) = Household.Portreeve(null, "export", "--format",
            "openwrt", "--flash", household.Flash);
        Assert.True(exit == 0, errors);
        Assert.Contains($"option stop_date '{end}'\n\toption utc_time '0'\n", text);
        Assert.Contains("its\n# time zone must be the gateway's.", text);
    }

    private static string[] RulesOf(Household household) =>
        [.. Household.Portreeve("export\n", "run", "--web", "0", "--exit-at-eof", "--flash",
            household.Flash).Output.Split('\n').Where(line => line.StartsWith("tcp ")
                || line.StartsWith("udp "))];

    private static string At(string file) =>
        Path.Combine(AppContext.BaseDirectory, "Files", file);
}
