// Bench: what the clients do. Every call opens its own sockets and closes them again.

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Portreeve.Bench;

/// <summary>How long single exchanges took.</summary>
internal sealed class Times(double[] us)
{
    private readonly double[] _sorted = [.. us.Order()];

    /// <summary>Microseconds that this share of all stayed under.</summary>
    public double At(double share) => _sorted[(int)(share * _sorted.Length)];
}

internal static class Clients
{
    /// <summary>A connection.</summary>
    public static Socket Connect(IPEndPoint door)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = 5000,
        };
        try
        {
            socket.Connect(door);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A UDP socket that talks to one port.</summary>
    public static Socket ConnectDatagrams(IPEndPoint door)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = 200,
            ReceiveBufferSize = 4 << 20,
            SendBufferSize = 4 << 20,
        };
        socket.Connect(door);
        return socket;
    }

    /// <summary>64 bytes there and back, so many times.</summary>
    public static Times Trips(Socket socket, int count)
    {
        byte[] buffer = new byte[64];
        double[] times = new double[count];
        for (int i = -count / 10; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            socket.Send(buffer);
            ReadAll(socket, buffer);
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        return new Times(times);
    }

    /// <summary>The same for so many seconds.</summary>
    public static Times TripsFor(Socket socket, double seconds)
    {
        byte[] buffer = new byte[64];
        List<double> times = [];
        for (long begin = Stopwatch.GetTimestamp();
            times.Count == 0 || Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds;)
        {
            long start = Stopwatch.GetTimestamp();
            socket.Send(buffer);
            ReadAll(socket, buffer);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        return new Times([.. times]);
    }

    /// <summary>Connects, exchanges 64 bytes and closes, one after another: how many a second.
    /// </summary>
    public static double Visits(IPEndPoint door, double seconds)
    {
        byte[] buffer = new byte[64];
        long start = Stopwatch.GetTimestamp();
        int done = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            using Socket socket = Connect(door);
            socket.Send(buffer);
            ReadAll(socket, buffer);
            done++;
        }
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Keeps so many datagrams under way: how many come back a second.</summary>
    public static double DatagramRate(IPEndPoint door, int underWay, double seconds)
    {
        using Socket socket = ConnectDatagrams(door);
        byte[] buffer = new byte[64];
        long start = Stopwatch.GetTimestamp();
        int done = 0;
        for (int i = 0; i < underWay; i++) socket.Send(buffer);
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            try
            {
                socket.Receive(buffer);
                done++;
                socket.Send(buffer);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.TimedOut)
            {
                // All were lost; that cost its time.
                for (int i = 0; i < underWay; i++) socket.Send(buffer);
            }
        }
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Sends at a steady rate: percent of the datagrams that did not come back.</summary>
    public static double DatagramLoss(IPEndPoint door, int perSecond, double seconds)
    {
        using Socket socket = ConnectDatagrams(door);
        int sent = 0, came = 0, wanted = (int)(perSecond * seconds);
        Thread reader = new(() =>
        {
            byte[] buffer = new byte[64];
            try
            {
                while (Volatile.Read(ref came) < wanted)
                {
                    socket.Receive(buffer);
                    Volatile.Write(ref came, came + 1);
                }
            }
            catch (SocketException)
            {
                // Nothing has come for a while: what is missing is lost.
            }
        });
        socket.Send(new byte[64]);
        socket.Receive(new byte[64]);
        reader.Start();
        long start = Stopwatch.GetTimestamp();
        byte[] datagram = new byte[64];
        while (sent < wanted)
        {
            double due = Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond;
            for (; sent < due && sent < wanted; sent++) socket.Send(datagram);
            Thread.Sleep(1);
        }
        reader.Join();
        return 100.0 * (sent - came) / sent;
    }

    /// <summary>MB/s by iperf3; both ways are added up. Null when it did not work.</summary>
    public static double? Iperf(IPEndPoint door, int seconds, params string[] more)
    {
        ProcessStartInfo start = new("iperf3", ["-c", $"{door.Address}", "-p", $"{door.Port}",
            "-t", $"{seconds}", "-J", .. more])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string json = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        using JsonDocument answer = JsonDocument.Parse(json);
        JsonElement end = answer.RootElement.GetProperty("end");
        double bits = 0;
        foreach (string name in (string[])["sum_received", "sum_received_bidir_reverse"])
        {
            if (end.TryGetProperty(name, out JsonElement sum))
            {
                bits += sum.GetProperty("bits_per_second").GetDouble();
            }
        }
        return bits > 0 ? bits / 8e6 : null;
    }

    /// <summary>Waits until 64 bytes come back through a door; false after 20 s.</summary>
    public static bool Answers(IPEndPoint door, bool isUdp)
    {
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < 20_000;)
        {
            try
            {
                using Socket socket = isUdp ? ConnectDatagrams(door) : Connect(door);
                socket.Send(new byte[64]);
                ReadAll(socket, new byte[64]);
                return true;
            }
            catch (SocketException)
            {
                Thread.Sleep(1);
            }
        }
        return false;
    }

    private static void ReadAll(Socket socket, byte[] buffer)
    {
        for (int got = 0; got < buffer.Length;)
        {
            int n = socket.Receive(buffer, got, buffer.Length - got, SocketFlags.None);
            if (n == 0) throw new SocketException((int)SocketError.ConnectionReset);
            got += n;
        }
    }
}
