// Relay: receives newcomers. It accepts only what the budget can carry, asks Admission, makes
// room by letting the idlest give way to an admitted newcomer, and starts sessions and mappings.
// A refused stranger costs one accept and one reset, evicts nobody, and allocates no more than
// the socket that the platform made for it.

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>Lets newcomers in or sends them away.</summary>
    internal sealed class Reception
    {
        private const int RefusalLineEveryMs = 1000;

        private readonly Surroundings _around;
        private readonly SocketBudget _budget;
        private readonly Admission _admission;
        private readonly Roster _roster;
        private readonly Journal.Journal _journal;
        private readonly Counters _counters;
        private readonly Limits _limits;
        private long _nextRefusalLineMs;
        private int _unwritten;

        public Reception(Surroundings around, SocketBudget budget, Admission admission,
            Roster roster, Journal.Journal journal, Counters counters, Limits limits)
        {
            _around = around;
            _budget = budget;
            _admission = admission;
            _roster = roster;
            _journal = journal;
            _counters = counters;
            _limits = limits;
        }

        /// <summary>Asks one listener for newcomers. True: somebody came.</summary>
        public bool Receive(Listener listener, long nowMs)
        {
            bool came = false;
            for (int i = 0; i < Limits.AcceptsPerVisitMax; i++)
            {
                if (!CanAccept(nowMs))
                {
                    listener.HoldBack();
                    break;
                }
                uint address;
                int port;
                IStream client = listener.Accept(out address, out port);
                if (client == null) break;
                came = true;
                _budget.Take();
                EndReason refusal = Admit(listener.Rule, client, address, port, nowMs);
                if (refusal == null) continue;
                client.Close(true);
                _budget.Return();
                Refuse(listener.Rule, address, port, refusal, nowMs);
            }
            return came;
        }

        /// <summary>Takes the datagrams of one UDP port. True: something came.</summary>
        public bool Receive(UdpPort udp, byte[] chunk, long nowMs)
        {
            for (int i = 0; i < Limits.DatagramsPerVisitMax; i++)
            {
                uint address;
                int port;
                int count = udp.Receive(chunk, nowMs, out address, out port);
                if (count < 0) return i > 0;
                Mapping mapping = _roster.FindMapping(udp.Rule, address, port);
                if (mapping == null) mapping = Map(udp.Rule, address, port, nowMs);
                if (mapping != null) mapping.SendIn(chunk, count, nowMs);
            }
            return true;
        }

        // A newcomer is taken from the backlog when a session fits, or when it can be judged and
        // somebody would give way to it.
        private bool CanAccept(long nowMs)
        {
            if (_budget.HasRoomForSession) return true;
            return _budget.HasRoomToJudge && _roster.HasIdle(nowMs);
        }

        private EndReason Admit(Rule rule, IStream client, uint address, int port, long nowMs)
        {
            EndReason refusal = Judge(rule, address, nowMs);
            if (refusal != null) return refusal;
            if (_budget.Spare < 1 && !_roster.GiveWay(nowMs)) return EndReason.NoSocket;
            IDial dial = rule.TargetAddress == 0
                ? null : _around.Network.Dial(rule.TargetAddress, rule.TargetPort);
            if (dial == null) return EndReason.NoDial;
            _budget.Take();
            rule.Tally.Admitted++;
            _roster.Add(new Session(_roster.NextNumber(), rule, address, port, client, dial,
                _budget, nowMs));
            return null;
        }

        private Mapping Map(Rule rule, uint address, int port, long nowMs)
        {
            EndReason refusal = Judge(rule, address, nowMs);
            if (refusal == null && !_budget.HasRoomForMapping && !_roster.GiveWay(nowMs))
            {
                refusal = EndReason.NoSocket;
            }
            IDatagrams upstream = null;
            if (refusal == null)
            {
                upstream = rule.TargetAddress == 0 ? null
                    : _around.Network.ConnectDatagrams(rule.TargetAddress, rule.TargetPort);
                if (upstream == null) refusal = EndReason.NoDial;
            }
            if (refusal != null)
            {
                Refuse(rule, address, port, refusal, nowMs);
                return null;
            }
            _budget.Take();
            rule.Tally.Admitted++;
            Mapping mapping = new Mapping(_roster.NextNumber(), rule, address, port, upstream,
                _budget, nowMs);
            _roster.Add(mapping);
            return mapping;
        }

        private EndReason Judge(Rule rule, uint address, long nowMs)
        {
            Verdict verdict = _admission.Judge(rule, address, nowMs);
            if (!verdict.IsAdmitted) return verdict.Refusal;
            if (rule.SessionsMax > 0 && rule.Tally.Live >= rule.SessionsMax)
            {
                return EndReason.TooMany;
            }
            long free = _around.Board.FreeBytes;
            return free >= 0 && free < _limits.FreeBytesMin ? EndReason.NoMemory : null;
        }

        // Under a scan there is one line a second, which says how many it stands for: the text
        // costs heap, the counters do not.
        private void Refuse(Rule rule, uint address, int port, EndReason reason, long nowMs)
        {
            rule.Tally.Refused++;
            _counters.Add(reason);
            if (nowMs < _nextRefusalLineMs)
            {
                _unwritten++;
                return;
            }
            _nextRefusalLineMs = nowMs + RefusalLineEveryMs;
            string line = EndLine.OfRefusal(rule, address, port, reason);
            if (_unwritten > 0) line += " (and " + _unwritten.ToString() + " more before it)";
            _unwritten = 0;
            _journal.Write(JournalKind.Refused, line, reason);
        }
    }
}
