// Values: does something with an end and weekly hours hold now? One answer for rules and for list
// entries. Pure. Without a clock everything that needs the calendar is closed: a door that opens
// because the time is unknown would be no door.

namespace Portreeve.Values
{
    /// <summary>What the calendar says.</summary>
    internal static class OpenTime
    {
        /// <summary>It holds now.</summary>
        public const int Open = 0;

        /// <summary>Its end has passed.</summary>
        public const int Ended = 1;

        /// <summary>Not at this hour of the week.</summary>
        public const int OutOfHours = 2;

        /// <summary>It has an end or hours, and the time is not known.</summary>
        public const int NoClock = 3;

        /// <summary>Judges an end and weekly hours.</summary>
        /// <param name="untilSeconds">End in seconds since 1970, 0 = none.</param>
        /// <param name="hours">Weekly hours, null = always.</param>
        /// <param name="utcSeconds">Now, 0 = not known.</param>
        public static int Judge(long untilSeconds, WeekHours hours, long utcSeconds)
        {
            if (untilSeconds == 0 && hours == null) return Open;
            if (utcSeconds == 0) return NoClock;
            if (untilSeconds != 0 && utcSeconds >= untilSeconds) return Ended;
            if (hours != null && !hours.Holds(utcSeconds)) return OutOfHours;
            return Open;
        }
    }
}
