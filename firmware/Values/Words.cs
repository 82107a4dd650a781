// Values: a line cut into words, each with the column where it began. A word ends at a space, but
// not inside brackets, and "#" at the start of a word begins a note that runs to the end.

namespace Portreeve.Values
{
    /// <summary>The words of one line and where they stand.</summary>
    internal sealed class Words
    {
        // A rule's line has seven or eight; a line has at most Limits.LineCharsMax columns.
        private string[] _texts = new string[10];
        private short[] _columns = new short[10];
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
            // Once for all words: each Substring of the runtime makes this array for itself.
            char[] text = line.ToCharArray();
            int i = 0;
            while (true)
            {
                while (i < text.Length && IsSpace(text[i])) i++;
                if (i >= text.Length) break;
                if (text[i] == '#')
                {
                    NoteColumn = i + column;
                    Note = Trimmed(text, i + 1);
                    break;
                }
                int end = EndOf(text, i);
                Add(new string(text, i, end - i), i + column);
                i = end;
            }
            EndColumn = text.Length + column;
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
            string text = At(i);
            for (int at = 0; at < text.Length; at++)
            {
                // ToLower makes a new text of one that is in lower case already.
                if (text[at] >= 'A' && text[at] <= 'Z' || text[at] >= 0x80) return text.ToLower();
            }
            return text;
        }

        /// <summary>1-based column of word i; behind the last, the end of the line.</summary>
        public int ColumnOf(int i)
        {
            return i < _count ? _columns[i] : EndColumn;
        }

        /// <summary>The line from word i on, its note included, without blanks around it.
        /// </summary>
        /// <param name="i">Which word; behind the last, the note.</param>
        /// <param name="line">The line whose words these are.</param>
        public string Rest(int i, string line)
        {
            int column = i < _count || NoteColumn == 0 ? ColumnOf(i) : NoteColumn;
            return column > line.Length ? "" : Trimmed(line.ToCharArray(), column - 1);
        }

        /// <summary>What stands behind "#", without spaces around it.</summary>
        public readonly string Note;

        /// <summary>Column of "#", 0 when there is none.</summary>
        public readonly int NoteColumn;

        /// <summary>Column behind the last character.</summary>
        public readonly int EndColumn;

        /// <summary>
        /// True for a character that shows nothing and does something: a control character (of
        /// ASCII but the tab, of ISO 6429's C1 set), one that turns the direction of what follows
        /// (U+202A to U+202E, U+2066 to U+2069: with those a line can look like another), or a
        /// line's end that is none of ours (U+2028, U+2029).
        /// </summary>
        public static bool IsUnseen(char c)
        {
            int code = c;
            if (code < 0x7F) return code < ' ' && code != '\t';
            if (code < 0x2028) return code < 0xA0;
            return code <= 0x202E || code >= 0x2066 && code <= 0x2069;
        }

        /// <summary>The text with a question mark for each unseen character but the line feed;
        /// the same text when there is none.</summary>
        public static string Shown(string text)
        {
            int i = 0;
            while (i < text.Length && (text[i] == '\n' || !IsUnseen(text[i]))) i++;
            if (i == text.Length) return text;
            char[] shown = text.ToCharArray();
            for (; i < shown.Length; i++)
            {
                if (shown[i] != '\n' && IsUnseen(shown[i])) shown[i] = '?';
            }
            return new string(shown);
        }

        private void Add(string text, int column)
        {
            if (_count == _texts.Length)
            {
                string[] texts = new string[_count * 2];
                short[] columns = new short[_count * 2];
                for (int i = 0; i < _count; i++)
                {
                    texts[i] = _texts[i];
                    columns[i] = _columns[i];
                }
                _texts = texts;
                _columns = columns;
            }
            _texts[_count] = text;
            _columns[_count++] = (short)column;
        }

        // The rest without blanks around it; String.Trim would make it twice.
        private static string Trimmed(char[] text, int from)
        {
            int end = text.Length;
            while (end > from && IsSpace(text[end - 1])) end--;
            while (from < end && IsSpace(text[from])) from++;
            return from == end ? "" : new string(text, from, end - from);
        }

        private static int EndOf(char[] line, int from)
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
        private static int CloseOf(char[] line, int open)
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
