// Sockets: datagrams, one mapping per client, never merged or split.

using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Portreeve.Sockets;

public sealed class UdpTests
{
    [Theory]
    [InlineData(Mode.Desktop, 65507)]
    [InlineData(Mode.Chip, 1472)]
    public void LargestDatagram_PassesWhole(Mode mode, int largest)
    {
        using Socket target = Line.Udp();
        using Gate gate = new(mode);
        int port = gate.Open("udp", Line.PortOf(target));
        using Socket client = Line.Udp();
        client.SendBufferSize = 1 << 20;
        foreach (int size in new[] { 0, 1, 512, largest })
        {
            byte[] sent = RandomNumberGenerator.GetBytes(size);
            client.SendTo(sent, new IPEndPoint(IPAddress.Loopback, port));
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            byte[] buffer = new byte[70000];
            int got = target.ReceiveFrom(buffer, ref from);
            Assert.Equal(sent, buffer[..got]);
            target.SendTo(sent, from);
            got = client.Receive(buffer);
            Assert.Equal(sent, buffer[..got]);
        }
    }

    [Fact]
    public void OnTheChip_ADatagramOverTheWire_IsLost()
    {
        using Socket target = Line.Udp();
        using Gate gate = new(Mode.Chip);
        int port = gate.Open("udp", Line.PortOf(target));
        using Socket client = Line.Udp();
        client.SendTo(new byte[1473], new IPEndPoint(IPAddress.Loopback, port));
        client.SendTo(new byte[3], new IPEndPoint(IPAddress.Loopback, port));
        Assert.Equal(3, target.Receive(new byte[2000]));
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void TwoClients_GetTheirOwnAnswersAndNobodyElses(Mode mode)
    {
        using Socket target = Line.Udp();
        using Gate gate = new(mode);
        int port = gate.Open("udp", Line.PortOf(target));
        using Socket one = Line.Udp();
        using Socket two = Line.Udp();
        one.SendTo(new byte[] { 1 }, new IPEndPoint(IPAddress.Loopback, port));
        EndPoint fromOne = Answerable(target, 1);
        two.SendTo(new byte[] { 2 }, new IPEndPoint(IPAddress.Loopback, port));
        EndPoint fromTwo = Answerable(target, 2);
        Assert.NotEqual(fromOne, fromTwo);
        // A third party that guesses the upstream's port is not heard.
        using Socket stranger = Line.Udp();
        stranger.SendTo(new byte[] { 9 }, fromOne);
        target.SendTo(new byte[] { 22 }, fromTwo);
        target.SendTo(new byte[] { 11 }, fromOne);
        byte[] buffer = new byte[10];
        Assert.Equal(1, one.Receive(buffer));
        Assert.Equal(11, buffer[0]);
        Assert.Equal(1, two.Receive(buffer));
        Assert.Equal(22, buffer[0]);
        Assert.Equal(0, one.Available);
        Assert.Contains("\"in\":1", gate.Say("show mappings json"));
    }

    [SkippableTheory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public void Dig_AsksDnsmasqOverUdpAndTcp(Mode mode)
    {
        int server = Ports.Free();
        using Scratch scratch = new();
        using Server dnsmasq = Tool.Serve(server, "dnsmasq", "--keep-in-foreground", "--no-resolv",
            "--no-hosts", "--listen-address=127.0.0.1", "--bind-interfaces", $"--port={server}",
            "--conf-file=/dev/null", $"--pid-file={scratch.Path}/pid",
            "--address=/shop.test/192.0.2.7");
        using Gate gate = new(mode);
        int udp = gate.Open("udp", server);
        int tcp = gate.Open("tcp", server);
        Assert.Equal("192.0.2.7\n", Tool.Run("dig", "+short", "+tries=1", "@127.0.0.1", "-p",
            $"{udp}", "shop.test"));
        Assert.Equal("192.0.2.7\n", Tool.Run("dig", "+short", "+tcp", "@127.0.0.1", "-p", $"{tcp}",
            "shop.test"));
    }

    [SkippableFact]
    public void Iperf_Datagrams_ArriveInOrderAndUndoubled()
    {
        int server = Ports.Free();
        using Server iperf = Tool.Serve(
            server, "iperf3", "-s", "-B", "127.0.0.1", "-p", $"{server}");
        using Gate gate = new(Mode.Desktop);
        // iperf3 speaks TCP and UDP on the same port number, so both rules have it.
        int port = gate.Open("tcp", server);
        Assert.Contains("added", gate.Say($"portmap add udp {port} 127.0.0.1:{server} from lan"));
        string json = Tool.Run(
            "iperf3", "-c", "127.0.0.1", "-p", $"{port}", "-u", "-b", "40M", "-t",
            "2", "-l", "1400", "-J");
        Assert.DoesNotContain("\"error\"", json);
        Assert.DoesNotContain("out_of_order\":\t1", json);
    }

    private static EndPoint Answerable(Socket target, byte expected)
    {
        byte[] buffer = new byte[10];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        Assert.Equal(1, target.ReceiveFrom(buffer, ref from));
        Assert.Equal(expected, buffer[0]);
        return from;
    }
}
