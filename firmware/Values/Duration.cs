// Values: lengths of time in text: 90s, 5m, 2h, 3d, and several of them in a row (1h30m). Pure.

namespace Portreeve.Values
{
    /// <summary>Seconds to and from text.</summary>
    internal static class Duration
    {
        /// <summary>The longest that can be written, seconds: ten years.</summary>
        public const int SecondsMax = 10 * 366 * 24 * 60 * 60;

        /// <summary>Reads numbers with units s, m, h, d. False for anything else and 0.</summary>
        public static bool TryParse(string text, out int seconds)
        {
            seconds = 0;
            long sum = 0;
            int start = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (Number.IsDigit(text[i])) continue;
                int unit = SecondsOf(text[i]);
                int number;
                if (unit == 0 || !Number.TryParse(text.Substring(start, i - start), out number))
                {
                    return false;
                }
                sum += (long)number * unit;
                if (sum > SecondsMax) return false;
                start = i + 1;
            }
            if (start != text.Length || sum == 0) return false;
            seconds = (int)sum;
            return true;
        }

        /// <summary>The largest unit that says it exactly: 5400 is 90m.</summary>
        public static string ToText(int seconds)
        {
            if (seconds % 86400 == 0) return (seconds / 86400).ToString() + "d";
            if (seconds % 3600 == 0) return (seconds / 3600).ToString() + "h";
            if (seconds % 60 == 0) return (seconds / 60).ToString() + "m";
            return seconds.ToString() + "s";
        }

        private static int SecondsOf(char unit)
        {
            switch (unit)
            {
                case 's': case 'S': return 1;
                case 'm': case 'M': return 60;
                case 'h': case 'H': return 3600;
                case 'd': case 'D': return 86400;
                default: return 0;
            }
        }
    }
}
