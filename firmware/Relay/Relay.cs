// Relay: the bytes' room. It keeps one listener or UDP port for each open rule, follows the
// table, and visits everything once a step. It knows the rules, the network and the budget; it
// never reads flash and never speaks to the owner but by the journal.

using Portreeve.Access;
using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>Ports, sessions and mappings of all rules.</summary>
    internal sealed class Relay
    {
        private const int TimesEveryMs = 1000;

        private readonly RuleTable _table;
        private readonly Admission _admission;
        private readonly Surroundings _around;
        private readonly TargetBook _targets;
        private readonly Journal.Journal _journal;
        private readonly Intake _intake;
        private readonly RulePort[] _ports;
        private readonly byte[] _chunk;
        private readonly int _turnMask;
        private long _restsAtMs;
        private int _portCount;
        private int _tableVersion = -1;
        private int _grantsVersion = -1;
        private long _nextTimesMs;

        public Relay(RuleTable table, Admission admission, Resolver names, SocketBudget budget,
            MemoryBudget memory, Surroundings around, Limits limits, Journal.Journal journal,
            Counters counters)
        {
            _table = table;
            _admission = admission;
            _around = around;
            _targets = names.Targets;
            _journal = journal;
            _chunk = new byte[limits.ChunkBytes];
            _ports = new RulePort[table.Max];
            _turnMask = limits.TurnSteps - 1;
            Budget = budget;
            Memory = memory;
            Roster = new Roster(limits.SocketsMax, admission, journal, counters);
            Waker = new Waker(around, budget);
            _intake = new Intake(around, DialerOf(names), admission, names.Friends, Roster,
                new Places(budget, Memory, admission, Roster),
                new Refusals(admission, journal, counters));
        }

        /// <summary>Who holds how many sockets.</summary>
        public readonly SocketBudget Budget;

        /// <summary>Whether there is memory for newcomers.</summary>
        public readonly MemoryBudget Memory;

        /// <summary>Who is inside now.</summary>
        public readonly Roster Roster;

        /// <summary>Wakes targets.</summary>
        public readonly Waker Waker;

        /// <summary>Monotonic time in ms.</summary>
        public long NowMs { get { return _around.Clock.NowMs; } }

        /// <summary>How many newcomers wait for a lookup.</summary>
        public int WaitingCount { get { return _intake.Waiting.Taken; } }

        /// <summary>Visits the ports and sessions whose turn it is, and all that are not at rest.
        /// True: something moved.</summary>
        /// <param name="turn">0 up to Limits.TurnSteps, less one; below 0: everybody's.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public bool Step(int turn, long nowMs)
        {
            if (_tableVersion != _table.Version) FollowTable(nowMs);
            if (nowMs >= _nextTimesMs || _grantsVersion != _admission.Grants.Version)
            {
                FollowTimes(nowMs);
            }
            // Those who leave make room for those who come: first ends, then beginnings.
            bool moved = Roster.StepSessions(_chunk, turn, _turnMask, nowMs);
            if (_intake.Waiting.Taken > 0 && _intake.StepWaiting(nowMs)) moved = true;
            bool isQuiet = turn >= 0 && nowMs >= _restsAtMs;
            for (int i = isQuiet ? turn : 0; i < _portCount; i += isQuiet ? _turnMask + 1 : 1)
            {
                RulePort port = _ports[i];
                if (turn >= 0 && (i & _turnMask) != turn && nowMs >= port.RestsAtMs) continue;
                if (!Step(port, nowMs)) continue;
                moved = true;
                _restsAtMs = port.RestsAtMs = nowMs + Limits.RestMs;
            }
            if (Budget.IsPortWanted && !Budget.HasRoomForPort)
            {
                Roster.MappingGivesWay(0, null, true, nowMs);
            }
            return moved;
        }

        /// <summary>How a rule's door stands: one of <see cref="DoorState"/>.</summary>
        public int DoorOf(Rule rule)
        {
            int state = StandOf(rule);
            if (!DoorState.KeepsPort(state)) return state;
            if (_around.SafeMode) return DoorState.SafeMode;
            if (_around.Owner == Ownership.Missing) return DoorState.Unclaimed;
            if (!DoorState.IsOpen(state)) return state;
            int port = StateOf(rule);
            if (port < PortState.Listening) return DoorState.Failed;
            long nowMs = _around.Clock.NowMs;
            if (_targets.AddressOf(rule, 0, nowMs) == 0) return DoorState.NoTarget;
            return port == PortState.Full ? DoorState.Full : state;
        }

        /// <summary>Why the target of a rule cannot be dialed, or an empty string.</summary>
        public string TargetTroubleOf(Rule rule)
        {
            return _targets.TroubleOf(rule, _around.Clock.NowMs);
        }

        /// <summary>How the port of a rule stands: one of <see cref="PortState"/>.</summary>
        public int StateOf(Rule rule)
        {
            int i = IndexOf(rule);
            return i < 0 ? PortState.Closed : _ports[i].State;
        }

        /// <summary>Why the port of a rule waits, or an empty string.</summary>
        public string TroubleOf(Rule rule)
        {
            int i = IndexOf(rule);
            return i < 0 ? "" : _ports[i].Trouble;
        }

        /// <summary>Closes every port and ends everybody, for a restart.</summary>
        public void Close(long nowMs)
        {
            Roster.EndAll(EndReason.Stopping, nowMs);
            _intake.CloseWaiting(nowMs);
            for (int i = 0; i < _portCount; i++) _ports[i].Close();
            _portCount = 0;
        }

        private bool Step(RulePort port, long nowMs)
        {
            if (port.Open(nowMs)) Report(port.Rule, port.State, port.Trouble);
            Listener listener = port as Listener;
            if (listener == null) return Step((UdpPort)port, nowMs);
            return listener.IsOpen && _intake.Receive(listener, nowMs);
        }

        private bool Step(UdpPort port, long nowMs)
        {
            bool moved = port.Socket != null && _intake.Receive(port, _chunk, nowMs);
            // While the port waits its mappings still grow old; else they would hold the very
            // sockets that it waits for.
            bool passed = Roster.StepMappings(port, _chunk, nowMs);
            if (port.TakeTooLong())
            {
                _journal.Write(DoorName.Of(port.Rule) + " dropped a datagram over "
                    + Limits.DatagramBytesMax.ToString() + " bytes, which no board can take; "
                    + "\"show rules\" counts them");
            }
            return passed || moved;
        }

        // First all that goes, then all that comes: a port may pass from one rule to another.
        // An untouched rule is the same object as before, and nothing of it is touched here.
        private void FollowTable(long nowMs)
        {
            Budget.IsPortWanted = false;
            for (int i = 0; i < _portCount; i++)
            {
                RulePort port = _ports[i];
                Rule was = port.Rule;
                Rule now = Successor(was);
                if (now == was) continue;
                Roster.Follow(was, now, nowMs);
                bool keeps = IsOpenTo(now) && now.IsUdp == was.IsUdp && now.Port == was.Port;
                // One that closes keeps its last rule: newcomers who wait for a lookup still
                // point to it.
                if (keeps) port.Rule = now;
                else CloseAt(i--);
            }
            for (int i = 0; i < _table.Count; i++) Add(_table.At(i), nowMs);
            // Last: what memory has cut short is done in the next step.
            _tableVersion = _table.Version;
        }

        private Dialer DialerOf(Resolver names)
        {
            Dialer dialer = new Dialer();
            dialer.Network = _around.Network;
            dialer.Budget = Budget;
            dialer.Lan = _around.Lan;
            dialer.Targets = names.Targets;
            dialer.Waker = Waker;
            dialer.Journal = _journal;
            return dialer;
        }

        // What the table does not say and yet opens and closes doors: ends of rules, grants, and
        // the hours of those inside. Looked at once a second and when a grant changes.
        private void FollowTimes(long nowMs)
        {
            _nextTimesMs = nowMs + TimesEveryMs;
            _grantsVersion = _admission.Grants.Version;
            if (_around.Owner == Ownership.Missing)
            {
                Roster.EndAll(EndReason.RuleChanged, nowMs);
            }
            Roster.EndThoseWhoMayNotStay(nowMs);
            for (int i = 0; i < _portCount; i++)
            {
                if (!IsOpenTo(_ports[i].Rule)) CloseAt(i--);
            }
            for (int i = 0; i < _table.Count; i++) Add(_table.At(i), nowMs);
        }

        private void Add(Rule rule, long nowMs)
        {
            if (!IsOpenTo(rule) || IndexOf(rule) >= 0) return;
            INetwork network = _around.Network;
            RulePort port = rule.IsUdp
                ? (RulePort)new UdpPort(rule, network, Budget)
                : new Listener(rule, network, Budget);
            // A new door opens in this step, whosever turn it is.
            _restsAtMs = port.RestsAtMs = nowMs + Limits.RestMs;
            _ports[_portCount++] = port;
        }

        private void CloseAt(int i)
        {
            _ports[i].Close();
            _ports[i] = _ports[--_portCount];
            _ports[_portCount] = null;
            // Perhaps this one wanted it; another one says so again at its next try.
            Budget.IsPortWanted = false;
        }

        // The rule itself while it is in the table, else the one that took its number, else null.
        private Rule Successor(Rule rule)
        {
            return _table.Find(rule.Number);
        }

        // One with nobody on its list keeps its port until the last who came by a grant has left.
        private bool IsOpenTo(Rule rule)
        {
            if (rule == null || _around.Owner == Ownership.Missing) return false;
            int state = StandOf(rule);
            return DoorState.KeepsPort(state) || state == DoorState.Empty && rule.Tally.Live > 0;
        }

        // What rule and grants say, whatever the machine can do.
        private int StandOf(Rule rule)
        {
            int state = DoorState.OfRule(rule, _around.Clock.UtcSeconds);
            bool isGranted = state == DoorState.Empty && _admission.Grants.HasAny(rule);
            return isGranted ? DoorState.Granted : state;
        }

        private int IndexOf(Rule rule)
        {
            for (int i = 0; i < _portCount; i++)
            {
                if (_ports[i].Rule == rule) return i;
            }
            return -1;
        }

        private void Report(Rule rule, int state, string trouble)
        {
            _journal.Write(DoorName.Of(rule) + " "
                + PortState.ToText(state) + (trouble.Length > 0 ? ": " + trouble : ""));
        }
    }
}
