// Relay: receives newcomers. It accepts only what the budget can carry, asks Admission, makes
// room by letting the idlest give way to an admitted newcomer, and starts sessions and mappings.
// A refused stranger costs one accept and one reset, evicts nobody, and allocates no more than
// the socket that the platform made for it. A stranger at a rule that has friends may be a friend
// who has moved: if there is room to spare, it waits in the waiting room while DNS is asked.

using System;
using Portreeve.Access;
using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Relay
{
    /// <summary>Lets newcomers in or sends them away.</summary>
    internal sealed class Intake
    {
        private const int RefusalLineEveryMs = 1000;

        private readonly Surroundings _around;
        private readonly Dialer _dialer;
        private readonly SocketBudget _budget;
        private readonly FriendBook _friends;
        private readonly Admission _admission;
        private readonly Roster _roster;
        private readonly Journal.Journal _journal;
        private readonly Counters _counters;
        private readonly MemoryBudget _memory;
        private long _nextRefusalLineMs;
        private int _unwritten;

        public Intake(Surroundings around, Dialer dialer, Admission admission,
            FriendBook friends, Roster roster, Journal.Journal journal, Counters counters,
            MemoryBudget memory)
        {
            _around = around;
            _dialer = dialer;
            _budget = dialer.Budget;
            _admission = admission;
            _friends = friends;
            _roster = roster;
            _journal = journal;
            _counters = counters;
            _memory = memory;
        }

        /// <summary>Who waits for a lookup.</summary>
        public readonly WaitingRoom Waiting = new WaitingRoom();

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
                _budget.TakeConnection();
                EndReason refusal = Admit(listener.Rule, client, address, port, nowMs);
                if (refusal == null) continue;
                bool mayBeFriend = refusal == EndReason.NotOnList || refusal == EndReason.Banned;
                if (mayBeFriend && _friends.Knocked(listener.Rule, nowMs)
                    && refusal == EndReason.NotOnList && _budget.HasRoomForSession
                    && Waiting.Sit(listener, client, address, port, nowMs + Limits.ParkMs))
                {
                    continue;
                }
                SendAway(listener.Rule, client, address, port, refusal, nowMs);
            }
            return came;
        }

        /// <summary>Looks after those who wait for a lookup. True: somebody got up.</summary>
        public bool StepWaiting(long nowMs)
        {
            bool moved = false;
            for (int i = 0; Waiting.Taken > 0 && i < Waiting.Seats; i++)
            {
                Seat seat = Waiting.At(i);
                if (seat.Listener == null) continue;
                Rule rule = seat.Listener.Rule;
                bool isOpen = seat.Listener.IsOpen;
                bool isFriend = isOpen
                    && _admission.Judge(rule, seat.Address, nowMs).IsAdmitted;
                if (isOpen && !isFriend && nowMs < seat.UntilMs && seat.Client.Room >= 0
                    && _friends.IsAsking(rule)) continue;
                IStream client = Waiting.Leave(seat);
                EndReason refusal = !isOpen ? EndReason.RuleChanged
                    : Admit(rule, client, seat.Address, seat.Port, nowMs);
                if (refusal != null)
                {
                    SendAway(rule, client, seat.Address, seat.Port, refusal, nowMs);
                }
                moved = true;
            }
            return moved;
        }

        /// <summary>Sends all away who wait, for a restart.</summary>
        public void CloseWaiting(long nowMs)
        {
            for (int i = 0; i < Waiting.Seats; i++)
            {
                Seat seat = Waiting.At(i);
                if (seat.Listener == null) continue;
                Rule rule = seat.Listener.Rule;
                SendAway(rule, Waiting.Leave(seat), seat.Address, seat.Port, EndReason.Stopping,
                    nowMs);
            }
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
                if (mapping == null) continue;
                int length = udp.Rule.ProxyVersion == 0 ? count
                    : PutHeader(udp.Rule, chunk, count, address, port);
                if (length >= 0) mapping.SendIn(chunk, length, count, nowMs);
            }
            return true;
        }

        // A newcomer is taken from the backlog when a session fits, or when it can be judged and
        // somebody would give way to it. Strangers who wait get up first.
        private bool CanAccept(long nowMs)
        {
            if (_budget.HasRoomForSession) return true;
            if (ClearSeat(nowMs)) return true;
            return _budget.HasRoomToJudge
                && _roster.HasIdle(_budget.IsShortOfConnections, nowMs);
        }

        private bool ClearSeat(long nowMs)
        {
            for (int i = 0; Waiting.Taken > 0 && i < Waiting.Seats; i++)
            {
                Seat seat = Waiting.At(i);
                if (seat.Listener == null) continue;
                Rule rule = seat.Listener.Rule;
                SendAway(rule, Waiting.Leave(seat), seat.Address, seat.Port, EndReason.NotOnList,
                    nowMs);
                if (_budget.HasRoomForSession) return true;
            }
            return false;
        }

        private EndReason Admit(Rule rule, IStream client, uint address, int port, long nowMs)
        {
            Verdict verdict = Judge(rule, address, nowMs);
            if (!verdict.IsAdmitted) return verdict.Refusal;
            // Who gives way may be judged in between.
            Grant grant = verdict.Grant;
            if (!_budget.HasRoomToDial && !_roster.GiveWay(_budget.SpareConnections < 1, nowMs))
            {
                return EndReason.NoSocket;
            }
            Dialing dialing = new Dialing(_dialer, rule, address, port);
            if (!dialing.Start(nowMs)) return dialing.Failure;
            Session session = new Session(_roster.NextNumber(), rule, address, port, client,
                dialing, _budget, nowMs);
            session.Grant = grant;
            rule.Tally.Admitted++;
            _roster.Add(session, nowMs);
            return null;
        }

        private Mapping Map(Rule rule, uint address, int port, long nowMs)
        {
            Verdict verdict = Judge(rule, address, nowMs);
            EndReason refusal = verdict.Refusal;
            Grant grant = verdict.Grant;
            if (refusal == EndReason.NotOnList || refusal == EndReason.Banned)
            {
                // A datagram does not wait: the client's next one finds the answer.
                _friends.Knocked(rule, nowMs);
            }
            if (refusal == null && !_budget.HasRoomForMapping && !_roster.MappingGivesWay(nowMs))
            {
                refusal = EndReason.NoSocket;
            }
            IDatagrams upstream = null;
            if (refusal == null) upstream = OpenUpstream(rule, nowMs, ref refusal);
            if (refusal == null && rule.WakeMac != null)
            {
                // UDP has no dial that could fail, so a machine that may sleep is woken each time.
                _journal.Write(Waker.LineOf(rule, address, port));
                _dialer.Waker.Wake(rule.WakeMac);
            }
            if (refusal != null)
            {
                Refuse(rule, address, port, refusal, nowMs);
                return null;
            }
            _budget.Take();
            Mapping mapping = new Mapping(_roster.NextNumber(), rule, address, port, upstream,
                _budget, nowMs);
            mapping.Grant = grant;
            rule.Tally.Admitted++;
            _roster.Add(mapping, nowMs);
            return mapping;
        }

        private IDatagrams OpenUpstream(Rule rule, long nowMs, ref EndReason refusal)
        {
            uint target = _dialer.Targets.AddressOf(rule, 0, nowMs);
            if (target == 0)
            {
                if (rule.TargetHost != null) _dialer.Targets.AskNow(rule.TargetHost, nowMs);
                refusal = EndReason.NoName;
                return null;
            }
            IDatagrams upstream = _around.Network.ConnectDatagrams(target, rule.TargetPort);
            if (upstream == null) refusal = EndReason.NoDial;
            return upstream;
        }

        // The PROXY header and the payload are one datagram, never split: one that no longer fits
        // the chunk is dropped, as the network drops one that is too long.
        private int PutHeader(Rule rule, byte[] chunk, int count, uint address, int port)
        {
            if (count + ProxyHeader.BinaryBytes > chunk.Length) return -1;
            Array.Copy(chunk, 0, chunk, ProxyHeader.BinaryBytes, count);
            return count + ProxyHeader.WriteBinary(chunk, true, address, port,
                _around.Lan.Address, rule.Port);
        }

        private Verdict Judge(Rule rule, uint address, long nowMs)
        {
            Verdict verdict = _admission.Judge(rule, address, nowMs);
            if (!verdict.IsAdmitted) return verdict;
            verdict.Refusal = _admission.Limit(rule, address, nowMs);
            if (_memory.IsShort) verdict.Refusal = EndReason.NoMemory;
            return verdict;
        }

        private void SendAway(Rule rule, IStream client, uint address, int port, EndReason refusal,
            long nowMs)
        {
            client.Close(true);
            _budget.ReturnConnection();
            Refuse(rule, address, port, refusal, nowMs);
        }

        // A knock that is known already gets no line. Under a scan from many addresses there is
        // one line a second, which says how many it stands for: the text costs heap, the counters
        // do not.
        private void Refuse(Rule rule, uint address, int port, EndReason reason, long nowMs)
        {
            rule.Tally.Refused++;
            _counters.Add(reason);
            bool isBan;
            if (!_admission.Refuse(rule, address, reason, nowMs, out isBan)) return;
            if (nowMs < _nextRefusalLineMs && !isBan)
            {
                _unwritten++;
                return;
            }
            _nextRefusalLineMs = nowMs + RefusalLineEveryMs;
            string line = EndLine.OfRefusal(rule, address, port, reason);
            if (isBan)
            {
                line += ", banned for " + Duration.ToText(
                    (int)(_admission.Bans.LeftMs(address, nowMs) / 1000));
            }
            if (_unwritten > 0) line += " (and " + _unwritten.ToString() + " more before it)";
            _unwritten = 0;
            _journal.Write(JournalKind.Refused, line, reason);
        }
    }
}
