// Bench: one run from the first start to the report.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Portreeve.Bench;

/// <summary>All contenders, all measurements, all rounds.</summary>
internal sealed class Run
{
    private const string WireOnly = "wire";

    private const int ShortTurns = 10;

    private const string WireText = "Across three network namespaces, cable by cable, as a router "
        + "has them. `direct` is routed without translation; in the last column but one the "
        + "kernel forwards, and `tools/portreeve export --follow` tells it whom to let in:";

    private readonly bool _isQuick;
    private readonly bool _writes;
    private readonly string _root = Root();
    private readonly string _folder =
        Directory.CreateTempSubdirectory("portreeve-bench").FullName;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Results _results;
    private readonly WireRun _wire;
    private readonly string _what;
    private int _folders;

    public Run(string[] args)
    {
        _isQuick = args.Contains("--quick");
        _writes = args.Contains("--write");
        List<Contender> all = Contenders.Present(_root, After(args, "--native"),
            Isolation.IsAlone, Tell);
        if (After(args, "--only") is string only)
        {
            string[] names = only.Split(',');
            all.RemoveAll(c => !names.Contains(c.Name)
                && c.Name is not ("direct" or Contenders.Own));
        }
        _results = new Results(all);
        _what = After(args, "--what") ?? "";
        _wire = new WireRun(Path.Combine(_root, "tools", "portreeve"), all, Folder, Tell);
    }

    /// <summary>Does everything; the exit code.</summary>
    public int All()
    {
        try
        {
            if (!Contenders.IsHere("iperf3"))
            {
                Console.Error.WriteLine("portreeve: iperf3 is not installed: apt-get install "
                    + "iperf3");
                return 1;
            }
            if (_what != WireOnly) Loopback();
            if (IsWanted(WireOnly) && Isolation.IsAlone) _wire.Measure(_isQuick ? 1 : 3);
            Report();
            return 0;
        }
        finally
        {
            Directory.Delete(_folder, true);
        }
    }

    private void Loopback()
    {
        using Servers servers = new(IPAddress.Loopback);
        if (IsWanted("start")) Starts(servers);
        List<Station> stations = [];
        try
        {
            foreach (Contender contender in _results.Present)
            {
                stations.Add(new Station(contender, servers, Folder()));
            }
            stations.RemoveAll(station => !Stands(station));
            Thread.Sleep(1000);
            Each(stations, "memory", s => s.Memory(Rows.MemoryEmpty));
            int rounds = _isQuick ? 2 : 5;
            for (int round = 0; round < rounds; round++) Round(stations, round, rounds);
            Idle(stations, Rows.Idle16, null, 16);
            Idle(stations, Rows.Idle400, Rows.MemoryFull, 400);
        }
        finally
        {
            stations.ForEach(station => station.Dispose());
        }
    }

    private void Starts(Servers servers)
    {
        for (int i = 0; i < (_isQuick ? 1 : 3); i++)
        {
            foreach (Contender contender in _results.Present.Where(c => c.HasProcess))
            {
                Tell($"start {i + 1}: {contender.Name}");
                if (Station.StartMs(contender, servers, Folder()) is double ms)
                {
                    _results.Add(contender, new Figure(Rows.Start, ms));
                }
            }
        }
    }

    private bool Stands(Station station)
    {
        if (station.IsUp()) return true;
        Tell($"{station.Contender.Name} forwarded nothing and is left out.");
        station.Dispose();
        return false;
    }

    // Everybody has a turn at one thing before anybody has one at the next, and the first is
    // another in each round.
    private void Round(List<Station> stations, int round, int rounds)
    {
        List<Station> turned =
            [.. Enumerable.Range(0, stations.Count).Select(i =>
                stations[(i + round) % stations.Count])];
        double seconds = _isQuick ? 0.4 : 1;
        int trips = _isQuick ? 4000 : 10_000;
        string which = $"round {round + 1} of {rounds}: ";
        // Bulk takes most of the time and varies least: every other round has it.
        foreach ((Row speed, Row? cpu, string[] how) in Rows.Bulk)
        {
            bool isDue = _isQuick ? speed == Rows.Bulk1 || (speed == Rows.Bulk16 && round == 0)
                : round % 2 == 0;
            if (isDue) Each(turned, which + speed.Name, s => s.Bulk(speed, cpu, 1, how));
        }
        Each(turned, which + "round trips", s => s.Trips(trips));
        Each(turned, which + "round trips, 400 inside", s => s.TripsInACrowd(trips / 2));
        Each(turned, which + "round trips beside bulk", s => s.TripsBesideBulk());
        Each(turned, which + "connections", s => s.Visits(seconds));
        Each(turned, which + "datagrams", s => s.Datagrams(seconds));
        // Which core a program is woken on is chance, stays for a whole measurement and makes a
        // round trip three times as long; so these have several short turns.
        for (int turn = 0; turn < ShortTurns; turn++)
        {
            Each(turned, which + "datagrams one by one",
                s => s.DatagramTrips(trips / 2 / ShortTurns));
        }
    }

    private void Each(List<Station> stations, string what,
        Func<Station, IEnumerable<Figure>> measure)
    {
        if (!IsWanted(what)) return;
        foreach (Station station in stations)
        {
            Tell($"{what}: {station.Contender.Name}");
            try
            {
                foreach (Figure figure in measure(station))
                {
                    _results.Add(station.Contender, figure);
                }
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
        if (!IsWanted("idle")) return;
        double seconds = _isQuick ? 2.5 : 10;
        Tell($"{sessions} idle sessions each, {seconds:0} s");
        foreach (Station station in stations.Where(s => s.Contender.HasProcess))
        {
            station.Rest(sessions);
        }
        Thread.Sleep(_isQuick ? 1500 : 3000);
        stations.ForEach(station => station.BeginIdle());
        Thread.Sleep((int)(seconds * 1000));
        Each(stations, "idle", s => s.EndIdle(cpu, seconds));
        if (memory != null) Each(stations, "idle, memory", s => s.Memory(memory));
        stations.ForEach(station => station.SendHome());
    }

    private void Report()
    {
        string peers = string.Join(", ", _results.Present.Where(c => c.Version.Length > 0)
            .Select(c => $"{c.Name} {c.Version}"));
        string how = $"Measured {DateTime.UtcNow:yyyy-MM-dd} by `tools/portreeve bench"
            + $"{(_isQuick ? " --quick" : "")}` on {Environment.ProcessorCount} cores, "
            + $"{RuntimeInformation.RuntimeIdentifier}, Linux {Environment.OSVersion.Version}, "
            + $".NET {Environment.Version}; {peers}. Loopback; every program with its usual "
            + "settings and one thread; all take turns in the same run.";
        string table = _results.ToMarkdown(isShort: false);
        string wire = Isolation.IsAlone && IsWanted(WireOnly)
            ? "\n" + WireText + "\n\n" + _wire.Results.ToMarkdown(isShort: false) : "";
        string page = !IsWanted("page") ? ""
            : new PageOpen(_root).Measure(Folder(), _isQuick ? 1 : 10);
        Console.WriteLine($"{how}\n\n{table}{wire}\n{page}");
        Tell("done");
        if (!_writes || _what.Length > 0) return;
        const string legend = "`direct` has nothing between; `portreeve` is `tools/portreeve "
            + "run`, `native` the same compiled ahead of time, as in the Debian package; "
            + "`nftables` is the kernel, without a program. A cell is the median and half of "
            + "what lies between the quarters. The last column compares `portreeve` with the "
            + "best program of others; above 1 is in its favour.";
        string bench = Path.Combine(_root, "hardware", "bench.md");
        Pages.Write(bench, "## On a desktop, beside its peers\n\n" + how + " " + legend
            + $"\n\n{table}{wire}\n{page}\n\n![Portreeve beside its peers]"
            + $"({Path.GetFileName(Pages.Picture)})");
        Pages.Write(Path.Combine(_root, "README.md"), _results.ToMarkdown(isShort: true)
            + $"\n![Portreeve beside its peers]({Pages.Picture})");
        File.WriteAllText(Path.Combine(_root, Pages.Picture), Chart.Draw(_results));
    }

    private bool IsWanted(string what) => what.Contains(_what);

    private string Folder() =>
        Directory.CreateDirectory(Path.Combine(_folder, $"{_folders++}")).FullName;

    private void Tell(string what) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Stopwatch.GetElapsedTime(_start):m\\:ss}  {what}"));

    private static string? After(string[] args, string option)
    {
        int at = Array.IndexOf(args, option);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

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
