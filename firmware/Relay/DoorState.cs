// Relay: how a rule's door stands, in the words of console and page alike. Asks, changes nothing.

using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>One word and one sentence for a rule.</summary>
    internal static class DoorState
    {
        public const string Open = "open";
        public const string Closed = "closed";
        public const string Full = "full";
        public const string Failed = "failed";
        public const string Off = "off";

        /// <summary>open, closed, full, failed or off.</summary>
        public static string Of(Rule rule, Relay relay)
        {
            if (!rule.IsEnabled) return Off;
            if (rule.From.IsEmpty) return Closed;
            switch (relay.StateOf(rule))
            {
                case PortState.Listening: return Open;
                case PortState.Full: return Full;
                case PortState.Waiting: return Failed;
                default: return Closed;
            }
        }

        /// <summary>The state in words and what to do about it, or null when all is well.</summary>
        public static string Sentence(Rule rule, Relay relay)
        {
            string state = Of(rule, relay);
            if (state == Failed) return relay.TroubleOf(rule);
            if (state == Off) return "switched off; portmap enable " + rule.Number.ToString();
            if (state == Full) return "all sockets are in use; newcomers wait in the backlog";
            if (state == Closed)
            {
                return rule.From.IsEmpty
                    ? "nobody is on its list; add \"from ...\" with portmap edit "
                        + rule.Number.ToString()
                    : "not open yet";
            }
            return null;
        }
    }
}
