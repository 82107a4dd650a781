// NanoCheck heap: what a path of the script makes and runs, from a start to a stop. What the loop
// turns over meanwhile, with nothing to do, is taken off.

using Portreeve.NanoCheck.Heap.Standins;

namespace Portreeve.NanoCheck.Heap;

/// <summary>What one path makes and runs, on average; idle steps in between are not of it.
/// </summary>
internal sealed record PathCost(
    string Path, double Objects, double Bytes, double Instructions, double Calls);

/// <summary>Measures one path at a time.</summary>
internal sealed class PathMeter
{
    /// <summary>A turn of the board's whole loop, which no heap line is about.</summary>
    public const string IdleTurn = "turn of the board's loop, idle, 5 doors";

    private readonly DeviceRun _run;
    private long _bytes;
    private long _objects;
    private long _instructions;
    private long _calls;
    private long _turns;
    private double _idleInstructions;
    private double _idleCalls;

    public PathMeter(DeviceRun run) => _run = run;

    /// <summary>What was measured, in its order.</summary>
    public List<PathCost> Paths { get; } = [];

    public void Start()
    {
        (_bytes, _objects) = (_run.Heap.TakenBytes, _run.Heap.TakenCount);
        (_instructions, _calls, _turns) = (StepMeter.Instructions, StepMeter.Calls, _run.Turns);
    }

    /// <param name="path">Its name; a later one of the same name takes its place.</param>
    /// <param name="times">How often it was gone since the start.</param>
    public void Stop(string path, int times)
    {
        long turns = _run.Turns - _turns;
        Paths.RemoveAll(p => p.Path == path);
        Paths.Add(new PathCost(path, (_run.Heap.TakenCount - _objects) / (double)times,
            (_run.Heap.TakenBytes - _bytes) / (double)times,
            (StepMeter.Instructions - _instructions - (turns * _idleInstructions)) / times,
            (StepMeter.Calls - _calls - (turns * _idleCalls)) / times));
    }

    /// <summary>From here on a turn costs what one did on a path just stopped.</summary>
    public void TakeIdle(string path, int times)
    {
        PathCost idle = Paths.Single(p => p.Path == path);
        double turns = _run.Turns - _turns;
        _idleInstructions = idle.Instructions * times / turns;
        _idleCalls = idle.Calls * times / turns;
        Paths.Add(new PathCost(IdleTurn, 0, 0, _idleInstructions, _idleCalls));
    }
}
