// A target that sleeps: a magic packet on a real network wakes it, while the client waits.

using System.Net;
using System.Net.Sockets;

namespace Portreeve.Sockets;

public sealed class WakeTests
{
    private const string Gateway = "192.168.7.1";
    private const string Sleeper = "192.168.7.20";
    private const string Client = "192.168.7.30";

    private static readonly byte[] Mac = [0x02, 0x11, 0x22, 0x33, 0x44, 0xFE];

    [Theory, ClassData(typeof(AllModes))]
    public void DialFails_MagicPacketGoesOut_AndTheClientWhoWaitedIsServed(Mode mode)
    {
        using Cable cable = new(Gateway + "/24", Sleeper + "/24", Client + "/24");
        using Socket card = Cable.In(cable.Away, Card);
        using GatewayThread gate = Cable.In(cable.Home,
            () => new GatewayThread(mode, bind: IPAddress.Any));
        Assert.StartsWith("Rule 1", gate.Say(
            $"portmap add tcp 8080 {Sleeper}:80 from lan wake 02:11:22:33:44:FE # nas"));
        RunningGateway.Eventually(() => gate.StateOf("tcp", 8080) == "open");

        using Socket client = Cable.In(cable.Away, () => Wire.Connect(8080, Client, Gateway));
        client.Send("good morning"u8);
        AssertMagic(card);

        using Socket awake = Cable.In(cable.Away, Awake);
        using Socket target = Wire.Accept(awake);
        Assert.Equal("good morning"u8.ToArray(), Wire.Read(target, 12));
        target.Send("morning"u8);
        Assert.Equal("morning"u8.ToArray(), Wire.Read(client, 7));
        Assert.Contains("02:11:22:33:44:FE", gate.Say("show journal"));
    }

    [Fact]
    public void WakeOnTheConsole_ByNameNumberAndMac_SendsThePacket()
    {
        using Cable cable = new(Gateway + "/24", Client + "/24");
        using Socket card = Cable.In(cable.Away, Card);
        using GatewayThread gate = Cable.In(cable.Home,
            () => new GatewayThread(Mode.Desktop, bind: IPAddress.Any));
        gate.Say($"portmap add tcp 8080 {Sleeper}:80 from lan wake 02:11:22:33:44:FE # nas");
        foreach (string sleeper in (string[])["nas", "1", Sleeper, "02:11:22:33:44:FE"])
        {
            Assert.DoesNotContain("error", gate.Say("wake " + sleeper));
            AssertMagic(card);
            Assert.Equal(0, card.Available);
        }
        Assert.StartsWith("error", gate.Say("wake nobody"));
    }

    // Six times 255, then sixteen times the address (AMD, Magic Packet Technology, 1995).
    private static void AssertMagic(Socket card)
    {
        byte[] buffer = new byte[200];
        int got = card.Receive(buffer);
        byte[] expected = [.. Enumerable.Repeat((byte)255, 6),
            .. Enumerable.Repeat(Mac, 16).SelectMany(one => one)];
        Assert.Equal(expected, buffer[..got]);
    }

    // The network card of a machine that sleeps hears what is sent to everybody.
    private static Socket Card()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = 60_000,
        };
        socket.Bind(new IPEndPoint(IPAddress.Any, 9));
        return socket;
    }

    private static Socket Awake()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(Sleeper), 80));
        socket.Listen();
        return socket;
    }
}
