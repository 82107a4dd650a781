// NanoCheck heap: a day of the board: switched on, five rules (two of them with a friend by name),
// claimed, logged in, the page open and polled, people inside, a backup, a rule more. What stands
// is measured at rest; what a path makes is measured while it runs.

using Chip_System_Net_Sockets;
using Portreeve.HeapModel;
using Portreeve.NanoCheck.Heap.Standins;

namespace Portreeve.NanoCheck.Heap;

/// <summary>What was found at one moment.</summary>
internal sealed record Standing(string Moment, HeapWalk Walk);

/// <summary>What one path makes and runs, on average; idle steps in between are not of it.
/// </summary>
internal sealed record PathCost(
    string Path, double Objects, double Bytes, double Instructions, double Calls);

/// <summary>The script and what it has measured.</summary>
internal sealed class HeapScenario
{
    public const string AtBoot = "boot";
    public const string WithRules = "five rules";

    /// <summary>A turn of the board's whole loop, which no heap line is about.</summary>
    public const string IdleTurn = "turn of the board's loop, idle, 6 doors";

    private const int Rules = 5;
    private const int Sessions = 3;
    private const int Polls = 30;
    private const int TurnsASecond = 100;

    // Long enough for what is looked at every two minutes.
    private const int IdleMinutes = 4;
    private const long Friend = 0x6501A8C0; // 192.168.1.101

    private readonly DeviceRun _run;
    private readonly Owner _owner = new();
    private long _bytes;
    private long _objects;
    private long _instructions;
    private long _calls;
    private long _turns;
    private double _idleInstructions;
    private double _idleCalls;

    public HeapScenario(DeviceRun run) => _run = run;

    public List<Standing> Standings { get; } = [];

    public List<PathCost> Paths { get; } = [];

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
        long[] free = new long[Rules + 1];
        free[0] = Bytes();
        for (int i = 0; i < Rules; i++)
        {
            Start();
            Chip.Type($"portmap add tcp 808{i} 192.168.1.2{i}:80 from "
                + (i < 2 ? $"friend{i}.example.org" : "any") + $" # door {i}");
            yield return TurnsASecond;
            Stop("rule added at the console", 1);
            free[i + 1] = Bytes();
        }

        Live["rule"] = (free[Rules] - free[1]) / (Rules - 1);
        yield return 60 * TurnsASecond;
        Look(WithRules);
        foreach (int turns in Page().Concat(People()).Concat(Day()).Concat(Reached()))
        {
            yield return turns;
        }
    }

    private IEnumerable<int> Page()
    {
        long before = Bytes();
        _owner.Connect();
        // The page asks where it stands; from then on the claim code is stretched in 64 slices.
        _owner.Get("/api/v1/session");
        yield return 100;
        _owner.Read();
        foreach ((string path, Action ask) in new (string, Action)[]
        {
            ("page fetched", () => _owner.Get("/")),
            ("claim", _owner.Claim),
            ("login, first half", _owner.LoginFirst),
            ("login, second half", _owner.LoginFinal),
            ("rule added at the page", () => _owner.Post("rules",
                "{\"line\":\"tcp 8090 192.168.1.30:80 from any # camera\"}")),
            ("backup", () => _owner.Get("/api/v1/backup")),
            ("rules listed", () => _owner.Get("/api/v1/rules")),
        })
        {
            Start();
            ask();
            yield return 50;
            _owner.Read();
            Expect(path);
            Stop(path, 1);
        }

        _owner.Get("/api/v1/status");
        yield return 20;
        long with = Bytes();
        _owner.Read();
        _owner.Leave();
        yield return 60 * TurnsASecond;
        Live["page connection"] = with - Bytes();
        Live["owner logged in"] = Bytes() - before;
        Start();
        yield return IdleMinutes * 60 * TurnsASecond;
        Stop("idle minute", IdleMinutes);
        TakeIdle("idle minute");
    }

    private IEnumerable<int> People()
    {
        long before = Bytes();
        var clients = new List<Socket>();
        Start();
        for (int i = 0; i < Sessions; i++)
        {
            clients.Add(Chip.Sockets.Last(s => s.IsOpen && s.Port == 8084)
                .Knock(Friend, 40000 + i));
            yield return 20;
        }

        Stop("session opened", Sessions);
        Live["session"] = (Bytes() - before) / Sessions;
        int chunks = 0;
        Start();
        foreach (Socket client in clients)
        {
            client.Arrive(new byte[28800]);
            chunks += 10;
        }

        yield return 40;
        Stop("chunk forwarded", chunks);
        Start();
        foreach (Socket client in clients)
        {
            client.IsFinished = true;
        }

        yield return 20;
        Stop("session ended", Sessions);
        yield return 20 * TurnsASecond;
        Chip.Type("portmap add tcp 8095 192.168.1.40:80 from 203.0.113.0/24");
        yield return TurnsASecond;
        Socket closed = Chip.Sockets.Last(s => s.IsOpen && s.Port == 8095);
        Start();
        for (int i = 0; i < Sessions; i++)
        {
            closed.Knock(Friend + ((long)i << 24), 42000 + i);
            yield return 20;
        }

        Stop("newcomer refused", Sessions);
    }

    // A minute with the page open and somebody inside: what runs here more than once runs often.
    private IEnumerable<int> Day()
    {
        _owner.Connect();
        _owner.Get("/api/v1/status");
        yield return 20;
        _owner.Read();
        Start();
        for (int i = 0; i < Polls; i++)
        {
            _owner.Get("/api/v1/status");
            yield return 4;
            _owner.Read();
            Expect("status poll");
        }

        Stop("status poll", Polls);
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
            Start();
            Chip.Type(line);
            yield return TurnsASecond;
            Stop(line, 1);
        }
    }

    // Every switch of being reached on: what stands then, and what an update of the name makes.
    private IEnumerable<int> Reached()
    {
        _owner.Leave();
        yield return 60 * TurnsASecond;
        long before = Bytes();
        var outdoors = new Outdoors();
        Start();
        foreach (string line in Outdoors.Lines)
        {
            Chip.Type(line);
            for (int i = 0; i < 20; i++)
            {
                yield return TurnsASecond / 4;
                outdoors.Act();
            }
        }

        Stop("reached: switched on", 1);
        if (outdoors.Updates != 1 || outdoors.Leases < Rules)
        {
            throw new InvalidOperationException($"{outdoors.Leases} ports were leased and "
                + $"{outdoors.Updates} names updated: the board is not reached");
        }

        Start();
        for (int i = 0; i < 4 * 60; i++)
        {
            yield return TurnsASecond / 4;
            outdoors.Act();
        }

        Stop("reached: a minute", 1);
        Live["being reached"] = Bytes() - before;
    }

    private void Look(string moment) => Standings.Add(new Standing(moment, _run.Heap.Walk()));

    private long Bytes() => _run.Heap.Walk().Bytes;

    private void Start()
    {
        (_bytes, _objects) = (_run.Heap.TakenBytes, _run.Heap.TakenCount);
        (_instructions, _calls, _turns) = (StepMeter.Instructions, StepMeter.Calls, _run.Turns);
    }

    private void Stop(string path, int times)
    {
        long turns = _run.Turns - _turns;
        Paths.RemoveAll(p => p.Path == path);
        Paths.Add(new PathCost(path, (_run.Heap.TakenCount - _objects) / (double)times,
            (_run.Heap.TakenBytes - _bytes) / (double)times,
            (StepMeter.Instructions - _instructions - (turns * _idleInstructions)) / times,
            (StepMeter.Calls - _calls - (turns * _idleCalls)) / times));
    }

    // What the loop turns over while nothing happens, from a path just measured.
    private void TakeIdle(string path)
    {
        PathCost idle = Paths.Single(p => p.Path == path);
        double turns = _run.Turns - _turns;
        _idleInstructions = idle.Instructions * IdleMinutes / turns;
        _idleCalls = idle.Calls * IdleMinutes / turns;
        Paths.Add(new PathCost(IdleTurn, 0, 0, _idleInstructions, _idleCalls));
    }

    private void Expect(string path)
    {
        if (_owner.Status != 200)
        {
            throw new InvalidOperationException(
                $"\"{path}\" was not answered with 200: {_owner.Answer}");
        }
    }
}
