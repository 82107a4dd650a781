// Reach: the doctor: walks along one door from outside in and says what it finds at each step. It
// never lets a green light stand for more than was seen: what only somebody outside can know is
// "unsure", with the way to find out. It dials the target itself, as a client's session would,
// with one of the owner's own sockets, and never waits.
//
//   Idle --Start--> Dialing (or straight to Idle) --connected, refused, late--> Idle
//                      Each step is added once and not changed but the one that waits.

using Portreeve.Access;
using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>One test at a time.</summary>
    internal sealed class Doctor
    {
        private const int FindingsMax = 6;

        private readonly Surroundings _around;
        private readonly Relay.Relay _relay;
        private readonly Resolver _names;
        private readonly Admission _admission;
        private readonly Finding[] _findings = new Finding[FindingsMax];
        private Rule _rule;
        private IDial _dial;
        private long _dialMs;

        /// <param name="around">Our place in the LAN, and the network to dial with.</param>
        /// <param name="relay">How doors stand, who is inside, and the budget.</param>
        /// <param name="names">Where a rule's named target is.</param>
        /// <param name="admission">Its knocks tell who has been here from outside.</param>
        public Doctor(Surroundings around, Relay.Relay relay, Resolver names, Admission admission)
        {
            _around = around;
            _relay = relay;
            _names = names;
            _admission = admission;
        }

        /// <summary>Number of the rule tested last, 0 for none.</summary>
        public int RuleNumber { get { return _rule == null ? 0 : _rule.Number; } }

        /// <summary>True while the target has not answered yet.</summary>
        public bool IsRunning { get { return _dial != null; } }

        /// <summary>Steps taken.</summary>
        public int Count { get; private set; }

        /// <summary>Step i of Count.</summary>
        public Finding At(int i)
        {
            return _findings[i];
        }

        /// <summary>Walks along a rule's door; the test before is given up.</summary>
        public void Start(Rule rule, long nowMs)
        {
            Stop();
            Count = 0;
            _rule = rule;
            if (!rule.IsEnabled)
            {
                Add("switch", Finding.Bad, "The door is switched off.", "Switch it on.");
            }
            LookAtList(rule);
            LookAtPort(rule);
            LookAtTarget(rule, nowMs);
            LookOutside(rule);
        }

        /// <summary>Looks after the dial. True: it was answered.</summary>
        public bool Step(long nowMs)
        {
            if (_dial == null) return false;
            int state = _dial.State;
            long tookMs = nowMs - _dialMs;
            if (state == DialState.Pending && tookMs < Limits.DialMs) return false;
            Finding target = Find(Finding.Waiting);
            if (state == DialState.Connected)
            {
                IStream stream = _dial.Take();
                _dial = null;
                stream.Close(true);
                _relay.Budget.ReturnOwnerConnection();
                _rule.Tally.NoteTarget(true);
                target.Verdict = Finding.Good;
                target.Text = "The target answers on its port, after " + tookMs.ToString()
                    + " ms.";
                return true;
            }
            Stop();
            _rule.Tally.NoteTarget(false);
            target.Verdict = Finding.Bad;
            target.Text = state == DialState.Failed
                ? "The target refuses the connection or cannot be reached."
                : "The target did not answer within " + (Limits.DialMs / 1000).ToString() + " s.";
            target.Advice = state == DialState.Failed
                ? "Is its program running, on that port, and not only for its own machine?"
                : "Is it switched on, and is the address right? A firewall on it may be silent.";
            return true;
        }

        /// <summary>Gives up what is under way.</summary>
        public void Stop()
        {
            if (_dial == null) return;
            _dial.Abandon();
            _dial = null;
            _relay.Budget.ReturnOwnerConnection();
        }

        private void LookAtList(Rule rule)
        {
            if (_relay.DoorOf(rule) == DoorState.Granted)
            {
                Add("list", Finding.Good, "Only those with a grant may come in.", null);
                return;
            }
            if (rule.From.IsEmpty)
            {
                Add("list", Finding.Bad, "Nobody is on the door's list, so it is closed.",
                    "Say who may come in, such as \"from lan\" or a friend's name.");
                return;
            }
            for (int i = 0; i < rule.From.Entries.Length; i++)
            {
                NamedHost friend = rule.From.Entries[i].Friend;
                string trouble = friend == null ? null : NamedHost.TroubleOf(friend);
                if (trouble == null) continue;
                Add("list", Finding.Unsure, Readable.Sentence("the friend " + friend.Name
                    + " is not found: " + trouble),
                    "Ask whether the name is right and kept up to date.");
                return;
            }
            Add("list", Finding.Good, "The list lets in: " + AllowText.Write(rule.From) + ".",
                null);
        }

        private void LookAtPort(Rule rule)
        {
            int state = _relay.DoorOf(rule);
            string door = DoorName.Of(rule);
            // A target that is not found is told at the step about the target.
            if (state == DoorState.Open || state == DoorState.Granted
                || state == DoorState.NoTarget)
            {
                Add("port", Finding.Good, "The gateway listens on " + door + ".", null);
                return;
            }
            Add("port", state == DoorState.Full ? Finding.Unsure : Finding.Bad,
                "The gateway does not take anyone on " + door + " now: "
                + DoorSentence.Of(state, rule, _relay) + ".", null);
        }

        private void LookAtTarget(Rule rule, long nowMs)
        {
            uint address = _names.Targets.AddressOf(rule, 0, nowMs);
            string target = rule.Target + ":" + rule.TargetPort.ToString();
            if (address == 0)
            {
                Add("target", Finding.Bad, rule.Target + " cannot be dialed now: "
                    + _relay.TargetTroubleOf(rule) + ".",
                    "Write the machine's address instead, or fix its name.");
            }
            else if (rule.IsUdp)
            {
                Add("target", Finding.Unsure, target + " speaks UDP, which says nothing until it "
                    + "is asked in its own language.", rule.Tally.BytesOut > 0
                    ? "It has answered clients before, which is a good sign."
                    : "Try its own program from within the LAN first.");
            }
            else
            {
                Dial(address, rule.TargetPort, target, nowMs);
            }
        }

        private void Dial(uint address, int port, string target, long nowMs)
        {
            if (!_relay.Budget.TakeOwnerConnection())
            {
                Add("target", Finding.Unsure, "No socket is free to dial " + target + " with.",
                    "End a connection, or try again later.");
                return;
            }
            try
            {
                _dial = _around.Network.Dial(address, port);
            }
            finally
            {
                // Also when memory ends the call.
                if (_dial == null) _relay.Budget.ReturnOwnerConnection();
            }
            _dialMs = nowMs;
            if (_dial != null)
            {
                Add("target", Finding.Waiting, "Dialing " + target + " ...", null);
                return;
            }
            Add("target", Finding.Bad, target + " cannot be dialed: "
                + _around.Network.Trouble, null);
        }

        // Whether the router sends the port here shows only when somebody from outside has come.
        private void LookOutside(Rule rule)
        {
            string door = DoorName.Of(rule);
            uint seen = SeenFromOutside(rule);
            if (seen != 0)
            {
                Add("outside", Finding.Good, IPv4.ToText(seen) + " has reached " + door
                    + " from outside, so the router sends it here.", null);
                return;
            }
            uint own = _around.Lan.Address;
            Add("outside", Finding.Unsure, "Nobody has come from outside yet. Whether the router "
                + "sends " + door + " here cannot be seen from within.",
                "Forward " + door + " to " + (own == 0 ? "this gateway" : IPv4.ToText(own))
                + " on the router, then try from a phone with its Wi-Fi switched off: even a "
                + "refused try shows up as a knock.");
        }

        private uint SeenFromOutside(Rule rule)
        {
            KnockLedger knocks = _admission.Knocks;
            for (int i = 0; i < knocks.Places; i++)
            {
                Knock knock = knocks.At(i);
                if (knock.Number == 0 || knock.IsUdp != rule.IsUdp || knock.Port != rule.Port)
                {
                    continue;
                }
                if (_admission.IsOutside(knock.Address)) return knock.Address;
            }
            Relay.Roster roster = _relay.Roster;
            for (int i = 0; i < roster.SessionCount; i++)
            {
                Relay.Session session = roster.SessionAt(i);
                if (session.Rule == rule && _admission.IsOutside(session.ClientAddress))
                {
                    return session.ClientAddress;
                }
            }
            return 0;
        }

        private Finding Find(string verdict)
        {
            for (int i = 0; i < Count; i++)
            {
                if (_findings[i].Verdict == verdict) return _findings[i];
            }
            return null;
        }

        private void Add(string name, string verdict, string text, string advice)
        {
            Finding finding = new Finding();
            finding.Name = name;
            finding.Verdict = verdict;
            finding.Text = text;
            finding.Advice = advice;
            _findings[Count++] = finding;
        }
    }
}
