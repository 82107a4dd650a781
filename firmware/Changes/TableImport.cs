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
        private const string Typed = "portmap add ";

        private readonly Rooms _rooms;
        private readonly TableEdits _edits;
        private readonly RuleTable _table;
        private readonly string[] _errors = new string[ErrorLinesMax];
        private string _strange;
        private int _errorCount;
        private int _badLines;
        private int _strangeLines;
        private int _line;

        public TableImport(Rooms rooms, TableEdits edits)
        {
            _rooms = rooms;
            _edits = edits;
            _table = new RuleTable(rooms.Limits.RulesMax);
        }

        /// <inheritdoc/>
        public override string Prompt { get { return "rule, . to store, cancel to leave> "; } }

        /// <inheritdoc/>
        public override Reply Take(string line)
        {
            string text = line.Trim();
            if (text == ".")
            {
                if (_line > 0 && (_table.Count > 0 || _errorCount > 0)) return Finish();
                return Answer.Refused("Nothing was changed: there was no rule. \"portmap del N\" "
                    + "deletes a rule, \"factory-reset\" all.");
            }
            string lower = text.ToLower();
            if (lower == "cancel" || lower == "quit" || lower == "exit")
            {
                return Answer.Done("Nothing was changed.");
            }
            _line++;
            if (text.Length == 0 || text[0] == '#') return null;
            // What was kept as a list of commands is as good as a list of rules.
            if (lower.StartsWith(Typed)) text = text.Substring(Typed.Length).Trim();
            TakeRules(text);
            return null;
        }

        private void TakeRules(string text)
        {
            RuleSeries series = RuleSeries.Of(text, _table.Max);
            if (series != null && !series.Errors.IsGood)
            {
                Keep(text, series.Errors);
                return;
            }
            int count = series == null ? 1 : series.Count;
            for (int i = 0; i < count; i++)
            {
                RuleDraft draft = _edits.Judge(series == null ? text : series.At(i), 0, _table);
                if (draft.IsGood)
                {
                    _table.Add(draft.Rule);
                    continue;
                }
                Keep(text, draft.Errors);
                return;
            }
        }

        /// <inheritdoc/>
        public override bool Lose()
        {
            // The table is not to be stored any more; its memory is what may be wanted.
            _table.Clear();
            _badLines++;
            Keep("a line here was lost: it was too long, or memory was short");
            return true;
        }

        /// <summary>True when no line so far has an error.</summary>
        public bool IsGood { get { return _errorCount == 0; } }

        /// <summary>Stores the table, or tells everything that is wrong with it.</summary>
        public Reply Finish()
        {
            if (_errorCount == 0) return _edits.ReplaceAll(_table.ToArray(_rooms.Table));
            if (_table.Count == 0 && _strangeLines > 1 && _strangeLines == _badLines)
            {
                return Answer.Refused("Nothing was changed: this is no list of rules (it begins \""
                    + _strange + "\"). \"export\" prints one; a backup is restored on the page.");
            }
            string[] lines = new string[_errorCount + 1];
            lines[0] = "error: nothing was changed; correct these lines and import again:";
            for (int i = 0; i < _errorCount; i++) lines[i + 1] = _errors[i];
            return new FixedText(lines);
        }

        private void Keep(string text, TextErrors errors)
        {
            _badLines++;
            if (!RuleText.BeginsRule(text))
            {
                if (_strangeLines++ == 0)
                {
                    _strange = text.Length > 40 ? text.Substring(0, 40) + "..." : text;
                }
            }
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
    }
}
