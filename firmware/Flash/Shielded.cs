// Flash: strings that nanoFramework.Json gives back as they were. Its reader takes quotes off a
// string that begins or ends with one, and takes strings of 18 characters for dates when they
// look like "/Date(5)/" or iCalendar, which "tcp ... # camera (5)" does (read in version 2.2.213:
// StringConverter.ToType, TimeExtensions.ConvertFromString). Pure.

namespace Portreeve.Flash
{
    /// <summary>Puts a shield before a string and takes it off again.</summary>
    internal static class Shielded
    {
        /// <summary>What stands before the string.</summary>
        // Empty brackets come before any others, so "Date(" finds no number; three colons come
        // before any others, so iCalendar finds an empty time. Behind it stands one letter, so
        // that no string ends with a quote.
        public const string Shield = "():::";

        /// <summary>What stands behind the string.</summary>
        public const string End = ".";

        /// <summary>The string for the JSON text.</summary>
        public static string Wrap(string text)
        {
            return Shield + text + End;
        }

        /// <summary>The string as it was; null when it is not one of ours.</summary>
        public static string Unwrap(string text)
        {
            int length = text.Length - Shield.Length - End.Length;
            if (length < 0 || text.Substring(0, Shield.Length) != Shield) return null;
            return text.Substring(Shield.Length, length);
        }
    }
}
