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
            return Write("", rule);
        }

        /// <summary>The same behind some words.</summary>
        public static string Write(string before, Rule rule)
        {
            TextBuffer text = new TextBuffer().Append(before);
            Write(rule, text);
            return text.ToString();
        }

        /// <summary>The same behind what a text holds already, so that a whole table is written
        /// with one buffer and nothing is thrown away.</summary>
        public static void Write(Rule rule, TextBuffer text)
        {
            if (!rule.IsEnabled) text.Append("off ");
            text.Append(rule.IsUdp ? "udp " : "tcp ").Append(rule.Port).Append(' ')
                .Append(rule.Target).Append(':').Append(rule.TargetPort);
            if (!rule.From.IsEmpty) AllowText.Write(rule.From, text.Append(" from "));
            if (rule.SessionsMax != 0) text.Append(" max ").Append(rule.SessionsMax);
            if (rule.SourceSessionsMax != 0) text.Append(" each ").Append(rule.SourceSessionsMax);
            if (rule.SourceRateMax != 0) text.Append(" rate ").Append(rule.SourceRateMax);
            if (rule.BanTriesMax != 0) text.Append(" ban ").Append(rule.BanTriesMax);
            if (rule.IdleMs != 0) text.Append(" idle ").Append(Duration.ToText(rule.IdleMs / 1000));
            if (rule.YieldMs != 0)
            {
                text.Append(" yield ").Append(Duration.ToText(rule.YieldMs / 1000));
            }
            if (rule.DialMs != 0) text.Append(" dial ").Append(Duration.ToText(rule.DialMs / 1000));
            if (rule.ProxyVersion > 0) text.Append(" proxy v").Append(rule.ProxyVersion);
            if (rule.WakeMac != null) text.Append(" wake ").Append(MacAddress.ToText(rule.WakeMac));
            if (rule.IsAnywhere) text.Append(" anywhere");
            if (rule.Time != null) text.Append(TimeWords.ToText(rule.Time));
            if (rule.Note.Length > 0) text.Append(" # ").Append(rule.Note);
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
    }
}
