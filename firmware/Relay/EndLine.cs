// Relay: the journal's line for an end:
//   tcp 8080 203.0.113.9:51123 > 192.168.1.20:80 41s in 1204 out 88120 --
// Text only.

using Portreeve.Journal;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Relay
{
    /// <summary>Writes the line.</summary>
    internal static class EndLine
    {
        /// <summary>A session's or mapping's line.</summary>
        public static string Of(LivePair pair, long nowMs)
        {
            Rule rule = pair.Rule;
            return Head(rule, pair.ClientAddress, pair.ClientPort) + " > " + rule.Target + ":"
                + rule.TargetPort.ToString() + " " + ((nowMs - pair.StartMs) / 1000).ToString()
                + "s in " + pair.BytesIn.ToString() + " out " + pair.BytesOut.ToString() + " "
                + pair.End.Letters;
        }

        /// <summary>A refused try's line.</summary>
        public static string OfRefusal(Rule rule, uint address, int port, EndReason reason)
        {
            return Head(rule, address, port) + " " + reason.Letters;
        }

        private static string Head(Rule rule, uint address, int port)
        {
            return DoorName.Of(rule) + " "
                + IPv4.ToText(address, port);
        }
    }
}
