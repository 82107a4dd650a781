// Relay: the journal's line for an end:
//   tcp 8080 203.0.113.9:51123 > 192.168.1.20:80 41s in 1204 out 88120 --
// Text only.

using Portreeve.Access;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>Writes the line.</summary>
    internal static class EndLine
    {
        /// <summary>A session's line.</summary>
        public static string Of(Session session, long nowMs)
        {
            return Of(session.Rule, session.ClientAddress, session.ClientPort,
                nowMs - session.StartMs, session.BytesIn, session.BytesOut, session.End);
        }

        /// <summary>A mapping's line.</summary>
        public static string Of(Mapping mapping, long nowMs)
        {
            return Of(mapping.Rule, mapping.ClientAddress, mapping.ClientPort,
                nowMs - mapping.StartMs, mapping.BytesIn, mapping.BytesOut, mapping.End);
        }

        /// <summary>A refused try's line.</summary>
        public static string OfRefusal(Rule rule, uint address, int port, EndReason reason)
        {
            return Head(rule, address, port) + " " + reason.Letters;
        }

        private static string Of(Rule rule, uint address, int port, long ageMs, long bytesIn,
            long bytesOut, EndReason reason)
        {
            return Head(rule, address, port) + " > " + rule.Target + ":"
                + rule.TargetPort.ToString() + " " + (ageMs / 1000).ToString() + "s in "
                + bytesIn.ToString() + " out " + bytesOut.ToString() + " " + reason.Letters;
        }

        private static string Head(Rule rule, uint address, int port)
        {
            return (rule.IsUdp ? "udp " : "tcp ") + rule.Port.ToString() + " "
                + Address.ToText(address, port);
        }
    }
}
