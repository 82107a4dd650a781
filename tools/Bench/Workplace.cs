// Bench: the servers behind the forwarders, and one measurement at a time between them.

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portreeve.Bench;

/// <summary>Holds iperf3 and an echo server for the whole run.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portreeve-bench").FullName;
    private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
    private readonly Process _iperf;
    private readonly int _iperfPort = FreePort();

    public Workplace()
    {
        _iperf = Process.Start(new ProcessStartInfo("iperf3",
            ["-s", "-B", "127.0.0.1", "-p", $"{_iperfPort}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _iperf.BeginOutputReadLine();
        _iperf.BeginErrorReadLine();
        _echo.Start(512);
        new Thread(Serve) { IsBackground = true }.Start();
    }

    /// <summary>Starts the contender, waits until it forwards, measures, and ends it.</summary>
    public double? Measure(Measurement measurement, Contender contender)
    {
        int target = measurement.Target == Target.Iperf
            ? _iperfPort : ((IPEndPoint)_echo.LocalEndpoint).Port;
        int listen = FreePort();
        string folder = Directory.CreateDirectory(
            Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        using Running? running = contender.Start(listen, target, folder);
        int port = running == null ? target : listen;
        if (!Answers(port)) return null;
        try
        {
            return measurement.Run(port);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _echo.Stop();
        new Running(_iperf).Dispose();
        Directory.Delete(_folder, true);
    }

    /// <summary>A port that nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
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
