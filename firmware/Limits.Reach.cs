// The numbers of being reached: DNS updates, the router above, mDNS. The third part of the one
// table of limits (Limits.cs), the same on every board.

namespace Portreeve
{
    /// <content>Being reached from outside.</content>
    internal sealed partial class Limits
    {
        /// <summary>The buffer of an errand over HTTP, bytes; the one while it lasts.</summary>
        public const int ReachBytes = 1024;

        /// <summary>Heap that an errand asks for, bytes: its buffer, its request twice, the
        /// answer's text, a lookup, a dial.</summary>
        public const int ReachErrandBytes = 5 * 1024;

        /// <summary>Most invites at a time; one takes about 100 bytes.</summary>
        public const int InvitesMax = 4;

        /// <summary>How long an invite waits for its guest, ms: a day.</summary>
        public const int InviteMs = 24 * 60 * 60 * 1000;

        /// <summary>Most guests one invite lets in.</summary>
        public const int InviteUsesMax = 20;

        /// <summary>Longest request that the invites' door reads, bytes; what a phone's browser
        /// sends has 400 to 700.</summary>
        public const int InviteHeadBytes = 1536;

        /// <summary>Heap that a visitor of the invites' door takes, bytes: the request and the
        /// answer.</summary>
        public const int InviteBytes = 6 * 1024;

        /// <summary>How long such a visitor may take to ask and to be answered, ms.</summary>
        public const int InviteTalkMs = 3000;

        /// <summary>Wrong codes after which an address is not listened to.</summary>
        public const int GuessesMax = 3;

        /// <summary>For how long, ms.</summary>
        public const int GuessForgetMs = 10 * 60 * 1000;

        /// <summary>Addresses remembered for that.</summary>
        public const int GuessersMax = 8;

        /// <summary>Heap of one finding of the doctor, bytes: object and two sentences.</summary>
        public const int FindingBytes = 600;

        /// <summary>Most findings of a test of one rule: those that its steps can make.</summary>
        public const int FindingsOfRuleMax = 12;

        /// <summary>Most findings of a test of all rules.</summary>
        public const int FindingsMax = 24;

        /// <summary>How long findings can be read after a test, ms; they take 2 to 4 KB.</summary>
        public const int FindingsKeptMs = 5 * 60 * 1000;

        /// <summary>How long the doctor listens to a target that may speak first, ms: SSH, mail and
        /// FTP greet within one.</summary>
        public const int HearMs = 1500;

        /// <summary>How long the doctor waits for the router's word, ms: three protocols, asked one
        /// after another, take 12.5 s where nothing answers.</summary>
        public const int RouterWaitMs = 14 * 1000;

        /// <summary>The public resolver that the doctor asks for our name when the owner has set
        /// none, host order: 1.1.1.1, which withholds no names.</summary>
        public const uint PublicResolver = 0x01010101;

        /// <summary>How long a try at our own outside address may take, ms.</summary>
        public const int HairpinMs = 4 * 1000;

        /// <summary>How long the doctor waits for a knock, ms: to find a phone and switch its
        /// Wi-Fi off.</summary>
        public const int KnockWaitMs = 2 * 60 * 1000;

        /// <summary>Longest request, characters: the longest of ours, AddPortMapping, has about
        /// 950; it must leave in one chunk.</summary>
        public const int ReachRequestCharsMax = 1400;

        /// <summary>Longest answer that is read, bytes. Descriptions of routers have 2 to 16 KB.
        /// </summary>
        public const int ReachAnswerBytesMax = 48 * 1024;

        /// <summary>An errand must be over after so long, ms: a name, a TLS handshake on the chip,
        /// an answer.</summary>
        public const int ReachHttpMs = 30 * 1000;

        /// <summary>Longest tag or text of a tag that is read, bytes. The type of a router's
        /// service has about 50.</summary>
        public const int ReachTagBytesMax = 128;

        /// <summary>Memory that a TLS connection asks of the system, bytes: mbedTLS takes 16 KB
        /// for what comes, 4 to 16 for what goes, and 10 for the handshake.</summary>
        public const int TlsBytesMin = 48 * 1024;

        /// <summary>Longest web address and longest list of names a DNS provider is given,
        /// characters.</summary>
        public const int DdnsCharsMax = 250;

        /// <summary>Longest user name or password, characters.</summary>
        public const int DdnsSecretCharsMax = 100;

        /// <summary>Names updated together: one bit each says which was refused.</summary>
        public const int DdnsNamesMax = 8;

        /// <summary>Two updates are at least so far apart, s: ddclient keeps 5 min for most
        /// providers.</summary>
        public const int DdnsPauseS = 5 * 60;

        /// <summary>The first pause after a failure, s; it doubles. ddclient: 5 min.</summary>
        public const int DdnsRetryS = 5 * 60;

        /// <summary>The longest pause after failures, s.</summary>
        public const int DdnsRetryMaxS = 4 * 60 * 60;

        /// <summary>The pause after "911" and other troubles of the provider, s: No-IP forbids to
        /// ask again before 30 min.</summary>
        public const int DdnsTroubleS = 30 * 60;

        /// <summary>The longest pause that an answer "wNNh" may ask for, s.</summary>
        public const int DdnsWaitMaxS = 24 * 60 * 60;

        /// <summary>Unchanged names are updated after so many days: No-IP's expire after 30;
        /// ddclient takes 25.</summary>
        public const int DdnsRefreshDays = 25;

        /// <summary>The most days that can be set for it.</summary>
        public const int DdnsRefreshDaysMax = 60;

        /// <summary>A what-is-my-address service is asked so often, ms. They ask for 5 min or
        /// more.</summary>
        public const int PublicAddressMs = 10 * 60 * 1000;

        /// <summary>After a failure it is asked again so soon, ms.</summary>
        public const int PublicAddressRetryMs = 5 * 60 * 1000;

        /// <summary>How long a lease at the router above is asked for, s: RFC 6886 section 3.3
        /// recommends 7,200.</summary>
        public const int LeaseS = 7200;

        /// <summary>A lease is never taken for shorter than this, s, whatever the router says: RFC
        /// 6887 section 15 has 120 s as the least.</summary>
        public const int LeaseMinS = 120;

        /// <summary>First wait for a router's answer, ms; it doubles (RFC 6886 section 3.1).
        /// </summary>
        public const int RouterTryMs = 250;

        /// <summary>Tries while it is not known what a router speaks: 1.75 s.</summary>
        public const int RouterProbesMax = 3;

        /// <summary>Tries before a router counts as silent: 250 ms to 4 s, 7.75 s in all.
        /// </summary>
        public const int RouterTriesMax = 5;

        /// <summary>Time for routers to answer a search (SSDP), ms: MX is 2 s.</summary>
        public const int RouterSearchMs = 3000;

        /// <summary>The router is asked so often whether it still is the same, ms: a router that
        /// has restarted has forgotten every lease.</summary>
        public const int RouterWatchMs = 60 * 1000;

        /// <summary>A router that speaks nothing we know is tried again after so long, ms.
        /// </summary>
        public const int RouterAgainMs = 10 * 60 * 1000;

        /// <summary>The first pause after a refused lease, ms; it doubles up to RouterAgainMs.
        /// </summary>
        public const int LeaseRetryMs = 30 * 1000;

        /// <summary>Wrong datagrams after which a try at the router ends.</summary>
        public const int RouterStraysMax = 16;

        /// <summary>Longest mDNS message that is read, bytes. Questions stand first in it.
        /// </summary>
        public const int MdnsBytes = 512;

        /// <summary>Time to live of our records, s (RFC 6762 section 10).</summary>
        public const int MdnsTtlS = 120;

        /// <summary>Between two probes, ms (RFC 6762 section 8.1).</summary>
        public const int MdnsProbeMs = 250;

        /// <summary>Conflicts after which probing slows down to one in 5 s (section 8.1).
        /// </summary>
        public const int MdnsConflictsMax = 15;
    }
}
