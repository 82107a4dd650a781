// Changes: takes a whole table, line by line, and stores all of it or nothing. Rules that are in
// the table already, word for word, stay the same objects, so that their sessions live on.

using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>The lines after "import", until a line with a single dot.</summary>
    internal sealed class TableImport : Dialog
    {
        private const int ErrorLinesMax = 24;

        private readonly Rooms _rooms;
        private readonly TableEdits _edits;
        private readonly RuleTable _table;
        private readonly string[] _errors = new string[ErrorLinesMax];
        private int _errorCount;
        private int _line;

        public TableImport(Rooms rooms, TableEdits edits)
        {
            _rooms = rooms;
            _edits = edits;
            _table = new RuleTable(rooms.Limits.RulesMax);
        }

        /// <inheritdoc/>
        public override string Prompt { get { return "rule, or . to end> "; } }

        /// <inheritdoc/>
        public override Reply Take(string line)
        {
            string text = line.Trim();
            if (text == ".") return Finish();
            _line++;
            if (text.Length == 0 || text[0] == '#') return null;
            RuleDraft draft = _edits.Judge(text, 0, _table);
            if (draft.IsGood) _table.Add(draft.Rule);
            else Keep(text, draft.Errors);
            return null;
        }

        /// <summary>True when no line so far has an error.</summary>
        public bool IsGood { get { return _errorCount == 0; } }

        /// <summary>Stores the table, or tells everything that is wrong with it.</summary>
        public Reply Finish()
        {
            if (_errorCount == 0) return _edits.ReplaceAll(Wanted());
            string[] lines = new string[_errorCount + 1];
            lines[0] = "error: nothing was changed; correct these lines and import again:";
            for (int i = 0; i < _errorCount; i++) lines[i + 1] = _errors[i];
            return new FixedText(lines);
        }

        private void Keep(string text, TextErrors errors)
        {
            Keep("line " + _line.ToString() + ": " + text);
            for (int i = 0; i < errors.Count; i++)
            {
                if (!errors.At(i).IsNote) Keep("    " + errors.At(i).ToString());
            }
        }

        private void Keep(string error)
        {
            if (_errorCount < ErrorLinesMax) _errors[_errorCount++] = error;
            else _errors[ErrorLinesMax - 1] = "and more; correct these first";
        }

        private Rule[] Wanted()
        {
            Rule[] rules = _table.ToArray();
            for (int i = 0; i < rules.Length; i++) rules[i] = Known(rules[i]);
            return rules;
        }

        // The same rule of the table in force, or this one without its trial number.
        private Rule Known(Rule rule)
        {
            string text = RuleText.Write(rule);
            for (int i = 0; i < _rooms.Table.Count; i++)
            {
                Rule known = _rooms.Table.At(i);
                if (RuleText.Write(known) == text) return known;
            }
            rule.Number = 0;
            return rule;
        }
    }
}
