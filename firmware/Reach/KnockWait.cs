// Reach: the doctor waits for a knock: the owner tries a door from a phone on mobile data, and this
// tells what came: the first try, from whom, what let it in or kept it out, and whether the target
// then answered. It opens nothing and admits nobody; it looks at what Relay and Access note anyway.
//
//   Waiting --two minutes--> over          Waiting --refused try, or gone again--> over
//           --let in--> Watching --target answered, gave up, silent--> over

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Relay;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>One wait at one door.</summary>
    internal sealed class KnockWait
    {
        private readonly Doctor _doctor;
        private readonly Relay.Relay _relay;
        private readonly Admission _admission;
        private readonly int _ruleNumber;
        private readonly int _admitted;
        private readonly int _refused;
        private readonly int _unreached;
        private readonly int _newest;
        private readonly long _startMs;
        private readonly Finding _came;
        private LivePair _pair;
        private long _pairMs;

        /// <param name="doctor">Takes the findings.</param>
        /// <param name="relay">Who is inside.</param>
        /// <param name="admission">Who knocked, and why not.</param>
        /// <param name="rule">The door.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public KnockWait(Doctor doctor, Relay.Relay relay, Admission admission, Rule rule,
            long nowMs)
        {
            _doctor = doctor;
            _relay = relay;
            _admission = admission;
            _ruleNumber = rule.Number;
            _admitted = rule.Tally.Admitted;
            _refused = rule.Tally.Refused;
            _unreached = rule.Tally.Unreached;
            _newest = relay.Roster.LastNumber;
            _startMs = nowMs;
            int state = relay.DoorOf(rule);
            string sentence = DoorSentence.Of(state, rule, relay);
            bool listens = state == DoorState.Open || state == DoorState.Granted
                || state == DoorState.NoTarget || state == DoorState.Full;
            if (sentence != null)
            {
                doctor.Add("port", listens ? Finding.Unsure : Finding.Bad,
                    Readable.Sentence(sentence), null);
            }
            _came = doctor.Add("knock", Finding.Waiting, "Waiting " + Readable.Time(
                Limits.KnockWaitMs) + " for a try at " + DoorName.Of(rule)
                + ": use a phone with its Wi-Fi switched off.", null);
        }

        /// <summary>Goes on. True: it is over.</summary>
        public bool Step(long nowMs)
        {
            Rule rule = _doctor.Reach.Table.Find(_ruleNumber);
            if (_came == null) return true;
            if (_pair != null) return Watch(nowMs);
            if (rule == null)
            {
                _doctor.Settle(_came, Finding.Unsure, "The rule was removed meanwhile.", null);
                return true;
            }
            if (rule.Tally.Admitted != _admitted)
            {
                if (FindPair(rule, nowMs)) return false;
                TellGone(rule, nowMs);
                return true;
            }
            if (rule.Tally.Refused != _refused && FindKnock(rule, nowMs)) return true;
            if (nowMs - _startMs < Limits.KnockWaitMs) return false;
            _doctor.Settle(_came, Finding.Bad, "Nobody came to " + DoorName.Of(rule)
                + " in " + Readable.Time(Limits.KnockWaitMs) + ".", "If a phone has tried from "
                + "outside: the router does not lead the port here, the address was another one, "
                + "or the carrier keeps the port shut.");
            return true;
        }

        private bool FindPair(Rule rule, long nowMs)
        {
            Roster roster = _relay.Roster;
            int count = rule.IsUdp ? roster.MappingCount : roster.SessionCount;
            for (int i = 0; i < count && _pair == null; i++)
            {
                LivePair pair = rule.IsUdp ? (LivePair)roster.MappingAt(i) : roster.SessionAt(i);
                if (pair.Number > _newest && pair.Rule.Number == rule.Number) _pair = pair;
            }
            if (_pair == null) return false;
            _pairMs = nowMs;
            Tell(rule, _pair.ClientAddress, nowMs);
            return true;
        }

        // Let in and over between two looks, as where the target refuses at once.
        private void TellGone(Rule rule, long nowMs)
        {
            _doctor.Settle(_came, Finding.Unsure, "Somebody was let in at " + DoorName.Of(rule)
                + " after " + Readable.Time(nowMs - _startMs) + " and was gone at once.",
                "The journal tells who it was.");
            if (rule.Tally.Unreached == _unreached) return;
            _doctor.Add("target", Finding.Bad, Readable.Sentence(EndReason.DialFailed.Sentence),
                "\"test\" looks at the target itself.");
        }

        private bool FindKnock(Rule rule, long nowMs)
        {
            KnockLedger knocks = _admission.Knocks;
            Knock last = null;
            for (int i = 0; i < knocks.Places; i++)
            {
                Knock knock = knocks.At(i);
                bool isHere = knock.Number != 0 && knock.IsUdp == rule.IsUdp
                    && knock.Port == rule.Port && knock.LastMs >= _startMs;
                if (isHere && (last == null || knock.LastMs > last.LastMs)) last = knock;
            }
            if (last == null) return false;
            Tell(rule, last.Address, nowMs);
            return true;
        }

        private void Tell(Rule rule, uint source, long nowMs)
        {
            string who = IPv4.ToText(source);
            string after = " reached " + DoorName.Of(rule) + " after "
                + Readable.Time(nowMs - _startMs);
            // One of our own network comes by the router's way back from the address outside.
            bool isOutside = _admission.IsOutside(source)
                && source != _doctor.Reach.OutsideAddress;
            if (isOutside)
            {
                _doctor.Settle(_came, Finding.Good, who + after
                    + " from outside: the way to this door is open.", null);
            }
            else
            {
                _doctor.Settle(_came, Finding.Unsure, who + after + ", from inside the house.",
                    "Switch the phone's Wi-Fi off to try the way from outside.");
            }
            Why why = new Why(_admission, _doctor.Reach.Around.Clock);
            string text = why.Explain(rule, source, 0);
            _doctor.Add("entry", _pair != null || why.IsAllowed ? Finding.Good : Finding.Bad, text,
                why.IsAllowed ? null : "\"allow\" on the console, or one tap on the page, lets it "
                + "in.");
        }

        // Did the target answer the one who came?
        private bool Watch(long nowMs)
        {
            EndReason end = _pair.End;
            Rule rule = _pair.Rule;
            string target = rule.Target + ":" + rule.TargetPort.ToString();
            if (_pair.BytesOut > 0)
            {
                _doctor.Add("target", Finding.Good, target + " answers.", null);
                return true;
            }
            if (end == EndReason.DialFailed || end == EndReason.DialTimeout)
            {
                _doctor.Add("target", Finding.Bad, Readable.Sentence(end.Sentence),
                    "\"test\" looks at the target itself.");
                return true;
            }
            if (end == null && nowMs - _pairMs < Limits.DialMs) return false;
            _doctor.Add("target", Finding.Unsure, target + " has sent nothing"
                + (end == null ? " yet." : ": " + end.Sentence + "."), null);
            return true;
        }
    }
}
