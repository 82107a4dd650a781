// The plain socket calls that tests share, for those that must control every byte.

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portreeve.Sockets;

/// <summary>Sockets of clients and targets.</summary>
internal static class Wire
{
    /// <summary>A client's connection to a port of this computer.</summary>
    /// <param name="port">Where to.</param>
    /// <param name="from">The client's own address, or null for the usual one.</param>
    /// <param name="to">The address it knocks at.</param>
    public static Socket Connect(int port, string from = null, string to = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = Patience.Ms,
            SendTimeout = Patience.Ms,
        };
        if (from != null) socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        try
        {
            socket.Connect(IPAddress.Parse(to), port);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
        return socket;
    }

    /// <summary>A listening socket, for a test that accepts by itself.</summary>
    public static Socket Listen(string address = "127.0.0.1", int port = 0)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        socket.Listen(512);
        return socket;
    }

    /// <summary>The next connection to it, which must come.</summary>
    public static Socket Accept(Socket listener)
    {
        Assert.True(listener.Poll(Patience.Ms * 1000, SelectMode.SelectRead), "nobody came");
        Socket socket = listener.Accept();
        socket.ReceiveTimeout = Patience.Ms;
        socket.SendTimeout = Patience.Ms;
        return socket;
    }

    /// <summary>A socket for datagrams, on this port of this address, or on a free one.</summary>
    public static Socket Datagrams(string address = "127.0.0.1", int port = 0)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = Patience.Ms,
        };
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        return socket;
    }

    public static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint).Port;

    public static void SendAll(Socket socket, byte[] buffer, int count)
    {
        // In pieces, so that the patience is for the next piece, however long all of it takes.
        for (int sent = 0; sent < count;)
        {
            sent += socket.Send(buffer, sent, Math.Min(count - sent, 64 * 1024), SocketFlags.None);
        }
    }

    /// <summary>Reads so many bytes; fewer when the other side ends.</summary>
    public static byte[] Read(Socket socket, int count)
    {
        byte[] bytes = new byte[count];
        int at = 0;
        int got;
        while (at < count && (got = socket.Receive(bytes, at, count - at, SocketFlags.None)) > 0)
        {
            at += got;
        }
        return at == count ? bytes : bytes[..at];
    }

    /// <summary>Sends a line and wants the same back.</summary>
    public static bool Echoes(Socket socket, string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        SendAll(socket, bytes, bytes.Length);
        return Read(socket, bytes.Length).AsSpan().SequenceEqual(bytes);
    }

    /// <summary>True when nobody listens at this port. Ask until it is so: a process that another
    /// test starts has copies of all our sockets from its fork to its exec, and a listener is gone
    /// with its last copy.</summary>
    public static bool IsShut(int port)
    {
        try
        {
            using Socket knock = Connect(port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Ends a connection by a reset.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    /// <summary>True when the connection ends, by FIN or reset, within the time-out.</summary>
    public static bool Ends(Socket socket)
    {
        try
        {
            return socket.Receive(new byte[1]) == 0;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode != SocketError.TimedOut;
        }
    }
}
