// World: time. It moves only when the world says so, in microseconds.

using Portreeve.Outside;

namespace Portreeve.World.Outside
{
    /// <summary>The simulated clock.</summary>
    internal sealed class SimClock : IClock
    {
        private long _utcOffsetSeconds;

        /// <summary>Microseconds since the world began.</summary>
        public long NowUs;

        /// <summary>What the device counts from: its last start.</summary>
        public long BootUs;

        /// <summary>The time of day is known.</summary>
        public bool KnowsTime;

        public long NowMs { get { return (NowUs - BootUs) / 1000; } }

        /// <summary>The calendar as the laws read it.</summary>
        public long UtcSeconds { get { return KnowsTime ? TrueUtcSeconds : 0; } }

        /// <summary>The gateway is told the second at which this was set, for ever.</summary>
        public long StuckUtcSeconds;

        long IClock.UtcSeconds
        {
            get { return StuckUtcSeconds != 0 && KnowsTime ? StuckUtcSeconds : UtcSeconds; }
        }

        /// <summary>What the device would say if it knew the time.</summary>
        public long TrueUtcSeconds
        {
            get { return 1796083200 + _utcOffsetSeconds + NowUs / 1000000; }
        }

        /// <summary>Moves the calendar; the monotonic clock does not feel it.</summary>
        public void Jump(long seconds)
        {
            _utcOffsetSeconds += seconds;
        }
    }
}
