// A UDP server that sends back what comes.

using System.Net;
using System.Net.Sockets;

namespace Portreeve.Sockets;

/// <summary>Echoes datagrams until it is disposed.</summary>
internal sealed class EchoDatagrams : IDisposable
{
    private readonly Socket _socket =
        new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private int _lastSender;

    public EchoDatagrams(int port = 0, string address = "127.0.0.1")
    {
        Port = port != 0 ? port : Ports.Free();
        _socket.Bind(new IPEndPoint(IPAddress.Parse(address), Port));
        new Thread(Run) { IsBackground = true }.Start();
    }

    public int Port { get; }

    /// <summary>Port that the last datagram came from.</summary>
    public int LastSender => Volatile.Read(ref _lastSender);

    public void Dispose() => _socket.Dispose();

    private void Run()
    {
        byte[] buffer = new byte[65536];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                int got = _socket.ReceiveFrom(buffer, ref from);
                Volatile.Write(ref _lastSender, ((IPEndPoint)from).Port);
                _socket.SendTo(buffer.AsSpan(0, got), from);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }
}
