// Sockets: plain sockets for tests that must control every byte.

using System.Net;
using System.Net.Sockets;

namespace Portreeve.Sockets;

/// <summary>Client and server ends.</summary>
internal static class Line
{
    public static Socket Connect(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveTimeout = 30000,
            SendTimeout = 30000,
        };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    public static Socket Listen()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(600);
        return socket;
    }

    public static Socket Udp()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = 10000,
        };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    public static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint).Port;

    /// <summary>Reads until the other side has finished.</summary>
    public static byte[] ReadAll(Socket socket)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[65536];
        int got;
        while ((got = socket.Receive(buffer)) > 0) all.Write(buffer, 0, got);
        return all.ToArray();
    }

    /// <summary>A server that gives back what it gets, until it is disposed.</summary>
    public static Echo Echoing() => new();
}

/// <summary>An echo server.</summary>
internal sealed class Echo : IDisposable
{
    private readonly Socket _listener = Line.Listen();

    public Echo() => new Thread(Serve) { IsBackground = true }.Start();

    public int Port => Line.PortOf(_listener);

    public void Dispose() => _listener.Dispose();

    private void Serve()
    {
        try
        {
            while (true)
            {
                Socket client = _listener.Accept();
                new Thread(() => Answer(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: the test is over.
        }
    }

    private static void Answer(Socket client)
    {
        using (client)
        {
            byte[] buffer = new byte[65536];
            try
            {
                int got;
                while ((got = client.Receive(buffer)) > 0)
                {
                    client.Send(buffer, got, SocketFlags.None);
                }
                client.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // The gateway passed a reset on.
            }
        }
    }
}
