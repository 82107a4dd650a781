// Relay: who gets a place and who gives one up. It compares what is free with what a newcomer needs
// and asks the roster for those who rest; it ends nobody by itself and knows no stream. The
// socket on which the next newcomer is judged is free after every step.

using Portreeve.Access;
using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>Shares the places.</summary>
    internal sealed class Places
    {
        private readonly SocketBudget _budget;
        private readonly MemoryBudget _memory;
        private readonly Admission _admission;
        private readonly Roster _roster;

        public Places(SocketBudget budget, MemoryBudget memory, Admission admission, Roster roster)
        {
            _budget = budget;
            _memory = memory;
            _admission = admission;
            _roster = roster;
        }

        /// <summary>
        /// True when a newcomer may be taken from the backlog of this rule: a session fits, or the
        /// newcomer can be judged and enough would give way to whoever it is, at a rule for any
        /// to anybody. A rule that has as many as it may have leaves the rest in its backlog.
        /// </summary>
        /// <param name="rule">The door.</param>
        /// <param name="waiting">Newcomers who wait and would get up for it, a socket each.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public bool CanAccept(Rule rule, int waiting, long nowMs)
        {
            bool isFull = rule.SessionsMax > 0 && rule.Tally.Live >= rule.SessionsMax;
            if (!isFull && _budget.HasRoomForSession) return true;
            bool isNamed = !rule.From.HasAny;
            if (isFull && (rule.Tally.Live > rule.SessionsMax
                || !_roster.HasYielding(1, rule, isNamed, true, nowMs))) return false;
            if (_budget.HasRoomForSession) return true;
            if (!_budget.HasRoomToJudge) return false;
            int needed = Limits.SessionSockets + Limits.JudgeSockets - _budget.Spare;
            bool isShort = _budget.IsShortOfConnections;
            if (isShort && needed < Limits.SessionSockets) needed = Limits.SessionSockets;
            needed -= waiting;
            return needed <= 0
                || _roster.HasYielding(needed, null, isNamed, isShort, nowMs);
        }

        /// <summary>
        /// Whether one who is on the list is too many, when whoever rests has given way to it: its
        /// own where each may have so many, anybody of the rule where the rule may. Null: it is
        /// not.
        /// </summary>
        public EndReason Limit(Rule rule, uint address, bool isNamed, long nowMs)
        {
            int bytes = (rule.IsUdp ? Limits.MappingBytes : Limits.SessionBytes)
                + _admission.BytesFor(rule);
            if (!_memory.Admits(bytes)) return EndReason.NoMemory;
            EndReason limit = _admission.Limit(rule, address, nowMs);
            if (limit == null || _admission.Limit(rule, address, nowMs, 1) != null) return limit;
            bool hasRoom = limit == EndReason.TooManyEach
                ? _roster.OwnGivesWay(address, rule, nowMs)
                : rule.IsUdp ? _roster.MappingGivesWay(address, rule, isNamed, nowMs)
                : _roster.GiveWay(address, rule, isNamed, true, nowMs);
            return hasRoom ? null : limit;
        }

        /// <summary>Frees a socket to dial with, and the judge's. False: nobody gives way.
        /// </summary>
        public bool MakeRoom(uint address, bool isNamed, long nowMs)
        {
            while (!_budget.HasRoomToDial)
            {
                bool isShort = _budget.SpareConnections <= Limits.JudgeSockets;
                if (!_roster.GiveWay(address, null, isNamed, isShort, nowMs)) return false;
            }
            return true;
        }
    }
}
