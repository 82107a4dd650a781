// Bench: the servers behind the forwarders, and one measurement at a time between them.

using System.Net;
using System.Net.Sockets;

namespace Portreeve.Bench;

/// <summary>Holds iperf3 and an echo server for the whole run.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portreeve-bench").FullName;
    private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
    private readonly Socket _datagrams = Datagrams();
    private readonly Running _iperf;
    private readonly int _iperfPort = Ports.FreeTcp();

    public Workplace()
    {
        _iperf = new Running("iperf3", "-s", "-B", "127.0.0.1", "-p", $"{_iperfPort}");
        _echo.Start(512);
        new Thread(Serve) { IsBackground = true }.Start();
        new Thread(ServeDatagrams) { IsBackground = true }.Start();
    }

    /// <summary>
    /// Starts the contender, waits until it forwards, measures, and ends it. Null when it cannot,
    /// or did not; the reason goes to standard error.
    /// </summary>
    public double? Measure(Measurement measurement, Contender contender)
    {
        bool isUdp = measurement.Target == Target.Datagrams;
        if (isUdp && !contender.CanUdp) return null;
        int target = measurement.Target switch
        {
            Target.Iperf => _iperfPort,
            Target.Datagrams => ((IPEndPoint)_datagrams.LocalEndPoint!).Port,
            _ => ((IPEndPoint)_echo.LocalEndpoint).Port,
        };
        Route route = new(isUdp, Ports.FreeTcp(), target, Folder());
        using Running? running = contender.Start(route);
        int port = running == null ? target : route.Listen;
        double? figure = null;
        try
        {
            if (isUdp ? Echoes(port) : Answers(port)) figure = measurement.Run(port);
        }
        catch (SocketException e)
        {
            Console.Error.WriteLine($"  {contender.Name}: {e.Message}");
        }
        if (figure == null) Console.Error.WriteLine($"  {contender.Name} gave no figure");
        return figure;
    }

    /// <summary>A new folder that goes at the end of the run.</summary>
    public string Folder() => Directory.CreateDirectory(
        Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;

    public void Dispose()
    {
        _echo.Stop();
        _datagrams.Dispose();
        _iperf.Dispose();
        Directory.Delete(_folder, true);
    }

    /// <summary>Waits up to 20 s for somebody to listen.</summary>
    public static bool Answers(int port)
    {
        for (int i = 0; i < 200; i++)
        {
            try
            {
                using Socket socket = Measurements.Connect(port);
                Thread.Sleep(300);
                return true;
            }
            catch (SocketException)
            {
                Thread.Sleep(100);
            }
        }
        return false;
    }

    /// <summary>Waits up to 20 s for a datagram to come back.</summary>
    private static bool Echoes(int port)
    {
        using Socket socket = Datagrams();
        socket.ReceiveTimeout = 200;
        socket.Connect(IPAddress.Loopback, port);
        for (int i = 0; i < 100; i++)
        {
            try
            {
                socket.Send(new byte[64]);
                if (socket.Receive(new byte[64]) == 64) return true;
            }
            catch (SocketException)
            {
                // Nobody listens there yet.
                Thread.Sleep(50);
            }
        }
        return false;
    }

    private static Socket Datagrams()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private void ServeDatagrams()
    {
        byte[] buffer = new byte[2048];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (true)
        {
            try
            {
                int got = _datagrams.ReceiveFrom(buffer, ref from);
                _datagrams.SendTo(buffer, got, SocketFlags.None, from);
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

    private void Serve()
    {
        try
        {
            while (true)
            {
                Socket client = _echo.AcceptSocket();
                new Thread(() => Echo(client)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // The listener was stopped: the run is over.
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
