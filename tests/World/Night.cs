// World: one night, from one seed: a device and its network by chance, people who come and go,
// an owner who changes the rules, and faults. When all have gone home, the laws of rest.

using System;
using System.Collections.Generic;
using Portreeve.Table;
using Portreeve.World.Outside;
using Portreeve.World.People;

namespace Portreeve.World
{
    /// <summary>Runs one.</summary>
    internal sealed class Night
    {
        private const long ActiveUs = 25000000;
        private const long LullUs = 65000000;

        private static readonly uint[] Sources =
        {
            0xCB007105, 0xCB007106, 0xCB007107, 0xCB007109, 0xCB007005, 0xC6336407, 0xC6336480,
            0xC63364C8, 0xC0A80132, 0x08080808
        };

        private readonly NightReport _report = new NightReport();
        private readonly Dice _dice;
        private readonly Stage _stage;
        private Laws _laws;
        private List<string> _lines;
        private int _version;
        private long _nextFaultUs;
        private long _nextGuestUs;
        private int _guestEveryUs;
        private readonly bool _isStrict;
        private MemoryLaws _memoryLaws;
        private Keeper _keeper;

        private Night(ulong seed, bool isStrict, Sabotage sabotage)
        {
            _report.Seed = seed;
            _isStrict = isStrict;
            _dice = new Dice(Dice.Mix(seed + 1));
            SimStyle style = Furniture.StyleOf(_dice);
            style.Sabotage = sabotage;
            style.Wakes = seed % 2 == 0;
            _stage = new Stage(_dice.Split(), style);
            if (sabotage == Sabotage.ClockStuck)
            {
                _stage.Clock.StuckUtcSeconds = _stage.Clock.TrueUtcSeconds;
            }
        }

        /// <summary>Runs the night of a seed in a heap that has little room.</summary>
        public static NightReport RunTight(ulong seed, Sabotage sabotage = Sabotage.None)
        {
            Night night = new Night(seed, false, sabotage);
            night._report.IsTight = true;
            night.Run();
            return night._report;
        }

        /// <summary>Runs the night of a seed.</summary>
        /// <param name="seed">What it is made of.</param>
        /// <param name="isStrict">Counts allocations; false while the runtime warms up.</param>
        /// <param name="sabotage">A fault that a law must find.</param>
        /// <param name="isAboutNames">A short night in a house with a DNS server.</param>
        public static NightReport Run(ulong seed, bool isStrict = true,
            Sabotage sabotage = Sabotage.None, bool isAboutNames = false)
        {
            NightReport report = RunOnce(seed, isStrict, sabotage, isAboutNames);
            // What the runtime allocates when code runs for the first time is gone the second
            // time; what the gateway allocates is not.
            return report.IsAboutMemory
                ? RunOnce(seed, isStrict, sabotage, isAboutNames) : report;
        }

        private static NightReport RunOnce(
            ulong seed, bool isStrict, Sabotage sabotage, bool isAboutNames)
        {
            Night night = new Night(seed, isStrict, sabotage);
            night._report.IsAboutNames = isAboutNames;
            night.Run();
            return night._report;
        }

        private void Run()
        {
            bool isShort = _report.IsAboutNames;
            Furniture.Place(_stage, _dice, isShort || _dice.Chance(30));
            _nextFaultUs = _dice.Between(1000000, 30000000);
            _guestEveryUs = _dice.Of(100000, 500000, 2000000);
            if (_report.IsTight) Tighten();
            Boot();
            _stage.PatienceUs = ActiveUs + LullUs;
            long activeUs = isShort ? ActiveUs / 4 : ActiveUs;
            long lullFromUs = !isShort && _dice.Chance(60) ? ActiveUs / 2 : ActiveUs + LullUs;
            long untilUs = lullFromUs < ActiveUs ? ActiveUs + LullUs : activeUs;
            while (_stage.Clock.NowUs < untilUs && _stage.Broken == null)
            {
                bool isLull = _stage.Clock.NowUs >= lullFromUs
                    && _stage.Clock.NowUs < lullFromUs + LullUs;
                if (isLull)
                {
                    // An hour of the night in which only the old guests are there: those who
                    // fall silent now may have to give way later.
                    if (Round()) _stage.Pass(250000);
                    continue;
                }
                Fault();
                Invite();
                if (!Round()) continue;
                _stage.Pass(_stage.RestUs());
            }
            Settle();
            _report.Broken = _stage.Broken;
            _report.IsAboutMemory = _stage.Broken != null && _laws.IsAboutMemory;
            _report.AtMs = _stage.Clock.NowUs / 1000;
            _report.Steps = _stage.Steps;
            _report.Lies = _stage.Names == null ? 0 : _stage.Names.Lies;
            _report.Pairs = _stage.Pairs.Count;
            _report.Datagrams = _stage.Pairs.Datagrams;
            _report.Grants = _stage.Grants.Count;
            _report.GrantsUsed = _stage.Grants.Used;
            _report.Wakes = _stage.Alarm.Heard;
            _report.Headers = _stage.Pairs.Headers;
            _keeper?.Tell(_report);
            foreach (PageReader visitor in _stage.Visitors) _report.Answers += visitor.Answers;
        }

        private void Boot()
        {
            _stage.Boot();
            _laws = new Laws(_stage);
            _laws.IsStrict = _isStrict;
            if (_report.IsTight) _memoryLaws = new MemoryLaws(_stage);
            KeepLines();
        }

        // From what the gateway keeps for its own work to what a board has at rest.
        private void Tighten()
        {
            _report.HeapRoom = _dice.Between(Limits.HeapBytesMin, 20000);
            _stage.Tighten(_report.HeapRoom);
            _keeper = new Keeper(_stage);
            _stage.Enter(_keeper, 1000000);
        }

        // People, network, gateway, laws. False: the power went, and came again.
        private bool Round()
        {
            try
            {
                _stage.Round();
            }
            catch (PowerCut)
            {
                Restart();
                return false;
            }
            catch (Exception thrown)
            {
                _stage.Break("the gateway threw " + thrown.GetType().Name + " in "
                    + NightReport.PlaceOf(thrown));
                return false;
            }
            _laws.Check();
            _memoryLaws?.Check();
            if (_stage.Gateway.Table.Version != _version) KeepLines();
            if (_stage.Board.WantsRestart) _stage.Break("a restart nobody asked for");
            return true;
        }

        // The table after the cut is the one before the command, or the one the command made.
        private void Restart()
        {
            _report.Cuts++;
            Count();
            List<string> before = _lines;
            _stage.LosePower();
            _stage.Pass(_dice.Between(100000, 3000000));
            Boot();
            if (Same(before, _lines)) return;
            int changes = 0;
            foreach (string line in _lines) changes += before.Contains(line) ? 0 : 1;
            foreach (string line in before) changes += _lines.Contains(line) ? 0 : 1;
            bool isTables = _stage.Flash.CutName.StartsWith("table", StringComparison.Ordinal);
            if (changes > 2 || (isTables && _stage.Flash.CutLeaves != 1))
            {
                _stage.Break("after the power cut there was a third table");
            }
            _stage.Flash.CutAtWrite = _stage.Flash.Writes + _dice.Between(1, 6);
            _stage.Flash.CutLeaves = _dice.Below(3);
        }

        private void Fault()
        {
            if (_stage.Clock.NowUs < _nextFaultUs) return;
            _nextFaultUs = _stage.Clock.NowUs + _dice.Between(500000, 20000000);
            if (!_stage.Network.HasLink)
            {
                _stage.Network.SetLink(true);
                return;
            }
            if (_stage.Names != null && _dice.Chance(50))
            {
                _stage.Names.Move("anna.example.net", _dice.Of(Furniture.Homes));
                _nextFaultUs = _stage.Clock.NowUs + _dice.Between(500000, 5000000);
                return;
            }
            switch (_dice.Below(6))
            {
                case 0:
                    _stage.Network.SetLink(false);
                    _nextFaultUs = _stage.Clock.NowUs + _dice.Between(10000, 4000000);
                    break;
                case 1: _stage.Clock.Jump(_dice.Between(-100000, 100000)); break;
                case 2: _stage.Clock.KnowsTime = !_stage.Clock.KnowsTime; break;
                case 3: _stage.Network.TakenPort = _dice.Between(Stage.FirstPort, Stage.LastPort);
                    break;
                case 4: _stage.Board.FreeBytes = _dice.Of<long>(60000, 60000, 5000, -1); break;
                default: _stage.Flash.IsFull = _dice.Chance(30); break;
            }
        }

        private void Invite()
        {
            if (_stage.Clock.NowUs < _nextGuestUs || _stage.People > 40) return;
            _nextGuestUs = _stage.Clock.NowUs + _dice.Below(_guestEveryUs);
            uint address = _stage.Names != null && _dice.Chance(70)
                ? _dice.Of(Furniture.Homes) : _dice.Of(Sources);
            int port = _dice.Between(Stage.FirstPort, Stage.LastPort);
            int number = _stage.NextNumber();
            if (_dice.Chance(35))
            {
                _stage.Enter(new Caller(_stage, _dice.Split(), number, address, port), 0);
                return;
            }
            int together = _dice.Chance(5) ? 20 : 1;
            for (int i = 0; i < together; i++)
            {
                _stage.Enter(new Client(_stage, i == 0 ? number : _stage.NextNumber(), address,
                    port, Manner.Of(_dice)), _dice.Below(300000));
            }
        }

        // Everybody goes home; time runs in large steps until every limit is over.
        private void Settle()
        {
            if (_stage.Broken != null) return;
            _stage.SendHome();
            _stage.Network.SetLink(true);
            _stage.Board.FreeBytes = 60000;
            _stage.Flash.CutAtWrite = 0;
            int fine = _report.IsAboutNames ? 100 : 500;
            int coarse = _report.IsAboutNames ? 0 : 800;
            for (int i = 0; i < fine && _stage.Broken == null; i++)
            {
                if (Round()) _stage.Pass(10000);
            }
            for (int i = 0; i < coarse && _stage.Broken == null; i++)
            {
                if (Round()) _stage.Pass(10000000);
            }
            if (_stage.Broken == null && !_report.IsAboutNames) _laws.CheckRest();
            Count();
        }

        private void Count()
        {
            foreach (Journal.EndReason reason in Journal.EndReason.All)
            {
                if (reason.Letters[0] != 'P') _report.Ended += _stage.Gateway.Counters.Of(reason);
            }
            _report.GaveWay += _stage.Gateway.Counters.Of(Journal.EndReason.GaveWay);
            _report.TimesOver += _stage.Gateway.Counters.Of(Journal.EndReason.NoLonger)
                + _stage.Gateway.Counters.Of(Journal.EndReason.TimeOver)
                + _stage.Gateway.Counters.Of(Journal.EndReason.OutOfHours);
        }

        private void KeepLines()
        {
            RuleTable table = _stage.Gateway.Table;
            _version = table.Version;
            _lines = new();
            for (int i = 0; i < table.Count; i++)
            {
                _lines.Add(table.At(i).Number + " " + RuleText.Write(table.At(i)));
            }
        }

        private static bool Same(List<string> a, List<string> b)
        {
            if (a.Count != b.Count) return false;
            for (int i = 0; i < a.Count; i++)
            {
                if (a[i] != b[i]) return false;
            }
            return true;
        }
    }
}
