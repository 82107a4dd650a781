// Reach: the doctor's look at whether the way from outside really ends at one rule's door: a try at
// our own outside address, which many routers lead back in, and whether somebody from outside has
// been here. Only what our own door has felt counts, and only from one who can be ourselves.
//
//   Start --no outside address, UDP--> guests          dial --door felt it, refused, late--> guests

using Portreeve.Access;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>The way back in.</summary>
    internal sealed class BackCheck
    {
        private readonly Doctor _doctor;
        private readonly Reachability _reach;
        private readonly Relay.Relay _relay;
        private readonly Admission _admission;
        private readonly Rule _rule;
        private IDial _dial;
        private Finding _waiting;
        private bool _hasBegun;
        private int _tries;
        private int _newest;
        private int _port;
        private long _sinceMs;

        /// <param name="doctor">Takes the findings.</param>
        /// <param name="relay">Who is inside.</param>
        /// <param name="admission">Who knocked.</param>
        /// <param name="rule">The rule.</param>
        public BackCheck(Doctor doctor, Relay.Relay relay, Admission admission, Rule rule)
        {
            _doctor = doctor;
            _reach = doctor.Reach;
            _relay = relay;
            _admission = admission;
            _rule = rule;
        }

        /// <summary>Goes on. True: it is over.</summary>
        public bool Step(long nowMs)
        {
            if (!_hasBegun)
            {
                _hasBegun = true;
                _sinceMs = nowMs;
                Begin();
            }
            if (_dial != null && !Dialing(nowMs)) return false;
            LookForGuests();
            return true;
        }

        /// <summary>Gives up what is under way.</summary>
        public void Stop()
        {
            if (_dial == null) return;
            _dial.Abandon();
            _dial = null;
            _reach.Budget.ReturnOwnerConnection();
        }

        private void Begin()
        {
            bool canTry = _doctor.Outside != 0 && !_rule.IsUdp && _rule.IsEnabled;
            if (!canTry) return;
            _tries = TriesSoFar;
            _newest = _relay.Roster.LastNumber;
            // Where a friend dials, which may be another port than ours.
            _port = ShareAddress.PortOf(_reach, _rule);
            _dial = _doctor.Dial("hairpin", _doctor.Outside, _port);
            if (_dial == null) return;
            _waiting = _doctor.Add("hairpin", Finding.Waiting, "Trying "
                + IPv4.ToText(_doctor.Outside, _port) + " from inside ...", null);
        }

        // True: the try is over.
        private bool Dialing(long nowMs)
        {
            bool isMoved = TriesSoFar != _tries;
            bool isFelt = isMoved && WasOurs();
            int state = _dial.State;
            bool isLate = nowMs - _sinceMs >= Limits.HairpinMs;
            if (!isFelt && !isLate && state != DialState.Failed) return false;
            Stop();
            string place = IPv4.ToText(_doctor.Outside, _port);
            if (isFelt)
            {
                End(Finding.Good, "A try at " + place + " from inside came back in at our door: "
                    + "the router leads " + DoorName.Of(_rule) + " here.", null);
            }
            else if (isMoved)
            {
                End(Finding.Unsure, "Somebody else came to our door while we tried " + place
                    + " from inside, so the try says nothing.", "Test again in a quiet moment.");
            }
            else if (state == DialState.Connected)
            {
                End(Finding.Unsure, "Somebody answers at " + place + ", but it is not this door.",
                    "Does the router lead the port to another machine, or have its own page "
                    + "there?");
            }
            else
            {
                End(Finding.Unsure, "A try at " + place + " from inside found no way back in, "
                    + "which says nothing: many routers have none.", null);
            }
            return true;
        }

        private void End(string verdict, string text, string advice)
        {
            Finding finding = _waiting;
            _waiting = null;
            if (finding == null) _doctor.Add("hairpin", verdict, text, advice);
            else _doctor.Settle(finding, verdict, text, advice);
        }

        // What the router leads back comes from the router, as most do it, from our own address, or
        // from the one outside; whoever else comes meanwhile proves nothing.
        private bool WasOurs()
        {
            KnockLedger knocks = _admission.Knocks;
            for (int i = 0; i < knocks.Places; i++)
            {
                Knock knock = knocks.At(i);
                bool isHere = knock.Number != 0 && !knock.IsUdp && knock.Port == _rule.Port
                    && knock.LastMs >= _sinceMs;
                if (isHere && IsOurs(knock.Address)) return true;
            }
            Roster roster = _relay.Roster;
            for (int i = 0; i < roster.SessionCount; i++)
            {
                LivePair pair = roster.SessionAt(i);
                bool isHere = pair.Number > _newest && pair.Rule.Number == _rule.Number;
                if (isHere && IsOurs(pair.ClientAddress)) return true;
            }
            return false;
        }

        private bool IsOurs(uint address)
        {
            Surroundings around = _reach.Around;
            return address == _doctor.Outside || around.Lan.IsOurs(address)
                || (around.Uplink != null && address == around.Uplink.Router);
        }

        private int TriesSoFar { get { return _rule.Tally.Admitted + _rule.Tally.Refused; } }

        // Whether the router sends the port here shows when somebody from outside has come.
        private void LookForGuests()
        {
            string door = DoorName.Of(_rule);
            uint seen = SeenFromOutside();
            if (seen != 0 || _rule.Tally.WasReached)
            {
                _doctor.Add("outside", Finding.Good, (seen != 0 ? IPv4.ToText(seen) : "Somebody")
                    + " has reached " + door + " from outside" + (seen != 0 ? ""
                    : " since the start") + ", so the router sends it here.", null);
                return;
            }
            uint own = _reach.Around.Lan.Address;
            _doctor.Add("outside", Finding.Unsure, "Nobody has come from outside yet. Whether the "
                + "router sends " + door + " here cannot be seen from within.",
                "Forward " + door + " to " + (own == 0 ? "this gateway" : IPv4.ToText(own))
                + " on the router, then try from a phone with its Wi-Fi switched off: even a "
                + "refused try shows up as a knock.");
        }

        private uint SeenFromOutside()
        {
            KnockLedger knocks = _admission.Knocks;
            for (int i = 0; i < knocks.Places; i++)
            {
                Knock knock = knocks.At(i);
                if (knock.Number == 0 || knock.IsUdp != _rule.IsUdp || knock.Port != _rule.Port)
                {
                    continue;
                }
                if (_admission.IsOutside(knock.Address)) return knock.Address;
            }
            Roster roster = _relay.Roster;
            int count = _rule.IsUdp ? roster.MappingCount : roster.SessionCount;
            for (int i = 0; i < count; i++)
            {
                LivePair pair = _rule.IsUdp ? (LivePair)roster.MappingAt(i) : roster.SessionAt(i);
                if (pair.Rule == _rule && _admission.IsOutside(pair.ClientAddress))
                {
                    return pair.ClientAddress;
                }
            }
            return 0;
        }
    }
}
