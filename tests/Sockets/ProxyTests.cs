// Sockets: the target sees the real client: nginx, HAProxy and dnsdist read the PROXY headers that
// we write, and a raw reader holds them byte for byte to the specification (haproxy
// doc/proxy-protocol.txt, 2.1 and 2.2).

using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Portreeve.Sockets;

public sealed class ProxyTests
{
    // The client's own address; it is neither the gateway's nor the target's.
    private const string Client = "127.0.0.77";

    public static TheoryData<int, Mode> All
    {
        get
        {
            TheoryData<int, Mode> all = [];
            foreach (int version in (int[])[1, 2])
            {
                foreach (Mode mode in Enum.GetValues<Mode>()) all.Add(version, mode);
            }
            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Nginx_ReadsTheClientFromTheHeader(int version, Mode mode)
    {
        using Scratch scratch = new();
        using Server nginx = Servers.Nginx(scratch, port => $$"""
            listen 127.0.0.1:{{port}} proxy_protocol;
            location / {
                return 200 "$proxy_protocol_addr to port $proxy_protocol_server_port";
            }
            """);
        AssertSeen(version, mode, nginx.Port);
    }

    [Theory, MemberData(nameof(All))]
    public void HAProxy_ReadsTheClientFromTheHeader(int version, Mode mode)
    {
        using Scratch scratch = new();
        using Server haproxy = Servers.HAProxy(scratch, """
            mode http
              http-request return status 200 content-type text/plain lf-string "%ci to port %fp"
            """);
        AssertSeen(version, mode, haproxy.Port);
    }

    [Theory, MemberData(nameof(All))]
    public void UploadBehindTheHeader_ReachesWhatIsBehindHAProxy_Unchanged(int version, Mode mode)
    {
        byte[] upload = RandomNumberGenerator.GetBytes(20_000_000);
        using Upstream digester = new(socket =>
            socket.Send(SHA256.HashData(Wire.Read(socket, upload.Length))));
        using Scratch scratch = new();
        using Server haproxy = Servers.HAProxy(scratch, $"""
            mode tcp
              default_backend behind
            backend behind
              mode tcp
              server one 127.0.0.1:{digester.Port}
            """);
        using GatewayThread gate = new(mode);
        int door = gate.Open(haproxy.Port, rest: "from lan proxy v" + version);
        using Socket client = Wire.Connect(door);
        Wire.SendAll(client, upload, upload.Length);
        Assert.Equal(SHA256.HashData(upload), Wire.Read(client, 32));
    }

    [Theory, MemberData(nameof(All))]
    public void RawReader_SeesWhatTheSpecificationSays(int version, Mode mode)
    {
        using Socket server = Wire.Listen();
        using GatewayThread gate = new(mode);
        int door = gate.Open(Wire.PortOf(server), rest: "from lan proxy v" + version);
        using Socket client = Wire.Connect(door, Client);
        int port = Wire.PortOf(client);
        byte[] header = version == 1 ? TextHeader(port, door)
            : BinaryHeader(0x11, (IPEndPoint)client.LocalEndPoint, door);
        using Socket target = Wire.Accept(server);
        // The header comes at once: a target that speaks first waits for nothing else.
        Assert.Equal(header, Wire.Read(target, header.Length));
        client.Send("hello"u8);
        Assert.Equal("hello"u8.ToArray(), Wire.Read(target, 5));
        target.Send("welcome"u8);
        Assert.Equal("welcome"u8.ToArray(), Wire.Read(client, 7));
        client.Dispose();
        target.Shutdown(SocketShutdown.Send);
        Assert.Empty(Wire.Read(target, 1));
    }

    [Theory, ClassData(typeof(AllModes))]
    public void EveryDatagram_HasItsOwnHeader(Mode mode)
    {
        using Socket target = Wire.Datagrams();
        using GatewayThread gate = new(mode);
        int door = gate.Open(Wire.PortOf(target), "udp", "from lan proxy v2");
        using Socket client = Wire.Datagrams(Client);
        using Socket other = Wire.Datagrams("127.0.0.78");
        client.SendBufferSize = other.SendBufferSize = 1 << 20;
        byte[] buffer = new byte[70000];
        // The largest ones leave room for the 28 bytes of the header.
        foreach (int size in (int[])[0, 1, 500, mode == Mode.Desktop ? 65479 : 1444])
        {
            foreach (Socket one in (Socket[])[client, other, client])
            {
                byte[] sent = RandomNumberGenerator.GetBytes(size);
                one.SendTo(sent, new IPEndPoint(IPAddress.Loopback, door));
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                int got = target.ReceiveFrom(buffer, ref from);
                byte[] header = BinaryHeader(0x12, (IPEndPoint)one.LocalEndPoint, door);
                Assert.Equal([.. header, .. sent], buffer[..got]);
                // The answer has none.
                target.SendTo(sent, from);
                Assert.Equal(size, one.Receive(buffer));
                Assert.Equal(sent, buffer[..size]);
            }
        }
    }

    [Theory, ClassData(typeof(AllModes))]
    public void Dnsdist_ReadsTheClientFromEachDatagram(Mode mode)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        string config = scratch.File("dnsdist.conf", $$"""
            setLocal("127.0.0.1:{{port}}")
            setACL({"0.0.0.0/0"})
            setProxyProtocolACL({"127.0.0.0/8"})
            setSecurityPollSuffix("")
            addAction(AllRule(), LuaAction(function(dq)
                return DNSAction.Spoof, dq.remoteaddr:toString()
            end))
            """);
        using Server dnsdist = new(port, "dnsdist", "--supervised", "--disable-syslog",
            "-C", config);
        using GatewayThread gate = new(mode);
        int door = gate.Open(port, "udp", "from lan proxy v2");
        string[] ask = ["@127.0.0.1", "-p", $"{door}", "+short", "+time=20", "who.test"];
        foreach (string client in (string[])[Client, "127.0.0.78", Client])
        {
            Assert.Equal(client + "\n", Tool.Run("dig", ["-b", client, .. ask]));
        }
        // By TCP it reads the same header, once for a connection.
        gate.Open(port, "tcp", "from lan proxy v2", door);
        Assert.Equal(Client + "\n", Tool.Run("dig", ["-b", Client, "+tcp", .. ask]));
        // Without the header dnsdist drops the question, so it was the header that it read.
        gate.Say($"portmap edit 1 udp {door} 127.0.0.1:{port} from lan");
        Assert.NotEqual(0, Tool.Try("dig", null, "@127.0.0.1", "-p", $"{door}", "+tries=1",
            "+time=1", "who.test").Exit);
    }

    private static void AssertSeen(int version, Mode mode, int target)
    {
        using GatewayThread gate = new(mode);
        int door = gate.Open(target, rest: "from lan proxy v" + version);
        string url = $"http://127.0.0.1:{door}/";
        Assert.Equal("127.0.0.77 to port " + door,
            Tool.Run("curl", "-sS", "--fail", "--interface", Client, url));
        // Without the header the server refuses, so it was the header that made it answer.
        gate.Say($"portmap edit 1 tcp {door} 127.0.0.1:{target} from lan");
        Assert.NotEqual(0, Tool.Try("curl", null, "-sS", "--fail", "-m", "5", url).Exit);
    }

    private static byte[] TextHeader(int clientPort, int door) =>
        Encoding.ASCII.GetBytes($"PROXY TCP4 {Client} 127.0.0.1 {clientPort} {door}\r\n");

    // Signature, version 2 and PROXY, family and transport, length 12; then the two addresses and
    // the two ports, in network order.
    private static byte[] BinaryHeader(byte transport, IPEndPoint client, int door) =>
    [
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
        0x21, transport, 0x00, 0x0C,
        .. client.Address.GetAddressBytes(), 127, 0, 0, 1,
        (byte)(client.Port >> 8), (byte)client.Port, (byte)(door >> 8), (byte)door,
    ];
}
