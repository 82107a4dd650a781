// Table: one line of text <-> one rule; the same line in flash, on the console, on the page, in
// tests and exports. Pure. What Write writes, Read reads back to the same rule.
//
//   [off] tcp|udp PORT TARGET[:PORT]  then in any order
//   from ENTRY,ENTRY...  max N  each N  rate N  ban N  idle DUR  yield DUR  dial DUR
//   proxy v1|v2  wake AA:BB:CC:DD:EE:FF  anywhere  until DATE  for DUR  hours DAYS SPAN  # note

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>Rules to and from text.</summary>
    internal static class RuleText
    {
        /// <summary>The words that may follow the target.</summary>
        public static readonly string[] Keywords =
        {
            "from", "max", "each", "rate", "ban", "idle", "yield", "dial", "proxy", "wake",
            "anywhere", "until", "for", "hours", "off"
        };

        /// <summary>Reads a line; all its problems are in the draft.</summary>
        /// <param name="line">One line; not null.</param>
        /// <param name="nowUtcSeconds">Now, for the word "for"; 0 = not known.</param>
        /// <param name="zone">The owner's, which the rule's hours follow; null = UTC.</param>
        public static RuleDraft Read(string line, long nowUtcSeconds, Zone zone = null)
        {
            return new RuleReader(line, nowUtcSeconds, zone).Read();
        }

        /// <summary>The rule in one line, always in the same order.</summary>
        public static string Write(Rule rule)
        {
            string text = (rule.IsEnabled ? "" : "off ") + DoorName.Of(rule)
                + " " + rule.Target + ":" + rule.TargetPort.ToString();
            if (!rule.From.IsEmpty) text += " from " + AllowText.Write(rule.From);
            text += Count("max", rule.SessionsMax) + Count("each", rule.SourceSessionsMax)
                + Count("rate", rule.SourceRateMax) + Count("ban", rule.BanTriesMax)
                + Length("idle", rule.IdleMs) + Length("yield", rule.YieldMs)
                + Length("dial", rule.DialMs);
            if (rule.ProxyVersion > 0) text += " proxy v" + rule.ProxyVersion.ToString();
            if (rule.WakeMac != null) text += " wake " + MacAddress.ToText(rule.WakeMac);
            if (rule.IsAnywhere) text += " anywhere";
            text += TimeWords.ToText(rule.Time);
            return rule.Note.Length == 0 ? text : text + " # " + rule.Note;
        }

        /// <summary>
        /// Word i as the argument of the word before it; null when there is none or when it is
        /// itself a word of the grammar, so that one slip does not spoil the rest.
        /// </summary>
        public static string ArgumentOf(Words words, int i)
        {
            if (i >= words.Count || IsWord(words.Lower(i))) return null;
            return words.At(i);
        }

        /// <summary>True for a word that may follow the target.</summary>
        public static bool IsWord(string lower)
        {
            for (int i = 0; i < Keywords.Length; i++)
            {
                if (Keywords[i] == lower) return true;
            }
            return false;
        }

        /// <summary>True when the first word of a line is one that a rule begins with.</summary>
        public static bool BeginsRule(string line)
        {
            string word = new Words(line).Lower(0);
            return word == "tcp" || word == "udp" || word == "off" || RuleSeries.IsBoth(word);
        }

        /// <summary>What a length of time that could not be read was meant to be.</summary>
        public static string ProposeDuration(string text)
        {
            int number;
            return Number.TryParse(text, out number) && number > 0
                ? "write its unit: " + text + "s, " + text + "m, " + text + "h or " + text + "d"
                : "write it like 90s, 5m, 2h or 3d";
        }

        private static string Count(string word, int number)
        {
            return number == 0 ? "" : " " + word + " " + number.ToString();
        }

        private static string Length(string word, int ms)
        {
            return ms == 0 ? "" : " " + word + " " + Duration.ToText(ms / 1000);
        }
    }
}
