// Bench: the measurements that need a wire: programs and the kernel between two networks. The
// kernel's contender is set up as people set it up: a gateway inside lets people in, and "export
// --follow" tells the kernel.

using System.Net;
using Portreeve.Settings;
using Portreeve.Simulator;

namespace Portreeve.Bench;

/// <summary>One run across three namespaces.</summary>
internal sealed class WireRun
{
    private const int FollowedPage = 8000;

    private static readonly string[] Programs =
        [Contenders.Own, Contenders.Native, "haproxy", "nginx"];

    private readonly string _launcher;
    private readonly Func<string> _folder;
    private readonly Action<string> _tell;

    /// <param name="launcher">tools/portreeve.</param>
    /// <param name="all">Who takes part on the loopback.</param>
    /// <param name="folder">Gives a new folder.</param>
    /// <param name="tell">Is told how far it is.</param>
    public WireRun(string launcher, IEnumerable<Contender> all, Func<string> folder,
        Action<string> tell)
    {
        _launcher = launcher;
        _folder = folder;
        _tell = tell;
        Results = new Results(
        [
            new Contender("direct", "", false, _ => []) { HasProcess = false, IsPeer = false },
            .. all.Where(c => Programs.Contains(c.Name)),
            new Contender(Contenders.Follow, "", true, Follow) { IsPeer = false },
        ]);
    }

    /// <summary>What came out.</summary>
    public Results Results { get; }

    /// <summary>Does all of it.</summary>
    public void Measure(int rounds)
    {
        using Wire wire = new();
        using Servers servers = wire.In(wire.Servers, () => new Servers(IPAddress.Any));
        Doors target = servers.Doors with { Address = Wire.Target };
        List<Station> stations = [];
        try
        {
            foreach (Contender contender in Results.Present)
            {
                Site site = new(contender.Name == "direct"
                    ? target with { Address = Wire.Aside } : Doors.Free(Wire.Outside), target,
                    _folder());
                stations.Add(wire.In(wire.Gate, () => new Station(contender, servers, site)));
                if (wire.In(wire.Clients, stations[^1].IsUp)) continue;
                _tell($"across the wire {contender.Name} forwarded nothing and is left out.");
                stations[^1].Dispose();
                stations.RemoveAt(stations.Count - 1);
            }
            for (int round = 0; round < rounds; round++) Round(wire, stations, round, rounds);
        }
        finally
        {
            stations.ForEach(station => station.Dispose());
        }
    }

    private void Round(Wire wire, List<Station> stations, int round, int rounds)
    {
        foreach (Station station in stations)
        {
            _tell($"across the wire, round {round + 1} of {rounds}: {station.Contender.Name}");
            foreach (Figure figure in wire.In(wire.Clients, () => Once(station)))
            {
                Results.Add(station.Contender, figure);
            }
        }
    }

    private static List<Figure> Once(Station station) =>
    [
        .. station.Bulk(Rows.Bulk1, null, 1), .. station.Bulk(Rows.Bulk1Out, null, 1, "-R"),
        .. station.Trips(4000), .. station.Visits(0.5),
    ];

    // Its rules are the doors outside; itself it listens inside only, so that whoever comes in
    // from outside came by the kernel.
    private Running[] Follow(Site site)
    {
        string key = MakeKey(Path.Combine(site.Folder, "flash"));
        Running gateway = Contenders.Gateway(
            site with { Doors = site.Doors with { Address = Wire.Inside } }, FollowedPage,
            _launcher, "run");
        return
        [
            gateway, new Running(_launcher, "export", "--follow", "--from",
                $"http://{Wire.Inside}:{FollowedPage}", "--key", key, "--every-ms", "500"),
        ];
    }

    private static string MakeKey(string flash)
    {
        Directory.CreateDirectory(flash);
        BoardSettings settings =
            new(new DesktopBoard(), new DurableSlots(flash), FollowedPage);
        settings.Load();
        settings.Verifier = new Verifier(new byte[16], Verifier.IterationsMin, new byte[32],
            new byte[32]);
        string key = settings.Keys.Make(new DesktopBoard(), "bench", false);
        return settings.Keep() ? key : throw new IOException(settings.Trouble);
    }
}
