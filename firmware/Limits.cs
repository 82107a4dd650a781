// The numbers that size the gateway, that a board sets, or that more than one place keeps to, in
// one table, each with its unit and its origin. A board's image sets the first group; the rest is
// the same everywhere. What one algorithm alone needs (a packet's length, a step of a back-off)
// stands beside it as a constant. The numbers of the page's server are in Limits.Page.cs.

namespace Portreeve
{
    /// <summary>The numbers the gateway keeps to.</summary>
    internal sealed partial class Limits
    {
        // ---- set by the board's image; the defaults are those of the WT32-ETH01 image ----

        /// <summary>Sockets of any kind, listeners included: CONFIG_LWIP_MAX_SOCKETS=16.</summary>
        public int SocketsMax = 16;

        /// <summary>TCP listeners: CONFIG_LWIP_MAX_LISTENING_TCP=8; 5 on the BLE images.</summary>
        public int ListenersMax = 8;

        /// <summary>TCP connections, clients' and targets' alike, the page's among them:
        /// CONFIG_LWIP_MAX_ACTIVE_TCP=16; 10 on the BLE images.</summary>
        public int ConnectionsMax = 16;

        /// <summary>
        /// Bytes moved at once: 2 MSS. lwIP reports room only above TCP_SNDLOWAT = 2,881 free
        /// bytes, so a send of 2,880 never waits (docs/platform.md, Sockets).
        /// </summary>
        public int ChunkBytes = 2880;

        /// <summary>The gateway's own HTTP page, TCP port, until the owner sets another; 0 = no
        /// page.</summary>
        public int WebPort = 80;

        /// <summary>Chores, doors and sessions at rest take turns, each has its own every so many
        /// steps; what moved last time is visited in each. A power of two; 1 where the loop sleeps
        /// until somebody has something.</summary>
        public int TurnSteps = 1;

        /// <summary>The same on the chip, whose loop naps a tick of 10 ms when nothing moves: so
        /// nobody waits for more than 40 ms, and an idle step costs a third.</summary>
        public const int ChipTurnSteps = 4;

        /// <summary>A step that comes later than so long after the last is everybody's turn, ms.
        /// </summary>
        public const int TurnMs = 20;

        /// <summary>Journal lines kept in memory: 64 of about 80 characters are 12 KB of the
        /// chip's heap.</summary>
        public int JournalLinesMax = 64;

        /// <summary>Rules kept: more than listeners, since closed rules take none.</summary>
        public int RulesMax = 32;

        /// <summary>Refused tries that are remembered.</summary>
        public int KnocksMax = 32;

        /// <summary>Sets of four addresses whose new sessions are counted: 64 addresses.</summary>
        public int RateSets = 16;

        /// <summary>Sets of four addresses whose refused tries are counted: 32 addresses.
        /// </summary>
        public int BanSets = 8;

        /// <summary>What a board without PSRAM carries, whose heap is 110,000 bytes in all.
        /// </summary>
        public void SetSmall()
        {
            JournalLinesMax = 16;
            RulesMax = 12;
            KnocksMax = 8;
            RateSets = 4;
            BanSets = 4;
        }

        // ---- the same everywhere ----

        /// <summary>Heap that stays free for the work of page and console, bytes: what a rule's
        /// line needs on its way through, with the stack.</summary>
        public const int HeapBytesMin = 6 * 1024;

        /// <summary>What a session takes, bytes: objects, two sockets, its end's line in the
        /// journal (counted on the interpreter, 32 bits).</summary>
        public const int SessionBytes = 1536;

        /// <summary>What a mapping takes, bytes.</summary>
        public const int MappingBytes = 1024;

        /// <summary>What a rule with its port takes, bytes.</summary>
        public const int RuleBytes = 1536;

        /// <summary>What a lookup takes while it is under way, bytes: buffers and a socket.
        /// </summary>
        public const int LookupBytes = 1536;

        /// <summary>What a command or a small request needs on its way, bytes; it may use what is
        /// kept for work.</summary>
        public const int WorkBytes = 3 * 1024;

        /// <summary>What a knock takes, bytes.</summary>
        public const int KnockBytes = 128;

        /// <summary>Memory that stays free in the system, bytes: a session's buffers in lwIP can
        /// ask for 23 KB at the very worst, and rarely more than half of it.</summary>
        public const int SystemBytesMin = 12 * 1024;

        /// <summary>Sockets kept for the owner: one page connection, one outgoing query.</summary>
        public const int OwnerSockets = 2;

        /// <summary>Socket to accept and judge a newcomer: who it is shows only then.</summary>
        public const int JudgeSockets = 1;

        /// <summary>Sockets of a session: the client's and the target's.</summary>
        public const int SessionSockets = 2;

        /// <summary>Rest after which the last session of an address, or a mapping in use, may
        /// give way to a newcomer, ms.</summary>
        public const int GiveWayIdleMs = 60 * 1000;

        /// <summary>Rest after which one of several sessions of an address may, ms: a browser
        /// fetches the parts of a page with less between them.</summary>
        public const int YieldMs = 1000;

        /// <summary>The same where an address has the door to itself, ms: nobody else loses by it.
        /// Two who shared by this would take each other's places for ever.</summary>
        public const int YieldAloneMs = 250;

        /// <summary>The same for one whose client waits for an answer or has not taken what came,
        /// and for a mapping that has had none, ms: most are through in less.</summary>
        public const int YieldAskingMs = 5 * 1000;

        /// <summary>The same for a mapping that was one question and its answer, ms: a client on
        /// the other side of the world would have spoken again.</summary>
        public const int YieldAnsweredMs = 250;

        /// <summary>A newcomer beyond the rule's "each" waits so long for one of its own
        /// to end, ms: longer than a person waits for a page.</summary>
        public const int EachWaitMs = 15 * 1000;

        /// <summary>Deadline of a dial, ms. Four SYNs of lwIP take 22 s (TCP_SYNMAXRTX=4); a
        /// person waits 10 s.</summary>
        public const int DialMs = 10 * 1000;

        /// <summary>Idle limit of a session, ms: 2 h 4 min, RFC 5382 REQ-5.</summary>
        public const int SessionIdleMs = (2 * 60 + 4) * 60 * 1000;

        /// <summary>Time left to one direction after the other has ended, ms. HAProxy's advice of
        /// a shorter timeout for a half-closed session (client-fin); RFC 7857 says 4 min.</summary>
        public const int HalfClosedMs = 4 * 60 * 1000;

        /// <summary>Time left to drain where no half-close can be sent, ms of silence.</summary>
        public const int DrainMs = 5 * 1000;

        /// <summary>The same when the target has finished and the client waits for our FIN to
        /// know it (HTTP/1.0 does), ms: enough for bytes under way in a home network.</summary>
        public const int DrainLastMs = 250;

        /// <summary>Silence after which a client whose target is gone has read its last words, ms:
        /// a round trip through the world, and a lost packet sent again.</summary>
        public const int LastWordsQuietMs = 1000;

        /// <summary>Longest time for that, however much the client still sends, ms: nginx's
        /// lingering_timeout.</summary>
        public const int LastWordsMs = 5 * 1000;

        /// <summary>Idle limit of a mapping, ms: RFC 4787 REQ-5 recommends 5 min or more.</summary>
        public const int MappingIdleMs = 5 * 60 * 1000;

        /// <summary>Least idle limit of a mapping unless its rule says so, ms: REQ-5.</summary>
        public const int MappingIdleMinMs = 2 * 60 * 1000;

        /// <summary>Chunks one direction may move in one step, so that a bulk stream cannot starve
        /// a key stroke. 4 x 2,880 bytes empty lwIP's receive window twice.</summary>
        public const int ChunksPerVisitMax = 4;

        /// <summary>Newcomers a listener takes in one step: lwIP's mailbox holds 6.</summary>
        public const int AcceptsPerVisitMax = 6;

        /// <summary>Datagrams one port or mapping moves in one step: UDP_RECVMBOX is 6;
        /// the double lets those that come meanwhile through.</summary>
        public const int DatagramsPerVisitMax = 12;

        /// <summary>Longest datagram of a board, bytes: one Ethernet frame, since the images put
        /// no fragments together (CONFIG_LWIP_IP4_REASSEMBLY=n).</summary>
        public const int DatagramBytesMax = 1472;

        /// <summary>A listener that could not be opened is tried again after so long, ms.</summary>
        public const int ReopenMs = 5 * 1000;

        /// <summary>A session without a byte, a door without a newcomer or a datagram for so long
        /// is at rest, ms.</summary>
        public const int RestMs = 1000;

        /// <summary>The loop stays awake so long after a byte, ms (docs/platform.md).</summary>
        public const int AwakeMs = 200;

        /// <summary>Where sockets wake their sessions, one that nothing wakes is looked at after
        /// so long all the same, ms.</summary>
        public const int SleepMs = 1000;

        /// <summary>Entries of all "from" lists together.</summary>
        public const int AllowEntriesMax = 64;

        /// <summary>Longest rule line, characters.</summary>
        public const int RuleCharsMax = 400;

        /// <summary>Longest idle limit a rule may set, seconds: a week.</summary>
        public const int IdleSecondsMax = 7 * 24 * 60 * 60;

        /// <summary>Longest dial a rule may set, seconds: a waking disk takes minutes.</summary>
        public const int DialSecondsMax = 5 * 60;

        /// <summary>Longest line on the console: a rule and the command before it.</summary>
        public const int LineCharsMax = RuleCharsMax + 80;

        /// <summary>Lines the console keeps for the arrow keys. 12 rules are about 2 KB.</summary>
        public const int HistoryLinesMax = 12;

        /// <summary>Lookups that may wait for the DNS client; askers keep the rest.</summary>
        public const int LookupsMax = 8;

        /// <summary>Lookups one book of names has under way at once.</summary>
        public const int LookupsPerBookMax = 4;

        /// <summary>Tries of one lookup, over all servers.</summary>
        public const int LookupTriesMax = 4;

        /// <summary>Time of the first two tries of a lookup, ms; the next two take twice as long.
        /// Four tries end after 9 s. glibc waits 5 s, lwIP 1 s for the first.</summary>
        public const int LookupTryMs = 1500;

        /// <summary>Wrong answers after which a try ends: one in 4,096 to guess an id of 16 bits
        /// in so many, and the next try has another.</summary>
        public const int LookupStraysMax = 16;

        /// <summary>Least time an answer is used, ms.</summary>
        public const int LookupTtlMinMs = 30 * 1000;

        /// <summary>Longest time an answer is used, ms.</summary>
        public const int LookupTtlMaxMs = 60 * 60 * 1000;

        /// <summary>A knock makes a name be looked up at most this often, ms.</summary>
        public const int KnockLookupMs = 10 * 1000;

        /// <summary>Without network a lookup is tried again after so long, ms.</summary>
        public const int LookupNoNetworkMs = 5 * 1000;

        /// <summary>Longest pause between failing lookups, ms; LookupTtlMinMs at first.</summary>
        public const int LookupPauseMaxMs = 5 * 60 * 1000;

        /// <summary>A friend's last address is believed so long without an answer, ms.</summary>
        public const int FriendGraceMs = 24 * 60 * 60 * 1000;

        /// <summary>Friends' addresses are written to flash at most this often, ms: at most
        /// 144 writes a day, where one sector bears 100,000.</summary>
        public const int FriendSaveMs = 10 * 60 * 1000;

        /// <summary>A newcomer whose knock made us look up names waits so long, ms.</summary>
        public const int ParkMs = 3 * 1000;

        /// <summary>Newcomers that may wait for a lookup, or for an end of their own, at once:
        /// a browser opens six connections, and two are let in by "each 2".</summary>
        public const int ParkedMax = 4;

        /// <summary>Refused tries are forgotten after so long without one, ms.</summary>
        public const int BanTriesForgottenMs = 10 * 60 * 1000;

        /// <summary>How long the last ban was is forgotten after so long without a try, ms.
        /// </summary>
        public const int BanLevelForgottenMs = 24 * 60 * 60 * 1000;

        /// <summary>Grants in force at once.</summary>
        public const int GrantsMax = 16;

        /// <summary>A grant's calendar end that lies so much beyond what is left of it shows that
        /// the clock was wrong, s.</summary>
        public const int ClockSlackSeconds = 60;

        /// <summary>A write to flash that failed is tried again after so long, ms.</summary>
        public const int SaveRetryMs = 60 * 1000;

        /// <summary>Grants that have ended and are still listed.</summary>
        public const int GrantsEndedMax = 8;

        /// <summary>How long a target that sleeps is dialed after it was woken, ms.</summary>
        public const int WakeMs = 60 * 1000;

        /// <summary>Deadline of each dial to a target that may be asleep, ms.</summary>
        public const int WakeCallMs = 3 * 1000;

        /// <summary>Further dials to a target that has a name, once it is looked up again or
        /// has several addresses.</summary>
        public const int DialTurnsMax = 3;

        /// <summary>Pause between dials to a target that is waking up, ms; the magic packet is
        /// sent again each time, since it has no answer.</summary>
        public const int WakeRedialMs = 2 * 1000;

        /// <summary>Length of one store's text in flash, bytes at most.</summary>
        public const int PayloadBytesMax = 16 * 1024;
    }
}
