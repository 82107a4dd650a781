// Outside: what the gateway needs from the world, as small interfaces of five members or fewer.
// The core knows only these; Platform/, Device/, the simulator and the tests' World implement them.
// Nothing here has behaviour.

namespace Portreeve.Outside
{
    /// <summary>Time. Deadlines use the monotonic clock; the calendar is for people.</summary>
    internal interface IClock
    {
        /// <summary>Milliseconds since boot. Never goes back, never jumps.</summary>
        long NowMs { get; }

        /// <summary>Seconds since 1970 in UTC, or 0 while the time is not known.</summary>
        long UtcSeconds { get; }
    }
}
