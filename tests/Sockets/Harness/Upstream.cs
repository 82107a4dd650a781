// The machines behind the doors: small servers, one thread a connection, that do what a test
// tells them to.

using System.Net.Sockets;

namespace Portreeve.Sockets;

/// <summary>A TCP server on a free port of 127.0.0.1.</summary>
internal sealed class Upstream : IDisposable
{
    private readonly Socket _listener;
    private readonly List<Socket> _clients = [];
    private readonly Action<Socket> _serve;

    /// <param name="serve">What to do with each connection; it is closed afterwards.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="port">0 for a free one.</param>
    public Upstream(Action<Socket> serve, string address = "127.0.0.1", int port = 0)
    {
        _listener = Wire.Listen(address, port);
        _serve = serve;
        new Thread(AcceptAll) { IsBackground = true, Name = "upstream" }.Start();
    }

    public int Port => Wire.PortOf(_listener);

    /// <summary>Sends back what comes, until the client has finished.</summary>
    public static Upstream Echo(string address = "127.0.0.1", int port = 0) => new(socket =>
    {
        byte[] buffer = new byte[64 * 1024];
        int got;
        while ((got = socket.Receive(buffer)) > 0) Wire.SendAll(socket, buffer, got);
    }, address, port);

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
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: the test is over.
        }
    }

    private void Serve(Socket client)
    {
        try
        {
            _serve(client);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // The client went away; tests look at their own end. A stream over the socket, as TLS
            // needs one, puts the same into an IOException.
        }
        client.Dispose();
        lock (_clients) _clients.Remove(client);
    }
}
