// Values: moments of the calendar in text, to the minute and in UTC: 2026-12-01 or
// 2026-12-01T18:00. A day alone means its first minute, so "until" a day ends before it. Pure:
// it counts days itself, since DateTime of the chip throws for what it does not like.

namespace Portreeve.Values
{
    /// <summary>Seconds since 1970 (UTC) to and from text.</summary>
    internal static class Moment
    {
        private const int FirstYear = 2020;
        private const int LastYear = 2099;

        /// <summary>
        /// Reads YYYY-MM-DD with or without THH:MM and a final Z, of the years 2020 to 2099.
        /// </summary>
        public static bool TryParse(string text, out long utcSeconds)
        {
            utcSeconds = 0;
            int year, month, day, minutes = 0;
            string clock = "";
            if (text.Length > 10)
            {
                if (text[10] != 'T' && text[10] != 't') return false;
                clock = text.Substring(11);
                char last = clock.Length == 6 ? clock[5] : ' ';
                if (last == 'Z' || last == 'z') clock = clock.Substring(0, 5);
                if (!TryParseClock(clock, out minutes) || minutes == 24 * 60) return false;
                text = text.Substring(0, 10);
            }
            if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
            if (!Number.TryParse(text.Substring(0, 4), out year)
                || !Number.TryParse(text.Substring(5, 2), out month)
                || !Number.TryParse(text.Substring(8, 2), out day)) return false;
            if (year < FirstYear || year > LastYear || month < 1 || month > 12) return false;
            if (day < 1 || day > DaysIn(year, month)) return false;
            utcSeconds = DaysSince1970(year, month, day) * 86400 + minutes * 60;
            return true;
        }

        /// <summary>YYYY-MM-DD, and THH:MM unless it is the first minute of the day.</summary>
        public static string ToText(long utcSeconds)
        {
            long days = utcSeconds / 86400;
            int minutes = (int)(utcSeconds % 86400) / 60;
            int year = 1970;
            while (days >= (IsLeap(year) ? 366 : 365))
            {
                days -= IsLeap(year) ? 366 : 365;
                year++;
            }
            int month = 1;
            while (days >= DaysIn(year, month))
            {
                days -= DaysIn(year, month);
                month++;
            }
            string text = year.ToString() + "-" + Number.TwoDigits(month) + "-"
                + Number.TwoDigits((int)days + 1);
            return minutes == 0 ? text : text + "T" + ClockToText(minutes);
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

        private static bool IsLeap(int year)
        {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        }

        private static long DaysSince1970(int year, int month, int day)
        {
            long days = day - 1;
            for (int y = 1970; y < year; y++) days += IsLeap(y) ? 366 : 365;
            for (int m = 1; m < month; m++) days += DaysIn(year, m);
            return days;
        }
    }
}
