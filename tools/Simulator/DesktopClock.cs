// Simulator: the desktop's clocks.

using System;
using Portreeve.Outside;

namespace Portreeve.Simulator;

/// <summary>Monotonic time since this start, and the system's calendar.</summary>
internal sealed class DesktopClock : IClock
{
    private readonly long _start = Environment.TickCount64;

    public long NowMs => Environment.TickCount64 - _start;

    public long UtcSeconds => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
