// World: two days of a board that keeps a name at a provider and ports at the router above, while
// the provider answers each of its codes, lies, hangs and is replaced, the router restarts,
// forgets, lies and moves, and the power goes now and then, in the middle of a write too.
// Laws:
//   the provider is never asked more often than its last answer permits, restarts or not;
//   never again after a refusal, until the owner has changed something;
//   the router is asked for no port that no enabled rule has;
//   no outside address is believed that the router or the service has not said;
//   the router is asked to lead ports to us alone, and nobody is asked in its place;
//   every socket taken is counted;
//   and when all have been honest for long, the name is right and the ports are held.

using System.Collections.Generic;
using Portreeve.Reach;
using Portreeve.Values;
using Portreeve.World.Outside;
using Portreeve.World.People;

namespace Portreeve.World
{
    /// <summary>Runs one.</summary>
    internal sealed class ReachNight
    {
        private const long HourUs = 3600L * 1000000;
        private const long NightUs = 48 * HourUs;
        private const long CalmFromUs = 36 * HourUs;
        private const int Rules = 4;

        private readonly Dice _dice;
        private readonly Stage _stage;
        private readonly Provider _provider;
        private readonly WhatIsMyAddress _service;
        private readonly HomeRouter _router;
        private readonly UpnpRouter _upnp;
        private readonly ReachSabotage _sabotage;
        private readonly HashSet<uint> _said = new();
        private long _moodUs;
        private long _cutUs;
        private long _ownerUs;
        private int _passwords;
        private bool _isCalm;

        private ReachNight(ulong seed, ReachSabotage sabotage)
        {
            _dice = new Dice(Dice.Mix(seed + 1177));
            _sabotage = sabotage;
            _stage = new Stage(_dice.Split(), new SimStyle { SocketsMax = _dice.Of(12, 16, 24) });
            _stage.Network.Dialed = null;
            _provider = new Provider(_stage, _dice.Split());
            _service = new WhatIsMyAddress(_stage, _dice.Split());
            _router = new HomeRouter(_stage, _dice.Split());
            _upnp = new UpnpRouter(_stage, _dice.Split(), _router);
            _stage.Uplink = _router;
            if (sabotage == ReachSabotage.Trapped) _upnp.LayTrap(HomeRouter.Address);
        }

        /// <summary>The law that was broken and when, or null.</summary>
        public string Broken { get; private set; }

        public Provider Provider { get { return _provider; } }

        public HomeRouter Router { get { return _router; } }

        public UpnpRouter Upnp { get { return _upnp; } }

        /// <summary>Power cuts.</summary>
        public int Cuts { get; private set; }

        /// <summary>Runs the night of a seed.</summary>
        public static ReachNight Run(ulong seed, ReachSabotage sabotage = ReachSabotage.None)
        {
            ReachNight night = new(seed, sabotage);
            night.Run();
            if (night.Broken != null) night.Broken = "reach night " + seed + ": " + night.Broken;
            return night;
        }

        private void Run()
        {
            string[] lines = new string[Rules];
            for (int i = 0; i < Rules; i++)
            {
                lines[i] = (i == 3 ? "udp " : "tcp ") + (8001 + i) + " 192.168.1.20:80 from lan";
            }
            _stage.Prepare(lines);
            _stage.Clock.KnowsTime = _dice.Chance(60);
            Boot();
            Type("ddns ask " + WhatIsMyAddress.Url);
            Type("ddns " + Provider.Url + " anna.test user me plain");
            Type("secret0");
            if (_dice.Chance(80)) Type("router on");
            _cutUs = _dice.Between(60, 7200) * 1000000L;
            _ownerUs = _dice.Between(600, 7200) * 1000000L;
            ChangeMood();
            while (_stage.Clock.NowUs < NightUs && Broken == null)
            {
                if (_stage.Clock.NowUs >= _moodUs) ChangeMood();
                if (_stage.Clock.NowUs >= _ownerUs) Meddle();
                _provider.Act();
                _service.Act();
                _upnp.Act();
                if (!Round()) continue;
                Check();
                Rest();
            }
            if (Broken == null) CheckCalm();
        }

        // The router's ledger and the law about addresses count from what is known now.
        private void Boot()
        {
            if (_sabotage == ReachSabotage.Forgetful)
            {
                _stage.Flash.Erase("ddns.a");
                _stage.Flash.Erase("ddns.b");
            }
            _stage.Boot();
        }

        private void Type(string line)
        {
            _stage.Terminal.Type(line);
            for (int i = 0; i < 4; i++)
            {
                _stage.Round();
                // What is enabled may be asked for at once; what was sent before a rule was
                // disabled is still on its way.
                Allow(false);
                _stage.Pass(20000);
            }
            Allow(true);
        }

        private void Rest()
        {
            Reachability reach = _stage.Gateway.Reach;
            bool isBusy = (reach.Ddns != null && reach.Ddns.IsAsking) || reach.Public.IsAsking
                || _stage.Moved || _stage.Network.OpenSockets > Rules + 1;
            _stage.Pass(isBusy ? _dice.Between(5000, 300000) : _dice.Between(500000, 9000000));
        }

        // False: the power went, and came again.
        private bool Round()
        {
            bool isCut = _stage.Clock.NowUs >= _cutUs && !_isCalm;
            try
            {
                if (isCut && _dice.Chance(60)) throw new PowerCut();
                if (isCut)
                {
                    _stage.Flash.CutAtWrite = _stage.Flash.Writes + 1;
                    _stage.Flash.CutLeaves = _dice.Below(3);
                }
                if (isCut) _cutUs = _stage.Clock.NowUs + HourUs;
                _stage.Round();
                return true;
            }
            catch (PowerCut)
            {
                Cuts++;
                // Some nights have storms: cut after cut.
                _cutUs = _stage.Clock.NowUs
                    + _dice.Between(1, _dice.Of(20, 600, 14400)) * 1000000L;
                _stage.Flash.CutAtWrite = 0;
                _stage.LosePower();
                _provider.BeMisheard();
                _stage.Pass(_dice.Between(500000, 3000000));
                Boot();
                return false;
            }
        }

        private void ChangeMood()
        {
            _isCalm = _stage.Clock.NowUs >= CalmFromUs;
            _moodUs = _isCalm ? NightUs : _stage.Clock.NowUs
                + _dice.Between(60, _dice.Of(1200, 14400)) * 1000000L;
            _provider.Mood = _isCalm ? ProviderMood.Honest : _dice.Chance(30)
                ? ProviderMood.Honest : (ProviderMood)_dice.Below(11);
            _provider.IsDown = !_isCalm && _provider.Mood == ProviderMood.Dead;
            _service.IsDown = !_isCalm && _dice.Chance(15);
            _service.IsHanging = !_isCalm && _dice.Chance(15);
            _router.Mood = _isCalm || _dice.Chance(40) ? RouterMood.Honest
                : (RouterMood)_dice.Below(5);
            _router.IsForged = !_isCalm && _dice.Chance(40);
            if (_dice.Chance(30)) _router.SpeaksPcp = _dice.Chance(60);
            if (_dice.Chance(30)) _router.SpeaksNatPmp = _dice.Chance(60);
            _upnp.KnowsNoEnd = _dice.Chance(20);
            _upnp.Speaks = _dice.Chance(60);
            if (_isCalm)
            {
                // In some nights UPnP is all that is left.
                _router.SpeaksPcp = _dice.Chance(60);
                _router.SpeaksNatPmp = false;
                _upnp.Speaks = !_router.SpeaksPcp;
            }
            if (_dice.Chance(40)) _router.Restart();
            uint outside = _dice.Chance(20) ? _dice.Of(0x0A000005u, 0x64400007u, 0xC0A80009u)
                : 0xCB007100u + (uint)_dice.Below(30);
            if (_isCalm) outside = 0xCB007190;
            _router.Outside = outside;
            string text = _dice.Of("", "\n", "Your address is ", "<b>")
                + IPv4.ToText(outside) + _dice.Of("", ".\n", "</b> 1.2.3.4");
            if (!_isCalm && _dice.Chance(10)) text = "Oops 300.1.2.3 and 127.0.0.1";
            _service.Text = text;
            _said.Add(outside);
        }

        private void Meddle()
        {
            _ownerUs = _stage.Clock.NowUs + _dice.Between(600, 14400) * 1000000L;
            // What is changed now may take until the end of the night.
            if (_ownerUs > NightUs - HourUs) _ownerUs = long.MaxValue;
            try
            {
                int rule = _dice.Between(1, Rules);
                string verb = _dice.Chance(60) ? "enable " : "disable ";
                if (_dice.Chance(60)) Type("portmap " + verb + rule);
                else if (_dice.Chance(50) && !_isCalm) Type("router " + _dice.Of("on", "off"));
                else ChangePassword();
                if (_isCalm) Type("router on");
                if (_isCalm && _stage.Gateway.Reach.Ddns.IsStopped) ChangePassword();
            }
            catch (PowerCut)
            {
                _stage.Flash.CutAtWrite = 0;
                _stage.LosePower();
                _provider.BeMisheard();
                // What was sent before the cut arrives under the old rules.
                _stage.Pass(50000);
                _stage.Network.Deliver();
                Boot();
                Allow(true);
            }
        }

        private void ChangePassword()
        {
            Type("ddns " + Provider.Url + " anna.test user me plain");
            // Before it is typed: the board may ask at once.
            if (!_stage.Gateway.Reach.Ddns.IsAsking) _provider.Forgive();
            Type("secret" + ++_passwords);
        }

        private void Allow(bool isAnew)
        {
            if (_sabotage == ReachSabotage.RulesOff) return;
            if (isAnew) _router.Allowed.Clear();
            Table.RuleTable table = _stage.Gateway.Table;
            for (int i = 0; i < table.Count; i++)
            {
                Table.Rule rule = table.At(i);
                if (rule.IsEnabled) _router.Allowed.Add(rule.Port + (rule.IsUdp ? 65536 : 0));
            }
        }

        private void Check()
        {
            if (_stage.Network.Complaint != null) Break(_stage.Network.Complaint);
            if (_provider.Broken != null) Break(_provider.Broken);
            if (_router.Broken != null) Break(_router.Broken);
            if (_stage.Gateway.Relay.Budget.Open != _stage.Network.OpenSockets)
            {
                Break("the budget is wrong");
            }
            Reachability reach = _stage.Gateway.Reach;
            uint router = reach.Router == null ? 0 : reach.Router.Outside;
            bool isSaid = _sabotage != ReachSabotage.Deaf && _router.Said.Contains(router);
            if (router != 0 && !isSaid) Break("a forged address is believed");
            uint outside = reach.OutsideAddress;
            if (outside != 0 && !_said.Contains(outside)) Break("nobody has said this address");
            if (outside == HomeRouter.Forged) Break("the forger is believed");
        }

        private void CheckCalm()
        {
            Reachability reach = _stage.Gateway.Reach;
            if (reach.OutsideAddress != _router.Outside) Break("the outside address is wrong");
            if (_provider.Stored != "203.0.113.144")
            {
                Break("the name is not right: " + _provider.Stored + ", "
                    + reach.Ddns.Status(_stage.Clock.NowMs));
            }
            if (reach.Router == null) return;
            foreach (int key in _router.Allowed)
            {
                if (!_router.Leads(key)) Break("port " + key + " is not held");
            }
        }

        private void Break(string law)
        {
            Broken ??= law + " (after " + _stage.Clock.NowUs / 1000000 + " s)";
        }
    }
}
