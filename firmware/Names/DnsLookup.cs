// Names: one question to DNS and what became of it. Its owner makes it once, asks as often as it
// likes and looks at it every step; DnsClient alone writes the answer. Values only.

using Portreeve.Table;

namespace Portreeve.Names
{
    /// <summary>A name to be looked up, and the last answer.</summary>
    internal class DnsLookup
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

        /// <summary>The only server to ask, host order; 0 asks the network's own.</summary>
        public virtual uint AskedServer { get { return 0; } }

        /// <summary>The server that gave the answer, 0 when none did.</summary>
        public uint Server;

        /// <summary>True from Ask to the answer.</summary>
        public bool IsUnderWay
        {
            get { return State == LookupState.Queued || State == LookupState.Asking; }
        }
    }
}
