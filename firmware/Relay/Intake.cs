// Relay: receives newcomers. It accepts only what the budget can carry, asks Admission, makes
// room for an admitted newcomer by letting somebody at rest give way, and starts sessions and
// mappings. A refused stranger costs one accept and one reset, evicts nobody, and allocates no
// more than the socket that the platform made for it. A stranger at a rule that has friends may be
// a friend who has moved: if there is room to spare, it waits in the waiting room while DNS is
// asked. Whoever has come in by "any" takes no place from somebody named.

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
        private readonly Surroundings _around;
        private readonly Dialer _dialer;
        private readonly SocketBudget _budget;
        private readonly FriendBook _friends;
        private readonly Admission _admission;
        private readonly Roster _roster;
        private readonly Places _places;
        private readonly Refusals _refusals;

        public Intake(Surroundings around, Dialer dialer, Admission admission,
            FriendBook friends, Roster roster, Places places, Refusals refusals)
        {
            _around = around;
            _dialer = dialer;
            _budget = dialer.Budget;
            _admission = admission;
            _friends = friends;
            _roster = roster;
            _places = places;
            _refusals = refusals;
        }

        /// <summary>Who waits for a lookup.</summary>
        public readonly WaitingRoom Waiting = new WaitingRoom();

        /// <summary>Asks one listener for newcomers. True: somebody came.</summary>
        public bool Receive(Listener listener, long nowMs)
        {
            bool came = false;
            for (int i = 0; i < Limits.AcceptsPerVisitMax; i++)
            {
                // (2) Is there room for a newcomer? Else the backlog holds them.
                if (!_places.CanAccept(listener.Rule, Waiting.Taken, nowMs))
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
                bool waits = false;
                try
                {
                    int waitMs = MayWaitMs(listener.Rule, refusal, nowMs);
                    waits = waitMs > 0 && _budget.HasRoomForSession
                        && Waiting.Sit(listener, client, address, port, nowMs + waitMs);
                }
                catch (Exception e) when (Shortage.Is(e))
                {
                    // Nobody waits where there is no memory for a seat or a question.
                }
                if (!waits) SendAway(listener.Rule, client, address, port, refusal, nowMs);
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
                if (seat == null || seat.Listener == null) continue;
                Rule rule = seat.Listener.Rule;
                bool isOpen = seat.Listener.IsOpen;
                bool hasLeft = seat.Client.Room < 0;
                if (isOpen && !hasLeft && nowMs < seat.UntilMs
                    && MustWait(rule, seat.Address, nowMs)) continue;
                IStream client = Waiting.Leave(seat);
                EndReason refusal = !isOpen ? EndReason.RuleChanged
                    : hasLeft ? EndReason.ClientLeft
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
                if (seat == null || seat.Listener == null) continue;
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
                if (count == Flow.TooLong) udp.Rule.Tally.TooLong++;
                if (count < 0) return i > 0;
                Mapping mapping = _roster.FindMapping(udp.Rule, address, port);
                if (mapping == null) mapping = Map(udp.Rule, address, port, nowMs);
                if (mapping == null) continue;
                int length = udp.Rule.ProxyVersion == 0 ? count
                    : PutHeader(udp.Rule, chunk, count, address, port);
                if (length >= 0) mapping.SendIn(chunk, length, count, nowMs);
                else udp.Rule.Tally.TooLong++;
            }
            return true;
        }

        // How long one who is not let in now may wait for a seat's sake: a friend, if it is one,
        // for the answer of DNS, and one too many of an address for an end of its own.
        private int MayWaitMs(Rule rule, EndReason refusal, long nowMs)
        {
            if (refusal == EndReason.TooManyEach) return Limits.EachWaitMs;
            bool mayBeFriend = refusal == EndReason.NotOnList || refusal == EndReason.Banned;
            bool isAsked = mayBeFriend && _friends.Knocked(rule, nowMs);
            return isAsked && refusal == EndReason.NotOnList ? Limits.ParkMs : 0;
        }

        private bool MustWait(Rule rule, uint address, long nowMs)
        {
            if (!_admission.Judge(rule, address, nowMs).IsAdmitted)
            {
                return _friends.IsAsking(rule);
            }
            EndReason limit = _admission.Limit(rule, address, nowMs);
            if (limit == EndReason.TooManyEach) return !_roster.HasOwnAtRest(address, rule, nowMs);
            return limit == EndReason.TooMany;
        }

        // Those who wait get up before anybody gives way.
        private void ClearSeats(long nowMs)
        {
            for (int i = 0; Waiting.Taken > 0 && i < Waiting.Seats; i++)
            {
                if (_budget.HasRoomToDial) return;
                Seat seat = Waiting.At(i);
                if (seat == null || seat.Listener == null) continue;
                Rule rule = seat.Listener.Rule;
                bool isKnown = _admission.Judge(rule, seat.Address, nowMs).IsAdmitted;
                SendAway(rule, Waiting.Leave(seat), seat.Address, seat.Port,
                    isKnown ? EndReason.TooManyEach : EndReason.NotOnList, nowMs);
            }
        }

        private EndReason Admit(Rule rule, IStream client, uint address, int port, long nowMs)
        {
            Dialing dialing = null;
            try
            {
                Verdict verdict = _admission.Judge(rule, address, nowMs);
                if (!verdict.IsAdmitted) return verdict.Refusal;
                // Who gives way may be judged in between.
                Grant grant = verdict.Grant;
                bool isNamed = verdict.IsNamed;
                EndReason refusal = _places.Limit(rule, address, isNamed, nowMs);
                if (refusal == null) ClearSeats(nowMs);
                if (refusal == null && !_places.MakeRoom(address, isNamed, nowMs))
                {
                    refusal = EndReason.NoSocket;
                }
                if (refusal != null) return refusal;
                dialing = new Dialing(_dialer, rule, address, port);
                Session session = new Session(_roster.NextNumber(), rule, address, port, client,
                    dialing, _budget, nowMs);
                session.Grant = grant;
                session.IsNamed = isNamed;
                if (!dialing.Start(nowMs)) return dialing.Failure;
                _roster.Add(session, nowMs);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                if (dialing != null) dialing.Abandon();
                return EndReason.NoMemory;
            }
            rule.Tally.Admitted++;
            return null;
        }

        private Mapping Map(Rule rule, uint address, int port, long nowMs)
        {
            Verdict verdict = _admission.Judge(rule, address, nowMs);
            EndReason refusal = verdict.Refusal;
            Grant grant = verdict.Grant;
            bool isNamed = verdict.IsNamed;
            if (refusal == EndReason.NotOnList || refusal == EndReason.Banned)
            {
                // A datagram does not wait: the client's next one finds the answer.
                _friends.Knocked(rule, nowMs);
            }
            int inside = _roster.MappingCount;
            if (refusal == null) refusal = _places.Limit(rule, address, isNamed, nowMs);
            // One that has given way already has left its own place.
            bool hasPlace = _roster.MappingCount < inside;
            if (refusal == null && !hasPlace && !_budget.HasRoomForMapping
                && !_roster.MappingGivesWay(address, null, isNamed, nowMs))
            {
                refusal = EndReason.NoSocket;
            }
            IDatagrams upstream = null;
            uint target = 0;
            if (refusal == null) upstream = OpenUpstream(rule, nowMs, out target, ref refusal);
            if (refusal != null)
            {
                _refusals.Add(rule, address, port, refusal, nowMs);
                return null;
            }
            _budget.Take();
            try
            {
                if (rule.WakeMac != null)
                {
                    // UDP has no dial that could fail, so who may sleep is woken each time.
                    _dialer.Journal.Write(Waker.LineOf(rule, address, port));
                    _dialer.Waker.Wake(rule.WakeMac);
                }
                Mapping mapping = new Mapping(_roster.NextNumber(), rule, address, port, upstream,
                    target, _budget, nowMs);
                mapping.Grant = grant;
                mapping.IsNamed = isNamed;
                _roster.Add(mapping, nowMs);
                rule.Tally.Admitted++;
                return mapping;
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                upstream.Close();
                _budget.Return();
                _refusals.Add(rule, address, port, EndReason.NoMemory, nowMs);
                return null;
            }
        }

        private IDatagrams OpenUpstream(Rule rule, long nowMs, out uint target,
            ref EndReason refusal)
        {
            target = _dialer.Targets.AddressOf(rule, 0, nowMs);
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

        private void SendAway(Rule rule, IStream client, uint address, int port, EndReason refusal,
            long nowMs)
        {
            client.Close(true);
            _budget.ReturnConnection();
            _refusals.Add(rule, address, port, refusal, nowMs);
        }
    }
}
