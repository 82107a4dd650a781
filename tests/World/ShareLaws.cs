// World: the laws about sharing what is scarce: a socket to judge the next newcomer is free after
// every step, and who gives way to whom. Found out from journal and roster, before and after.

using System.Collections.Generic;
using System.Linq;
using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Relay;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.World
{
    /// <summary>Laws about giving way, from one start of the gateway to the next.</summary>
    internal sealed class ShareLaws
    {
        private readonly Stage _stage;
        private readonly Gateway _gateway;
        private Dictionary<int, Guest> _inside = new();
        private Dictionary<int, Guest> _spare = new();
        private readonly List<Guest> _new = new();
        private int _read;
        private bool _wasPortWanted;

        public ShareLaws(Stage stage)
        {
            _stage = stage;
            _gateway = stage.Gateway;
        }

        /// <summary>Places that were given up in all.</summary>
        public int GaveWay { get; private set; }

        /// <summary>Checks the step that has just been made.</summary>
        public void Check()
        {
            CheckJudge();
            (_inside, _spare) = (_spare, _inside);
            LookInside();
            if (_read == _gateway.Journal.Written) return;
            Journal.Journal journal = _gateway.Journal;
            for (int i = 0; i < journal.Count; i++)
            {
                JournalLine line = journal.At(i);
                if (line.Number <= _read || line.Reason != EndReason.GaveWay) continue;
                GaveWay++;
                Guest gone = _spare.Values.FirstOrDefault(one => line.Text.Contains(one.Client));
                if (gone != null) CheckGone(gone);
            }
            _read = journal.Written;
            _wasPortWanted = _gateway.Relay.Budget.IsPortWanted;
        }

        private void CheckJudge()
        {
            SocketBudget budget = _gateway.Relay.Budget;
            int owners = Limits.OwnerSockets - budget.Owners;
            int free = _stage.Style.SocketsMax - _stage.Network.OpenSockets
                - (owners > 0 ? owners : 0);
            int connections = _stage.Style.ConnectionsMax - _stage.Network.OpenConnections
                - (budget.OwnerConnections > 0 ? 0 : 1);
            if (free < Limits.JudgeSockets || connections < Limits.JudgeSockets)
            {
                _stage.Break("the judge's socket is spent: " + free + " sockets and "
                    + connections + " connections are free");
            }
        }

        private void LookInside()
        {
            Roster roster = _gateway.Relay.Roster;
            _inside.Clear();
            _new.Clear();
            for (int i = 0; i < roster.SessionCount; i++) Look(roster.SessionAt(i));
            for (int i = 0; i < roster.MappingCount; i++) Look(roster.MappingAt(i));
        }

        private void Look(LivePair pair)
        {
            if (!_spare.TryGetValue(pair.Number, out Guest guest))
            {
                guest = new Guest
                {
                    Address = pair.ClientAddress,
                    Client = DoorName.Of(pair.Rule) + " "
                        + IPv4.ToText(pair.ClientAddress, pair.ClientPort) + " ",
                    IsByAny = pair.Grant == null && Oracle.IsByAnyOnly(pair.Rule,
                        pair.ClientAddress, _stage.Clock.UtcSeconds, Oracle.Homes(_gateway)),
                    IsNamed = pair.Grant != null || !Oracle.HasAny(pair.Rule)
                };
                _new.Add(guest);
            }
            guest.Pair = pair;
            guest.LastMs = _stage.Clock.NowMs - pair.IdleMs(_stage.Clock.NowMs);
            guest.YieldMs = pair.Rule.YieldMs;
            guest.MayBeOver = !(pair is Session session) || session.State != SessionState.Open;
            _inside.Add(pair.Number, guest);
        }

        private void CheckGone(Guest gone)
        {
            // A rule's port takes the room of a mapping, whoever has it.
            bool isForPort = _wasPortWanted || _gateway.Relay.Budget.IsPortWanted;
            if (_new.Count == 0 || isForPort) return;
            if (gone.IsNamed && _new.All(one => one.IsByAny))
            {
                _stage.Break("somebody named gave way to one who came by any: " + gone.Client);
            }
            bool wasLast = _spare.Values.Count(one => one.Address == gone.Address) == 1
                && _new.All(one => one.Address != gone.Address);
            bool isEqual = _new.All(one => one.IsByAny || gone.IsNamed);
            long restMs = _stage.Clock.NowMs - gone.LastMs;
            // A session whose target is gone only lets its client read on.
            bool isOver = gone.MayBeOver || gone.Pair.Sockets == 1;
            if (wasLast && isEqual && !isOver && gone.YieldMs == 0
                && restMs < Limits.GiveWayIdleMs)
            {
                _stage.Break("the last session of an address gave way after " + restMs
                    + " ms: " + gone.Client);
            }
        }

        private sealed class Guest
        {
            public LivePair Pair;
            public uint Address;
            public string Client;
            public bool IsByAny, IsNamed, MayBeOver;
            public long LastMs;
            public int YieldMs;
        }
    }
}
