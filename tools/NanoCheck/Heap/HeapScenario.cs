// NanoCheck heap: a day of the board: switched on, claimed, logged in, five rules (two of them with
// a friend by name), a rule more, a backup, people inside, the page open and polled. What stands
// is measured at rest; what a path makes is measured while it runs.

using Chip_System_Net_Sockets;
using Portreeve.HeapModel;
using Portreeve.NanoCheck.Heap.Standins;

namespace Portreeve.NanoCheck.Heap;

/// <summary>What was found at one moment.</summary>
internal sealed record Standing(string Moment, HeapWalk Walk);

/// <summary>The script and what it has measured.</summary>
internal sealed class HeapScenario
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

    public HeapScenario(DeviceRun run) => (_run, _meter) = (run, new PathMeter(run));

    public List<Standing> Standings { get; } = [];

    public List<PathCost> Paths => _meter.Paths;

    /// <summary>Bytes of each live thing: a rule, a session, a connection of the page.</summary>
    public Dictionary<string, long> Live { get; } = [];

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
            .Concat(Day()).Concat(Reached()))
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
            Chip.Type($"portmap add tcp 808{i} 192.168.1.2{i}:80 from "
                + (i < 2 ? $"friend{i}.example.org" : "any") + $" # door {i}");
            foreach (int turns in Pass(TurnsASecond))
            {
                yield return turns;
            }

            _meter.Stop("rule added at the console", 1);
            free[i + 1] = Bytes();
        }

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
        _owner.Connect();
        _owner.Get("/api/v1/status");
        yield return 20;
        _owner.Read();
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
            yield return 50;
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

    private IEnumerable<int> People()
    {
        long before = Bytes();
        var clients = new List<Socket>();
        _meter.Start();
        for (int i = 0; i < Sessions; i++)
        {
            clients.Add(Chip.Sockets.Last(s => s.IsOpen && s.Port == 8084)
                .Knock(Friend, 40000 + i));
            yield return 20;
        }

        _meter.Stop("session opened", Sessions);
        Live["session"] = (Bytes() - before) / Sessions;
        int chunks = 0;
        _meter.Start();
        foreach (Socket client in clients)
        {
            client.Arrive(new byte[28800]);
            chunks += 10;
        }

        yield return 40;
        _meter.Stop("chunk forwarded", chunks);
        _meter.Start();
        foreach (Socket client in clients)
        {
            client.IsFinished = true;
        }

        yield return 20;
        _meter.Stop("session ended", Sessions);
        yield return 20 * TurnsASecond;
        Chip.Type("portmap add tcp 8095 192.168.1.40:80 from 203.0.113.0/24");
        yield return TurnsASecond;
        Socket closed = Chip.Sockets.Last(s => s.IsOpen && s.Port == 8095);
        _meter.Start();
        for (int i = 0; i < Sessions; i++)
        {
            closed.Knock(Friend + ((long)i << 24), 42000 + i);
            yield return 20;
        }

        _meter.Stop("newcomer refused", Sessions);
    }

    // A minute with the page open and somebody inside: what runs here more than once runs often.
    private IEnumerable<int> Day()
    {
        _owner.Connect();
        _owner.Get("/api/v1/status");
        yield return 20;
        _owner.Read();
        _meter.Start();
        for (int i = 0; i < Polls; i++)
        {
            _owner.Get("/api/v1/status");
            yield return 4;
            _owner.Read();
            Expect("status poll");
        }

        _meter.Stop("status poll", Polls);
        Socket client = Chip.Sockets.Last(s => s.IsOpen && s.Port == 8083).Knock(Friend, 41000);
        yield return 20;
        _run.Heap.Structs.Clear();
        for (int second = 0; second < 60; second++)
        {
            client.Arrive(new byte[100]);
            if (second % 2 == 0)
            {
                _owner.Get("/api/v1/status");
            }

            yield return TurnsASecond;
            _owner.Read();
        }

        foreach ((string method, long count) in _run.Heap.Structs)
        {
            Structs[method] = count;
        }

        foreach (string line in new[] { "show status", "show rules", "show limits", "show journal",
            "help" })
        {
            _meter.Start();
            Chip.Type(line);
            yield return TurnsASecond;
            _meter.Stop(line, 1);
        }
    }

    // Every switch of being reached on: what stands then, and what an update of the name makes.
    private IEnumerable<int> Reached()
    {
        _owner.Leave();
        yield return 60 * TurnsASecond;
        long before = Bytes();
        _meter.Start();
        foreach (string line in Outdoors.Lines)
        {
            Chip.Type(line);
            foreach (int turns in Pass(5 * TurnsASecond))
            {
                yield return turns;
            }
        }

        _meter.Stop("reached: switched on", 1);
        if (_outdoors.Updates != 1 || _outdoors.Leases < Rules)
        {
            throw new InvalidOperationException($"{_outdoors.Leases} ports were leased and "
                + $"{_outdoors.Updates} names updated: the board is not reached");
        }

        _meter.Start();
        foreach (int turns in Pass(60 * TurnsASecond))
        {
            yield return turns;
        }

        _meter.Stop("reached: a minute", 1);
        Live["being reached"] = Bytes() - before;
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
