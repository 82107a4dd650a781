// The gateway on one screen: it owns the rooms and visits each once a step. It knows the world
// only by Surroundings, never waits, and does the same again for the same inputs.

using System;
using Portreeve.Access;
using Portreeve.Api;
using Portreeve.Budget;
using Portreeve.Changes;
using Portreeve.Journal;
using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Reach;
using Portreeve.Settings;
using Portreeve.Shell;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve
{
    /// <summary>The whole machine.</summary>
    internal sealed class Gateway
    {
        private readonly Surroundings _around;
        // Chores, which take turns, and then the relay, which has one in every step.
        private const int NamesTurn = 0;
        private const int TimesTurn = 1;
        private const int PageTurn = 2;
        private const int ConsoleTurn = 3;
        private const int RelayTurn = 4;
        private const int AllRooms = 0x1F;
        private const int Everybody = -1;

        private readonly int _turnMask;
        private int _turn;
        private int _busy;
        private long _stepMs;
        private int _claimVersion;

        /// <param name="around">The world; every field set.</param>
        /// <param name="limits">The numbers of this board.</param>
        public Gateway(Surroundings around, Limits limits)
        {
            _around = around;
            Limits = limits;
            _turnMask = limits.TurnSteps - 1;
            Journal = new Journal.Journal(around.Clock, limits.JournalLinesMax);
            Counters = new Counters();
            Table = new RuleTable(limits.RulesMax);
            Budget = new SocketBudget(limits.SocketsMax, limits.ListenersMax,
                limits.ConnectionsMax);
            Memory = new MemoryBudget(around.Board, around.Clock, Budget);
            Names = new Resolver(around, Budget, Memory, Journal, limits);
            Grants = new GrantBook(around.Clock, new GrantStore(around.Slots), Journal);
            Admission = new Admission(around, limits, Grants, Memory);
            Relay = new Relay.Relay(Table, Admission, Names, Budget, Memory, around, limits,
                Journal, Counters);
            Settings = new BoardSettings(around.Board, around.Slots, limits.WebPort);
            Store = new TableStore(around.Slots, Settings.Zone);
            Table.CountFrom(Secrets.Number(around.Board));
            Store.Load(Table);
            Names.Load(Table, around.Clock.NowMs);
            Grants.Load(Table);
            // The zone comes with the settings, after the rules: see TableStore.
            Settings.Load();
            Reach = new Reachability(around, Budget, Memory, Names, Table, Journal, Settings,
                limits);
            Rooms = RoomsOf();
            Edits = new TableEdits(Rooms);
            Live = new LiveEdits(Rooms);
            Front = new WebFront(Rooms, Edits, Live);
            LogSetting log = new LogSetting();
            Console = new SerialConsole(Rooms, new Commands(Rooms, Edits, Live, log), log);
            Journal.Write("Portreeve " + Release.Version + " started: " + around.LastStart);
            if (Store.Report.Length > 0) Journal.Write(Store.Report);
            if (Settings.Report.Length > 0) Journal.Write(Settings.Report);
            Greet();
            if (!Front.Open()) Journal.Write("the page has no port: " + Front.Server.Trouble);
        }

        /// <summary>The numbers of this board.</summary>
        public readonly Limits Limits;

        /// <summary>What happened lately.</summary>
        public readonly Journal.Journal Journal;

        /// <summary>How often each end reason happened.</summary>
        public readonly Counters Counters;

        /// <summary>The rules in force.</summary>
        public readonly RuleTable Table;

        /// <summary>Who holds how many sockets.</summary>
        public readonly SocketBudget Budget;

        /// <summary>Whether there is memory for something.</summary>
        public readonly MemoryBudget Memory;

        /// <summary>Friends, and targets that have names.</summary>
        public readonly Resolver Names;

        /// <summary>Permissions beside the rules' lists.</summary>
        public readonly GrantBook Grants;

        /// <summary>Who may come in; it holds the knocks and bans too.</summary>
        public readonly Admission Admission;

        /// <summary>The bytes.</summary>
        public readonly Relay.Relay Relay;

        /// <summary>The rules in flash.</summary>
        public readonly TableStore Store;

        /// <summary>What the owner has set about the board itself.</summary>
        public readonly BoardSettings Settings;

        /// <summary>Being found and reached from outside.</summary>
        public readonly Reachability Reach;

        /// <summary>All rooms in one bundle, for console and page.</summary>
        public readonly Rooms Rooms;

        /// <summary>Every change of the rules.</summary>
        public readonly TableEdits Edits;

        /// <summary>Ends sessions and mappings.</summary>
        public readonly LiveEdits Live;

        /// <summary>The owner at the page.</summary>
        public readonly WebFront Front;

        /// <summary>The owner at the serial line.</summary>
        public readonly SerialConsole Console;

        /// <summary>How often memory ran out although it had been asked for; since boot.</summary>
        public int Shortages { get; private set; }

        /// <summary>True when the last step left something to do at once. Where sockets wake
        /// their sessions the loop may sleep as long as this is false.</summary>
        public bool IsBusy { get; private set; }

        /// <summary>Visits the relay, each chore whose turn it is, and who moved last time; never
        /// waits. True: something moved.</summary>
        /// <param name="nowMs">Monotonic time in ms, never less than last time.</param>
        public bool Step(long nowMs)
        {
            // After a longer nap everybody has a turn, so that a round is bounded in time too.
            bool isSoon = _turnMask != 0 && nowMs - _stepMs <= Limits.TurnMs;
            int turn = isSoon ? ++_turn & _turnMask : Everybody;
            int due = _busy | (isSoon ? 1 << turn | 1 << RelayTurn : AllRooms);
            _stepMs = nowMs;
            if (_around.Owner != Ownership.NotNeeded)
            {
                _around.Owner = Settings.IsClaimed ? Ownership.There : Ownership.Missing;
            }
            bool moved = false;
            IsBusy = false;
            _busy = 0;
            for (int room = 0; due != 0; room++, due >>= 1)
            {
                if ((due & 1) == 0) continue;
                try
                {
                    if (!Visit(room, turn, nowMs)) continue;
                    moved = true;
                    _busy |= 1 << room;
                    if (room != RelayTurn || Relay.Roster.IsBusy) IsBusy = true;
                }
                catch (Exception e) when (Shortage.Is(e))
                {
                    // What a room had begun is begun again at the next visit.
                    Shortages++;
                    Journal.GiveWay();
                }
            }
            if (moved || turn <= 0) _around.Lamp.Show(LampOf(moved));
            return moved;
        }

        private bool Visit(int room, int turn, long nowMs)
        {
            switch (room)
            {
                case NamesTurn: return Names.Step(Table, nowMs);
                case TimesTurn:
                    Grants.Step(Table, nowMs);
                    return !_around.SafeMode && Reach.Step(nowMs);
                case PageTurn: return Front.Step(nowMs);
                case ConsoleTurn:
                    if (_claimVersion != Front.Login.Claim.Version) Greet();
                    return Console.Step();
                // Safe mode: page and console work, no door is opened at all.
                default: return !_around.SafeMode && Relay.Step(turn, nowMs);
            }
        }

        /// <summary>Closes everything for a restart or the end.</summary>
        public void Close()
        {
            Front.Close();
            Reach.Close();
            Relay.Close(_around.Clock.NowMs);
        }

        private int LampOf(bool moved)
        {
            if (!Rooms.Settings.IsClaimed) return LampCode.Unclaimed;
            if (!Relay.Budget.HasRoomForSession) return LampCode.Full;
            return moved ? LampCode.Traffic : LampCode.Idle;
        }

        // Tells a person at the console how to claim a board that is nobody's.
        private void Greet()
        {
            _claimVersion = Front.Login.Claim.Version;
            string text = PageCommand.ClaimText(Rooms);
            if (text != null) Console.Greet(text);
        }

        private Rooms RoomsOf()
        {
            Rooms rooms = new Rooms();
            rooms.Around = _around;
            rooms.Limits = Limits;
            rooms.Journal = Journal;
            rooms.Counters = Counters;
            rooms.Table = Table;
            rooms.Admission = Admission;
            rooms.Names = Names;
            rooms.Grants = Grants;
            rooms.Relay = Relay;
            rooms.Store = Store;
            rooms.Settings = Settings;
            rooms.Backups = new BackupStore(_around.Slots);
            rooms.Reach = Reach;
            rooms.Doctor = new Doctor(Reach, Relay, Names, Admission);
            return rooms;
        }
    }
}
