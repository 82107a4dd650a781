// Strings that nanoFramework.Json 2.2.213 does not read back as they were written. Read in its
// source: JsonConvert.GetNextTokenInternal, Converters/StringConverter, TimeExtensions.

using System;
using System.Globalization;

namespace nanoFramework.Json
{
    internal static class Traps
    {
        /// <summary>Why the string is a trap, or null.</summary>
        /// <param name="text">The string.</param>
        /// <param name="isItem">True in an array, where quotes at the end are left alone.</param>
        public static string Find(string text, bool isItem)
        {
            if (text.StartsWith('"') || (!isItem && text.EndsWith('"')))
            {
                return "the chip takes the quotes off this string: " + text;
            }
            if (IsDateLike(text)) return "the chip reads this string back as a date: " + text;
            foreach (char c in text)
            {
                if (char.IsSurrogate(c)) return "the chip keeps half of a character of: " + text;
                if (c < ' ' && c != '\n' && c != '\r' && c != '\b' && c != '\f' && c != '\t')
                {
                    return "the chip writes a control character as it is: " + text;
                }
            }
            return null;
        }

        // TimeExtensions.ConvertFromString: 18 characters or more are tried as a date, as
        // "/Date(123)/", of which only the brackets and the number count, and as iCalendar.
        private static bool IsDateLike(string text)
        {
            if (text.Length < 18) return false;
            if (DateTime.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return true;
            string[] parts = text.Split('(', ')');
            if (parts.Length > 1 && int.TryParse(parts[1], out _)) return true;
            bool isNamed = text.Contains("DTSTART") || text.Contains("DTEND");
            string time = isNamed ? Part(text.Split(':'), 1) : text;
            if (text.Contains("TZID")) time = Part(text.Split(';', '=', ':'), 3);
            if (time.Length < 15) return false;
            return int.TryParse(time.Substring(0, 4), out _)
                && int.TryParse(time.Substring(4, 2), out _)
                && int.TryParse(time.Substring(6, 2), out _)
                && int.TryParse(time.Substring(9, 2), out _)
                && int.TryParse(time.Substring(11, 2), out _)
                && int.TryParse(time.Substring(13, 2), out _);
        }

        private static string Part(string[] parts, int i)
        {
            return i < parts.Length ? parts[i] : "";
        }
    }
}
