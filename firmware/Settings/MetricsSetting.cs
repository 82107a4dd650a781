// Settings: who may read the metrics: nobody until the owner says so. Sets it and keeps it, for
// console and page alike.

namespace Portreeve.Settings
{
    /// <summary>The one way to switch metrics on and off.</summary>
    internal static class MetricsSetting
    {
        /// <summary>Nobody: there is no such thing as /metrics.</summary>
        public const int Off = 0;

        /// <summary>Any key, or a login.</summary>
        public const int Key = 1;

        /// <summary>Everybody inside the admin networks.</summary>
        public const int Open = 2;

        /// <summary>The setting in one word.</summary>
        public static string ToText(int setting)
        {
            return setting == Off ? "off" : setting == Key ? "key" : "open";
        }

        /// <summary>What a word means; -1 for another one.</summary>
        public static int Parse(string word)
        {
            for (int i = Off; i <= Open; i++)
            {
                if (ToText(i) == word) return i;
            }
            return -1;
        }

        /// <summary>Null when done; else why not, and it is as it was.</summary>
        /// <param name="settings">Holds it.</param>
        /// <param name="word">off, key or open.</param>
        public static string Set(BoardSettings settings, string word)
        {
            int wanted = Parse(word);
            if (wanted < 0)
            {
                return "\"" + word + "\" is no setting: write off, key or open";
            }
            int before = settings.Metrics;
            settings.Metrics = wanted;
            if (settings.Save()) return null;
            settings.Metrics = before;
            return settings.Trouble;
        }

        /// <summary>What the setting means, for the owner; without a full stop.</summary>
        public static string Sentence(int setting)
        {
            switch (setting)
            {
                case Off: return "metrics are off";
                case Key: return "metrics are at /metrics, for logins and keys";
                default: return "metrics are at /metrics, for everybody who may see the page";
            }
        }
    }
}
