// World: what may never happen, checked after every step.

using System;
using System.Collections.Generic;
using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Relay;
using Portreeve.Table;

namespace Portreeve.World
{
    /// <summary>The laws of one gateway's life, from one start to the next.</summary>
    internal sealed class Laws
    {
        private readonly Stage _stage;
        private readonly Gateway _gateway;
        private readonly HashSet<int> _seen = new();
        private readonly HashSet<Tally> _tallies = new();
        private readonly GuestLaws _guests;
        private readonly ShareLaws _shares;
        private int _ended;
        private int _read;
        private int _writes;
        private int _knocks;
        private int _gaveWay;
        private int _welcomed;
        private int _written;
        private int _stirs;
        private int _typed;
        private bool _wasQuiet;

        public Laws(Stage stage)
        {
            _stage = stage;
            _gateway = stage.Gateway;
            _guests = new GuestLaws(stage);
            _shares = new ShareLaws(stage);
        }

        /// <summary>Checks all of them.</summary>
        public void Check()
        {
            if (_stage.Network.Complaint != null) _stage.Break(_stage.Network.Complaint);
            CheckSockets();
            _shares.Check();
            _stage.Grants.Learn();
            CheckInside();
            CheckCounts();
            CheckEnds();
            CheckNames();
            CheckAllocation();
        }

        /// <summary>Nobody is here and nothing was left behind.</summary>
        public void CheckRest()
        {
            _guests.CheckBans();
            Roster roster = _gateway.Relay.Roster;
            if (roster.SessionCount > 0) _stage.Break("a session is left at rest");
            if (roster.MappingCount > 0) _stage.Break("a mapping is left at rest");
            int ports = 0;
            for (int i = 0; i < _gateway.Table.Count; i++)
            {
                int state = _gateway.Relay.StateOf(_gateway.Table.At(i));
                if (state == PortState.Listening || state == PortState.Full) ports++;
                if (_gateway.Table.At(i).Tally.Live != 0) _stage.Break("a live count is left");
            }
            int own = _gateway.Relay.Budget.Listeners - OpenTcpPorts();
            own += _gateway.Relay.Budget.Owners;
            if (_stage.Network.OpenSockets != ports + own) _stage.Break("a socket is left at rest");
        }

        private int OpenTcpPorts()
        {
            int count = 0;
            for (int i = 0; i < _gateway.Table.Count; i++)
            {
                Rule rule = _gateway.Table.At(i);
                int state = _gateway.Relay.StateOf(rule);
                if (!rule.IsUdp && state >= PortState.Listening) count++;
            }
            return count;
        }

        // The budget is right, the platform's limit is kept, and two are kept for the owner.
        private void CheckSockets()
        {
            SocketBudget budget = _gateway.Relay.Budget;
            int open = _stage.Network.OpenSockets;
            if (budget.Open != open)
            {
                _stage.Break("the budget says " + budget.Open + ", open are " + open);
            }
            if (budget.Connections != _stage.Network.OpenConnections)
            {
                _stage.Break("connections differ");
            }
            if (budget.Listeners != _stage.Network.OpenListeners) _stage.Break("listeners differ");
            int kept = Limits.OwnerSockets - budget.Owners;
            if (open + (kept > 0 ? kept : 0) > _stage.Style.SocketsMax)
            {
                _stage.Break("the owner's sockets are spent: " + open + " are open");
            }
        }

        private void CheckInside()
        {
            Roster roster = _gateway.Relay.Roster;
            long nowMs = _stage.Clock.NowMs;
            for (int i = 0; i < roster.SessionCount; i++)
            {
                Session session = roster.SessionAt(i);
                if (_seen.Add(session.Number))
                {
                    _tallies.Add(session.Rule.Tally);
                    bool isListed = _guests.Welcome(session.Rule, session.ClientAddress);
                    if (!isListed || session.Rule.WakeMac != null)
                    {
                        _stage.Pairs.Welcome(session.ClientAddress, session.ClientPort,
                            session.Rule.Port);
                    }
                }
                _guests.CheckStay(
                    session.Number, session.Rule, session.ClientAddress, session.Grant);
                if (session.State == SessionState.Closed) _stage.Break("a closed session is kept");
                long waits = session.State == SessionState.Dialing ? nowMs - session.StartMs
                    : session.IdleMs(nowMs);
                if (waits > Deadline(session) + _stage.SlackMs)
                {
                    _stage.Break("a session waits " + waits + " ms in state " + session.State);
                }
            }
            for (int i = 0; i < roster.MappingCount; i++)
            {
                Mapping mapping = roster.MappingAt(i);
                if (_seen.Add(mapping.Number))
                {
                    _tallies.Add(mapping.Rule.Tally);
                    _guests.Welcome(mapping.Rule, mapping.ClientAddress);
                }
                _guests.CheckStay(
                    mapping.Number, mapping.Rule, mapping.ClientAddress, mapping.Grant);
                int limit = mapping.Rule.IdleMs > 0 ? mapping.Rule.IdleMs : Limits.MappingIdleMs;
                if (mapping.IdleMs(nowMs) <= limit + _stage.SlackMs) continue;
                _stage.Break("a mapping waits " + mapping.IdleMs(nowMs) + " ms");
            }
        }

        // Each rule counts who is inside by it, no more and no less.
        private void CheckCounts()
        {
            Roster roster = _gateway.Relay.Roster;
            for (int i = 0; i < _gateway.Table.Count; i++)
            {
                Rule rule = _gateway.Table.At(i);
                int inside = 0;
                for (int k = 0; k < roster.SessionCount; k++)
                {
                    if (roster.SessionAt(k).Rule == rule) inside++;
                }
                for (int k = 0; k < roster.MappingCount; k++)
                {
                    if (roster.MappingAt(k).Rule == rule) inside++;
                }
                if (inside == rule.Tally.Live) continue;
                _stage.Break(inside + " are inside and " + rule.Tally.Live + " are counted by: "
                    + RuleText.Write(rule));
            }
        }

        private static long Deadline(Session session)
        {
            switch (session.State)
            {
                case SessionState.Dialing:
                    int dialMs = session.Rule.DialMs;
                    if (session.Rule.WakeMac == null) return dialMs > 0 ? dialMs : Limits.DialMs;
                    // A call before the machine is woken, and the last one begun in time.
                    return Math.Max(dialMs, Limits.WakeMs) + 2 * Limits.WakeCallMs;
                case SessionState.HalfClosed: return Limits.HalfClosedMs;
                default:
                    return session.Rule.IdleMs > 0 ? session.Rule.IdleMs : Limits.SessionIdleMs;
            }
        }

        // What the gateway believes of a friend was truly told, and is no address of the LAN.
        private void CheckNames()
        {
            if (_stage.Names == null) return;
            for (int i = 0; i < _gateway.Names.Friends.Count; i++)
            {
                NamedHost friend = _gateway.Names.Friends.At(i);
                foreach (uint address in friend.Addresses)
                {
                    if (_stage.Names.HasTold(friend.Name, address)) continue;
                    _stage.Break(friend.Name + " is believed to be where nobody truly told");
                }
            }
        }

        // Everybody admitted is inside or has ended, exactly once; and nobody gave way in a step
        // in which nobody was admitted.
        private void CheckEnds()
        {
            for (int i = 0; i < _gateway.Table.Count; i++) _tallies.Add(_gateway.Table.At(i).Tally);
            int admitted = 0;
            int live = 0;
            foreach (Tally tally in _tallies)
            {
                admitted += tally.Admitted;
                live += tally.Live;
            }
            CountEnds();
            if (_gateway.Admission.Knocks.Total % 16 == 15) _guests.CheckBans();
            Roster roster = _gateway.Relay.Roster;
            int inside = roster.SessionCount + roster.MappingCount;
            if (admitted != _ended + inside)
            {
                _stage.Break(admitted + " admitted, " + _ended + " ended, " + inside + " inside");
            }
            if (live != inside) _stage.Break(live + " counted live, " + inside + " inside");
            int gaveWay = _gateway.Counters.Of(EndReason.GaveWay);
            int welcomed = admitted + _gateway.Counters.Of(EndReason.NoDial)
                + _gateway.Counters.Of(EndReason.NoName);
            // Two mappings make room for one session. A rule's port may want one, too.
            int most = (welcomed - _welcomed) * Limits.SessionSockets
                + (_gateway.Relay.Budget.IsPortWanted ? 1 : 0);
            if (gaveWay - _gaveWay > most) _stage.Break("somebody gave way to a stranger");
            _gaveWay = gaveWay;
            _welcomed = welcomed;
        }

        // Each end has its line; lines that the ring has lost since would be too many for a step.
        private void CountEnds()
        {
            if (_read == _gateway.Journal.Written) return;
            Journal.Journal journal = _gateway.Journal;
            for (int i = 0; i < journal.Count; i++)
            {
                JournalLine line = journal.At(i);
                if (line.Number > _read && line.Kind == JournalKind.Session) _ended++;
            }
            _read = journal.Written;
        }

        // A step in which nobody came or went and nothing was said may move bytes, but allocate
        // none. A port that waits, a door's or the page's, makes a sentence now and then; a lookup
        // has its buffers, and a new knock a place of its own. Such steps are left out.
        private void CheckAllocation()
        {
            int written = _gateway.Journal.Written;
            int stirs = _stage.Network.Stirs;
            int writes = _stage.Flash.Writes;
            int knocks = _gateway.Admission.Knocks.Places;
            // The line under the owner's fingers grows as it is typed.
            int typed = _stage.Terminal.Taken;
            bool isQuiet = typed == _typed && knocks == _knocks && !_gateway.Names.Dns.IsBusy
                && written == _written && stirs == _stirs && writes == _writes
                && !_gateway.Console.IsBusy && _stage.Terminal.Hear().Length == 0 && !IsWaiting();
            if (isQuiet && _wasQuiet && _stage.StepBytes > 0 && IsStrict)
            {
                IsAboutMemory = _stage.Broken == null;
                _stage.Break(_stage.StepBytes + " bytes allocated while bytes flow");
            }
            _written = written;
            _stirs = stirs;
            _writes = writes;
            _knocks = knocks;
            _typed = typed;
            _wasQuiet = isQuiet;
        }

        private bool IsWaiting()
        {
            if (_gateway.Front.Server.Trouble.Length > 0) return true;
            if (_gateway.Front.Server.Connections > 0) return true;
            // Somebody looks at the page of a board that nobody owns: its code is stretched.
            bool isUnclaimed = !_gateway.Settings.IsClaimed;
            if (isUnclaimed && _gateway.Front.Login.Claim.IsStretching) return true;
            for (int i = 0; i < _gateway.Table.Count; i++)
            {
                if (_gateway.Relay.StateOf(_gateway.Table.At(i)) == PortState.Waiting) return true;
            }
            return false;
        }

        /// <summary>The law that was broken first is the one about memory.</summary>
        public bool IsAboutMemory { get; private set; }

        /// <summary>False while the runtime still warms up.</summary>
        public bool IsStrict = true;
    }
}
