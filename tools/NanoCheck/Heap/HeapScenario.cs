// NanoCheck heap: a day of the board: switched on, claimed, logged in, five rules (two of them with
// a friend by name), a rule more, a backup, people inside, the page open and polled. What stands
// is measured at rest; what a path makes is measured while it runs.

using Portreeve.HeapModel;
using Portreeve.NanoCheck.Heap.Standins;

namespace Portreeve.NanoCheck.Heap;

/// <summary>What was found at one moment.</summary>
internal sealed record Standing(string Moment, HeapWalk Walk);

/// <summary>The script and what it has measured.</summary>
internal sealed partial class HeapScenario
{
    public const string AtBoot = "boot";
    public const string WithRules = "five rules";

    private const int Rules = 5;
    private const int Sessions = 3;
    private const int Polls = 30;
    private const int TurnsASecond = 100;

    // Long enough for what is looked at every two minutes.
    private const int IdleMinutes = 4;
    private const long Friend = 0x6501A8C0; // 192.168.1.101

    private readonly DeviceRun _run;
    private readonly Owner _owner = new();
    private readonly Outdoors _outdoors = new();
    private readonly PathMeter _meter;
    private readonly AdapterMeter _adapters;

    public HeapScenario(DeviceRun run) =>
        (_run, _meter, _adapters) = (run, new PathMeter(run), new AdapterMeter(run));

    public List<Standing> Standings { get; } = [];

    public List<PathCost> Paths => _meter.Paths;

    /// <summary>Bytes of each live thing: a rule, a session, a connection of the page.</summary>
    public Dictionary<string, long> Live { get; } = [];

    /// <summary>Sockets with what the platform puts around them.</summary>
    public List<AdapterSize> Adapters => _adapters.Sizes;

    /// <summary>Methods that made structs while the board did what it does all day, and how often
    /// in a minute.</summary>
    public Dictionary<string, double> Structs { get; } = [];

    public HeapScenario Run()
    {
        _run.Run(Script());
        return this;
    }

    private IEnumerable<int> Script()
    {
        yield return 5 * TurnsASecond;
        Look(AtBoot);
        foreach (int turns in Claimed().Concat(FiveRules()).Concat(Page()).Concat(People())
            .Concat(Day()).Concat(Datagrams()).Concat(Reached()))
        {
            yield return turns;
        }
    }

    // Nothing is open before: a board that is nobody's lets nobody in.
    private IEnumerable<int> Claimed()
    {
        long before = Bytes();
        _owner.Connect();
        // The page asks where it stands; from then on the claim code is stretched in 64 slices.
        _owner.Get("/api/v1/session");
        yield return 100;
        _owner.Read();
        foreach (int turns in Ask(
            ("page fetched", () => _owner.Get("/")),
            ("claim", _owner.Claim),
            ("login, first half", _owner.LoginFirst),
            ("login, second half", _owner.LoginFinal)))
        {
            yield return turns;
        }

        _owner.Leave();
        yield return 60 * TurnsASecond;
        Live["owner logged in"] = Bytes() - before;
    }

    private IEnumerable<int> FiveRules()
    {
        long[] free = new long[Rules + 1];
        free[0] = Bytes();
        for (int i = 0; i < Rules; i++)
        {
            _meter.Start();
            _adapters.Start();
            Chip.Type($"portmap add tcp 808{i} 192.168.1.2{i}:80 from "
                + (i < 2 ? $"friend{i}.example.org" : "any") + $" # door {i}");
            foreach (int turns in Pass(TurnsASecond))
            {
                yield return turns;
            }

            _meter.Stop("rule added at the console", 1);
            free[i + 1] = Bytes();
        }

        _adapters.Stop("a door", HeapModel.Adapters.Listening);

        Live["rule"] = (free[Rules] - free[1]) / (Rules - 1);
        foreach (int turns in Pass(60 * TurnsASecond))
        {
            yield return turns;
        }

        Look(WithRules);
        if (_outdoors.Names < 2)
        {
            throw new InvalidOperationException("the friends' names were not asked for");
        }

        _meter.Start();
        foreach (int turns in Pass(IdleMinutes * 60 * TurnsASecond))
        {
            yield return turns;
        }

        _meter.Stop("idle minute", IdleMinutes);
        _meter.TakeIdle("idle minute", IdleMinutes);
    }

    private IEnumerable<int> Page()
    {
        long before = Bytes();
        _adapters.Start();
        _owner.Connect();
        _owner.Get("/api/v1/status");
        yield return 20;
        _owner.Read();
        _adapters.Stop("a connection of the page", HeapModel.Adapters.Accepted);
        Live["page connection"] = Bytes() - before;
        foreach (int turns in Ask(
            ("rule added at the page", () => _owner.Post("rules",
                "{\"line\":\"tcp 8090 192.168.1.30:80 from any # camera\"}")),
            ("backup", () => _owner.Get("/api/v1/backup")),
            ("rules listed", () => _owner.Get("/api/v1/rules"))))
        {
            yield return turns;
        }

        _owner.Leave();
        yield return 60 * TurnsASecond;
    }

    private IEnumerable<int> Ask(params (string Path, Action Ask)[] requests)
    {
        foreach ((string path, Action ask) in requests)
        {
            _meter.Start();
            ask();
            // With what the console and the cable say of it, once a second.
            yield return 2 * TurnsASecond;
            _owner.Read();
            Expect(path);
            _meter.Stop(path, 1);
        }
    }

    // Time in which whoever is asked from here answers.
    private IEnumerable<int> Pass(int turns)
    {
        for (int i = 0; i < turns; i += TurnsASecond / 4)
        {
            yield return TurnsASecond / 4;
            _outdoors.Act();
        }
    }

    private void Look(string moment) => Standings.Add(new Standing(moment, _run.Heap.Walk()));

    private long Bytes() => _run.Heap.Walk().Bytes;

    private void Expect(string path)
    {
        if (_owner.Status != 200)
        {
            throw new InvalidOperationException(
                $"\"{path}\" was not answered with 200: {_owner.Answer}");
        }
    }
}
