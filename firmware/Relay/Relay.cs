// Relay: the bytes' room. It keeps one listener or UDP port for each open rule, follows the
// table, and visits everything once a step. It knows the rules, the network and the budget; it
// never reads flash and never speaks to the owner but by the journal.

using Portreeve.Access;
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
        private readonly Journal.Journal _journal;
        private readonly Reception _reception;
        private readonly Listener[] _listeners;
        private readonly UdpPort[] _udpPorts;
        private readonly byte[] _chunk;
        private int _listenerCount;
        private int _udpPortCount;
        private int _tableVersion = -1;
        private int _grantsVersion = -1;
        private long _nextTimesMs;

        public Relay(RuleTable table, Admission admission, Directory names, SocketBudget budget,
            Surroundings around, Limits limits, Journal.Journal journal, Counters counters)
        {
            _table = table;
            _admission = admission;
            _around = around;
            _journal = journal;
            _chunk = new byte[limits.ChunkBytes];
            _listeners = new Listener[table.Max];
            _udpPorts = new UdpPort[table.Max];
            Budget = budget;
            Roster = new Roster(limits.SocketsMax, admission, journal, counters);
            Waker = new Waker(around, budget);
            _reception = new Reception(around, DiallerOf(names), admission, names.Friends, Roster,
                journal, counters, limits);
        }

        /// <summary>Who holds how many sockets.</summary>
        public readonly SocketBudget Budget;

        /// <summary>Who is inside now.</summary>
        public readonly Roster Roster;

        /// <summary>Wakes targets.</summary>
        public readonly Waker Waker;

        /// <summary>How many newcomers wait for a lookup.</summary>
        public int WaitingCount { get { return _reception.Waiting.Taken; } }

        /// <summary>Visits every port, session and mapping once. True: something moved.</summary>
        public bool Step(long nowMs)
        {
            if (_tableVersion != _table.Version) FollowTable(nowMs);
            if (nowMs >= _nextTimesMs || _grantsVersion != _admission.Grants.Version)
            {
                FollowTimes(nowMs);
            }
            bool moved = _reception.Waiting.Taken > 0 && _reception.StepWaiting(nowMs);
            for (int i = 0; i < _listenerCount; i++)
            {
                Listener listener = _listeners[i];
                if (listener.Open(nowMs)) Report(listener.Rule, listener.State, listener.Trouble);
                if (listener.IsOpen && _reception.Receive(listener, nowMs)) moved = true;
            }
            if (Roster.StepSessions(_chunk, nowMs)) moved = true;
            for (int i = 0; i < _udpPortCount; i++)
            {
                UdpPort port = _udpPorts[i];
                if (port.Open(nowMs)) Report(port.Rule, port.State, port.Trouble);
                if (port.Socket != null && _reception.Receive(port, _chunk, nowMs)) moved = true;
                // While the port waits its mappings still grow old; else they would hold the very
                // sockets that it waits for.
                if (Roster.StepMappings(port, _chunk, nowMs)) moved = true;
            }
            return moved;
        }

        /// <summary>How the port of a rule stands: one of <see cref="PortState"/>.</summary>
        public int StateOf(Rule rule)
        {
            int i = IndexOf(rule);
            if (i < 0) return PortState.Closed;
            return rule.IsUdp ? _udpPorts[i].State : _listeners[i].State;
        }

        /// <summary>Why the port of a rule waits, or an empty string.</summary>
        public string TroubleOf(Rule rule)
        {
            int i = IndexOf(rule);
            if (i < 0) return "";
            return rule.IsUdp ? _udpPorts[i].Trouble : _listeners[i].Trouble;
        }

        /// <summary>Closes every port and ends everybody, for a restart.</summary>
        public void Close(long nowMs)
        {
            Roster.EndAll(EndReason.Stopping, nowMs);
            _reception.CloseWaiting(nowMs);
            for (int i = 0; i < _listenerCount; i++) _listeners[i].Close();
            for (int i = 0; i < _udpPortCount; i++) _udpPorts[i].Close();
            _listenerCount = 0;
            _udpPortCount = 0;
        }

        // First all that goes, then all that comes: a port may pass from one rule to another.
        // An untouched rule is the same object as before, and nothing of it is touched here.
        private void FollowTable(long nowMs)
        {
            _tableVersion = _table.Version;
            for (int i = 0; i < _listenerCount; i++)
            {
                Listener listener = _listeners[i];
                Rule now = Successor(listener.Rule);
                if (now == listener.Rule) continue;
                Roster.Follow(listener.Rule, now, nowMs);
                bool keeps = IsOpenTo(now) && !now.IsUdp && now.Port == listener.Rule.Port;
                if (keeps)
                {
                    listener.Rule = now;
                    continue;
                }
                // It keeps its last rule: newcomers who wait for a lookup still point to it.
                listener.Close();
                _listeners[i--] = _listeners[--_listenerCount];
            }
            for (int i = 0; i < _udpPortCount; i++)
            {
                UdpPort port = _udpPorts[i];
                Rule now = Successor(port.Rule);
                if (now == port.Rule) continue;
                Roster.Follow(port.Rule, now, nowMs);
                bool keeps = IsOpenTo(now) && now.IsUdp && now.Port == port.Rule.Port;
                if (keeps)
                {
                    port.Rule = now;
                    continue;
                }
                port.Close();
                _udpPorts[i--] = _udpPorts[--_udpPortCount];
            }
            for (int i = 0; i < _table.Count; i++) Add(_table.At(i));
        }

        private Dialler DiallerOf(Directory names)
        {
            Dialler dialler = new Dialler();
            dialler.Network = _around.Network;
            dialler.Budget = Budget;
            dialler.Lan = _around.Lan;
            dialler.Targets = names.Targets;
            dialler.Waker = Waker;
            dialler.Journal = _journal;
            return dialler;
        }

        // What the table does not say and yet opens and closes doors: ends of rules, grants, and
        // the hours of those inside. Looked at once a second and when a grant changes.
        private void FollowTimes(long nowMs)
        {
            _nextTimesMs = nowMs + TimesEveryMs;
            _grantsVersion = _admission.Grants.Version;
            Roster.EndThoseWhoMayNotStay(nowMs);
            for (int i = 0; i < _listenerCount; i++)
            {
                if (IsOpenTo(_listeners[i].Rule)) continue;
                _listeners[i].Close();
                _listeners[i--] = _listeners[--_listenerCount];
            }
            for (int i = 0; i < _udpPortCount; i++)
            {
                if (IsOpenTo(_udpPorts[i].Rule)) continue;
                _udpPorts[i].Close();
                _udpPorts[i--] = _udpPorts[--_udpPortCount];
            }
            for (int i = 0; i < _table.Count; i++) Add(_table.At(i));
        }

        private void Add(Rule rule)
        {
            if (!IsOpenTo(rule) || IndexOf(rule) >= 0) return;
            if (rule.IsUdp)
            {
                _udpPorts[_udpPortCount++] = new UdpPort(rule, _around.Network, Budget);
            }
            else
            {
                _listeners[_listenerCount++] = new Listener(rule, _around.Network, Budget);
            }
        }

        // The rule itself while it is in the table, else the one that took its number, else null.
        private Rule Successor(Rule rule)
        {
            return _table.Find(rule.Number);
        }

        // A rule that has ended gives its listener back. One with nobody on its list is open
        // while it has grants, and until the last who came by them has left.
        private bool IsOpenTo(Rule rule)
        {
            if (rule == null || !rule.IsEnabled) return false;
            long utcSeconds = _around.Clock.UtcSeconds;
            bool hasEnded = rule.UntilSeconds != 0 && utcSeconds >= rule.UntilSeconds;
            if (hasEnded) return false;
            return !rule.From.IsEmpty || _admission.Grants.HasAny(rule) || rule.Tally.Live > 0;
        }

        private int IndexOf(Rule rule)
        {
            int count = rule.IsUdp ? _udpPortCount : _listenerCount;
            for (int i = 0; i < count; i++)
            {
                Rule served = rule.IsUdp ? _udpPorts[i].Rule : _listeners[i].Rule;
                if (served == rule) return i;
            }
            return -1;
        }

        private void Report(Rule rule, int state, string trouble)
        {
            _journal.Write((rule.IsUdp ? "udp " : "tcp ") + rule.Port.ToString() + " "
                + PortState.ToText(state) + (trouble.Length > 0 ? ": " + trouble : ""));
        }
    }
}
