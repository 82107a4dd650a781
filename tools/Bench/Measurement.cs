// Bench: what is measured. A measurement gets a port to connect to and gives one figure.

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Portreeve.Bench;

/// <summary>One row of the table.</summary>
/// <param name="Name">For people.</param>
/// <param name="Unit">Of the figure.</param>
/// <param name="MoreIsBetter">Whether a ratio above 1 is good.</param>
/// <param name="Target">Which server stands behind the forwarder.</param>
/// <param name="Run">Measures through a port; null when it did not work.</param>
internal sealed record Measurement(string Name, string Unit, bool MoreIsBetter, Target Target,
    Func<int, double?> Run);

/// <summary>The servers behind the forwarders.</summary>
internal enum Target
{
    Iperf,
    Echo,
    Datagrams,
}

internal static class Measurements
{
    public static IEnumerable<Measurement> All(int seconds) =>
    [
        new("bulk in, 1 stream", "MB/s", true, Target.Iperf, p => Iperf(p, seconds)),
        new("bulk out, 1 stream", "MB/s", true, Target.Iperf, p => Iperf(p, seconds, "-R")),
        new("bulk in, 4 streams", "MB/s", true, Target.Iperf, p => Iperf(p, seconds, "-P", "4")),
        new("64-byte round trip, median", "us", false, Target.Echo, p => RoundTrip(p, 0.50)),
        new("64-byte round trip, 99th of 100", "us", false, Target.Echo,
            p => RoundTrip(p, 0.99)),
        new("64-byte datagram there and back", "us", false, Target.Datagrams,
            p => RoundTrip(p, 0.50, isUdp: true)),
        new("connect, echo, close", "per s", true, Target.Echo, p => Short(p, seconds)),
    ];

    private static double? Iperf(int port, int seconds, params string[] more)
    {
        ProcessStartInfo start = new("iperf3",
            ["-c", "127.0.0.1", "-p", $"{port}", "-t", $"{seconds}", "-J", .. more])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string json = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        using JsonDocument answer = JsonDocument.Parse(json);
        if (!answer.RootElement.GetProperty("end").TryGetProperty("sum_received", out var sum))
        {
            return null;
        }
        return sum.GetProperty("bits_per_second").GetDouble() / 8e6;
    }

    private static double? RoundTrip(int port, double quantile, bool isUdp = false)
    {
        const int Warm = 500, Counted = 4000;
        using Socket socket = isUdp ? ConnectDatagrams(port) : Connect(port);
        byte[] buffer = new byte[64];
        double[] times = new double[Counted];
        for (int i = -Warm; i < Counted; i++)
        {
            long start = Stopwatch.GetTimestamp();
            socket.Send(buffer);
            if (!ReadAll(socket, buffer)) return null;
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(times);
        return times[(int)(quantile * Counted)];
    }

    private static double? Short(int port, int seconds)
    {
        byte[] buffer = new byte[64];
        long start = Stopwatch.GetTimestamp();
        int done = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            using Socket socket = Connect(port);
            socket.Send(buffer);
            if (!ReadAll(socket, buffer)) return null;
            done++;
        }
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static bool ReadAll(Socket socket, byte[] buffer)
    {
        for (int got = 0; got < buffer.Length;)
        {
            int n = socket.Receive(buffer, got, buffer.Length - got, SocketFlags.None);
            if (n == 0) return false;
            got += n;
        }
        return true;
    }

    private static Socket ConnectDatagrams(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = 2000,
        };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    public static Socket Connect(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }
}
