// Wire: moments as text for machines, written straight into a buffer. Pure arithmetic: the
// runtime's DateTime would cost objects with every poll.

namespace Portreeve.Wire
{
    /// <summary>Seconds since 1970 in UTC as RFC 3339 or as an HTTP date.</summary>
    internal static class Calendar
    {
        /// <summary>Length of "2026-11-22T08:30:00Z".</summary>
        public const int Rfc3339Bytes = 20;

        /// <summary>Length of "Sun, 22 Nov 2026 08:30:00 GMT".</summary>
        public const int HttpDateBytes = 29;

        private const string Days = "ThuFriSatSunMonTueWed";
        private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";
        private const int DaySeconds = 24 * 60 * 60;

        /// <summary>Writes 20 bytes; returns the offset behind them.</summary>
        public static int WriteRfc3339(long utcSeconds, byte[] buffer, int at)
        {
            int year, month, day;
            Civil((int)(utcSeconds / DaySeconds), out year, out month, out day);
            at = Two(year / 100, buffer, at);
            at = Two(year % 100, buffer, at);
            buffer[at++] = (byte)'-';
            at = Two(month, buffer, at);
            buffer[at++] = (byte)'-';
            at = Two(day, buffer, at);
            buffer[at++] = (byte)'T';
            at = Time((int)(utcSeconds % DaySeconds), buffer, at);
            buffer[at++] = (byte)'Z';
            return at;
        }

        /// <summary>Writes an IMF-fixdate (RFC 9110 section 5.6.7), 29 bytes; returns the offset
        /// behind them.</summary>
        public static int WriteHttpDate(long utcSeconds, byte[] buffer, int at)
        {
            int days = (int)(utcSeconds / DaySeconds);
            int year, month, day;
            Civil(days, out year, out month, out day);
            at = Three(Days, days % 7, buffer, at);
            buffer[at++] = (byte)',';
            buffer[at++] = (byte)' ';
            at = Two(day, buffer, at);
            buffer[at++] = (byte)' ';
            at = Three(Months, month - 1, buffer, at);
            buffer[at++] = (byte)' ';
            at = Two(year / 100, buffer, at);
            at = Two(year % 100, buffer, at);
            buffer[at++] = (byte)' ';
            at = Time((int)(utcSeconds % DaySeconds), buffer, at);
            buffer[at++] = (byte)' ';
            buffer[at++] = (byte)'G';
            buffer[at++] = (byte)'M';
            buffer[at++] = (byte)'T';
            return at;
        }

        // Years counted from March make the leap day the last of the year; 719,468 days lie
        // between 0000-03-01 and 1970-01-01, and 146,097 in each 400 years.
        private static void Civil(int days, out int year, out int month, out int day)
        {
            int shifted = days + 719468;
            int era = shifted / 146097;
            int dayOfEra = shifted % 146097;
            int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096)
                / 365;
            int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
            int fromMarch = (5 * dayOfYear + 2) / 153;
            day = dayOfYear - (153 * fromMarch + 2) / 5 + 1;
            month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
            year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        }

        private static int Time(int secondOfDay, byte[] buffer, int at)
        {
            at = Two(secondOfDay / 3600, buffer, at);
            buffer[at++] = (byte)':';
            at = Two(secondOfDay / 60 % 60, buffer, at);
            buffer[at++] = (byte)':';
            return Two(secondOfDay % 60, buffer, at);
        }

        private static int Two(int value, byte[] buffer, int at)
        {
            buffer[at] = (byte)('0' + value / 10);
            buffer[at + 1] = (byte)('0' + value % 10);
            return at + 2;
        }

        private static int Three(string names, int index, byte[] buffer, int at)
        {
            for (int i = 0; i < 3; i++) buffer[at + i] = (byte)names[index * 3 + i];
            return at + 3;
        }
    }
}
