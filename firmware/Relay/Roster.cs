// Relay: who is inside now: the live sessions and mappings. It steps them, takes out those that
// have ended, and writes each end once into the journal and the counters. It opens nothing and
// admits nobody.

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>The live sessions and mappings.</summary>
    internal sealed class Roster
    {
        private readonly Session[] _sessions;
        private readonly Mapping[] _mappings;
        private readonly Admission _admission;
        private readonly Journal.Journal _journal;
        private readonly Counters _counters;
        private int _sessionCount;
        private int _mappingCount;
        private int _numbers;

        /// <param name="socketsMax">Bounds both lists: each has one socket at least.</param>
        public Roster(int socketsMax, Admission admission, Journal.Journal journal,
            Counters counters)
        {
            _sessions = new Session[socketsMax];
            _admission = admission;
            _mappings = new Mapping[socketsMax];
            _journal = journal;
            _counters = counters;
        }

        /// <summary>Sessions alive.</summary>
        public int SessionCount { get { return _sessionCount; } }

        /// <summary>Session i of SessionCount, the oldest not always first.</summary>
        public Session SessionAt(int i)
        {
            return _sessions[i];
        }

        /// <summary>Mappings alive.</summary>
        public int MappingCount { get { return _mappingCount; } }

        /// <summary>Mapping i of MappingCount.</summary>
        public Mapping MappingAt(int i)
        {
            return _mappings[i];
        }

        /// <summary>A number for a new session or mapping.</summary>
        public int NextNumber()
        {
            return ++_numbers;
        }

        /// <summary>Adds a session; the budget has made sure that it fits.</summary>
        public void Add(Session session, long nowMs)
        {
            _sessions[_sessionCount++] = session;
            _admission.Enter(session.Rule, session.ClientAddress, session.Grant, nowMs);
        }

        /// <summary>Adds a mapping; the budget has made sure that it fits.</summary>
        public void Add(Mapping mapping, long nowMs)
        {
            _mappings[_mappingCount++] = mapping;
            _admission.Enter(mapping.Rule, mapping.ClientAddress, mapping.Grant, nowMs);
        }

        /// <summary>Steps every session. True: something moved.</summary>
        public bool StepSessions(byte[] chunk, long nowMs)
        {
            bool moved = false;
            for (int i = 0; i < _sessionCount; i++)
            {
                if (_sessions[i].Step(chunk, nowMs) > 0) moved = true;
                if (_sessions[i].End != null) DropSession(i--, nowMs);
            }
            return moved;
        }

        /// <summary>Steps every mapping of this port. True: something moved.</summary>
        public bool StepMappings(UdpPort port, byte[] chunk, long nowMs)
        {
            bool moved = false;
            for (int i = 0; i < _mappingCount; i++)
            {
                Mapping mapping = _mappings[i];
                if (mapping.Rule != port.Rule) continue;
                if (mapping.Step(port.Socket, chunk, nowMs) > 0) moved = true;
                if (mapping.End != null) DropMapping(i--, nowMs);
            }
            return moved;
        }

        /// <summary>The mapping of this client at this rule, or null. A client that has just
        /// been found is looked for first: datagrams come in trains.</summary>
        public Mapping FindMapping(Rule rule, uint address, int port)
        {
            for (int i = 0; i < _mappingCount; i++)
            {
                Mapping mapping = _mappings[i];
                if (mapping.ClientPort == port && mapping.ClientAddress == address
                    && mapping.Rule == rule)
                {
                    if (i > 0)
                    {
                        _mappings[i] = _mappings[0];
                        _mappings[0] = mapping;
                    }
                    return mapping;
                }
            }
            return null;
        }

        /// <summary>True when one has been idle for Limits.GiveWayIdleMs.</summary>
        public bool HasIdle(long nowMs)
        {
            return IdlestSession(nowMs) >= 0 || IdlestMapping(nowMs) >= 0;
        }

        /// <summary>
        /// Ends the one idle longest, if idle long enough. False: nobody gives way.
        /// </summary>
        public bool GiveWay(long nowMs)
        {
            int s = IdlestSession(nowMs);
            int m = IdlestMapping(nowMs);
            if (s < 0 && m < 0) return false;
            if (m < 0 || (s >= 0 && _sessions[s].IdleMs(nowMs) >= _mappings[m].IdleMs(nowMs)))
            {
                _sessions[s].GiveWay();
                DropSession(s, nowMs);
            }
            else
            {
                _mappings[m].Close(EndReason.GaveWay);
                DropMapping(m, nowMs);
            }
            return true;
        }

        /// <summary>Ends the session or mapping of that number. False: there is none.</summary>
        public bool Kick(int number, long nowMs)
        {
            for (int i = 0; i < _sessionCount; i++)
            {
                if (_sessions[i].Number != number) continue;
                _sessions[i].Abort(EndReason.Kicked);
                DropSession(i, nowMs);
                return true;
            }
            for (int i = 0; i < _mappingCount; i++)
            {
                if (_mappings[i].Number != number) continue;
                _mappings[i].Close(EndReason.Kicked);
                DropMapping(i, nowMs);
                return true;
            }
            return false;
        }

        /// <summary>Ends all for one reason. Returns how many.</summary>
        public int EndAll(EndReason reason, long nowMs)
        {
            int ended = _sessionCount + _mappingCount;
            while (_sessionCount > 0)
            {
                _sessions[_sessionCount - 1].Abort(reason);
                DropSession(_sessionCount - 1, nowMs);
            }
            while (_mappingCount > 0)
            {
                _mappings[_mappingCount - 1].Close(reason);
                DropMapping(_mappingCount - 1, nowMs);
            }
            return ended;
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
            for (int i = 0; i < _sessionCount; i++)
            {
                Session session = _sessions[i];
                if (session.Rule != was) continue;
                if (same && IsStillIn(now, session.ClientAddress, session.Grant, nowMs))
                {
                    session.Rule = now;
                    continue;
                }
                session.Abort(EndReason.RuleChanged);
                DropSession(i--, nowMs);
            }
            for (int i = 0; i < _mappingCount; i++)
            {
                Mapping mapping = _mappings[i];
                if (mapping.Rule != was) continue;
                if (same && IsStillIn(now, mapping.ClientAddress, mapping.Grant, nowMs))
                {
                    mapping.Rule = now;
                    continue;
                }
                mapping.Close(EndReason.RuleChanged);
                DropMapping(i--, nowMs);
            }
        }

        /// <summary>Ends those whose time is over or whose grant was taken back.</summary>
        public void EndThoseWhoMayNotStay(long nowMs)
        {
            for (int i = 0; i < _sessionCount; i++)
            {
                Session s = _sessions[i];
                if (_admission.MayStay(s.Rule, s.ClientAddress, s.Grant, nowMs)) continue;
                s.Abort(EndReason.NoLonger);
                DropSession(i--, nowMs);
            }
            for (int i = 0; i < _mappingCount; i++)
            {
                Mapping m = _mappings[i];
                if (_admission.MayStay(m.Rule, m.ClientAddress, m.Grant, nowMs)) continue;
                m.Close(EndReason.NoLonger);
                DropMapping(i--, nowMs);
            }
        }

        private bool IsStillIn(Rule rule, uint source, Grant grant, long nowMs)
        {
            if (_admission.Judge(rule, source, nowMs).IsAdmitted) return true;
            return grant != null && rule.IsEnabled
                && _admission.MayStay(rule, source, grant, nowMs);
        }

        private int IdlestSession(long nowMs)
        {
            int found = -1;
            long most = Limits.GiveWayIdleMs - 1;
            for (int i = 0; i < _sessionCount; i++)
            {
                long idle = _sessions[i].SparedMs(nowMs);
                if (idle <= most) continue;
                most = idle;
                found = i;
            }
            return found;
        }

        private int IdlestMapping(long nowMs)
        {
            int found = -1;
            long most = Limits.GiveWayIdleMs - 1;
            for (int i = 0; i < _mappingCount; i++)
            {
                long idle = _mappings[i].IdleMs(nowMs);
                if (idle <= most) continue;
                most = idle;
                found = i;
            }
            return found;
        }

        private void DropSession(int i, long nowMs)
        {
            Session session = _sessions[i];
            _sessions[i] = _sessions[--_sessionCount];
            _sessions[_sessionCount] = null;
            _admission.Leave(session.Rule, session.ClientAddress);
            bool isUnreached = session.End == EndReason.DialFailed
                || session.End == EndReason.DialTimeout;
            if (isUnreached && session.BytesOut + session.BytesIn == 0)
            {
                session.Rule.Tally.Unreached++;
            }
            _counters.Add(session.End);
            _journal.Write(JournalKind.Session, EndLine.Of(session, nowMs), session.End);
        }

        private void DropMapping(int i, long nowMs)
        {
            Mapping mapping = _mappings[i];
            _mappings[i] = _mappings[--_mappingCount];
            _mappings[_mappingCount] = null;
            _admission.Leave(mapping.Rule, mapping.ClientAddress);
            _counters.Add(mapping.End);
            _journal.Write(JournalKind.Session, EndLine.Of(mapping, nowMs), mapping.End);
        }
    }
}
