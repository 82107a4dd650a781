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
//
// A reason holds its number only, and the texts are code: as fields with literals they took 1.1 KB
// of the heap.

namespace Portreeve.Journal
{
    /// <summary>One way for something to end.</summary>
    internal sealed class EndReason
    {
        public static readonly EndReason Finished = new EndReason(0);
        public static readonly EndReason NotOnList = new EndReason(1);
        public static readonly EndReason Closed = new EndReason(2);
        public static readonly EndReason SwitchedOff = new EndReason(3);
        public static readonly EndReason TooMany = new EndReason(4);
        public static readonly EndReason TooManyEach = new EndReason(5);
        public static readonly EndReason TooFast = new EndReason(6);
        public static readonly EndReason Banned = new EndReason(7);
        public static readonly EndReason TimeOver = new EndReason(8);
        public static readonly EndReason OutOfHours = new EndReason(9);
        public static readonly EndReason NoClock = new EndReason(10);
        public static readonly EndReason NoSocket = new EndReason(11);
        public static readonly EndReason NoMemory = new EndReason(12);
        public static readonly EndReason NoDial = new EndReason(13);
        public static readonly EndReason NoName = new EndReason(14);
        public static readonly EndReason DialFailed = new EndReason(15);
        public static readonly EndReason DialTimeout = new EndReason(16);
        public static readonly EndReason ClientLeft = new EndReason(17);
        public static readonly EndReason ClientBroke = new EndReason(18);
        public static readonly EndReason TargetBroke = new EndReason(19);
        public static readonly EndReason ClientBrokeLast = new EndReason(20);
        public static readonly EndReason TargetBrokeLast = new EndReason(21);
        public static readonly EndReason Idle = new EndReason(22);
        public static readonly EndReason ClientSilentLast = new EndReason(23);
        public static readonly EndReason TargetSilentLast = new EndReason(24);
        public static readonly EndReason GaveWay = new EndReason(25);
        public static readonly EndReason Kicked = new EndReason(26);
        public static readonly EndReason RuleChanged = new EndReason(27);
        public static readonly EndReason NoLonger = new EndReason(28);
        public static readonly EndReason TargetMoved = new EndReason(29);
        public static readonly EndReason Stopping = new EndReason(30);

        /// <summary>All reasons, each at its place.</summary>
        public static readonly EndReason[] All =
        {
            Finished, NotOnList, Closed, SwitchedOff, TooMany, TooManyEach, TooFast, Banned,
            TimeOver, OutOfHours, NoClock, NoSocket, NoMemory, NoDial, NoName,
            DialFailed, DialTimeout, ClientLeft, ClientBroke, TargetBroke, ClientBrokeLast,
            TargetBrokeLast, Idle, ClientSilentLast, TargetSilentLast, GaveWay, Kicked,
            RuleChanged, NoLonger, TargetMoved, Stopping
        };

        /// <summary>Which of All it is, and its place in Counters.</summary>
        public readonly int Place;

        private EndReason(int place)
        {
            Place = place;
        }

        /// <summary>Two letters: cause and phase.</summary>
        public string Letters
        {
            get
            {
                switch (Place)
                {
                    case 0: return "--";
                    case 1: return "PA";
                    case 2: return "PX";
                    case 3: return "PO";
                    case 4: return "PM";
                    case 5: return "PS";
                    case 6: return "PR";
                    case 7: return "PB";
                    case 8: return "PE";
                    case 9: return "PH";
                    case 10: return "PT";
                    case 11: return "RA";
                    case 12: return "RM";
                    case 13: return "RC";
                    case 14: return "NC";
                    case 15: return "SC";
                    case 16: return "sC";
                    case 17: return "CC";
                    case 18: return "CD";
                    case 19: return "SD";
                    case 20: return "CL";
                    case 21: return "SL";
                    case 22: return "cD";
                    case 23: return "cL";
                    case 24: return "sL";
                    case 25: return "RD";
                    case 26: return "KD";
                    case 27: return "KR";
                    case 28: return "KT";
                    case 29: return "ND";
                    default: return "KS";
                }
            }
        }

        /// <summary>For a person.</summary>
        public string Sentence
        {
            get { return Place < NoDial.Place ? OfRefusal(Place) : OfEnd(Place); }
        }

        // What ended as it should, and who was never let in.
        private static string OfRefusal(int place)
        {
            switch (place)
            {
                case 0:
                    return "both sides finished";
                case 1:
                    return "refused: this address is not on the door's list";
                case 2:
                    return "refused: nobody is on the door's list";
                case 3:
                    return "refused: the door is switched off";
                case 4:
                    return "refused: the door's limit of connections at once is reached";
                case 5:
                    return "refused: this address has as many connections as the door allows each";
                case 6:
                    return "refused: this address opens connections faster than the door allows";
                case 7:
                    return "refused: banned for a while after too many refused tries";
                case 8:
                    return "refused: its permission has ended";
                case 9:
                    return "refused: not at this hour of the week";
                case 10:
                    return "refused: it depends on the time of day, which is not known yet";
                case 11:
                    return "refused: all sockets are in use and none has been idle long enough";
                default:
                    return "refused: memory is short; end some sessions";
            }
        }

        // Who was let in.
        private static string OfEnd(int place)
        {
            switch (place)
            {
                case 13:
                    return "the target could not be dialed: no free socket or no network";
                case 14:
                    return "the target has no address that may be dialed: its name is unknown, or "
                        + "it is our own";
                case 15:
                    return "the target refused the connection or is unreachable; check that its "
                        + "program runs";
                case 16:
                    return "the target did not answer in time; check that it is switched on";
                case 17:
                    return "the client left before the target answered";
                case 18:
                    return "the client broke off the connection";
                case 19:
                    return "the target broke off the connection";
                case 20:
                    return "the client broke off while the last bytes moved";
                case 21:
                    return "the target broke off while the last bytes moved";
                case 22:
                    return "idle for longer than the door's limit";
                case 23:
                    return "the target had finished and the client stayed silent too long";
                case 24:
                    return "the client had finished and the target stayed silent too long";
                case 25:
                    return "idle, gave its sockets to an admitted newcomer";
                case 26:
                    return "ended by the owner";
                case 27:
                    return "ended because its door was changed, switched off or removed";
                case 28:
                    return "ended because its permission ended or was revoked";
                case 29:
                    return "the target's name leads to another address now, where the next "
                        + "datagram goes";
                default:
                    return "the gateway is restarting";
            }
        }
    }
}
