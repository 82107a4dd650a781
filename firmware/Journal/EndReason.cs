// Journal: why a session, a mapping or a try ended. The one list of reasons: two letters (cause and
// phase, after HAProxy's termination state), one sentence, one counter each.
//
//   cause   C client broke off   S target broke off or refused   P refused by policy
//           R out of resources   K ended by the owner            c client silent   s target silent
//           N no name   - nobody: it ended as it should
//   phase   A admission   C connecting to the target   D moving bytes   L last bytes (one way is
//           closed)   - after the end. Refusals by policy say which: A list, X closed, O off,
//           M limit, S limit of each address, R rate, B ban, E ended, H hours, T time unknown;
//           resources: A sockets, M memory; the owner: D kick, R rule, T time over, S stop.

namespace Portreeve.Journal
{
    /// <summary>One way for something to end.</summary>
    internal sealed class EndReason
    {
        public static readonly EndReason Finished = new EndReason("--",
            "both sides finished");
        public static readonly EndReason NotOnList = new EndReason("PA",
            "refused: this address is not on the door's list");
        public static readonly EndReason Closed = new EndReason("PX",
            "refused: nobody is on the door's list");
        public static readonly EndReason SwitchedOff = new EndReason("PO",
            "refused: the door is switched off");
        public static readonly EndReason TooMany = new EndReason("PM",
            "refused: the door's limit of connections at once is reached");
        public static readonly EndReason TooManyEach = new EndReason("PS",
            "refused: this address has as many connections as the door allows each");
        public static readonly EndReason TooFast = new EndReason("PR",
            "refused: this address opens connections faster than the door allows");
        public static readonly EndReason Banned = new EndReason("PB",
            "refused: banned for a while after too many refused tries");
        public static readonly EndReason TimeOver = new EndReason("PE",
            "refused: its permission has ended");
        public static readonly EndReason OutOfHours = new EndReason("PH",
            "refused: not at this hour of the week");
        public static readonly EndReason NoClock = new EndReason("PT",
            "refused: it depends on the time of day, which is not known yet");
        public static readonly EndReason NoSocket = new EndReason("RA",
            "refused: all sockets are in use and none has been idle long enough");
        public static readonly EndReason NoMemory = new EndReason("RM",
            "refused: memory is short; end some sessions");
        public static readonly EndReason NoDial = new EndReason("RC",
            "the target could not be dialed: no free socket or no network");
        public static readonly EndReason NoName = new EndReason("NC",
            "the target has no address that may be dialed: its name is unknown, or it is our own");
        public static readonly EndReason DialFailed = new EndReason("SC",
            "the target refused the connection or is unreachable; check that its program runs");
        public static readonly EndReason DialTimeout = new EndReason("sC",
            "the target did not answer in time; check that it is switched on");
        public static readonly EndReason ClientLeft = new EndReason("CC",
            "the client left before the target answered");
        public static readonly EndReason ClientBroke = new EndReason("CD",
            "the client broke off the connection");
        public static readonly EndReason TargetBroke = new EndReason("SD",
            "the target broke off the connection");
        public static readonly EndReason ClientBrokeLast = new EndReason("CL",
            "the client broke off while the last bytes moved");
        public static readonly EndReason TargetBrokeLast = new EndReason("SL",
            "the target broke off while the last bytes moved");
        public static readonly EndReason Idle = new EndReason("cD",
            "idle for longer than the door's limit");
        public static readonly EndReason ClientSilentLast = new EndReason("cL",
            "the target had finished and the client stayed silent too long");
        public static readonly EndReason TargetSilentLast = new EndReason("sL",
            "the client had finished and the target stayed silent too long");
        public static readonly EndReason GaveWay = new EndReason("RD",
            "idle, gave its sockets to an admitted newcomer");
        public static readonly EndReason Kicked = new EndReason("KD",
            "ended by the owner");
        public static readonly EndReason RuleChanged = new EndReason("KR",
            "ended because its door was changed, switched off or removed");
        public static readonly EndReason NoLonger = new EndReason("KT",
            "ended because its permission ended or was revoked");
        public static readonly EndReason TargetMoved = new EndReason("ND",
            "the target's name leads to another address now, where the next datagram goes");
        public static readonly EndReason Stopping = new EndReason("KS",
            "the gateway is restarting");

        /// <summary>All reasons. A reason's place here is its place in Counters.</summary>
        public static readonly EndReason[] All =
        {
            Finished, NotOnList, Closed, SwitchedOff, TooMany, TooManyEach, TooFast, Banned,
            TimeOver, OutOfHours, NoClock, NoSocket, NoMemory, NoDial, NoName,
            DialFailed, DialTimeout, ClientLeft, ClientBroke, TargetBroke, ClientBrokeLast,
            TargetBrokeLast, Idle, ClientSilentLast, TargetSilentLast, GaveWay, Kicked,
            RuleChanged, NoLonger, TargetMoved, Stopping
        };

        private EndReason(string letters, string sentence)
        {
            Letters = letters;
            Sentence = sentence;
        }

        /// <summary>Two letters: cause and phase.</summary>
        public readonly string Letters;

        /// <summary>For a person.</summary>
        public readonly string Sentence;

        /// <summary>The reason with these letters, or null.</summary>
        public static EndReason Find(string letters)
        {
            for (int i = 0; i < All.Length; i++)
            {
                if (All[i].Letters == letters) return All[i];
            }
            return null;
        }
    }
}
