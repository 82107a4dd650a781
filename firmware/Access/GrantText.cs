// Access: a grant in one line of text, as a backup holds it and as it can be typed behind the word
// "grant". Only those that outlive a restart can be read back; the others are written for showing.
// Pure.
//
//   203.0.113.7 on tcp 8080 to 192.168.1.20:80 for good
//   203.0.113.0/28 on udp 27015 to 192.168.1.30:27015 until 2026-12-01T18:00Z
//
//   Of the last minute all is given. Without "to" it is for the machine that the door leads to.

using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Access
{
    /// <summary>Grants to and from text.</summary>
    internal static class GrantText
    {
        private const string Example = "write it like: 203.0.113.7 on tcp 8080 for good";

        /// <summary>The grant in one line.</summary>
        public static string Write(Grant grant)
        {
            return grant.Who.ToString() + " on " + DoorName.Of(grant.IsUdp, grant.Port)
                + " to " + TargetOf(grant) + Length(grant);
        }

        /// <summary>The machine it is for: "192.168.1.20:80".</summary>
        public static string TargetOf(Grant grant)
        {
            return grant.Target + ":" + grant.TargetPort.ToString();
        }

        /// <summary>Reads that. False: it is none.</summary>
        public static bool ReadTarget(string text, Grant grant)
        {
            int colon = text.LastIndexOf(':');
            if (colon < 1) return false;
            grant.Target = text.Substring(0, colon);
            return Number.TryParse(text.Substring(colon + 1), out grant.TargetPort);
        }

        /// <summary>Why a target as somebody wrote it is not where the rule leads; null when it
        /// is.</summary>
        public static string TroubleWithTarget(string text, Rule rule)
        {
            string target = rule.Target + ":" + rule.TargetPort.ToString();
            return text.ToLower() == target ? null
                : DoorName.Of(rule) + " leads to " + target;
        }

        /// <summary>Reads a line. Null when it is none; all its problems are in errors.</summary>
        /// <param name="line">One line; not null.</param>
        /// <param name="table">The rules, one of which must have the grant's door.</param>
        /// <param name="errors">Takes the problems.</param>
        public static Grant Read(string line, RuleTable table, TextErrors errors)
        {
            int before = errors.Count;
            Words words = new Words(line);
            Grant grant = new Grant();
            grant.Who = ReadWho(words, errors);
            if (words.Lower(1) != "on")
            {
                errors.Add(words.ColumnOf(1), "grants", "the word \"on\" is missing", Example);
            }
            ReadDoor(words, grant, table, errors);
            int next = words.Lower(4) == "to" ? 6 : 4;
            ReadLength(words, next, grant, errors);
            next += 2;
            if (words.Count > next)
            {
                errors.Add(words.ColumnOf(next), "grants", "there is more than a grant here",
                    "leave \"" + words.At(next) + "\" out");
            }
            return errors.Count == before ? grant : null;
        }

        private static Cidr ReadWho(Words words, TextErrors errors)
        {
            AllowEntry entry = AllowText.Read(words.At(0), words.ColumnOf(0), 0, null,
                errors);
            if (entry == null) return null;
            if (entry.Network == null || words.At(0).IndexOf('[') >= 0)
            {
                errors.Add(words.ColumnOf(0), "grants", "a grant is for an address or a network",
                    "put \"" + words.At(0) + "\" on a door's list");
            }
            return entry.Network;
        }

        private static void ReadDoor(Words words, Grant grant, RuleTable table, TextErrors errors)
        {
            if (!DoorName.TryProtocol(words.Lower(2), out grant.IsUdp))
            {
                errors.Add(words.ColumnOf(2), "grants", "the protocol is missing", Example);
            }
            else if (!Number.TryPort(words.At(3), out grant.Port))
            {
                errors.Add(words.ColumnOf(3), "grants", "\"" + words.At(3) + "\" is no port",
                    Nearest.Port(words.At(3)));
            }
            else
            {
                ReadRule(words, grant, table.FindPort(grant.IsUdp, grant.Port), errors);
            }
        }

        private static void ReadRule(Words words, Grant grant, Rule rule, TextErrors errors)
        {
            if (rule == null)
            {
                errors.Add(words.ColumnOf(2), "grants",
                    "no rule has " + DoorName.Of(grant.IsUdp, grant.Port),
                    "add the rule, or leave this grant out");
                return;
            }
            grant.Bind(rule);
            if (words.Lower(4) != "to") return;
            string trouble = TroubleWithTarget(words.At(5), rule);
            if (trouble == null) return;
            errors.Add(words.ColumnOf(5), "grants", "this grant is for another machine; " + trouble,
                "leave this grant out, or write where it leads");
        }

        private static void ReadLength(Words words, int at, Grant grant, TextErrors errors)
        {
            bool isGood = words.Lower(at) == "for" && words.Lower(at + 1) == "good";
            grant.Kind = isGood ? GrantKind.Good : GrantKind.Dated;
            if (isGood) return;
            int offset;
            if (words.Lower(at) == "until" && Moment.TryParse(words.At(at + 1), null,
                out grant.EndUtcSeconds, out offset))
            {
                return;
            }
            errors.Add(words.ColumnOf(at), "grants", "the length cannot be read",
                "write for good, or until 2026-12-01T18:00");
        }

        private static string Length(Grant grant)
        {
            if (grant.Kind == GrantKind.Good) return " for good";
            if (grant.Kind == GrantKind.Once) return " once";
            if (grant.EndUtcSeconds == 0) return " until reboot";
            return " until " + Moment.ToText((grant.EndUtcSeconds + 59) / 60 * 60, 0);
        }
    }
}
