// Values: what is wrong with a line somebody typed. Values only, made by readers and checks,
// shown alike by console and page. All problems of a line stand in one list.

namespace Portreeve.Values
{
    /// <summary>One problem, where it is, and what would be right.</summary>
    internal sealed class TextError
    {
        /// <summary>1-based place in the original text; 0 when it is about no place.</summary>
        public int Column;

        /// <summary>What it is about: protocol, port, target, or a word of the line.</summary>
        public string Field;

        /// <summary>What is wrong, for a person.</summary>
        public string Message;

        /// <summary>What would be right, or an empty string when nobody can know.</summary>
        public string Proposal;

        /// <summary>True for something worth knowing that does not refuse the line.</summary>
        public bool IsNote;

        /// <summary>"column 12: there is no word \"fron\"; did you mean from?"</summary>
        public override string ToString()
        {
            string place = Column > 0 ? "column " + Column.ToString() + ": " : "";
            string rest = Proposal.Length > 0 ? "; " + Proposal : "";
            return place + Message + rest;
        }
    }

    /// <summary>The problems of one line, by column; those without a column come last.</summary>
    internal sealed class TextErrors
    {
        private TextError[] _errors = new TextError[4];
        private int _count;
        private int _refusals;

        /// <summary>Problems and notes.</summary>
        public int Count { get { return _count; } }

        /// <summary>True when nothing refuses the line (there may be notes).</summary>
        public bool IsGood { get { return _refusals == 0; } }

        /// <summary>Problem i of Count.</summary>
        public TextError At(int i)
        {
            return _errors[i];
        }

        /// <summary>Adds a problem that refuses the line.</summary>
        public void Add(int column, string field, string message, string proposal)
        {
            _refusals++;
            Insert(column, field, message, proposal, false);
        }

        /// <summary>Adds something worth knowing.</summary>
        public void AddNote(int column, string field, string message, string proposal)
        {
            Insert(column, field, message, proposal, true);
        }

        private void Insert(
            int column, string field, string message, string proposal, bool isNote)
        {
            TextError error = new TextError();
            error.Column = column;
            error.Field = field;
            error.Message = message;
            error.Proposal = proposal;
            error.IsNote = isNote;
            if (_count == _errors.Length)
            {
                TextError[] larger = new TextError[_count * 2];
                for (int i = 0; i < _count; i++) larger[i] = _errors[i];
                _errors = larger;
            }
            int at = _count++;
            while (at > 0 && column > 0 && ComesAfter(_errors[at - 1].Column, column))
            {
                _errors[at] = _errors[at - 1];
                at--;
            }
            _errors[at] = error;
        }

        private static bool ComesAfter(int other, int column)
        {
            return other == 0 || other > column;
        }
    }
}
