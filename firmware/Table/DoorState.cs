// Table: how a rule's door stands, as one value with one word. What the rule says by itself is
// judged here; Relay adds what only it can see (grants, the port, the target, the sockets). Asked
// by everybody who opens, shows or judges a door, so that no two of them disagree. Pure.
//
//   the rule itself   Off, Ended, Empty, NoClock, OutOfHours, else Open
//   beside the rule   Empty becomes Granted while somebody has a grant
//   the machine       SafeMode, Unclaimed, Failed (waits for its port), NoTarget, Full

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>The values, from the table's side.</summary>
    internal static class DoorState
    {
        /// <summary>Those on the list may come in.</summary>
        public const int Open = 0;

        /// <summary>Nobody is on the list, but somebody has a grant and may come in.</summary>
        public const int Granted = 1;

        /// <summary>Open, but all sockets are in use.</summary>
        public const int Full = 2;

        /// <summary>The owner has switched the rule off.</summary>
        public const int Off = 3;

        /// <summary>Nobody is on the list, or nobody any more.</summary>
        public const int Empty = 4;

        /// <summary>The rule's end has passed.</summary>
        public const int Ended = 5;

        /// <summary>Nobody may come in at this hour of the week.</summary>
        public const int OutOfHours = 6;

        /// <summary>It depends on the time of day, which is not known.</summary>
        public const int NoClock = 7;

        /// <summary>The target's address is not known, or must not be dialed.</summary>
        public const int NoTarget = 8;

        /// <summary>The port cannot be opened, and is tried again.</summary>
        public const int Failed = 9;

        /// <summary>After crashes in a row no door is opened at all.</summary>
        public const int SafeMode = 10;

        /// <summary>The board is nobody's yet, so no door is opened at all.</summary>
        public const int Unclaimed = 11;

        /// <summary>How many values there are.</summary>
        public const int Count = 12;

        /// <summary>What the rule says by itself.</summary>
        /// <param name="rule">The rule.</param>
        /// <param name="utcSeconds">Now, 0 = not known.</param>
        public static int OfRule(Rule rule, long utcSeconds)
        {
            return rule.IsEnabled ? WhenOn(rule, utcSeconds) : Off;
        }

        /// <summary>The same, as if the rule were switched on.</summary>
        public static int WhenOn(Rule rule, long utcSeconds)
        {
            int own = Of(OpenTime.Judge(rule.Time, utcSeconds));
            if (own == Ended) return Ended;
            int list = OfList(rule.From.Entries, utcSeconds);
            return own == Open || list == Empty ? list : own;
        }

        /// <summary>True when a door that stands so keeps its port: somebody may come in now or
        /// later without another change, or is told why not.</summary>
        public static bool KeepsPort(int state)
        {
            return state != Off && state != Ended && state != Empty;
        }

        /// <summary>True when whoever may use it can come in now or waits for a socket.</summary>
        public static bool IsOpen(int state)
        {
            return state == Open || state == Granted || state == Full;
        }

        /// <summary>One word, for console, page and scripts (docs/openapi.yaml, State).</summary>
        public static string ToText(int state)
        {
            switch (state)
            {
                case Open: return "open";
                case Granted: return "granted";
                case Full: return "full";
                case Off: return "off";
                case Empty: return "empty";
                case Ended: return "ended";
                case OutOfHours: return "out-of-hours";
                case NoClock: return "no-clock";
                case NoTarget: return "no-target";
                case Failed: return "failed";
                case Unclaimed: return "unclaimed";
                default: return "safe-mode";
            }
        }

        // Open when one entry is; else the least of what keeps the entries out.
        private static int OfList(AllowEntry[] entries, long utcSeconds)
        {
            int list = Empty;
            for (int i = 0; i < entries.Length; i++)
            {
                int one = Of(OpenTime.Judge(entries[i].Time, utcSeconds));
                if (one == Open) return Open;
                if (one == OutOfHours || one == NoClock && list == Empty) list = one;
            }
            return list;
        }

        private static int Of(int stand)
        {
            switch (stand)
            {
                case OpenTime.Open: return Open;
                case OpenTime.Ended: return Ended;
                case OpenTime.OutOfHours: return OutOfHours;
                default: return NoClock;
            }
        }
    }
}
