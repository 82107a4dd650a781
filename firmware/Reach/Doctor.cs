// Reach: the doctor: walks the way of a connection and says what it finds at each step, of one rule
// or of all of them, or waits for somebody to knock. It never lets a green light stand for more
// than was seen: what only somebody outside can know is "unsure", with the way to find out. It has
// two of the owner's sockets at most, ends by itself, and never waits.
//
//   Idle --Start--> Near -> Door (each rule in turn) -> Way -> Name -> Back (of one rule) -> Idle
//        --Await--> Knock, two minutes at most --------------------> Idle
//
// Findings are made while it walks and forgotten a while after, whether read or not.

using Portreeve.Access;
using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>One test at a time.</summary>
    internal sealed class Doctor
    {
        private readonly Relay.Relay _relay;
        private readonly Admission _admission;
        private Finding[] _findings;
        private DoorCheck _door;
        private WayCheck _way;
        private NameCheck _name;
        private BackCheck _back;
        private KnockWait _knock;
        private Rule _rule;
        private int _next;
        private long _keptUntilMs;

        /// <param name="reach">Our names, the router above, and the world.</param>
        /// <param name="relay">How doors stand, who is inside.</param>
        /// <param name="names">Where named targets are; asks DNS.</param>
        /// <param name="admission">Its knocks tell who has been here from outside.</param>
        public Doctor(Reachability reach, Relay.Relay relay, Resolver names, Admission admission)
        {
            Reach = reach;
            Names = names;
            _relay = relay;
            _admission = admission;
        }

        /// <summary>The room, for those who look at the steps.</summary>
        public readonly Reachability Reach;

        /// <summary>Where named targets are.</summary>
        public readonly Resolver Names;

        /// <summary>Number of the rule tested last; 0 for none, or for all of them.</summary>
        public int RuleNumber { get; private set; }

        /// <summary>True while there is something to look at.</summary>
        public bool IsRunning
        {
            get
            {
                return _door != null || _way != null || _name != null || _back != null
                    || _knock != null;
            }
        }

        /// <summary>True while it waits for somebody to knock.</summary>
        public bool IsAwaiting { get { return _knock != null; } }

        /// <summary>True when somebody has asked for a test and its findings are still there.
        /// </summary>
        public bool HasFindings { get { return _findings != null; } }

        /// <summary>True when memory or the list had no room for all findings.</summary>
        public bool IsCut { get; private set; }

        /// <summary>Findings that were bad, those without room among them.</summary>
        public int Bad { get; private set; }

        /// <summary>Our address outside as it was seen in this test, host order, or 0.</summary>
        public uint Outside;

        /// <summary>Findings so far.</summary>
        public int Count { get; private set; }

        /// <summary>Finding i of Count.</summary>
        public Finding At(int i)
        {
            return _findings[i];
        }

        /// <summary>Walks along a rule's way, or with null looks at the gateway and all enabled
        /// rules; the test before is given up.</summary>
        public void Start(Rule rule, long nowMs)
        {
            Begin(rule, nowMs);
            NearCheck.Look(this, _relay, rule);
            _way = new WayCheck(this, rule);
            _name = new NameCheck(this, rule);
            if (rule != null) _back = new BackCheck(this, _relay, _admission, rule);
            _next = 0;
            if (rule != null) _door = new DoorCheck(this, _relay, rule);
            else NextDoor();
        }

        /// <summary>Waits two minutes for somebody to knock at a rule's door and tells what
        /// became of it. Opens nothing.</summary>
        public void Await(Rule rule, long nowMs)
        {
            Begin(rule, nowMs);
            _knock = new KnockWait(this, _relay, _admission, rule, nowMs);
        }

        /// <summary>Goes on. True: something was found.</summary>
        public bool Step(long nowMs)
        {
            if (!IsRunning)
            {
                if (_findings != null && nowMs >= _keptUntilMs) Forget();
                return false;
            }
            _keptUntilMs = nowMs + Limits.FindingsKeptMs;
            int before = Count;
            if (_knock != null)
            {
                if (_knock.Step(nowMs)) _knock = null;
            }
            else if (_door != null)
            {
                if (_door.Step(nowMs)) NextDoor();
            }
            else if (_way != null)
            {
                if (_way.Step(nowMs)) _way = null;
            }
            else if (_name != null)
            {
                if (_name.Step()) _name = null;
            }
            else if (_back.Step(nowMs)) _back = null;
            if (!IsRunning) EndWaiting();
            return Count != before || !IsRunning;
        }

        /// <summary>Gives up what is under way; what was found stays for a while.</summary>
        public void Stop()
        {
            if (_door != null) _door.Stop();
            if (_name != null) _name.Stop();
            if (_back != null) _back.Stop();
            _door = null;
            _way = null;
            _name = null;
            _back = null;
            _knock = null;
            EndWaiting();
        }

        // Nobody waits any more, also where memory has ended a step before its word.
        private void EndWaiting()
        {
            for (int i = 0; i < Count; i++)
            {
                if (_findings[i].Verdict == Finding.Waiting) _findings[i].Verdict = Finding.Unsure;
            }
        }

        /// <summary>Stops, and forgets what was found.</summary>
        public void Forget()
        {
            Stop();
            _findings = null;
            _rule = null;
            Count = 0;
            RuleNumber = 0;
        }

        /// <summary>What was found at one step. Null where there is no room for it.</summary>
        public Finding Add(string name, string verdict, string text, string advice)
        {
            if (verdict == Finding.Bad) Bad++;
            // Of all rules only what is not well is told.
            bool isOfMany = _rule == null && _door != null;
            bool isTold = verdict == Finding.Bad || verdict == Finding.Unsure;
            if (isOfMany && !isTold) return null;
            if (Count == _findings.Length || !Reach.Memory.CanWork(Limits.FindingBytes))
            {
                IsCut = true;
                return null;
            }
            Finding finding = new Finding();
            finding.Name = isOfMany ? "rule " + _door.Rule.Number.ToString() : name;
            finding.Verdict = verdict;
            finding.Text = text;
            finding.Advice = advice;
            _findings[Count++] = finding;
            return finding;
        }

        /// <summary>What has become of a step that waited.</summary>
        public void Settle(Finding finding, string verdict, string text, string advice)
        {
            if (verdict == Finding.Bad) Bad++;
            finding.Verdict = verdict;
            finding.Text = text;
            finding.Advice = advice;
        }

        /// <summary>One of the owner's connections, or null with the reason as a finding.
        /// </summary>
        public IDial Dial(string name, uint address, int port)
        {
            string target = IPv4.ToText(address, port);
            if (!Reach.Budget.TakeOwnerConnection())
            {
                Add(name, Finding.Unsure, "No socket is free to dial " + target + " with.",
                    "End a connection, or try again later.");
                return null;
            }
            IDial dial = Reach.Dial(address, port, null);
            if (dial == null)
            {
                Add(name, Finding.Bad, target + " cannot be dialed: "
                    + Reach.Around.Network.Trouble + ".", null);
            }
            return dial;
        }

        private void Begin(Rule rule, long nowMs)
        {
            Forget();
            _findings = new Finding[rule != null ? Limits.FindingsOfRuleMax
                : Limits.FindingsMax];
            _rule = rule;
            Bad = 0;
            Outside = 0;
            IsCut = false;
            RuleNumber = rule == null ? 0 : rule.Number;
            _keptUntilMs = nowMs + Limits.FindingsKeptMs;
        }

        // One rule: its door is looked at. All: the next enabled one, and what was well of the one
        // before is told in a word.
        private void NextDoor()
        {
            DoorCheck last = _door;
            _door = null;
            if (_rule != null) return;
            if (last != null && last.IsWell)
            {
                Add("rule " + last.Rule.Number.ToString(), Finding.Good,
                    DoorName.Of(last.Rule) + " is open, and its target answers.", null);
            }
            RuleTable table = Reach.Table;
            while (_next < table.Count && !table.At(_next).IsEnabled) _next++;
            if (_next < table.Count) _door = new DoorCheck(this, _relay, table.At(_next++));
        }
    }
}
