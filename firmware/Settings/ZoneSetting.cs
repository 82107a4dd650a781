// Settings: sets the owner's time zone and keeps it, for console and page alike.

namespace Portreeve.Settings
{
    /// <summary>The one way to another zone.</summary>
    internal static class ZoneSetting
    {
        /// <summary>Null when done; else why not, and it is as it was.</summary>
        /// <param name="settings">Holds the zone.</param>
        /// <param name="text">A POSIX zone text, or utc.</param>
        public static string Set(BoardSettings settings, string text)
        {
            string before = settings.Zone.Text;
            if (!settings.Zone.TrySet(text))
            {
                return "\"" + text + "\" is no zone: write it like CET-1CEST,M3.5.0,M10.5.0/3, or "
                    + "utc for none";
            }
            if (settings.Save()) return null;
            settings.Zone.TrySet(before);
            return settings.Trouble;
        }
    }
}
