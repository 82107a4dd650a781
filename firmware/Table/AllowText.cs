// Table: one entry of a "from" list as text: any, lan, an address, a CIDR network, a host name,
// each with brackets behind it if it is bounded in time: anna.ddns.net[until 2026-12-01]. Pure.

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>List entries to and from text.</summary>
    internal static class AllowText
    {
        private static readonly string[] Names = { "any", "lan" };

        /// <summary>Reads one entry. Null when it is none; the problems are in errors.</summary>
        /// <param name="text">One entry, brackets included.</param>
        /// <param name="column">Where it begins in its line, 1 and up.</param>
        /// <param name="nowUtcSeconds">Now, for the word "for"; 0 = not known.</param>
        /// <param name="zone">The owner's; null = UTC.</param>
        /// <param name="errors">Takes the problems.</param>
        public static AllowEntry Read(
            string text, int column, long nowUtcSeconds, Zone zone, TextErrors errors)
        {
            int open = text.IndexOf('[');
            AllowEntry entry = ReadName(open < 0 ? text : text.Substring(0, open), column, errors);
            if (open < 0) return entry;
            if (text[text.Length - 1] != ']')
            {
                int close = text.IndexOf(']');
                if (close < 0)
                {
                    errors.Add(column + open, "from", "the bracket is not closed", "add ]");
                }
                else
                {
                    errors.Add(column + close + 1, "from", "there is more behind the bracket",
                        "put a comma or a space before \"" + text.Substring(close + 1) + "\"");
                }
                return null;
            }
            TimeWords time = new TimeWords(errors, nowUtcSeconds, zone);
            string inner = text.Substring(open + 1, text.Length - open - 2);
            bool isGood = ReadTimes(new Words(inner, column + open + 1), time, errors);
            if (entry == null || !isGood) return null;
            entry.Time = time.Time;
            return entry;
        }

        /// <summary>The entry as Read takes it.</summary>
        public static string Write(AllowEntry entry)
        {
            return entry.Time == null ? entry.Text
                : entry.Text + "[" + TimeWords.ToText(entry.Time).Substring(1) + "]";
        }

        /// <summary>All entries, with commas between.</summary>
        public static string Write(AllowList list)
        {
            TextBuffer text = new TextBuffer();
            Write(list, text);
            return text.ToString();
        }

        /// <summary>The same behind what a text holds already.</summary>
        public static void Write(AllowList list, TextBuffer text)
        {
            AllowEntry[] entries = list.Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                if (i > 0) text.Append(',');
                text.Append(Write(entries[i]));
            }
        }

        private static bool ReadTimes(Words words, TimeWords time, TextErrors errors)
        {
            int before = errors.Count;
            if (words.Count == 0)
            {
                errors.Add(words.EndColumn, "from", "the brackets are empty",
                    "write [until 2026-12-01] or [hours mon-fri 08:00-18:00]");
            }
            int at = 0;
            while (at < words.Count)
            {
                int taken = time.Read(words, at);
                if (taken == 0)
                {
                    errors.Add(words.ColumnOf(at), "from", "\"" + words.At(at)
                        + "\" means nothing in brackets", "the words here are until, for, hours");
                    taken = 1;
                }
                at += taken;
            }
            return errors.Count == before;
        }

        private static AllowEntry ReadName(string text, int column, TextErrors errors)
        {
            string lower = text.ToLower();
            AllowEntry entry = new AllowEntry();
            entry.Text = lower;
            if (lower == "any")
            {
                entry.Kind = AllowKind.Any;
                return entry;
            }
            if (lower == "lan")
            {
                entry.Kind = AllowKind.Lan;
                return entry;
            }
            text = HostName.Undotted(text);
            entry.Text = text.ToLower();
            if (IsNumberLike(text)) return ReadNetwork(entry, text, column, errors);
            if (!HostName.IsValid(text) || text.IndexOf('.') < 0)
            {
                Refuse(text, column, errors);
                return null;
            }
            entry.Kind = AllowKind.Friend;
            return entry;
        }

        private static AllowEntry ReadNetwork(
            AllowEntry entry, string text, int column, TextErrors errors)
        {
            uint address;
            int bits = 32;
            int slash = text.IndexOf('/');
            string bare = slash < 0 ? text : text.Substring(0, slash);
            bool isGood = IPv4.TryParse(bare, out address);
            if (slash >= 0)
            {
                isGood &= Number.TryParse(text.Substring(slash + 1), out bits) && bits <= 32;
            }
            if (!isGood)
            {
                string proposal = Nearest.NetworkOf(text);
                errors.Add(column, "from", "\"" + text + "\" is no address or network",
                    proposal.Length > 0 ? proposal : "write it like 203.0.113.7 or 203.0.113.0/24");
                return null;
            }
            entry.Kind = AllowKind.Network;
            entry.Network = new Cidr(address, bits);
            entry.Text = entry.Network.ToString();
            if (entry.Network.Base == address) return entry;
            errors.Add(column, "from", text + " has host bits", "write " + entry.Text
                + " for the network or " + bare + " for the one host");
            return null;
        }

        private static void Refuse(string text, int column, TextErrors errors)
        {
            if (text.Length == 0)
            {
                errors.Add(column, "from", "an entry is missing here", "leave the comma out");
                return;
            }
            string plain = HostName.OfUrl(text);
            int colon = plain.IndexOf(':');
            if (colon > 0 && Number.IsDigits(plain.Substring(colon + 1)))
            {
                plain = plain.Substring(0, colon);
            }
            if (plain != text)
            {
                errors.Add(column, "from", "\"" + text + "\" is more than a name or address: the "
                    + "list says who comes, not to which port or page", "write " + plain);
                return;
            }
            if (text.IndexOf(':') >= 0)
            {
                errors.Add(column, "from", "\"" + text + "\" looks like IPv6, which this gateway "
                    + "does not speak", "write an IPv4 address or a host name");
                return;
            }
            string word = Spelling.Nearest(text.ToLower(), Names);
            errors.Add(column, "from", "\"" + text + "\" is no address, network or full host name"
                + HostName.Trouble(text),
                word != null ? "did you mean " + word + "?"
                : "write any, lan, an address, a network or a name such as anna.ddns.net");
        }

        // What begins with a digit and has a dot or slash but no letters is meant as an address.
        private static bool IsNumberLike(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                if (!Number.IsDigit(c) && c != '.' && c != '/' && c != '*') return false;
            }
            return text.Length > 0;
        }
    }
}
