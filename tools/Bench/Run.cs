// Bench: one run from the first start to the report.

using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Portreeve.Bench;

/// <summary>All contenders, all measurements, all rounds.</summary>
internal sealed class Run
{
    private readonly bool _isQuick;
    private readonly bool _writes;
    private readonly string _root = Root();
    private readonly string _folder =
        Directory.CreateTempSubdirectory("portreeve-bench").FullName;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Results _results;
    private int _folders;

    public Run(string[] args)
    {
        _isQuick = args.Contains("--quick");
        _writes = args.Contains("--write");
        List<Contender> all = Contenders.Present(_root, Isolation.IsAlone, Tell);
        int only = Array.IndexOf(args, "--only");
        if (only >= 0 && only + 1 < args.Length)
        {
            string[] names = args[only + 1].Split(',');
            all.RemoveAll(c => c.Name is not ("direct" or "portreeve") && !names.Contains(c.Name));
        }
        _results = new Results(all);
    }

    /// <summary>Does everything; the exit code.</summary>
    public int All()
    {
        try
        {
            using Servers servers = new();
            Starts(servers);
            List<Station> stations = [.. _results.Contenders.Select(c => Open(c, servers))];
            stations.RemoveAll(station => !station.IsUp);
            Thread.Sleep(1000);
            Each(stations, "memory", s => s.Memory(Rows.MemoryEmpty));
            int rounds = _isQuick ? 2 : 5;
            for (int round = 0; round < rounds; round++) Round(stations, round, rounds);
            Idle(stations, Rows.Idle16, null, 16);
            Idle(stations, Rows.Idle400, Rows.MemoryFull, 400);
            stations.ForEach(station => station.Dispose());
            Report();
            return 0;
        }
        finally
        {
            Directory.Delete(_folder, true);
        }
    }

    private void Starts(Servers servers)
    {
        for (int i = 0; i < (_isQuick ? 1 : 3); i++)
        {
            foreach (Contender contender in _results.Contenders.Where(c => c.HasProcess))
            {
                Tell($"start {i + 1}: {contender.Name}");
                if (Station.StartMs(contender, servers, Folder()) is double ms)
                {
                    _results.Add(contender, new Figure(Rows.Start, ms));
                }
            }
        }
    }

    private Station Open(Contender contender, Servers servers)
    {
        Station station = new(contender, servers, Folder());
        if (!station.IsUp) Tell($"{contender.Name} forwarded nothing and is left out.");
        return station;
    }

    // Everybody has a turn at one thing before anybody has one at the next, and the first is
    // another in each round.
    private void Round(List<Station> stations, int round, int rounds)
    {
        List<Station> turned =
            [.. Enumerable.Range(0, stations.Count).Select(i =>
                stations[(i + round) % stations.Count])];
        double seconds = _isQuick ? 0.5 : 1;
        int trips = _isQuick ? 4000 : 10_000;
        string which = $"round {round + 1} of {rounds}: ";
        Each(turned, which + "bulk in, 1", s => s.Bulk(Rows.Bulk1, Rows.Cpu1, 1));
        if (!_isQuick)
        {
            Each(turned, which + "bulk out, 1", s => s.Bulk(Rows.Bulk1Out, null, 1, "-R"));
            Each(turned, which + "bulk both", s => s.Bulk(Rows.Bulk1Both, null, 1, "--bidir"));
            Each(turned, which + "bulk in, 4", s => s.Bulk(Rows.Bulk4, null, 1, "-P", "4"));
        }
        Each(turned, which + "bulk in, 16",
            s => s.Bulk(Rows.Bulk16, Rows.Cpu16, 1, "-P", "16"));
        Each(turned, which + "round trips", s => s.Trips(trips));
        Each(turned, which + "round trips, 400 inside", s => s.TripsInACrowd(trips / 2));
        Each(turned, which + "round trips beside bulk", s => s.TripsBesideBulk(1000));
        Each(turned, which + "connections", s => s.Visits(seconds));
        Each(turned, which + "datagrams", s => s.Datagrams(trips / 2, seconds));
    }

    private void Each(List<Station> stations, string what,
        Func<Station, IEnumerable<Figure>> measure)
    {
        foreach (Station station in stations)
        {
            Tell($"{what}: {station.Contender.Name}");
            try
            {
                foreach (Figure figure in measure(station)) _results.Add(station.Contender, figure);
            }
            catch (Exception e) when (e is SocketException or JsonException)
            {
                Tell($"  {station.Contender.Name} gave no figure: {e.Message}");
                station.SendHome();
            }
        }
    }

    // All wait at the same time: whoever needs the processor takes it from nobody.
    private void Idle(List<Station> stations, Row cpu, Row? memory, int sessions)
    {
        double seconds = _isQuick ? 3 : 10;
        Tell($"{sessions} idle sessions each, {seconds:0} s");
        foreach (Station station in stations.Where(s => s.Contender.HasProcess))
        {
            station.Rest(sessions);
        }
        Thread.Sleep(3000);
        stations.ForEach(station => station.BeginIdle());
        Thread.Sleep((int)(seconds * 1000));
        Each(stations, "idle", s => s.EndIdle(cpu, seconds));
        if (memory != null) Each(stations, "memory", s => s.Memory(memory));
        stations.ForEach(station => station.SendHome());
    }

    private void Report()
    {
        string peers = string.Join(", ", _results.Contenders.Where(c => c.Version.Length > 0)
            .Select(c => $"{c.Name} {c.Version}"));
        string how = $"Measured {DateTime.UtcNow:yyyy-MM-dd} by `tools/portreeve bench"
            + $"{(_isQuick ? " --quick" : "")} --write` on {Environment.ProcessorCount} cores, "
            + $"{RuntimeInformation.RuntimeIdentifier}, Linux {Environment.OSVersion.Version}, "
            + $".NET {Environment.Version}; {peers}. Loopback, every program with its usual "
            + "settings and one thread, all in turn in the same run. `direct` has nothing "
            + "between; nftables is the kernel itself, without a program.";
        string table = _results.ToMarkdown(isShort: false);
        string page = new PageOpen(_root).Measure(Folder(), _isQuick ? 2 : 10);
        Console.WriteLine(how + "\n\n" + table + "\n" + page);
        if (!_writes) return;
        string image = $"![Portreeve beside its peers]({Path.GetFileName(Pages.Picture)})";
        Pages.Write(Path.Combine(_root, "hardware", "bench.md"),
            "## On a desktop, beside its peers\n\n" + how + " A cell is the median and half of "
            + "what lies between the quarters; in the last column more than 1 is in Portreeve's "
            + $"favour.\n\n{table}\n{page}\n\n{image}");
        Pages.Write(Path.Combine(_root, "README.md"), _results.ToMarkdown(isShort: true));
        File.WriteAllText(Path.Combine(_root, Pages.Picture), Chart.Draw(_results));
    }

    private string Folder() =>
        Directory.CreateDirectory(Path.Combine(_folder, $"{_folders++}")).FullName;

    private void Tell(string what) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Stopwatch.GetElapsedTime(_start):m\\:ss}  {what}"));

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "nfproj.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("no nfproj.sln above me");
    }
}
