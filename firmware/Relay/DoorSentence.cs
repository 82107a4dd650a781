// Relay: what a person is told about how a door stands, and what to do about it: one sentence for
// each DoorState, the same for console, page and doctor. Asks, changes nothing.

using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Relay
{
    /// <summary>The sentences.</summary>
    internal static class DoorSentence
    {
        /// <summary>Without a capital and a full stop, or null when all is well.</summary>
        public static string Of(Rule rule, Relay relay)
        {
            return Of(relay.DoorOf(rule), rule, relay);
        }

        /// <summary>The same for a state that was asked for before.</summary>
        public static string Of(int state, Rule rule, Relay relay)
        {
            switch (state)
            {
                case DoorState.Open: return TroubleBehind(rule, relay.NowMs);
                case DoorState.Granted: return "nobody is on its list; open by grant only";
                case DoorState.Full:
                    return "all sockets are in use; newcomers wait in the backlog";
                case DoorState.Off: return "switched off";
                case DoorState.Empty:
                    return rule.From.IsEmpty ? "nobody is on its list"
                        : "every entry on its list has ended";
                case DoorState.Ended:
                    return "it ended on " + Moment.ToText(rule.Time.UntilSeconds,
                        rule.Time.OffsetMinutes);
                case DoorState.OutOfHours:
                    return rule.Time == null || rule.Time.Hours == null
                        ? "nobody on its list may come at this hour"
                        : "closed at this hour; its hours are " + rule.Time.Hours.ToString()
                        + " " + rule.Time.Hours.ZoneName;
                case DoorState.NoClock:
                    return "the time of day is not known yet; until it is, nobody comes in";
                case DoorState.NoTarget:
                    return "its target cannot be reached now: " + relay.TargetTroubleOf(rule);
                case DoorState.Failed:
                    string trouble = relay.TroubleOf(rule);
                    return trouble.Length > 0 ? trouble : "its port is about to be opened";
                case DoorState.Unclaimed:
                    return "this board is nobody's yet; it opens once somebody has claimed it";
                default: return "this is safe mode: no door is open until the next restart";
            }
        }

        /// <summary>The console's command that changes it, or an empty string.</summary>
        public static string CommandFor(int state, Rule rule)
        {
            string number = rule.Number.ToString();
            switch (state)
            {
                case DoorState.Off: return "; portmap enable " + number;
                case DoorState.Empty:
                    return (rule.From.IsEmpty ? "; add \"from ...\" with" : ";")
                        + " portmap edit " + number;
                case DoorState.Ended: return "; portmap edit " + number;
                default: return "";
            }
        }

        // The door is open, and yet nobody would get through.
        private static string TroubleBehind(Rule rule, long nowMs)
        {
            if (rule.Tally.HasFailed)
            {
                return rule.Target + ":" + rule.TargetPort.ToString()
                    + " did not answer the last call";
            }
            AllowEntry[] entries = rule.From.Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                NamedHost friend = entries[i].Friend;
                if (friend == null || DoorChecks.Friend(friend, nowMs) != DoorChecks.Bad) continue;
                string trouble = NamedHost.TroubleOf(friend);
                return friend.Name + " is not found"
                    + (trouble == null ? ", its address is too old" : ": " + trouble);
            }
            return null;
        }
    }
}
