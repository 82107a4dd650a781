// Table: a door's name for people, lines and journal alike: "tcp 8080". Pure.

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>Protocol and port in words.</summary>
    internal static class DoorName
    {
        /// <summary>"tcp 8080" or "udp 27015".</summary>
        public static string Of(bool isUdp, int port)
        {
            return (isUdp ? "udp " : "tcp ") + port.ToString();
        }

        /// <summary>Reads the protocol's word. False: it is neither "tcp" nor "udp".</summary>
        public static bool TryProtocol(string lower, out bool isUdp)
        {
            isUdp = lower == "udp";
            return isUdp || lower == "tcp";
        }

        /// <summary>Reads "tcp 8080" from two words on. False: they are no such name.</summary>
        public static bool TryRead(Words words, int at, out bool isUdp, out int port)
        {
            port = 0;
            return TryProtocol(words.Lower(at), out isUdp)
                && Number.TryPort(words.At(at + 1), out port);
        }

        /// <summary>The same of a rule's own port.</summary>
        public static string Of(Rule rule)
        {
            return Of(rule.IsUdp, rule.Port);
        }
    }
}
