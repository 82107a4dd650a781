// Values: an end, weekly hours, or both, and whether that holds now. One answer for rules and for
// list entries; what has neither has no object of this kind. Pure. Without a clock everything that
// needs the calendar is closed: a door that opens because the time is unknown would be no door.

namespace Portreeve.Values
{
    /// <summary>When something is open, and what the calendar says.</summary>
    internal sealed class OpenTime
    {
        /// <summary>It holds now.</summary>
        public const int Open = 0;

        /// <summary>Its end has passed.</summary>
        public const int Ended = 1;

        /// <summary>Not at this hour of the week.</summary>
        public const int OutOfHours = 2;

        /// <summary>It has an end or hours, and the time is not known.</summary>
        public const int NoClock = 3;

        /// <summary>The end, seconds since 1970 (UTC); 0 = none.</summary>
        public long UntilSeconds;

        /// <summary>Minutes that the zone it was written in was ahead of UTC at the end.</summary>
        public int OffsetMinutes;

        /// <summary>Weekly hours by the owner's clock; null = all.</summary>
        public WeekHours Hours;

        /// <summary>Judges; nothing to judge is open.</summary>
        /// <param name="time">An end and hours; null = always open.</param>
        /// <param name="utcSeconds">Now, 0 = not known.</param>
        public static int Judge(OpenTime time, long utcSeconds)
        {
            if (time == null) return Open;
            if (utcSeconds == 0) return NoClock;
            if (time.UntilSeconds != 0 && utcSeconds >= time.UntilSeconds) return Ended;
            return time.Hours != null && !time.Hours.Holds(utcSeconds) ? OutOfHours : Open;
        }
    }
}
