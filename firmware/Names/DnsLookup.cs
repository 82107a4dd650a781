// Names: one question to DNS and what became of it. Its owner makes it once, asks as often as it
// likes and looks at it every step; DnsClient alone writes the answer. Values only.

namespace Portreeve.Names
{
    /// <summary>How a lookup stands or ended. The first eight are <see cref="DnsVerdict"/>.
    /// </summary>
    internal static class LookupState
    {
        /// <summary>No server answered in time.</summary>
        public const int Silent = 8;

        /// <summary>We have no DNS server: no address yet, or none was given.</summary>
        public const int NoServer = 9;

        /// <summary>No socket could be had for it.</summary>
        public const int NoSocket = 10;

        /// <summary>Never asked.</summary>
        public const int Idle = 11;

        /// <summary>Waits for its turn.</summary>
        public const int Queued = 12;

        /// <summary>Asked, no answer yet.</summary>
        public const int Asking = 13;

        private static readonly string[] Sentences =
        {
            "found",
            "the name exists but has no IPv4 address",
            "there is no such name: is it spelled right?",
            "the DNS server could not find out (SERVFAIL); trying again",
            "the DNS server refuses to answer us",
            "the answer was too long for one datagram",
            "the DNS server's answer made no sense",
            "the DNS server's answer made no sense",
            "no DNS server answered: is the internet connection up?",
            "there is no DNS server: see the network settings",
            "no socket was free to ask",
            "not asked yet",
            "waits to be asked",
            "being asked"
        };

        /// <summary>The state as a sentence for a person.</summary>
        public static string ToText(int state)
        {
            return Sentences[state];
        }
    }

    /// <summary>A name to be looked up, and the last answer.</summary>
    internal sealed class DnsLookup
    {
        /// <summary>What is asked for: a host name in lower case, without final dot. Not to be
        /// changed while the lookup is under way.</summary>
        public string Name;

        /// <summary>One of <see cref="LookupState"/> or <see cref="DnsVerdict"/>.</summary>
        public int State = LookupState.Idle;

        /// <summary>Addresses found, host order; Count of them hold.</summary>
        public readonly uint[] Addresses = new uint[DnsReader.AddressesMax];

        /// <summary>How many addresses were found.</summary>
        public int Count;

        /// <summary>How long the answer may be used, ms: 30 s to 1 h whatever the server said.
        /// </summary>
        public int TtlMs;

        /// <summary>True when there are more addresses than the answer could hold.</summary>
        public bool IsPartial;

        /// <summary>The server that gave the answer, 0 when none did.</summary>
        public uint Server;

        /// <summary>True from Ask to the answer.</summary>
        public bool IsUnderWay
        {
            get { return State == LookupState.Queued || State == LookupState.Asking; }
        }
    }
}
