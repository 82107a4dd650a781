// Values: a line cut into words, each with the column where it began. A word ends at a space, but
// not inside brackets, and "#" at the start of a word begins a note that runs to the end.

namespace Portreeve.Values
{
    /// <summary>The words of one line and where they stand.</summary>
    internal sealed class Words
    {
        private string[] _texts = new string[16];
        private int[] _columns = new int[16];
        private int _count;

        /// <param name="line">One line of text; not null.</param>
        public Words(string line) : this(line, 1)
        {
        }

        /// <param name="line">A piece of a line.</param>
        /// <param name="column">Where the piece begins in its line, 1 and up.</param>
        public Words(string line, int column)
        {
            Note = "";
            int i = 0;
            while (true)
            {
                while (i < line.Length && IsSpace(line[i])) i++;
                if (i >= line.Length) break;
                if (line[i] == '#')
                {
                    NoteColumn = i + column;
                    Note = line.Substring(i + 1).Trim();
                    break;
                }
                int end = EndOf(line, i);
                Add(line.Substring(i, end - i), i + column);
                i = end;
            }
            EndColumn = line.Length + column;
        }

        /// <summary>Words before the note.</summary>
        public int Count { get { return _count; } }

        /// <summary>Word i as it was typed; an empty string behind the last.</summary>
        public string At(int i)
        {
            return i < _count ? _texts[i] : "";
        }

        /// <summary>Word i in lower case.</summary>
        public string Lower(int i)
        {
            return At(i).ToLower();
        }

        /// <summary>1-based column of word i; behind the last, the end of the line.</summary>
        public int ColumnOf(int i)
        {
            return i < _count ? _columns[i] : EndColumn;
        }

        /// <summary>What stands behind "#", without spaces around it.</summary>
        public readonly string Note;

        /// <summary>Column of "#", 0 when there is none.</summary>
        public readonly int NoteColumn;

        /// <summary>Column behind the last character.</summary>
        public readonly int EndColumn;

        private void Add(string text, int column)
        {
            if (_count == _texts.Length)
            {
                string[] texts = new string[_count * 2];
                int[] columns = new int[_count * 2];
                for (int i = 0; i < _count; i++)
                {
                    texts[i] = _texts[i];
                    columns[i] = _columns[i];
                }
                _texts = texts;
                _columns = columns;
            }
            _texts[_count] = text;
            _columns[_count++] = column;
        }

        private static int EndOf(string line, int from)
        {
            int i = from;
            while (i < line.Length && !IsSpace(line[i]))
            {
                if (line[i] == '[')
                {
                    int close = CloseOf(line, i);
                    if (close > 0) i = close;
                }
                i++;
            }
            return i;
        }

        // The bracket that closes this one, or -1: a bracket nobody closes must not swallow the
        // rest of the line, or its other errors would go unseen.
        private static int CloseOf(string line, int open)
        {
            for (int i = open + 1; i < line.Length; i++)
            {
                if (line[i] == ']') return i;
                if (line[i] == '[' || line[i] == '#') return -1;
            }
            return -1;
        }

        private static bool IsSpace(char c)
        {
            return c == ' ' || c == '\t';
        }
    }
}
