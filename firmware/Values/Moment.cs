// Values: moments of the calendar in text, to the minute: 2026-12-01 or 2026-12-01T18:00, by the
// owner's clock; with Z or +01:00 behind them by that one. What is written says which. A day alone
// means its first minute, so "until" a day ends before it. Pure: it counts days itself, since
// DateTime of the chip throws for what it does not like.

namespace Portreeve.Values
{
    /// <summary>Seconds since 1970 (UTC) to and from text, of the years 2020 to 2099.</summary>
    internal static class Moment
    {
        private const int FirstYear = 2020;
        private const int LastYear = 2099;

        /// <summary>Reads a moment.</summary>
        /// <param name="text">YYYY-MM-DD, THH:MM behind it or not, Z or +HH:MM behind that or
        /// not.</param>
        /// <param name="zone">Whose time it is when the text does not say; null = UTC.</param>
        /// <param name="utcSeconds">The moment.</param>
        /// <param name="offsetMinutes">How far its own clock is ahead of UTC then.</param>
        public static bool TryParse(string text, Zone zone, out long utcSeconds,
            out int offsetMinutes)
        {
            utcSeconds = 0;
            int year, month, day, minutes = 0;
            bool hasOffset = TryOffset(ref text, out offsetMinutes);
            if (text.Length > 10)
            {
                if (text[10] != 'T' && text[10] != 't') return false;
                if (!TryParseClock(text.Substring(11), out minutes) || minutes == 24 * 60)
                {
                    return false;
                }
                text = text.Substring(0, 10);
            }
            if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
            if (!Number.TryParse(text.Substring(0, 4), out year)
                || !Number.TryParse(text.Substring(5, 2), out month)
                || !Number.TryParse(text.Substring(8, 2), out day)) return false;
            if (year < FirstYear || year > LastYear || month < 1 || month > 12) return false;
            if (day < 1 || day > DaysIn(year, month)) return false;
            long local = DaysSince1970(year, month, day) * 86400 + minutes * 60;
            utcSeconds = local - offsetMinutes * 60;
            if (hasOffset || zone == null) return true;
            utcSeconds = zone.ToUtc(local);
            offsetMinutes = zone.OffsetSeconds(utcSeconds) / 60;
            return true;
        }

        /// <summary>YYYY-MM-DD, THH:MM unless it is the first minute of the day, and Z or the
        /// offset.</summary>
        public static string ToText(long utcSeconds, int offsetMinutes)
        {
            long local = utcSeconds + offsetMinutes * 60;
            int minutes = (int)(local % 86400) / 60;
            int year = YearOf(local);
            int day = (int)(local / 86400 - DaysSince1970(year, 1, 1));
            int month = 1;
            while (day >= DaysIn(year, month)) day -= DaysIn(year, month++);
            string text = year.ToString() + "-" + Number.TwoDigits(month) + "-"
                + Number.TwoDigits(day + 1);
            return (minutes == 0 ? text : text + "T" + ClockToText(minutes))
                + (offsetMinutes == 0 ? "Z" : OffsetToText(offsetMinutes));
        }

        /// <summary>"+05:30".</summary>
        public static string OffsetToText(int minutes)
        {
            return minutes < 0 ? "-" + ClockToText(-minutes) : "+" + ClockToText(minutes);
        }

        /// <summary>Reads HH:MM, 00:00 to 24:00, into minutes of the day.</summary>
        public static bool TryParseClock(string text, out int minutes)
        {
            minutes = 0;
            int hour, minute;
            if (text.Length != 5 || text[2] != ':') return false;
            if (!Number.TryParse(text.Substring(0, 2), out hour)
                || !Number.TryParse(text.Substring(3, 2), out minute)) return false;
            minutes = hour * 60 + minute;
            return minute < 60 && minutes <= 24 * 60;
        }

        /// <summary>HH:MM.</summary>
        public static string ClockToText(int minutes)
        {
            return Number.TwoDigits(minutes / 60) + ":" + Number.TwoDigits(minutes % 60);
        }

        /// <summary>Days of a month, leap years counted.</summary>
        public static int DaysIn(int year, int month)
        {
            if (month == 2) return IsLeap(year) ? 29 : 28;
            return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        }

        /// <summary>The year of a second since 1970.</summary>
        public static int YearOf(long seconds)
        {
            int days = (int)(seconds / 86400);
            // A year too early at most: none is longer than 366 days.
            int year = 1970 + days / 366;
            while (DaysSince1970(year + 1, 1, 1) <= days) year++;
            return year;
        }

        /// <summary>Days from 1970 to a day of the calendar.</summary>
        public static long DaysSince1970(int year, int month, int day)
        {
            // Leap days before this year, as of 1970's 477.
            int y = year - 1;
            long days = (year - 1970) * 365 + (y / 4 - y / 100 + y / 400 - 477) + day - 1;
            for (int m = 1; m < month; m++) days += DaysIn(year, m);
            return days;
        }

        private static bool IsLeap(int year)
        {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        }

        // Takes Z, z, +HH:MM or -HH:MM off the end.
        private static bool TryOffset(ref string text, out int minutes)
        {
            minutes = 0;
            int length = text.Length;
            if (length < 11) return false;
            if (text[length - 1] == 'Z' || text[length - 1] == 'z')
            {
                text = text.Substring(0, length - 1);
                return true;
            }
            int at = length - 6;
            if (at < 10 || (text[at] != '+' && text[at] != '-')) return false;
            if (!TryParseClock(text.Substring(at + 1), out minutes)) return false;
            if (text[at] == '-') minutes = -minutes;
            text = text.Substring(0, at);
            return true;
        }
    }
}
