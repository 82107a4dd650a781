// Simulator, Linux: who goes first. A key stroke takes microseconds, and a bulk stream whatever it
// can get: waiting for the other is much to the one and nothing to the other.
//
// A socket that has just moved much is heavy. When somebody light has something, the heavy ones
// leave that step to the light, and from then on for a while they move a bite at a time, one of
// them a step, each in its turn. Nobody leaves two steps on end. While only heavy ones are here,
// all of them move as much as pays.

using System.Collections.Generic;

namespace Portreeve.Simulator.Linux;

/// <summary>The row of those who may have more and are not awake yet.</summary>
internal sealed class Precedence
{
    /// <summary>What one call moves to make its socket heavy, bytes.</summary>
    public const int HeavyBytes = 8 * 1024;

    /// <summary>How long it stays so, ms.</summary>
    private const int HeavyMs = 50;

    // Less means to wait for all sockets more often, and more gains nothing.
    private const int AloneBytes = 128 * 1024;
    private const int BiteBytes = 16 * 1024;
    private const int BesideMs = 20;

    private readonly Queue<KernelSocket> _row = new();
    private long _besideUntilMs;
    private long _heavyUntilMs;
    private bool _hasLight;
    private bool _hasYielded;

    /// <summary>What a stream may move in this step, one way, bytes.</summary>
    public int StepBytes { get; private set; } = AloneBytes;

    /// <summary>True while anybody has moved much lately.</summary>
    public bool IsHeavy(long nowMs) => nowMs < _heavyUntilMs;

    /// <summary>Somebody has moved much; gives until when that makes them heavy.</summary>
    public long NoteHeavy(long nowMs) => _heavyUntilMs = nowMs + HeavyMs;

    /// <summary>Puts one at the end of the row, who is not in it.</summary>
    public void Add(KernelSocket socket) => _row.Enqueue(socket);

    /// <summary>Somebody light has something, and is awake.</summary>
    public void NoteLight() => _hasLight = true;

    /// <summary>True while anybody in the row may have something.</summary>
    public bool HasAny()
    {
        while (_row.TryPeek(out KernelSocket first) && !first.HasLeft) _row.Dequeue().TakeMore();
        return _row.Count > 0;
    }

    /// <summary>Wakes those in the row whose step the coming one is.</summary>
    public void Wake(long nowMs)
    {
        bool isMet = _hasLight && _row.Count > 0;
        if (isMet) _besideUntilMs = nowMs + BesideMs;
        bool isBeside = nowMs < _besideUntilMs;
        _hasYielded = isMet && !_hasYielded;
        _hasLight = false;
        StepBytes = isBeside ? BiteBytes : AloneBytes;
        int heavy = _hasYielded ? 0 : isBeside ? 1 : _row.Count;
        for (int i = _row.Count; i > 0; i--)
        {
            KernelSocket socket = _row.Dequeue();
            bool waits = socket.HasLeft && socket.IsHeavy && heavy-- <= 0;
            if (waits) _row.Enqueue(socket);
            else socket.TakeMore();
        }
    }
}
