// World: everything of one night in one place: the device with its gateway, the network, the
// people. It moves time and lets everybody act; what may not happen is in Laws.

using System.Collections.Generic;
using Portreeve.HeapModel;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Relay;
using Portreeve.Table;
using Portreeve.Upkeep;
using Portreeve.World.Outside;
using Portreeve.World.People;

namespace Portreeve.World
{
    /// <summary>One simulated world.</summary>
    internal sealed class Stage
    {
        public const int FirstPort = 8001;
        public const int LastPort = 8006;

        private const long TickUs = 10000;

        private static readonly HeapBudget Budget = HeapBudget.Read(
            System.IO.Path.Combine(System.AppContext.BaseDirectory, "heap.txt"));

        private readonly List<Person> _people = new();
        private Pace _pace;
        private int _numbers;

        public Stage(Dice dice, SimStyle style)
        {
            Style = style;
            Clock = new SimClock();
            Network = new SimNetwork(Clock, style, dice.Split());
            Flash = new SimFlash(dice.Split());
            Terminal = new SimTerminal();
            Board = new SimBoard(dice.Split());
            Pairs = new Pairs(this);
            Grants = new GrantLedger(this);
            Network.Dialed = Pairs.Dial;
            Limits = new Limits
            {
                SocketsMax = style.SocketsMax
                    + (style.Sabotage == Sabotage.JudgeSpent ? 1 : 0),
                ListenersMax = style.ListenersMax,
                TurnSteps = style.Wakes ? 1 : Limits.ChipTurnSteps,
                ConnectionsMax = style.ConnectionsMax,
                ChunkBytes = style.RoomMaxBytes > 2880 ? style.RoomMaxBytes : 2880
            };
        }

        /// <summary>Where people put what they read and send; one for all of them, and one for
        /// each world, since worlds may run side by side.</summary>
        public readonly byte[] Buffer = new byte[16384];

        public readonly SimStyle Style;
        public readonly SimClock Clock;
        public readonly SimNetwork Network;
        public readonly SimFlash Flash;
        public readonly SimTerminal Terminal;
        public readonly SimBoard Board;
        public readonly Pairs Pairs;
        public readonly GrantLedger Grants;
        public readonly Limits Limits;

        public Gateway Gateway { get; private set; }

        /// <summary>The board's own address, as on the chip.</summary>
        public Addressing Addressing { get; private set; }

        /// <summary>The board's heap, when this night is about it; else null.</summary>
        public GatewayHeap Heap { get; private set; }

        /// <summary>Bytes of that heap; 0 when memory is no question.</summary>
        public long HeapBytes;

        /// <summary>Starts so far.</summary>
        public int Boots { get; private set; }

        /// <summary>People at the board's page.</summary>
        public readonly List<PageReader> Visitors = new();

        /// <summary>The LAN's network cards, or null where nobody sleeps.</summary>
        public Alarm Alarm;

        /// <summary>The DNS server, or null in a house without.</summary>
        public NameServer Names;

        /// <summary>The router above, or null in a house that speaks nothing.</summary>
        public IUplink Uplink;

        /// <summary>Steps the gateway has made.</summary>
        public long Steps { get; private set; }

        /// <summary>Bytes the gateway allocated in its last step.</summary>
        public long StepBytes { get; private set; }

        /// <summary>The last step moved something.</summary>
        public bool Moved { get; private set; }

        /// <summary>Longest time between two steps so far: what deadlines may be late by.</summary>
        public long SlackMs { get; private set; } = 30;

        /// <summary>Virtual time a step takes while awake.</summary>
        public long StepUs = 2000;

        /// <summary>From then on nobody waits for the other side's end.</summary>
        public long PatienceUs;

        /// <summary>The law that was broken first, or null.</summary>
        public string Broken { get; private set; }

        /// <summary>Notes a broken law.</summary>
        public void Break(string law)
        {
            Broken ??= law;
        }

        /// <summary>A number nobody else has.</summary>
        public int NextNumber()
        {
            return ++_numbers;
        }

        /// <summary>Starts the gateway, as after switching on.</summary>
        public void Boot()
        {
            Clock.BootUs = Clock.NowUs;
            Surroundings around = new Surroundings();
            around.Clock = Clock;
            around.Network = Network;
            around.Lan = new SimLan(Style);
            around.Slots = Flash;
            around.Terminal = Terminal;
            around.Board = Board;
            around.Lamp = Board;
            around.Page = new SimPage();
            Addressing = new Addressing(new SimWire(), Network, new Troubles(null));
            around.Addressing = Addressing;
            around.Uplink = Uplink;
            MakeHeap();
            Board.Heap = Heap;
            Heap?.Heap.Begin();
            try
            {
                Gateway = new Gateway(around, Limits);
            }
            finally
            {
                Heap?.Heap.End();
            }
            Addressing.Budget = Gateway.Budget;
            if (Heap != null) Heap.Root = Gateway;
            Boots++;
            Grants.Restart();
            _pace = new Pace(1);
        }

        /// <summary>From here on the board's heap holds what stands in it after a start with
        /// this flash, and so many bytes more.</summary>
        public void Tighten(int room)
        {
            const long plenty = 10000000;
            HeapBytes = plenty;
            Boot();
            long live = plenty - Heap.FreeBytes;
            LosePower();
            HeapBytes = live + (Style.Sabotage == Sabotage.HeapGone ? 200 : room);
            Terminal.Keeps = true;
        }

        /// <summary>Puts rules into flash before the first start.</summary>
        public void Prepare(params string[] lines)
        {
            RuleTable table = new RuleTable(Limits.RulesMax);
            foreach (string line in lines)
            {
                RuleDraft draft = RuleText.Read(line, 0);
                if (draft.IsGood && table.FindPort(draft.Rule.IsUdp, draft.Rule.Port) == null)
                {
                    table.Add(draft.Rule);
                }
            }
            new TableStore(Flash).Save(table);
        }

        /// <summary>The cut: nothing of the gateway is left but its flash.</summary>
        public void LosePower()
        {
            Network.ForgetGateway();
            Gateway = null;
        }

        public void Enter(Person person, long afterUs)
        {
            person.NextUs = Clock.NowUs + afterUs;
            _people.Add(person);
            if (person is Client client) Pairs.Add(client);
            if (person is Caller caller) Pairs.Add(caller);
        }

        /// <summary>A server's end of a new connection.</summary>
        public void Open(Server server)
        {
            Pairs.Add(server);
            _people.Add(server);
        }

        /// <summary>Everybody leaves.</summary>
        public void SendHome()
        {
            foreach (Person person in _people) person.GoHome();
            _people.Clear();
        }

        /// <summary>People still here.</summary>
        public int People { get { return _people.Count; } }

        /// <summary>One round: people, network, gateway; then time moves on.</summary>
        public void Round()
        {
            for (int i = 0; i < _people.Count; i++)
            {
                Person person = _people[i];
                if (person.NextUs <= Clock.NowUs && !person.IsGone) person.Act();
                if (!person.IsGone) continue;
                _people[i] = _people[_people.Count - 1];
                _people.RemoveAt(_people.Count - 1);
                i--;
            }
            Network.Deliver();
            StepGateway();
        }

        /// <summary>How long the gateway rests now, microseconds.</summary>
        public long RestUs()
        {
            if (_pace.PauseMs(Moved, Clock.NowMs) == 0) return StepUs;
            return Style.HasTicks ? TickUs - Clock.NowUs % TickUs : StepUs;
        }

        /// <summary>Lets time pass.</summary>
        public void Pass(long us)
        {
            if (us / 1000 + 30 > SlackMs) SlackMs = us / 1000 + 30;
            Clock.NowUs += us;
        }

        private void Forget()
        {
            Roster roster = Gateway.Relay.Roster;
            for (int i = 0; i < roster.SessionCount; i++)
            {
                LivePair pair = roster.SessionAt(i);
                if (Style.Sabotage == Sabotage.SiblingsInvented) pair.Siblings = 2;
                if (Style.Sabotage == Sabotage.NamesForgotten) pair.IsNamed = false;
            }
        }

        // Each start begins with an empty heap. Every third refusal comes as a plain Exception.
        private void MakeHeap()
        {
            if (HeapBytes == 0) return;
            Heap = new GatewayHeap(typeof(Gateway).Assembly, Budget, HeapBytes);
            Heap.Heap.IsPlain = () => Heap.Heap.Refusals % 3 == 0;
        }

        private void StepGateway()
        {
            if (Style.Sabotage >= Sabotage.NamesForgotten) Forget();
            long own = Network.OwnBytes;
            long before = System.GC.GetAllocatedBytesForCurrentThread();
            Heap?.Heap.Begin();
            try
            {
                Moved = Gateway.Step(Clock.NowMs);
            }
            finally
            {
                Heap?.Heap.End();
            }
            StepBytes = System.GC.GetAllocatedBytesForCurrentThread() - before
                - (Network.OwnBytes - own);
            Addressing.Step(Clock.NowMs);
            Steps++;
        }
    }
}
