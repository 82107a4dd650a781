// Reach: the doctor's look at one rule: is it on, may anybody come, does the gateway listen, and
// does the target answer. It dials the target as a client's session would, and listens for a
// moment, since many services speak first.
//
//   list, port --UDP, no address--> over
//              --> Dialing --connected--> Hearing --word, or silence--> over

using System.Text;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>One door, and what is behind it.</summary>
    internal sealed class DoorCheck
    {
        private const int HeardMax = 64;
        private const int QuickMs = 700;

        private readonly Doctor _doctor;
        private readonly Relay.Relay _relay;
        private IDial _dial;
        private IStream _stream;
        private Finding _target;
        private byte[] _heard;
        private long _sinceMs = -1;
        private long _tookMs;

        /// <summary>The rule looked at.</summary>
        public readonly Rule Rule;

        /// <param name="doctor">Takes the findings.</param>
        /// <param name="relay">How doors stand.</param>
        /// <param name="rule">The rule.</param>
        public DoorCheck(Doctor doctor, Relay.Relay relay, Rule rule)
        {
            _doctor = doctor;
            _relay = relay;
            Rule = rule;
        }

        /// <summary>True when nothing was wrong or unsure.</summary>
        public bool IsWell { get; private set; }

        /// <summary>Goes on. True: it is over.</summary>
        public bool Step(long nowMs)
        {
            if (_sinceMs < 0)
            {
                _sinceMs = nowMs;
                IsWell = true;
                Look(nowMs);
                return _dial == null;
            }
            if (_dial != null) return Dialing(nowMs) && _stream == null;
            if (_stream != null) return Hearing(nowMs);
            // Memory has ended the look before its end.
            Settle(Finding.Unsure, Readable.Sentence(Shortage.Sentence), null);
            return true;
        }

        /// <summary>Gives up what is under way.</summary>
        public void Stop()
        {
            if (_dial != null) _dial.Abandon();
            else if (_stream != null) _stream.Close(true);
            else return;
            _dial = null;
            _stream = null;
            _doctor.Reach.Budget.ReturnOwnerConnection();
        }

        private Finding Add(string name, string verdict, string text, string advice)
        {
            if (verdict == Finding.Bad || verdict == Finding.Unsure) IsWell = false;
            return _doctor.Add(name, verdict, text, advice);
        }

        private void Look(long nowMs)
        {
            if (!Rule.IsEnabled)
            {
                Add("switch", Finding.Bad, "The door is switched off.", "Switch it on.");
            }
            LookAtList();
            LookAtPort();
            LookAtTarget(nowMs);
        }

        private void LookAtList()
        {
            if (_relay.DoorOf(Rule) == DoorState.Granted)
            {
                Add("list", Finding.Good, "Only those with a grant may come in.", null);
                return;
            }
            if (Rule.From.IsEmpty)
            {
                Add("list", Finding.Bad, "Nobody is on the door's list, so it is closed.",
                    "Say who may come in, such as \"from lan\" or a friend's name.");
                return;
            }
            for (int i = 0; i < Rule.From.Entries.Length; i++)
            {
                NamedHost friend = Rule.From.Entries[i].Friend;
                string trouble = friend == null ? null : NamedHost.TroubleOf(friend);
                if (trouble == null) continue;
                Add("list", Finding.Unsure, Readable.Sentence("the friend " + friend.Name
                    + " is not found: " + trouble),
                    "Ask whether the name is right and kept up to date.");
                return;
            }
            Add("list", Finding.Good, "The list lets in: " + AllowText.Write(Rule.From) + ".",
                null);
        }

        private void LookAtPort()
        {
            int state = _relay.DoorOf(Rule);
            string door = DoorName.Of(Rule);
            // A target that is not found is told at the step about the target.
            if (state == DoorState.Open || state == DoorState.Granted
                || state == DoorState.NoTarget)
            {
                Add("port", Finding.Good, "The gateway listens on " + door + ".", null);
                return;
            }
            Add("port", state == DoorState.Full ? Finding.Unsure : Finding.Bad,
                "The gateway does not take anyone on " + door + " now: "
                + DoorSentence.Of(state, Rule, _relay) + ".", null);
        }

        private void LookAtTarget(long nowMs)
        {
            uint address = _doctor.Names.Targets.AddressOf(Rule, 0, nowMs);
            string target = Rule.Target + ":" + Rule.TargetPort.ToString();
            if (address == 0)
            {
                Add("target", Finding.Bad, Rule.Target + " cannot be dialed now: "
                    + _relay.TargetTroubleOf(Rule) + ".",
                    "Write the machine's address instead, or fix its name.");
            }
            else if (!Rule.IsUdp)
            {
                _dial = _doctor.Dial("target", address, Rule.TargetPort);
                if (_dial == null) IsWell = false;
                else _target = _doctor.Add("target", Finding.Waiting, "Dialing " + target
                    + " ...", null);
            }
            else if (Rule.Tally.BytesOut > 0)
            {
                Add("target", Finding.Good, target + " has answered clients: "
                    + Readable.Bytes(Rule.Tally.BytesOut) + " since the start.", null);
            }
            else
            {
                Add("target", Finding.Unsure, target + " speaks UDP, which says nothing until it "
                    + "is asked in its own language; no reply has come through yet.",
                    "Try its own program from within the LAN first.");
            }
        }

        // True: the dial is over; a stream is there when it was answered.
        private bool Dialing(long nowMs)
        {
            int state = _dial.State;
            long took = nowMs - _sinceMs;
            if (state == DialState.Pending && took < Limits.DialMs) return false;
            if (state == DialState.Connected)
            {
                Rule.Tally.NoteTarget(true);
                _heard = new byte[HeardMax];
                _stream = _dial.Take();
                _dial = null;
                _tookMs = took;
                _sinceMs = nowMs;
                return true;
            }
            Stop();
            Rule.Tally.NoteTarget(false);
            Fail(state == DialState.Pending, took);
            return true;
        }

        private void Fail(bool isSilent, long tookMs)
        {
            ILan lan = _doctor.Reach.Around.Lan;
            uint address = Rule.TargetAddress;
            bool isElsewhere = address != 0 && IPv4.IsPrivate(address) && !lan.IsNear(address);
            string advice = isElsewhere
                ? Rule.Target + " is in another network than ours, " + OwnNetwork(lan)
                    + ". Is the address right?"
                : isSilent ? "Is it switched on, and is the address right? A firewall on it may "
                    + "drop what comes from us."
                : tookMs < QuickMs
                    ? "Is its program running, on that port, and not only for its own machine?"
                    : "Is it switched on, and is the address right? Nothing in our network "
                        + "answers to it.";
            string text = isSilent ? "The target did not answer within "
                    + (Limits.DialMs / 1000).ToString() + " s."
                : tookMs < QuickMs && !isElsewhere ? "The target refuses the connection: nobody "
                    + "listens on that port there."
                : "There is no way to the target.";
            Settle(Finding.Bad, text, advice);
        }

        // What the service says first, if it does.
        private bool Hearing(long nowMs)
        {
            int got = _stream.Receive(_heard, 0, _heard.Length);
            bool isOver = nowMs - _sinceMs >= Limits.HearMs;
            if (got == Flow.Nothing && !isOver) return false;
            Stop();
            string took = "The target answers on its port, after " + _tookMs.ToString() + " ms";
            string word = got > 0 ? WordOf(_heard, got) : "";
            if (got < 0)
            {
                Settle(Finding.Unsure, took + ", and hangs up at once.",
                    "It may let in only some machines: look at its own settings.");
            }
            else if (got == 0) Settle(Finding.Good, took + ".", null);
            else
            {
                Settle(Finding.Good, took + ", and says " + (word.Length > 0
                    ? "\"" + word + "\"." : Readable.Bytes(got) + " first."), null);
            }
            return true;
        }

        // Its first line as far as it can be read.
        private static string WordOf(byte[] bytes, int count)
        {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++)
            {
                if (bytes[i] == 13 || bytes[i] == 10) break;
                if (bytes[i] < 32 || bytes[i] > 126) return "";
                text.Append((char)bytes[i]);
            }
            return text.ToString();
        }

        private void Settle(string verdict, string text, string advice)
        {
            if (verdict != Finding.Good) IsWell = false;
            Finding target = _target;
            _target = null;
            if (target == null) _doctor.Add("target", verdict, text, advice);
            else _doctor.Settle(target, verdict, text, advice);
        }

        private static string OwnNetwork(ILan lan)
        {
            int bits = 0;
            while (bits < 32 && (lan.Mask & (0x80000000u >> bits)) != 0) bits++;
            return new Cidr(lan.Address, bits).ToString();
        }
    }
}
