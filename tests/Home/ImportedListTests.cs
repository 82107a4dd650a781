// Home: no door of another forwarder becomes wider by moving in, and nothing that leads in is
// passed over in silence. Each case is a few lines of a file, the rules they make, and what is
// missed.

using Portreeve.Moving.Import;

namespace Portreeve.Home;

public sealed class ImportedListTests
{
    private const string OpenWrt = "config redirect\n option src wan\n option proto tcp\n"
        + " option src_dport 80\n option dest_ip 192.168.1.5\n";

    private const string Haproxy = "listen web\n mode tcp\n server a 192.168.1.5:80\n";

    private const string Iptables = "*nat\n-A PREROUTING -p tcp --dport 80 ";

    [Theory]
    // rinetd asks both lists: the one for all, and the line's own.
    [InlineData("rinetd", "allow 203.0.113.*\n0.0.0.0 80 192.168.1.5 80\nallow 203.0.*.*\n",
        "tcp 80 192.168.1.5:80 from 203.0.113.0/24")]
    [InlineData("rinetd", "allow 203.0.113.*\n0.0.0.0 80 192.168.1.5 80\nallow 198.51.100.*\n",
        "- no address is on both of its lists")]
    [InlineData("rinetd", "0.0.0.0 80 192.168.1.5 80\nallow 203.0.113.?\n",
        "- only whole parts", "- its list is not understood")]
    [InlineData("rinetd", "allow 203.0.113.*\n0.0.0.0 80 192.168.1.5 80\ndeny 203.0.113.9\n",
        "- who may not", "- somebody on its list may not")]
    [InlineData("rinetd", "allow 203.0.113.*\n0.0.0.0 80 192.168.1.5 80\ndeny 198.51.100.*\n",
        "- who may not", "tcp 80 192.168.1.5:80 from 203.0.113.0/24")]
    [InlineData("rinetd", "::1 80 192.168.1.5 80\n", "- own programs")]
    // OpenWrt takes who is in the set and comes from there, and its hours begin and end each day.
    [InlineData("openwrt", OpenWrt + " option src_ip 203.0.113.0/24\n option ipset friends\n"
        + "config ipset\n option name friends\n list entry 203.0.113.9\n list entry 198.51.100.7\n",
        "tcp 80 192.168.1.5:80 from 203.0.113.9")]
    [InlineData("openwrt", OpenWrt + " option src_ip 203.0.113.0/24\n option ipset friends\n"
        + "config ipset\n option name friends\n list entry 198.51.100.7\n",
        "- no address is on both of its lists")]
    [InlineData("openwrt", OpenWrt + " option extra '-m geoip --src-cc DE'\n", "- extra")]
    [InlineData("openwrt", OpenWrt + " option start_time 8:30\n option stop_time 18:00:30\n",
        "tcp 80 192.168.1.5:80 hours daily 08:30-18:00")]
    [InlineData("openwrt", OpenWrt + " option start_time 08:30:10\n option stop_time 23:59:59\n",
        "tcp 80 192.168.1.5:80 hours daily 08:31-24:00")]
    [InlineData("openwrt", OpenWrt + " option start_time noon\n", "- 'noon' is no time")]
    [InlineData("openwrt", OpenWrt + " option weekdays 'Mo Tu'\n", "- weekdays 'mo tu'")]
    [InlineData("openwrt", OpenWrt + " option weekdays Mon\n option start_time 22:00\n"
        + " option stop_time 06:00\n", "- past midnight")]
    [InlineData("openwrt", OpenWrt + " option start_time 22:00\n option stop_time 06:00\n",
        "tcp 80 192.168.1.5:80 hours daily 22:00-06:00")]
    [InlineData("openwrt", OpenWrt + " option start_time 08:00\n option utc_time yes\n",
        "- hours are in UTC")]
    [InlineData("openwrt", OpenWrt + " option src_ip 0.0.0.0/0\n",
        "tcp 80 192.168.1.5:80 from any")]
    // HAProxy asks every line, in front and behind.
    [InlineData("haproxy", Haproxy + " bind :80\n acl a src 203.0.113.0/24\n"
        + " acl b src 203.0.113.9\n tcp-request connection reject unless a\n"
        + " tcp-request connection reject unless b\n",
        "tcp 80 192.168.1.5:80 from 203.0.113.9")]
    [InlineData("haproxy", "frontend f\n mode tcp\n bind :80\n default_backend b\nbackend b\n"
        + " server a 192.168.1.5:80\n tcp-request content reject unless { src 203.0.113.9 }\n",
        "- \"content reject unless { src 203.0.113.9 }\" has no word")]
    [InlineData("haproxy", Haproxy + " bind 127.0.0.1:80\n bind :81\n",
        "- own programs", "tcp 81 192.168.1.5:80")]
    [InlineData("haproxy", "listen web\n mode tcp\n bind :80\n server a [fd00::1]:80\n",
        "- [fd00::1]:80 is no")]
    [InlineData("haproxy", "listen web\n mode tcp\n bind :80\n server-template w 3 a.lan:80\n"
        + " server-template v 3 b.lan:80\n", "- servers share it")]
    [InlineData("haproxy", "listen web\n mode tcp\n bind :80\n server-template w 1-3 a.lan:80\n"
        + " # server \n", "- servers share it")]
    [InlineData("iptables", Iptables + "-i lo -j DNAT --to 192.168.1.5:80\n", "- own programs")]
    [InlineData("iptables", Iptables + "-d 127.0.0.1/32 -j DNAT --to 192.168.1.5:80\n",
        "- own programs")]
    [InlineData("iptables", Iptables + "-j DNAT --to-destination 192.168.1.5-192.168.1.9:80\n",
        "- several machines")]
    [InlineData("iptables", "*nat\n-A PREROUTING -s 203.0.113.9/32 -j RETURN\n"
        + "-A PREROUTING -s 203.0.113.0/24 -p tcp --dport 80 -j DNAT --to 192.168.1.5:80\n",
        "- keeps somebody out", "tcp 80 192.168.1.5:80 from 203.0.113.0/24")]
    [InlineData("iptables", "*nat\n[12:720] -A PREROUTING -s 203.0.113.9/32 -p tcp --dport 80"
        + " -j DNAT --to-destination 192.168.1.5:80 --persistent\n",
        "tcp 80 192.168.1.5:80 from 203.0.113.9")]
    [InlineData("iptables", Iptables + "-s 0.0.0.0/0 -j DNAT --to 192.168.1.5:80\n",
        "tcp 80 192.168.1.5:80 from any")]
    [InlineData("netsh", "add v4tov4 listenport=80 connectaddress=192.168.1.5 connectport=80\n"
        + "add v4tov4 listenport=81 connectaddress=192.168.1.5 connectport=80\n"
        + "delete v4tov4 listenport=81\n", "tcp 80 192.168.1.5:80")]
    [InlineData("docker", "services:\n  web:\n    ports:\n      - \"8080:80\" # the page\n"
        + "      - ${PORT}:80\n      - target: 80\n        published: 8081\n      - 9000\n"
        + "    expose:\n      - 7000\n  db:\n    ports: [\"5432:5432\", 127.0.0.1:6000:6000]\n",
        "tcp 8080 192.168.1.9:8080", "- a variable", "- the long form", "- chooses the port",
        "tcp 5432 192.168.1.9:5432", "- own programs")]
    public void Lines_MakeNoWiderDoor_AndNothingIsPassedOver(string kind, string text,
        params string[] expected)
    {
        Reading reading = MovingIn.ReaderOf(text, kind).Read(text, new Around("192.168.1.9"));
        Assert.Equal(expected.Where(line => !line.StartsWith("- ")),
            reading.Doors.Select(door => door.Rule.Split(" # ")[0]));
        string[] reasons = [.. expected.Where(line => line.StartsWith("- ")).Select(l => l[2..])];
        Assert.True(reasons.Length == reading.Missed.Count
            && reasons.All(reason => reading.Missed.Any(missed => missed.Why.Contains(reason))),
            string.Join('\n', reading.Missed));
    }

    // A network of everybody is everybody, however it is written: the door waits for a list.
    [Fact]
    public void DoorForEveryAddress_StaysClosedUntilSomebodySaysWho()
    {
        using Household household = new();
        string file = Path.Combine(household.Flash, "rules.v4");
        File.WriteAllText(file, Iptables + "-s 0.0.0.0/0 -j DNAT --to 192.168.1.5:80\n");
        (_, string said, _) = Household.Portreeve("", "import", file, "--flash", household.Flash);
        Assert.Contains("can be added: tcp 80 192.168.1.5:80\n", said);
        Assert.Contains("everybody could come in there", said);
    }
}
