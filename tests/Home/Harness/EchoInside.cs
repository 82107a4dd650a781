// A machine of the household that says back what it hears, for connections that stay open.

using System.Net;
using System.Net.Sockets;

namespace Portreeve.Home;

/// <summary>An echo at an address of the namespace it is made in.</summary>
internal sealed class EchoInside : IDisposable
{
    private readonly Socket _listener;

    /// <param name="address">Where it listens.</param>
    /// <param name="port">At which port.</param>
    public EchoInside(string address, int port)
    {
        _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        _listener.Listen(64);
        new Thread(AcceptAll) { IsBackground = true, Name = "echo" }.Start();
    }

    public void Dispose() => _listener.Dispose();

    private void AcceptAll()
    {
        try
        {
            while (true)
            {
                Socket client = _listener.Accept();
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    private static void Serve(Socket client)
    {
        using (client)
        {
            try
            {
                byte[] buffer = new byte[4096];
                int got;
                while ((got = client.Receive(buffer)) > 0)
                {
                    client.Send(buffer, got, SocketFlags.None);
                }
            }
            catch (SocketException)
            {
                // Reset: that is what some tests are about.
            }
        }
    }
}
