// The machines behind the doors: small servers, one thread a connection, that do what a test
// tells them to.

using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Portreeve.Sockets;

/// <summary>A TCP server on a free port of 127.0.0.1.</summary>
internal sealed class Upstream : IDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _clients = [];
    private readonly Action<Socket> _serve;

    /// <param name="serve">What to do with each connection; it is closed afterwards.</param>
    public Upstream(Action<Socket> serve)
    {
        _serve = serve;
        Port = Ports.Free();
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        _listener.Listen(512);
        new Thread(AcceptAll) { IsBackground = true, Name = "upstream" }.Start();
    }

    public int Port { get; }

    /// <summary>Sends back what comes, until the client has finished.</summary>
    public static Upstream Echo() => new(socket =>
    {
        byte[] buffer = new byte[64 * 1024];
        int got;
        while ((got = socket.Receive(buffer)) > 0) Wire.SendAll(socket, buffer, got);
    });

    public void Dispose()
    {
        _listener.Dispose();
        lock (_clients)
        {
            foreach (Socket client in _clients) client.Dispose();
        }
    }

    private void AcceptAll()
    {
        try
        {
            while (true)
            {
                Socket client = _listener.Accept();
                client.NoDelay = true;
                lock (_clients) _clients.Add(client);
                new Thread(() => Serve(client), 256 * 1024) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
        catch (ObjectDisposedException)
        {
            // Disposed too.
        }
    }

    private void Serve(Socket client)
    {
        try
        {
            _serve(client);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client went away; tests look at their own end.
        }
        client.Dispose();
        lock (_clients) _clients.Remove(client);
    }
}

/// <summary>The plain socket calls that tests share.</summary>
internal static class Wire
{
    /// <summary>A client's connection to a port of this computer.</summary>
    /// <param name="port">Where to.</param>
    /// <param name="from">The client's own address, or null for the usual one.</param>
    public static Socket Connect(int port, string from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = 60000,
            SendTimeout = 60000,
        };
        if (from != null) socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    /// <summary>A listening socket, for a test that accepts by itself.</summary>
    public static Socket Listen()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveTimeout = 60000,
            SendTimeout = 60000,
        };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(512);
        return socket;
    }

    /// <summary>A socket for datagrams, on a free port of this address.</summary>
    public static Socket Datagrams(string address = "127.0.0.1")
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = 20000,
        };
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        return socket;
    }

    public static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint).Port;

    public static void SendAll(Socket socket, byte[] buffer, int count)
    {
        for (int sent = 0; sent < count;)
        {
            sent += socket.Send(buffer, sent, count - sent, SocketFlags.None);
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
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(text);
        SendAll(socket, bytes, bytes.Length);
        return Read(socket, bytes.Length).AsSpan().SequenceEqual(bytes);
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
