// Table: how a lookup of a host name stands or ended, as numbers and as sentences. Values only:
// the room Names writes them, everybody reads them.

namespace Portreeve.Table
{
    /// <summary>What one message turned out to be.</summary>
    internal static class DnsVerdict
    {
        /// <summary>Addresses were found.</summary>
        public const int Found = 0;

        /// <summary>The name exists and has no IPv4 address.</summary>
        public const int NoAddress = 1;

        /// <summary>There is no such name (NXDOMAIN).</summary>
        public const int NoSuchName = 2;

        /// <summary>The server could not find out (SERVFAIL).</summary>
        public const int ServerFailed = 3;

        /// <summary>The server will not answer us (REFUSED and other codes).</summary>
        public const int Refused = 4;

        /// <summary>Cut off by the server, and not one address was whole.</summary>
        public const int TooLong = 5;

        /// <summary>Answers our question, but its bytes make no sense.</summary>
        public const int Malformed = 6;

        /// <summary>No answer to our question: another id, another name. To be ignored.</summary>
        public const int NotOurs = 7;

        /// <summary>True for one that tells where a name is, or that it is nowhere.</summary>
        public static bool IsAnswer(int state)
        {
            return state <= NoSuchName;
        }
    }

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

        /// <summary>There was no memory to ask.</summary>
        public const int NoMemory = 14;

        /// <summary>The state as a sentence for a person.</summary>
        public static string ToText(int state)
        {
            switch (state)
            {
                case DnsVerdict.Found: return "found";
                case DnsVerdict.NoAddress: return "the name exists but has no IPv4 address";
                case DnsVerdict.NoSuchName:
                    return "there is no such name; check its spelling";
                case DnsVerdict.ServerFailed:
                    return "the DNS server could not find out (SERVFAIL); trying again";
                case DnsVerdict.Refused: return "the DNS server refuses to answer us";
                case DnsVerdict.TooLong: return "the answer was too long for one datagram";
                case Silent: return "no DNS server answered; check the internet connection";
                case NoServer: return "there is no DNS server: see the network settings";
                case NoSocket: return "no socket was free to ask";
                case Idle: return "not asked yet";
                case Queued: return "waits to be asked";
                case Asking: return "being asked";
                case NoMemory: return "there was no memory to ask: end some sessions";
                default: return "the DNS server's answer made no sense";
            }
        }
    }
}
