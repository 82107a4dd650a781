// Relay: who is inside now: the live sessions and mappings. It steps them, takes out those that
// have ended, and writes each end once into the journal and the counters. It opens nothing and
// admits nobody.

using System;
using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Relay
{
    /// <summary>The live sessions and mappings.</summary>
    internal sealed partial class Roster
    {
        private readonly PairList _sessions;
        private readonly PairList _mappings;
        private readonly Admission _admission;
        private readonly Journal.Journal _journal;
        private readonly Counters _counters;
        private int _numbers;

        /// <summary>An empty roster. socketsMax bounds both lists: each pair has one socket at
        /// least.</summary>
        public Roster(int socketsMax, Admission admission, Journal.Journal journal,
            Counters counters)
        {
            _sessions = new PairList(socketsMax);
            _mappings = new PairList(socketsMax);
            _admission = admission;
            _journal = journal;
            _counters = counters;
        }

        /// <summary>Sessions alive.</summary>
        public int SessionCount { get { return _sessions.Count; } }

        /// <summary>Session i of SessionCount, the oldest not always first.</summary>
        public Session SessionAt(int i)
        {
            return (Session)_sessions.At(i);
        }

        /// <summary>Mappings alive.</summary>
        public int MappingCount { get { return _mappings.Count; } }

        /// <summary>Mapping i of MappingCount.</summary>
        public Mapping MappingAt(int i)
        {
            return (Mapping)_mappings.At(i);
        }

        /// <summary>The number given last; 0 before the first.</summary>
        public int LastNumber { get { return _numbers; } }

        /// <summary>A number for a new session or mapping.</summary>
        public int NextNumber()
        {
            return ++_numbers;
        }

        /// <summary>Adds a session; the budget has made sure that it fits.</summary>
        public void Add(Session session, long nowMs)
        {
            Add(_sessions, session, nowMs);
        }

        /// <summary>Adds a mapping; the budget has made sure that it fits.</summary>
        public void Add(Mapping mapping, long nowMs)
        {
            Add(_mappings, mapping, nowMs);
        }

        /// <summary>The mapping of this client at this rule, or null. A client that has just
        /// been found is looked for first: datagrams come in trains.</summary>
        public Mapping FindMapping(Rule rule, uint address, int port)
        {
            for (int i = 0; i < _mappings.Count; i++)
            {
                LivePair mapping = _mappings.At(i);
                if (mapping.ClientPort == port && mapping.ClientAddress == address
                    && mapping.Rule == rule)
                {
                    if (i > 0) _mappings.PutFirst(i);
                    return (Mapping)mapping;
                }
            }
            return null;
        }

        /// <summary>True when so many sockets would be freed by those who would give way to a
        /// newcomer of a door now.</summary>
        /// <param name="sockets">How many.</param>
        /// <param name="within">Of this rule only; null: of all.</param>
        /// <param name="isNamed">Whether for somebody named.</param>
        /// <param name="sessionsOnly">A mapping would be no help.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public bool HasYielding(int sockets, Rule within, bool isNamed, bool sessionsOnly,
            long nowMs)
        {
            int found = _sessions.CountYielding(sockets, within, isNamed, nowMs);
            if (found >= sockets) return true;
            return !sessionsOnly && found
                + _mappings.CountYielding(sockets - found, within, isNamed, nowMs) >= sockets;
        }

        /// <summary>Ends the one that gives way first to a newcomer. False: nobody does.</summary>
        /// <param name="address">The newcomer.</param>
        /// <param name="within">Of this rule only; null: of all.</param>
        /// <param name="isNamed">Whether the newcomer is named.</param>
        /// <param name="sessionsOnly">A mapping would be no help.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public bool GiveWay(uint address, Rule within, bool isNamed, bool sessionsOnly,
            long nowMs)
        {
            int session = _sessions.FindYielding(address, within, isNamed, nowMs);
            int mapping = sessionsOnly ? -1
                : _mappings.FindYielding(address, within, isNamed, nowMs);
            bool isMapping = mapping >= 0 && (session < 0
                || _mappings.At(mapping).YieldsNow(isNamed, nowMs) == Yield.Over);
            return isMapping ? GiveWay(_mappings, mapping, nowMs)
                : GiveWay(_sessions, session, nowMs);
        }

        /// <summary>True when one of this address at this door would give way to another of its
        /// own.</summary>
        public bool HasOwnAtRest(uint address, Rule rule, long nowMs)
        {
            return (rule.IsUdp ? _mappings : _sessions).FindOwn(address, rule, nowMs) >= 0;
        }

        /// <summary>Ends that one for another of its own. False: none rests.</summary>
        public bool OwnGivesWay(uint address, Rule rule, long nowMs)
        {
            PairList list = rule.IsUdp ? _mappings : _sessions;
            return GiveWay(list, list.FindOwn(address, rule, nowMs), nowMs);
        }

        /// <summary>Ends the mapping that gives way first, for the sender of a datagram. It can be
        /// forged, so a session, whose client is there, never does. False: none does.</summary>
        public bool MappingGivesWay(uint address, Rule within, bool isNamed, long nowMs)
        {
            return GiveWay(_mappings, _mappings.FindYielding(address, within, isNamed, nowMs),
                nowMs);
        }

        private bool GiveWay(PairList list, int i, long nowMs)
        {
            if (i < 0) return false;
            list.At(i).GiveWay();
            Drop(list, i, nowMs);
            return true;
        }

        /// <summary>Ends the session or mapping of that number. False: there is none.</summary>
        public bool Kick(int number, long nowMs)
        {
            return Kick(_sessions, number, nowMs) || Kick(_mappings, number, nowMs);
        }

        /// <summary>Ends all for one reason. Returns how many.</summary>
        public int EndAll(EndReason reason, long nowMs)
        {
            return EndAll(_sessions, reason, nowMs) + EndAll(_mappings, reason, nowMs);
        }

        /// <summary>
        /// An edited rule takes over the old one's clients. Those it would no longer let in, or
        /// would lead elsewhere, end. <paramref name="now"/> null: the rule is gone.
        /// </summary>
        public void Follow(Rule was, Rule now, long nowMs)
        {
            bool same = now != null && now.Target == was.Target
                && now.TargetPort == was.TargetPort && now.Port == was.Port
                && now.IsUdp == was.IsUdp;
            // Also one that an import has brought, under a number that was free again: else those
            // inside would be counted out where they were never counted in.
            if (same) now.Tally = was.Tally;
            Follow(_sessions, was, same ? now : null, nowMs);
            Follow(_mappings, was, same ? now : null, nowMs);
        }

        /// <summary>Ends those whose time is over, whose grant was taken back, or whose target
        /// has moved.</summary>
        public void EndThoseWhoMayNotStay(long nowMs)
        {
            EndThoseWhoMayNotStay(_sessions, nowMs);
            EndThoseWhoMayNotStay(_mappings, nowMs);
            for (int i = 0; i < _mappings.Count; i++)
            {
                if (MappingAt(i).HasMoved(nowMs)) End(_mappings, i--, EndReason.TargetMoved, nowMs);
            }
        }

        private void Add(PairList list, LivePair pair, long nowMs)
        {
            _admission.Enter(pair.Rule, pair.ClientAddress, pair.Grant, nowMs);
            list.Add(pair);
            pair.Rule.Tally.Live++;
            list.CountSiblings(pair, 1);
        }

        private bool Kick(PairList list, int number, long nowMs)
        {
            int i = list.Find(number);
            if (i >= 0) End(list, i, EndReason.Kicked, nowMs);
            return i >= 0;
        }

        private int EndAll(PairList list, EndReason reason, long nowMs)
        {
            int count = list.Count;
            while (list.Count > 0) End(list, list.Count - 1, reason, nowMs);
            return count;
        }

        private void Follow(PairList list, Rule was, Rule now, long nowMs)
        {
            for (int i = 0; i < list.Count; i++)
            {
                LivePair pair = list.At(i);
                if (pair.Rule != was) continue;
                pair.Wake();
                if (now != null && IsStillIn(now, pair, nowMs)) pair.Rule = now;
                else End(list, i--, EndReason.RuleChanged, nowMs);
            }
        }

        private bool IsStillIn(Rule rule, LivePair pair, long nowMs)
        {
            if (_admission.Judge(rule, pair.ClientAddress, nowMs).IsAdmitted) return true;
            return pair.Grant != null && rule.IsEnabled
                && _admission.MayStay(rule, pair.ClientAddress, pair.Grant, nowMs);
        }

        private void EndThoseWhoMayNotStay(PairList list, long nowMs)
        {
            for (int i = 0; i < list.Count; i++)
            {
                LivePair pair = list.At(i);
                if (!_admission.MayStay(pair.Rule, pair.ClientAddress, pair.Grant, nowMs))
                {
                    End(list, i--, EndReason.NoLonger, nowMs);
                }
            }
        }

        private void End(PairList list, int i, EndReason reason, long nowMs)
        {
            list.At(i).Abort(reason);
            Drop(list, i, nowMs);
        }

        private void Drop(PairList list, int i, long nowMs)
        {
            LivePair pair = list.At(i);
            list.RemoveAt(i);
            pair.Rule.Tally.Live--;
            list.CountSiblings(pair, -1);
            _admission.Leave(pair.Rule, pair.ClientAddress);
            EndReason end = pair.End;
            bool isUnreached = end == EndReason.DialFailed || end == EndReason.DialTimeout;
            if (isUnreached && pair.BytesOut + pair.BytesIn == 0) pair.Rule.Tally.Unreached++;
            _counters.Add(pair.End);
            try
            {
                _journal.Write(JournalKind.Session, EndLine.Of(pair, nowMs), pair.End);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                // The end counts; its line is what there was no room for.
            }
        }
    }
}
