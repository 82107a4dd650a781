// Simulator: the desktop's clocks.

using System;
using Portreeve.Outside;

namespace Portreeve.Simulator;

/// <summary>Monotonic time since this start, and the system's calendar.</summary>
internal sealed class DesktopClock : IClock
{
    private readonly long _start = Environment.TickCount64;

    public long NowMs => Environment.TickCount64 - _start;

    /// <summary>A small computer without a battery begins in 1970 and waits for NTP, as the chip
    /// does; nothing here is older than this year.</summary>
    private const int FirstYear = 2021;

    public long UtcSeconds
    {
        get
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            return now.Year < FirstYear ? 0 : now.ToUnixTimeSeconds();
        }
    }
}
