// The numbers of the page's server: the second half of the one table of limits (Limits.cs), the
// same on every board.

namespace Portreeve
{
    /// <content>The page's server.</content>
    internal sealed partial class Limits
    {
        /// <summary>What a rule without a port takes, bytes: one of a document that is looked at.
        /// </summary>
        public const int ReadRuleBytes = 768;

        /// <summary>Longest request line, bytes: the longest of ours (why) has about 90.</summary>
        public const int WebTargetBytesMax = 512;

        /// <summary>Longest head of a request, bytes. Browsers send 500 to 900.</summary>
        public const int WebHeadBytesMax = 2048;

        /// <summary>What a head may hold beside that, bytes: fields that nobody here reads, such
        /// as the cookies that others left at this host. Servers usually take 8 to 16 KB.</summary>
        public const int WebSkippedBytesMax = 16 * 1024;

        /// <summary>Lines of a head, the request line included. Browsers send 10 to 20.</summary>
        public const int WebFieldsMax = 48;

        /// <summary>Longest body of a small request, bytes: a rule's line of three-byte
        /// characters.</summary>
        public const int WebBodyBytesMax = 1536;

        /// <summary>The send buffer of one page connection, bytes: what leaves without waiting
        /// (see ChunkBytes).</summary>
        public const int WebChunkBytes = 3200;

        /// <summary>Page connections at once. One when doors have taken the other sockets, or
        /// when memory has no room for the second.</summary>
        public const int WebConnectionsMax = 2;

        /// <summary>A newcomer for whom there is no memory is told so after this time, ms, in which
        /// room may come.</summary>
        public const int WebShortMs = 1000;

        /// <summary>What a page connection holds while it lives, bytes: 8.4 KB, counted on the
        /// interpreter (32 bits).</summary>
        public const int WebConnectionBytes = 8 * 1024 + 512;

        /// <summary>A head must be complete so long after its first byte, ms.</summary>
        public const int WebHeadMs = 4 * 1000;

        /// <summary>A body must be complete so long after its head, ms. A backup of 16 KB takes
        /// 2 s over the poorest Wi-Fi.</summary>
        public const int WebBodyMs = 8 * 1000;

        /// <summary>A connection without a request is closed after so long, ms: the page polls
        /// every 2 s.</summary>
        public const int WebIdleMs = 15 * 1000;

        /// <summary>An answer of which nothing could be sent for so long is given up, ms.
        /// </summary>
        public const int WebStallMs = 5 * 1000;

        /// <summary>An answer must be out after so long, ms: 20 KB at 8 kbit/s.</summary>
        public const int WebAnswerMs = 20 * 1000;

        /// <summary>What still comes after the last answer is read away for so long, ms; a reset
        /// sent at once could destroy the answer on its way (RFC 9112 section 9.6).</summary>
        public const int WebLingerMs = 1000;

        /// <summary>A connection whose next request is so long overdue may give way, ms.
        /// </summary>
        public const int WebGraceMs = 250;

        /// <summary>A newcomer gets the place of a connection that has taken longer than this
        /// for its request, ms.</summary>
        public const int WebPatienceMs = 1000;

        /// <summary>The same while newcomers keep pressing, ms: a request comes right behind its
        /// handshake, so whoever has sent none by then is not in a hurry.</summary>
        public const int WebPressedMs = 30;

        /// <summary>The press is over when nobody had to give way for so long, ms.</summary>
        public const int WebPressMs = 2000;

        /// <summary>Browsers logged in at once.</summary>
        public const int WebLoginsMax = 3;

        /// <summary>A login ends when not heard of for so long, ms.</summary>
        public const int WebLoginIdleMs = 30 * 60 * 1000;

        /// <summary>A login ends so long after it began, ms: a day's work.</summary>
        public const int WebLoginMs = 12 * 60 * 60 * 1000;

        /// <summary>A login's challenge must be answered so soon, ms.</summary>
        public const int WebChallengeMs = 60 * 1000;

        /// <summary>The journal tells of wrong passwords and keys so often at most, ms.</summary>
        public const int FailureToldMs = 5 * 1000;

        /// <summary>A change that could lock the owner out is undone after so long, ms.</summary>
        public const int ConfirmMs = 60 * 1000;

        /// <summary>Configured names of the page, and the longest of them in characters.
        /// </summary>
        public const int WebHostsMax = 4;
        public const int WebHostCharsMax = 100;

        /// <summary>Entries of the admin networks.</summary>
        public const int AdminNetworksMax = 8;

        /// <summary>Keys for scripts.</summary>
        public const int ApiKeysMax = 8;

        /// <summary>Longest body at all, bytes: a backup to restore.</summary>
        public const int WebLargeBytesMax = PayloadBytesMax;
    }
}
