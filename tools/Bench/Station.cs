// Bench: one contender at work: its doors, its processes, and what is measured through it.

using System.Diagnostics;
using System.Net.Sockets;

namespace Portreeve.Bench;

/// <summary>A started contender.</summary>
internal sealed class Station : IDisposable
{
    private const int Crowd = 400;
    private const int DatagramsPerSecond = 20_000;
    private const int DatagramsUnderWay = 16;

    private readonly Servers _servers;
    private readonly Running[] _programs;
    private readonly List<Socket> _resting = [];
    private double _cpuBefore;

    /// <summary>Starts it.</summary>
    public Station(Contender contender, Servers servers, string folder)
        : this(contender, servers, new Site(IsThrough(contender) ? Doors.Free() : servers.Doors,
            servers.Doors, folder))
    {
    }

    /// <summary>The same at given doors.</summary>
    public Station(Contender contender, Servers servers, Site site)
    {
        Contender = contender;
        _servers = servers;
        Doors = site.Doors;
        _programs = contender.Start(site);
    }

    public Contender Contender { get; }

    public Doors Doors { get; }

    /// <summary>Waits until it forwards; false when it never does.</summary>
    public bool IsUp() => Clients.Answers(Doors.At(Doors.Echo), isUdp: false)
        && (!Contender.IsUdp || Clients.Answers(Doors.At(Doors.Datagrams), isUdp: true));

    /// <summary>Milliseconds from its start until 64 bytes come back, its settings being there
    /// already.</summary>
    public static double? StartMs(Contender contender, Servers servers, string folder)
    {
        Site site = new(Doors.Free(), servers.Doors, folder);
        if (contender.Name is Contenders.Own or Contenders.Native)
        {
            // Its settings are its flash.
            using Running first = contender.Start(site)[0];
            if (!Clients.Answers(site.Doors.At(site.Doors.Datagrams), isUdp: true)) return null;
        }
        long start = Stopwatch.GetTimestamp();
        Running[] programs = contender.Start(site);
        bool isUp = Clients.Answers(site.Doors.At(site.Doors.Echo), isUdp: false);
        double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        foreach (Running program in programs) program.Dispose();
        return isUp ? ms : null;
    }

    /// <summary>One iperf3 run, with the processor time it took here.</summary>
    public IEnumerable<Figure> Bulk(Row speed, Row? cpu, int seconds, params string[] how)
    {
        double before = Cpu();
        if (Clients.Iperf(Doors.At(Doors.Bulk), seconds, how) is not double rate) yield break;
        yield return new Figure(speed, rate);
        if (cpu != null && Contender.HasProcess)
        {
            yield return new Figure(cpu, (Cpu() - before) / (rate * seconds / 1000));
        }
    }

    /// <summary>Small exchanges over one connection.</summary>
    public IEnumerable<Figure> Trips(int count)
    {
        using Socket socket = Clients.Connect(Doors.At(Doors.Echo));
        double before = FineCpu();
        Times times = Clients.Trips(socket, count);
        if (Contender.HasProcess)
        {
            yield return new Figure(Rows.TripCpu, (FineCpu() - before) * 1e7 / count);
        }
        yield return new Figure(Rows.Trip, times.At(0.5));
        yield return new Figure(Rows.Trip99, times.At(0.99));
        yield return new Figure(Rows.Trip999, times.At(0.999));
    }

    /// <summary>The same beside many who say nothing.</summary>
    public IEnumerable<Figure> TripsInACrowd(int count)
    {
        Rest(Crowd);
        using Socket socket = Clients.Connect(Doors.At(Doors.Echo));
        Times times = Clients.Trips(socket, count);
        SendHome();
        yield return new Figure(Rows.Full, times.At(0.5));
        yield return new Figure(Rows.Full99, times.At(0.99));
    }

    /// <summary>The same beside a stream that takes what it can get.</summary>
    public IEnumerable<Figure> TripsBesideBulk()
    {
        using Socket socket = Clients.Connect(Doors.At(Doors.Echo));
        Thread bulk = new(() => Clients.Iperf(Doors.At(Doors.Bulk), 1));
        bulk.Start();
        Thread.Sleep(300);
        Times times = Clients.TripsFor(socket, 0.5);
        bulk.Join();
        yield return new Figure(Rows.Key, times.At(0.5));
        yield return new Figure(Rows.Key99, times.At(0.99));
    }

    /// <summary>Connections one after another.</summary>
    public IEnumerable<Figure> Visits(double seconds)
    {
        yield return new Figure(Rows.Short, Clients.Visits(Doors.At(Doors.Echo), seconds));
    }

    /// <summary>Datagrams, one at a time.</summary>
    public IEnumerable<Figure> DatagramTrips(int count)
    {
        if (!Contender.IsUdp) yield break;
        using Socket socket = Clients.ConnectDatagrams(Doors.At(Doors.Datagrams));
        yield return new Figure(Rows.DatagramTrip, Clients.Trips(socket, count).At(0.5));
    }

    /// <summary>Datagrams: many at once, and at a rate.</summary>
    public IEnumerable<Figure> Datagrams(double seconds)
    {
        if (!Contender.IsUdp) yield break;
        yield return new Figure(Rows.DatagramRate,
            Clients.DatagramRate(Doors.At(Doors.Datagrams), DatagramsUnderWay, seconds));
        yield return new Figure(Rows.DatagramLoss,
            Clients.DatagramLoss(Doors.At(Doors.Datagrams), DatagramsPerSecond, seconds));
    }

    /// <summary>Memory it holds now.</summary>
    public IEnumerable<Figure> Memory(Row row)
    {
        if (Contender.HasProcess)
        {
            yield return new Figure(row, _programs.Sum(program => program.MemoryMb()));
        }
    }

    /// <summary>So many clients come in and say nothing.</summary>
    public void Rest(int sessions)
    {
        for (int i = 0; i < sessions; i++) _resting.Add(Clients.Connect(Doors.At(Doors.Rest)));
        // The last of them are with the server only after a moment.
        Thread.Sleep(200);
    }

    /// <summary>They leave.</summary>
    public void SendHome()
    {
        _resting.ForEach(socket => socket.Dispose());
        _resting.Clear();
        _servers.SendHome();
        Thread.Sleep(100);
    }

    /// <summary>From here on its processor time counts.</summary>
    public void BeginIdle() => _cpuBefore = FineCpu();

    /// <summary>What it used since, in percent of a core.</summary>
    public IEnumerable<Figure> EndIdle(Row row, double seconds)
    {
        if (Contender.HasProcess)
        {
            yield return new Figure(row, (FineCpu() - _cpuBefore) / seconds * 100);
        }
    }

    public void Dispose()
    {
        SendHome();
        foreach (Running program in _programs) program.Dispose();
    }

    // Whether there is something between a client and the servers.
    private static bool IsThrough(Contender contender) =>
        contender.HasProcess || contender.Name == "nftables";

    private double Cpu() => _programs.Sum(program => program.CpuSeconds());

    private double FineCpu() => _programs.Sum(program => program.LivingCpuSeconds());
}
