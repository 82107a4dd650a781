// Changes: every change of the rule table, as console and page ask for it. A change is checked
// completely, stored in flash and read back, and only then told to be done; what cannot be stored
// is taken back before any door notices. Works on the table and its store; opens nothing itself.

using Portreeve.Journal;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>Changes rules.</summary>
    internal sealed partial class TableEdits
    {
        /// <summary>Why nothing was changed where HasRoomFor says no.</summary>
        public const string NoRoom = "Nothing was changed: " + Shortage.Sentence + ".";

        private readonly Rooms _rooms;
        private readonly RuleCheck _check;
        private Rule[] _before;
        private string _change;
        private bool _isUndone;

        public TableEdits(Rooms rooms)
        {
            _rooms = rooms;
            _check = new RuleCheck(rooms.Limits, rooms.Around, rooms.Relay.Budget);
        }

        /// <summary>What Undo would take back or bring again, in words; null when there is
        /// nothing.</summary>
        public string UndoText
        {
            get { return _isUndone ? "the taking back of: " + _change : _change; }
        }

        /// <summary>
        /// Reads and judges a line, as one more rule (number 0) or in place of one. Changes
        /// nothing; all errors are in the draft.
        /// </summary>
        public RuleDraft Judge(string line, int number)
        {
            return Judge(line, number, _rooms.Table);
        }

        /// <summary>Adds a rule at the end, or all the rules that the line stands for.</summary>
        public Answer Add(string line)
        {
            RuleSeries series = RuleSeries.Of(line, _rooms.Table.Max);
            if (series != null) return AddAll(series, line, true);
            RuleDraft draft = Judge(line, 0);
            if (!draft.IsGood) return Refuse(draft, line);
            if (!HasRoomFor(1)) return Answer.Refused(Refusal.NoRoom, NoRoom);
            Rule[] now = _rooms.Table.ToArray();
            Rule[] wanted = new Rule[now.Length + 1];
            now.CopyTo(wanted, 0);
            wanted[now.Length] = draft.Rule;
            draft.Rule.Number = _rooms.Table.FreeNumber();
            string text = RuleText.Write("added: ", draft.Rule);
            return Store(wanted, draft.Rule, text, draft.Errors);
        }

        /// <summary>Would Add take this line? Changes nothing.</summary>
        public Answer Check(string line)
        {
            Answer all = CheckAll(line);
            if (all != null) return all;
            RuleDraft draft = Judge(line, 0);
            return draft.IsGood
                ? Answer.Done("It would be taken: " + RuleText.Write(draft.Rule), 0, draft.Errors)
                : Answer.Refused("It would not be taken.", draft.Errors, line);
        }

        /// <summary>The same for a line that stands for several rules: which, and the sockets that
        /// they take. Null: it stands for one.</summary>
        public Answer CheckAll(string line)
        {
            RuleSeries series = RuleSeries.Of(line, _rooms.Table.Max);
            return series == null ? null : AddAll(series, line, false);
        }

        /// <summary>Puts another line in the place of a rule.</summary>
        public Answer Edit(int number, string line)
        {
            Rule old = _rooms.Table.Find(number);
            if (old == null) return NoRule(number);
            RuleDraft draft = Judge(line, number);
            if (!draft.IsGood) return Refuse(draft, line);
            return Replace(old, draft.Rule, RuleText.Write("is now: ", draft.Rule),
                draft.Errors);
        }

        /// <summary>Switches a rule on or off.</summary>
        public Answer Switch(int number, bool isOn)
        {
            Rule old = _rooms.Table.Find(number);
            if (old == null) return NoRule(number);
            string word = isOn ? "on" : "off";
            if (old.IsEnabled == isOn)
            {
                return Answer.Done("Rule " + number.ToString() + " is already " + word + ".",
                    number, null);
            }
            // A rule never changes in place; its own line makes the copy.
            string line = RuleText.Write(old);
            line = isOn ? line.Substring("off ".Length) : "off " + line;
            Zone zone = _rooms.Settings.Zone;
            // Closing a door is never refused, whatever has changed around it since.
            RuleDraft draft = isOn ? Judge(line, number) : RuleText.Read(line, 0, zone);
            if (!draft.IsGood) return Refuse(draft, line);
            return Replace(old, draft.Rule, "is switched " + word
                + (isOn ? "" : "; its connections end"), draft.Errors);
        }

        /// <summary>Deletes a rule.</summary>
        public Answer Delete(int number)
        {
            Rule old = _rooms.Table.Find(number);
            if (old == null) return NoRule(number);
            Rule[] now = _rooms.Table.ToArray();
            Rule[] wanted = new Rule[now.Length - 1];
            for (int i = 0, to = 0; i < now.Length; i++)
            {
                if (now[i] != old) wanted[to++] = now[i];
            }
            return Store(wanted, old, RuleText.Write("deleted: ", old), null);
        }

        /// <summary>Moves a rule to another place.</summary>
        /// <param name="number">Which rule.</param>
        /// <param name="place">1 and up; its new place in the list.</param>
        public Answer Move(int number, int place)
        {
            Rule rule = _rooms.Table.Find(number);
            if (rule == null) return NoRule(number);
            Rule[] wanted = _rooms.Table.ToArray();
            if (place < 1 || place > wanted.Length)
            {
                return Answer.Refused("The places are 1 to " + wanted.Length.ToString() + ".");
            }
            int from = 0;
            while (wanted[from] != rule) from++;
            int step = place - 1 > from ? 1 : -1;
            for (; from != place - 1; from += step) wanted[from] = wanted[from + step];
            wanted[from] = rule;
            return Store(wanted, rule, "moved to place " + place.ToString(), null);
        }

        /// <summary>Takes the last change back; once more brings it again.</summary>
        public Answer Undo()
        {
            if (_before == null)
            {
                return Answer.Refused(Refusal.Conflict, "There is nothing to undo.");
            }
            Rule[] now = _rooms.Table.ToArray();
            string trouble = Store(_before, now);
            if (trouble != null) return Answer.Refused(Refusal.NoRoom, trouble);
            _before = now;
            string text = (_isUndone ? "done again: " : "undone: ") + _change;
            _isUndone = !_isUndone;
            Note(text);
            return Answer.Done(Readable.Sentence(text));
        }

        /// <summary>Makes these the whole table, or none of them.</summary>
        public Answer ReplaceAll(Rule[] wanted)
        {
            Rule[] before = _rooms.Table.ToArray();
            if (!HasRoomFor(wanted.Length - before.Length))
            {
                return Answer.Refused(Refusal.NoRoom, NoRoom);
            }
            string trouble = Put(wanted);
            if (trouble != null) return Answer.Refused(Refusal.NoRoom, trouble);
            RememberAll(before);
            return Answer.Done("Stored: " + Readable.Count(wanted.Length, "rule") + " in place of "
                + before.Length.ToString() + ". \"portmap undo\" undoes it.");
        }

        /// <summary>Puts a whole table in force, unseen by Undo: for a change that is more than
        /// rules and may still fail. Null when done; else why not, and nothing has changed.
        /// </summary>
        public string Put(Rule[] wanted)
        {
            return Store(wanted, _rooms.Table.ToArray());
        }

        /// <summary>From now on Undo brings back what was in place of the table before.</summary>
        public void RememberAll(Rule[] before)
        {
            Keep(before, "import of " + Readable.Count(_rooms.Table.Count, "rule")
                + " in place of " + before.Length.ToString());
        }

        /// <summary>Reads and judges a line beside the rules of any table.</summary>
        public RuleDraft Judge(string line, int number, RuleTable table)
        {
            long now = _rooms.Around.Clock.UtcSeconds;
            RuleDraft draft = RuleText.Read(line, now, _rooms.Settings.Zone);
            draft.Rule.Number = number;
            _check.Judge(draft, table, now);
            return draft;
        }

        /// <summary>There is no such rule.</summary>
        public static Answer NoRule(int number)
        {
            return Answer.Refused(Refusal.Gone, "There is no rule " + number.ToString()
                + "; \"show rules\" lists them.");
        }

        /// <summary>Is there memory for so many more rules, with their ports?</summary>
        public bool HasRoomFor(int rules)
        {
            return rules <= 0 || _rooms.Relay.Memory.Allows(rules * Limits.RuleBytes);
        }

        private static Answer Refuse(RuleDraft draft, string line)
        {
            return Answer.Refused("Nothing was changed; the line has errors.", draft.Errors, line);
        }

        private Answer Replace(Rule old, Rule rule, string text, TextErrors notes)
        {
            rule.Number = old.Number;
            rule.Tally = old.Tally;
            Rule[] wanted = _rooms.Table.ToArray();
            for (int i = 0; i < wanted.Length; i++)
            {
                if (wanted[i] == old) wanted[i] = rule;
            }
            return Store(wanted, rule, text, notes);
        }

        private Answer Store(Rule[] wanted, Rule rule, string text, TextErrors notes)
        {
            string trouble = Remember(wanted, "rule " + rule.Number.ToString() + " " + text);
            return trouble != null ? Answer.Refused(Refusal.NoRoom, trouble)
                : Answer.Done(Readable.Sentence(_change), rule.Number, notes);
        }

        // Stores a table that Undo can take back. Null: done; else why not.
        private string Remember(Rule[] wanted, string text)
        {
            Rule[] now = _rooms.Table.ToArray();
            string trouble = Store(wanted, now);
            if (trouble == null) Keep(now, text);
            return trouble;
        }

        private void Keep(Rule[] before, string text)
        {
            _before = before;
            _change = text;
            _isUndone = false;
            Note(text);
        }

        // Null when flash has given back what was written; else why not, and nothing has changed.
        private string Store(Rule[] wanted, Rule[] now)
        {
            int version = _rooms.Table.Version;
            _rooms.Table.Set(wanted);
            if (_rooms.Store.Save(_rooms.Table)) return null;
            _rooms.Table.Return(now, version);
            return "Nothing was changed: " + _rooms.Store.Trouble + ".";
        }

        private void Note(string text)
        {
            _rooms.Journal.Write(JournalKind.Change, text, null);
        }
    }
}
