// Relay: what was seen of the way through a door, as four checks: we listen, the machine behind it
// answers, its friends are found, somebody has come in from outside. The page's ticks and the
// console's sentence are both made of it. Asks, changes nothing, makes nothing: a poll asks it for
// every rule.

using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>The checks of one door.</summary>
    internal static class DoorChecks
    {
        /// <summary>The question does not come up at this door.</summary>
        public const int NotAsked = 0;

        /// <summary>It was seen to be well.</summary>
        public const int Good = 1;

        /// <summary>It was seen not to be.</summary>
        public const int Bad = 2;

        /// <summary>It was not seen yet.</summary>
        public const int Unseen = 3;

        /// <summary>Somebody came as far as the port, and was turned away there.</summary>
        public const int Reached = 4;

        /// <summary>All as one number of four digits, in this order: listens, machine, friends,
        /// outside (docs/openapi.yaml, Checks).</summary>
        public static int Of(int state, Rule rule, long nowMs)
        {
            return Listens(state) * 1000 + Machine(state, rule) * 100
                + Friends(rule, nowMs) * 10 + Outside(rule);
        }

        /// <summary>Is the port open?</summary>
        public static int Listens(int state)
        {
            return DoorState.KeepsPort(state) && state != DoorState.Failed
                && state != DoorState.SafeMode && state != DoorState.Unclaimed ? Good : Bad;
        }

        /// <summary>Did the target answer when it was last called?</summary>
        public static int Machine(int state, Rule rule)
        {
            if (state == DoorState.NoTarget || rule.Tally.HasFailed) return Bad;
            return rule.Tally.HasAnswered || rule.IsUdp && rule.Tally.BytesOut > 0
                ? Good : Unseen;
        }

        /// <summary>Is every friend on the list somewhere?</summary>
        public static int Friends(Rule rule, long nowMs)
        {
            int found = NotAsked;
            AllowEntry[] entries = rule.From.Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                if (entries[i].Kind != AllowKind.Friend) continue;
                int one = Friend(entries[i].Friend, nowMs);
                if (one == Bad) return Bad;
                if (found != Unseen) found = one;
            }
            return found;
        }

        /// <summary>One friend.</summary>
        public static int Friend(NamedHost friend, long nowMs)
        {
            if (friend == null) return Unseen;
            if (friend.IsKnown(nowMs)) return Good;
            return friend.Outcome == LookupState.Idle ? Unseen : Bad;
        }

        // A door for the own network alone need not be seen from outside.
        private static int Outside(Rule rule)
        {
            if (rule.Tally.WasEntered) return Good;
            if (rule.Tally.WasReached) return Reached;
            AllowEntry[] entries = rule.From.Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                if (entries[i].Kind != AllowKind.Lan) return Unseen;
            }
            return NotAsked;
        }
    }
}
