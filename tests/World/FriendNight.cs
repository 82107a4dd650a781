// World: a night with friends who move while their DNS server lies, is slow, flaps or dies, and
// while the power goes now and then, in the middle of a write or at any other moment.
// Laws, checked after every step:
//   nobody outside the list at that moment was ever connected to an upstream;
//   a friend who moved and keeps trying is in 60 s after DNS shows it, or after a later start;
//   the grace period outlives every cut.

using System.Collections.Generic;
using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.World.Outside;
using Portreeve.World.People;

namespace Portreeve.World
{
    /// <summary>Runs one.</summary>
    internal sealed class FriendNight
    {
        private const long NightUs = 120000000;
        private const long StepUs = 20000;
        private const int Names = 5;
        private const long InWithinUs = 60000000;

        // Which names stand on the list of which door.
        private static readonly int[][] Lists = { new[] { 0 }, new[] { 1, 2 }, new[] { 3, 4 } };
        private static readonly uint[] Strangers =
        {
            0x2D2D0000, 0x2D2D0001, 0x2D2D0002, MoodyServer.Forger, 0xC0A80132, 0x0A000001,
            0x08080808
        };

        private readonly Dice _dice;
        private readonly Stage _stage;
        private readonly MoodyServer _server;
        private readonly bool _isOracleDeaf;
        private readonly HashSet<int> _seen = new();
        private readonly List<(SimConnection Connection, long UntilUs)> _guests = new();
        private readonly long[] _movedUs = new long[Names];
        private readonly long[] _inUs = new long[Names];
        private readonly long[] _knockUs = new long[Names];
        private long _honestSinceUs;
        private long _moodUntilUs;
        private long _graceUs;
        private long _cutUs;
        private int _ports = 1024;

        private FriendNight(ulong seed, bool isOracleDeaf)
        {
            _dice = new Dice(Dice.Mix(seed + 77));
            _isOracleDeaf = isOracleDeaf;
            _stage = new Stage(_dice.Split(), new SimStyle { SocketsMax = _dice.Of(16, 24) });
            _server = new MoodyServer(_stage, _dice.Split(), Names);
            _stage.Network.Dialed = null;
            _stage.Network.Place(0xC0A80114, 80, new Sink());
        }

        /// <summary>The law that was broken and when, or null.</summary>
        public string Broken { get; private set; }

        /// <summary>Longest time from visible to in, seconds.</summary>
        public double SlowestS { get; private set; }

        /// <summary>Friends who came in, and strangers who were refused.</summary>
        public int In { get; private set; }

        public int Refused { get; private set; }

        public int Asked { get { return _server.Asked; } }

        /// <summary>Power cuts, and guests let in by what flash had kept.</summary>
        public int Cuts { get; private set; }
        public int Kept { get; private set; }

        /// <summary>Runs the night of a seed.</summary>
        /// <param name="seed">The same seed, the same night.</param>
        /// <param name="isOracleDeaf">True: the law's own memory fails, so it must cry out.</param>
        public static FriendNight Run(ulong seed, bool isOracleDeaf = false)
        {
            FriendNight night = new(seed, isOracleDeaf);
            night.Run();
            if (night.Broken != null) night.Broken = "friend night " + seed + ": " + night.Broken;
            return night;
        }

        private void Run()
        {
            string[] lines = new string[Lists.Length];
            for (int i = 0; i < lines.Length; i++)
            {
                lines[i] = "tcp " + (8001 + i) + " 192.168.1.20:80 from 198.51.100.0/28";
                foreach (int name in Lists[i]) lines[i] += ",f" + name + ".test";
            }
            for (int i = 0; i < Names; i++) Move(i);
            _stage.Prepare(lines);
            _stage.Clock.KnowsTime = _dice.Chance(50);
            _stage.Boot();
            _cutUs = _dice.Between(5000000, 100000000);
            long graceMs = _dice.Of(0L, 40000L, 24L * 3600 * 1000);
            _stage.Gateway.Names.Friends.SetGrace(graceMs, 0);
            _graceUs = graceMs * 1000;
            while (_stage.Clock.NowUs < NightUs && Broken == null)
            {
                ChangeMood();
                _server.Act();
                Knocks();
                if (!Round()) continue;
                Check();
                _stage.Pass(StepUs);
            }
            Refused += _stage.Gateway.Counters.Of(EndReason.NotOnList);
        }

        // False: the power went, and came again.
        private bool Round()
        {
            if (_stage.Clock.NowUs >= _cutUs)
            {
                _cutUs = _stage.Clock.NowUs + _dice.Between(5000000, 60000000);
                // Either now, or in the middle of what is written next.
                if (_dice.Chance(30))
                {
                    _stage.Flash.CutAtWrite = _stage.Flash.Writes + 1;
                    _stage.Flash.CutLeaves = _dice.Below(3);
                }
                else
                {
                    Restart();
                    return false;
                }
            }
            try
            {
                _stage.Round();
                return true;
            }
            catch (PowerCut)
            {
                Restart();
                return false;
            }
        }

        private void Restart()
        {
            Cuts++;
            Refused += _stage.Gateway.Counters.Of(EndReason.NotOnList);
            _stage.LosePower();
            _stage.Pass(_dice.Between(500000, 3000000));
            _stage.Boot();
            _seen.Clear();
            if (_stage.Gateway.Names.Friends.GraceMs * 1000 != _graceUs)
            {
                Break("the grace period was forgotten");
            }
        }

        private void Move(int name)
        {
            _server.Addresses[name] = 0xCB007100u + (uint)_dice.Below(200);
            _movedUs[name] = _stage.Clock.NowUs;
        }

        private void ChangeMood()
        {
            long now = _stage.Clock.NowUs;
            if (_dice.Below(1500) == 0) Move(_dice.Below(Names));
            if (now < _moodUntilUs) return;
            bool wasHonest = _server.Mood == Mood.Honest && !_server.IsForged;
            _server.Mood = _dice.Chance(45) ? Mood.Honest : (Mood)_dice.Below(8);
            _server.IsForged = _dice.Chance(20);
            _moodUntilUs = now + _dice.Between(1000000, _dice.Of(8000000, 90000000));
            bool isHonest = _server.Mood == Mood.Honest && !_server.IsForged;
            if (isHonest && !wasHonest) _honestSinceUs = now;
            if (!isHonest) _honestSinceUs = long.MaxValue;
        }

        private void Knocks()
        {
            long now = _stage.Clock.NowUs;
            for (int i = 0; i < Names; i++)
            {
                if (now < _knockUs[i]) continue;
                _knockUs[i] = now + 5000000;
                Knock(_server.Addresses[i], DoorOf(i));
            }
            if (_dice.Below(40) == 0) Knock(_dice.Of(Strangers), _dice.Between(8001, 8003));
            for (int i = 0; i < _guests.Count; i++)
            {
                if (now < _guests[i].UntilUs) continue;
                _guests[i].Connection.PeerReset();
                _guests.RemoveAt(i--);
            }
        }

        private void Knock(uint address, int door)
        {
            // As a person would: gone after four seconds without an answer.
            _guests.Add((_stage.Network.Knock(address, _ports++, door),
                _stage.Clock.NowUs + 4000000));
        }

        private void Check()
        {
            if (_stage.Network.Complaint != null) Break(_stage.Network.Complaint);
            SocketBudget budget = _stage.Gateway.Relay.Budget;
            if (budget.Open != _stage.Network.OpenSockets) Break("the budget is wrong");
            Roster roster = _stage.Gateway.Relay.Roster;
            for (int i = 0; i < roster.SessionCount; i++)
            {
                Session session = roster.SessionAt(i);
                if (_seen.Add(session.Number)) Welcome(session);
            }
            for (int name = 0; name < Names; name++) CheckPatience(name);
        }

        private void Welcome(Session session)
        {
            bool isOnList = false;
            foreach (int name in Lists[session.Rule.Port - 8001])
            {
                if (Said(name, session.ClientAddress)) isOnList = true;
                if (session.ClientAddress != _server.Addresses[name]) continue;
                _inUs[name] = _stage.Clock.NowUs;
                In++;
                double waited = (_stage.Clock.NowUs - Visible(name)) / 1e6;
                if (waited > SlowestS && _inUs[name] - waited * 1e6 > 0) SlowestS = waited;
                _movedUs[name] = long.MaxValue;
            }
            if (!isOnList) Break("a stranger was let in: " + session.ClientAddress.ToString("X8"));
        }

        // What the server has said is the list: the newest answer that came for sure, and any
        // after it, no longer than the belief in it lasts.
        private bool Said(int name, uint address)
        {
            if (_isOracleDeaf) return false;
            long now = _stage.Clock.NowUs;
            List<Said> history = _server.History[name];
            for (int i = history.Count - 1; i >= 0; i--)
            {
                Said said = history[i];
                bool isKept = said.AtUs < _stage.Clock.BootUs;
                long beliefUs = said.BeliefUs(isKept, _graceUs, _stage.Clock);
                if (said.Address == address && now - said.AtUs <= beliefUs)
                {
                    if (isKept) Kept++;
                    return true;
                }
                if (said.IsSure && !isKept && now - said.AtUs > 1000000) return false;
            }
            return false;
        }

        private long Visible(int name)
        {
            if (_honestSinceUs == long.MaxValue || _movedUs[name] == long.MaxValue)
            {
                return long.MaxValue;
            }
            long seenUs = _honestSinceUs > _movedUs[name] ? _honestSinceUs : _movedUs[name];
            return seenUs > _stage.Clock.BootUs ? seenUs : _stage.Clock.BootUs;
        }

        private void CheckPatience(int name)
        {
            long visible = Visible(name);
            if (visible == long.MaxValue || _stage.Clock.NowUs - visible <= InWithinUs) return;
            Break("f" + name + " is not in 60 s after the move could be seen");
        }

        private static int DoorOf(int name)
        {
            for (int i = 0; i < Lists.Length; i++)
            {
                if (System.Array.IndexOf(Lists[i], name) >= 0) return 8001 + i;
            }
            return 0;
        }

        private void Break(string law)
        {
            Broken ??= law + " (after " + _stage.Clock.NowMs + " ms)";
        }

        private sealed class Sink : ITarget
        {
            public int Answer(out long afterUs)
            {
                afterUs = 500;
                return DialState.Connected;
            }

            public void Arrive(SimConnection connection)
            {
            }
        }
    }
}
