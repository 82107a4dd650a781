// Names: names that end in ".local" belong to machines of the house (RFC 6762). The house is asked
// first, twice, by a one-shot question (section 5.1), then the DNS servers, since some offices keep
// such names there. Who will answer in the house is not known beforehand: so only an answer from
// the LAN's own mDNS port counts, and only with addresses of the LAN in it. Nobody in the house can
// make us let in, or dial, somebody outside. Pure.

using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Names
{
    /// <summary>Which names, whom to ask, what to believe.</summary>
    internal static class HouseNames
    {
        /// <summary>224.0.0.251: everybody in the house who speaks mDNS.</summary>
        public const uint Group = 0xE00000FB;

        /// <summary>Its UDP port.</summary>
        public const int Port = 5353;

        private const int TriesMax = 2;

        /// <summary>True when this try of a lookup goes to the house.</summary>
        public static bool IsAskedThere(string name, int tries)
        {
            return tries < TriesMax && HostName.IsLocal(name);
        }

        /// <summary>True when what the reader has found may count.</summary>
        public static bool Believes(ILan lan, DnsReader found, uint from, int port)
        {
            if (port != Port || !lan.IsNear(from)) return false;
            for (int i = 0; i < found.Count; i++)
            {
                if (!lan.IsNear(found.Addresses[i])) return false;
            }
            return true;
        }
    }
}
