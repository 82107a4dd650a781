// Bench: the servers behind the forwarders. A thread for each talking connection, since nothing
// answers sooner than a thread that waits in the kernel.

using System.Net;
using System.Net.Sockets;

namespace Portreeve.Bench;

/// <summary>Echo over TCP and UDP, one that only listens, and iperf3.</summary>
internal sealed class Servers : IDisposable
{
    private readonly TcpListener _echo;
    private readonly TcpListener _rest;
    private readonly List<Socket> _resting = [];
    private readonly Socket _datagrams =
        new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Running _iperf;

    /// <param name="address">Where they listen, in the namespace of the calling thread.</param>
    public Servers(IPAddress address)
    {
        _echo = new TcpListener(address, 0);
        _rest = new TcpListener(address, 0);
        int bulk = Ports.FreeTcp();
        _iperf = new Running("iperf3", "-s", "-B", $"{address}", "-p", $"{bulk}");
        _datagrams.ReceiveBufferSize = _datagrams.SendBufferSize = 4 << 20;
        _datagrams.Bind(new IPEndPoint(address, 0));
        _echo.Start(512);
        _rest.Start(512);
        Begin(() => Accept(_echo, client => Begin(() => Echo(client))));
        Begin(() => Accept(_rest, client =>
        {
            lock (_resting) _resting.Add(client);
        }));
        Begin(ServeDatagrams);
        Doors = new Doors(address, PortOf(_echo), bulk, PortOf(_rest),
            ((IPEndPoint)_datagrams.LocalEndPoint!).Port);
    }

    /// <summary>Where they listen.</summary>
    public Doors Doors { get; }

    /// <summary>Ends all that rest.</summary>
    public void SendHome()
    {
        lock (_resting)
        {
            _resting.ForEach(socket => socket.Dispose());
            _resting.Clear();
        }
    }

    public void Dispose()
    {
        _echo.Stop();
        _rest.Stop();
        SendHome();
        _datagrams.Dispose();
        _iperf.Dispose();
    }

    private static int PortOf(TcpListener listener) =>
        ((IPEndPoint)listener.LocalEndpoint).Port;

    private static void Begin(Action work) =>
        new Thread(() => work(), 128 * 1024) { IsBackground = true }.Start();

    private static void Accept(TcpListener listener, Action<Socket> take)
    {
        try
        {
            while (true) take(listener.AcceptSocket());
        }
        catch (SocketException)
        {
            // The listener was stopped: the run is over.
        }
    }

    private void ServeDatagrams()
    {
        byte[] buffer = new byte[2048];
        SocketAddress from = new(AddressFamily.InterNetwork);
        while (true)
        {
            try
            {
                int got = _datagrams.ReceiveFrom(buffer, SocketFlags.None, from);
                _datagrams.SendTo(buffer.AsSpan(0, got), SocketFlags.None, from);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
                // A forwarder was ended with an answer under way.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static void Echo(Socket client)
    {
        using (client)
        {
            client.NoDelay = true;
            byte[] buffer = new byte[4096];
            try
            {
                int got;
                while ((got = client.Receive(buffer)) > 0)
                {
                    client.Send(buffer, got, SocketFlags.None);
                }
            }
            catch (SocketException)
            {
                // The forwarder was ended with this connection open.
            }
        }
    }
}
