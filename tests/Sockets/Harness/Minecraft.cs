// Minecraft's two ways of asking a server how it is, since Debian has neither its server nor a
// client. Java: a handshake (0x00, next state 1), the question 0x00, the answer a text, and a ping
// 0x01 that comes back; each message behind its length as a VarInt. Bedrock: RakNet's unconnected
// ping 0x01 and pong 0x1C, with 16 bytes that mark them.

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portreeve.Sockets;

/// <summary>A server of each kind, and what a player's list of servers asks them.</summary>
internal sealed class Minecraft : IDisposable
{
    public const int JavaPort = 25565;
    public const int BedrockPort = 19132;

    private const string Status = """
        {"version":{"name":"1.20.4","protocol":765},"players":{"max":20,"online":1}}
        """;

    private const string About = "MCPE;A house;527;1.19.1;1;20;1;A house;Survival;1;19132;19133;";

    private static readonly byte[] Magic =
    [
        0x00, 0xFF, 0xFF, 0x00, 0xFE, 0xFE, 0xFE, 0xFE,
        0xFD, 0xFD, 0xFD, 0xFD, 0x12, 0x34, 0x56, 0x78,
    ];

    private readonly Upstream _java;
    private readonly Socket _bedrock =
        new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    /// <summary>Starts both at their usual ports.</summary>
    public Minecraft(string address)
    {
        _java = new Upstream(Serve, address, JavaPort);
        _bedrock.Bind(new IPEndPoint(IPAddress.Parse(address), BedrockPort));
        new Thread(Pong) { IsBackground = true }.Start();
    }

    /// <summary>Asks how the server is.</summary>
    public static void Ask(Socket socket, string host)
    {
        byte[] name = Encoding.UTF8.GetBytes(host);
        Send(socket, [0, .. VarInt(765), (byte)name.Length, .. name,
            JavaPort >> 8, JavaPort & 255, 1]);
        Send(socket, [0]);
    }

    /// <summary>What it says to that.</summary>
    public static string Answer(Socket socket)
    {
        byte[] message = Receive(socket);
        Assert.Equal(0, message[0]);
        (int length, int at) = (0, 1);
        for (int shift = 0; ; shift += 7, at++)
        {
            length |= (message[at] & 127) << shift;
            if (message[at] < 128) break;
        }
        Assert.Equal(message.Length, at + 1 + length);
        return Encoding.UTF8.GetString(message, at + 1, length);
    }

    /// <summary>A ping of eight bytes comes back unchanged.</summary>
    public static bool Pings(Socket socket, byte mark)
    {
        byte[] ping = [1, 0, 0, 0, 0, 0, 0, 0, mark];
        Send(socket, ping);
        return Receive(socket).AsSpan().SequenceEqual(ping);
    }

    /// <summary>What the server of the other kind says of itself.</summary>
    public static string PingBedrock(Socket socket, string host)
    {
        byte[] time = [0, 0, 0, 0, 0, 0, 1, 2];
        socket.SendTo([1, .. time, .. Magic, 0, 0, 0, 0, 0, 0, 0, 9],
            new IPEndPoint(IPAddress.Parse(host), BedrockPort));
        byte[] pong = new byte[1500];
        int got = socket.Receive(pong);
        Assert.Equal([0x1C, .. time], pong[..9]);
        Assert.Equal(Magic, pong[17..33]);
        Assert.Equal(got, 35 + (pong[33] << 8) + pong[34]);
        return Encoding.UTF8.GetString(pong, 35, got - 35);
    }

    public void Dispose()
    {
        _java.Dispose();
        _bedrock.Dispose();
    }

    private static void Serve(Socket socket)
    {
        while (true)
        {
            byte[] message = Receive(socket);
            if (message.Length == 1)
            {
                byte[] text = Encoding.UTF8.GetBytes(Status);
                Send(socket, [0, .. VarInt(text.Length), .. text]);
            }
            else if (message[0] == 1) Send(socket, message);
        }
    }

    private void Pong()
    {
        byte[] ping = new byte[1500];
        byte[] about = Encoding.UTF8.GetBytes(About);
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                int got = _bedrock.ReceiveFrom(ping, ref from);
                if (got != 33 || ping[0] != 1) continue;
                _bedrock.SendTo([0x1C, .. ping[1..9], 0, 0, 0, 0, 0, 0, 0, 5, .. Magic,
                    (byte)(about.Length >> 8), (byte)about.Length, .. about], from);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private static void Send(Socket socket, byte[] message) =>
        socket.Send([.. VarInt(message.Length), .. message]);

    private static byte[] Receive(Socket socket)
    {
        int length = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte[] one = Wire.Read(socket, 1);
            if (one.Length == 0) throw new SocketException((int)SocketError.ConnectionReset);
            length |= (one[0] & 127) << shift;
            if (one[0] < 128) break;
        }
        byte[] message = Wire.Read(socket, length);
        // Cut off in the middle: the player has gone.
        if (message.Length < length) throw new SocketException((int)SocketError.ConnectionReset);
        return message;
    }

    private static byte[] VarInt(int number)
    {
        List<byte> bytes = [];
        for (; number > 127; number >>= 7) bytes.Add((byte)(number | 128));
        bytes.Add((byte)number);
        return [.. bytes];
    }
}
