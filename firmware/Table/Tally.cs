// Table: the counters of one rule. Plain numbers, added to by Relay, read by everyone.

namespace Portreeve.Table
{
    /// <summary>What one rule has done since boot.</summary>
    internal sealed class Tally
    {
        /// <summary>Bytes from clients to the target.</summary>
        public long BytesIn;

        /// <summary>Bytes from the target to clients.</summary>
        public long BytesOut;

        /// <summary>Clients let in.</summary>
        public int Admitted;

        /// <summary>Clients refused, for whatever reason.</summary>
        public int Refused;

        /// <summary>Admitted clients whose target could not be reached.</summary>
        public int Unreached;

        /// <summary>Datagrams that were dropped since they are longer than the platform can
        /// take.</summary>
        public int TooLong;

        /// <summary>Sessions or mappings alive now.</summary>
        public int Live;
    }
}
