// Table: the rules in force, in the order people see them. Knows nothing of flash or sockets:
// TableStore keeps it, Relay follows its Version. A rule object is never changed in place.

namespace Portreeve.Table
{
    /// <summary>The list of rules.</summary>
    internal sealed class RuleTable
    {
        private readonly Rule[] _rules;
        private int _count;
        private int _version;

        /// <param name="rulesMax">Most rules that fit (Limits.RulesMax).</param>
        public RuleTable(int rulesMax)
        {
            _rules = new Rule[rulesMax];
        }

        /// <summary>Grows with every change; Relay compares it each step, and whoever changes
        /// the table through the page sends the one that he saw.</summary>
        public int Version { get { return _version; } }

        /// <summary>
        /// Counts from another number, once, before the first step: a board that began at 0 with
        /// each start would take a change that was meant for the table before it.
        /// </summary>
        /// <param name="version">Any number of 24 bits, best a random one.</param>
        public void CountFrom(int version)
        {
            _version = version;
        }

        /// <summary>Rules in the table.</summary>
        public int Count { get { return _count; } }

        /// <summary>Most rules that fit.</summary>
        public int Max { get { return _rules.Length; } }

        /// <summary>Rule i of Count.</summary>
        public Rule At(int i)
        {
            return _rules[i];
        }

        /// <summary>The rule with that number, or null.</summary>
        public Rule Find(int number)
        {
            int i = IndexOf(number);
            return i < 0 ? null : _rules[i];
        }

        /// <summary>The rule of that protocol and port, or null.</summary>
        public Rule FindPort(bool isUdp, int port)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_rules[i].IsUdp == isUdp && _rules[i].Port == port) return _rules[i];
            }
            return null;
        }

        /// <summary>
        /// Adds a rule at the end; a rule without a number gets the least free one. False: full.
        /// </summary>
        public bool Add(Rule rule)
        {
            if (_count == _rules.Length) return false;
            if (rule.Number == 0) rule.Number = FreeNumber();
            _rules[_count++] = rule;
            _version++;
            return true;
        }

        /// <summary>Takes all rules out.</summary>
        public void Clear()
        {
            for (int i = 0; i < _count; i++) _rules[i] = null;
            _count = 0;
            _version++;
        }

        /// <summary>All rules in their order, to set again later.</summary>
        public Rule[] ToArray()
        {
            Rule[] rules = new Rule[_count];
            for (int i = 0; i < _count; i++) rules[i] = _rules[i];
            return rules;
        }

        /// <summary>
        /// The same to be set in place of another table's: what stands there already, word for
        /// word, is its own object, so that its sessions live on; the others have no number yet.
        /// </summary>
        public Rule[] ToArray(RuleTable inForce)
        {
            string[] known = new string[inForce.Count];
            for (int i = 0; i < known.Length; i++) known[i] = RuleText.Write(inForce.At(i));
            Rule[] rules = ToArray();
            for (int i = 0; i < rules.Length; i++)
            {
                string text = RuleText.Write(rules[i]);
                int place = known.Length - 1;
                while (place >= 0 && known[place] != text) place--;
                if (place >= 0) rules[i] = inForce.At(place);
                else rules[i].Number = 0;
            }
            return rules;
        }

        /// <summary>
        /// Makes these the rules. Those that were there before, the same objects, stay untouched;
        /// those without a number get the least free ones.
        /// </summary>
        /// <param name="rules">At most Max, with different numbers.</param>
        public void Set(Rule[] rules)
        {
            for (int i = 0; i < rules.Length; i++) ForgetOtherWay(rules[i]);
            for (int i = 0; i < _rules.Length; i++)
            {
                _rules[i] = i < rules.Length ? rules[i] : null;
            }
            _count = rules.Length;
            for (int i = 0; i < _count; i++)
            {
                if (_rules[i].Number == 0) _rules[i].Number = FreeNumber();
            }
            _version++;
        }

        /// <summary>Undoes <see cref="Set"/> as if it had never been: nobody has seen it.</summary>
        /// <param name="rules">The rules before it.</param>
        /// <param name="version">Version before it.</param>
        public void Return(Rule[] rules, int version)
        {
            Set(rules);
            _version = version;
        }

        // Whoever has seen the way through the old door knows nothing of the new one.
        private void ForgetOtherWay(Rule rule)
        {
            for (int i = 0; i < _count; i++)
            {
                Rule old = _rules[i];
                if (old.Tally != rule.Tally || old == rule) continue;
                bool isSame = old.Target == rule.Target && old.TargetPort == rule.TargetPort
                    && old.Port == rule.Port && old.IsUdp == rule.IsUdp;
                if (!isSame) rule.Tally.ForgetTheWay();
            }
        }

        private int IndexOf(int number)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_rules[i].Number == number) return i;
            }
            return -1;
        }

        /// <summary>The least number that no rule has.</summary>
        public int FreeNumber()
        {
            int number = 1;
            while (IndexOf(number) >= 0) number++;
            return number;
        }
    }
}
