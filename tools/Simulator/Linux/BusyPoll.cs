// Simulator, Linux: waiting awake. To fall asleep and be woken takes a processor about as long as a
// small answer takes to arrive on the same machine. So where waits have been short lately, the next
// one is spent looking again and again, for as long as a short wait lasts, and asleep only then:
//
//   asleep --short waits--> awake --long waits--> asleep
//
// A short wait counts one and a long one takes four away: an answer now and then keeps nobody
// awake, and in a lively exchange one that is late sends nobody to sleep. Whoever else wants the
// processor meanwhile has it. (The kernel waits for its virtual machines like that: halt_poll_ns.)

using System;
using System.Diagnostics;

namespace Portreeve.Simulator.Linux;

/// <summary>Whether to wait awake, and how long. Times are those of Stopwatch.</summary>
internal sealed class BusyPoll
{
    /// <summary>The longest wait that is short, us: twice what an answer takes at its best.
    /// (Measured by tools/portreeve bench, round trips.)</summary>
    public const int ShortUs = 100;

    private const int LongWeight = 4;
    private const int AwakeFrom = 3;
    private const int CountMax = 2 * LongWeight;

    private static readonly long s_short = Stopwatch.Frequency * ShortUs / 1_000_000;

    private readonly bool _isPossible;
    private long _beganAt;
    private int _count;

    /// <param name="processors">How many there are for us. On a single one, whoever waits awake
    /// keeps the answer from being made.</param>
    public BusyPoll(int processors) => _isPossible = processors > 1;

    /// <summary>A wait begins. True: awake.</summary>
    /// <param name="now">Now.</param>
    /// <param name="isUrgent">False where much is moved, and nobody minds when.</param>
    public bool Begin(long now, bool isUrgent)
    {
        _beganAt = now;
        if (!isUrgent) _count = 0;
        return _isPossible && _count >= AwakeFrom;
    }

    /// <summary>True until a short wait would be over.</summary>
    public bool IsShort(long now) => now - _beganAt < s_short;

    /// <summary>The wait has ended.</summary>
    public void End(long now) => _count = IsShort(now) ? Math.Min(_count + 1, CountMax)
        : Math.Max(_count - LongWeight, 0);
}
