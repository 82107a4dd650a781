// Shell: one line under somebody's fingers. Keys change it, and what the terminal must show for
// that is appended to an echo text. It holds one line of fixed length and a short history; it
// knows neither what a line means nor where the bytes come from. Without echo (a script's pipe)
// only Enter and characters count.
//
// The terminal's width is not known on a serial line, so the line is shown in a window of
// ColumnsShown columns that moves with the cursor: nothing ever wraps, and "\r" always leads to
// the prompt's first column.

using Portreeve.Values;

namespace Portreeve.Shell
{
    /// <summary>Proposes how a line could go on.</summary>
    internal interface ICompletion
    {
        /// <summary>
        /// Words that can stand in place of the last word of <paramref name="head"/> (which is
        /// empty when the head ends with a space). Never null.
        /// </summary>
        string[] Complete(string head);
    }

    /// <summary>Edits one line.</summary>
    internal sealed class LineEditor
    {
        private const int ColumnsShown = 79;
        private const char Unknown = (char)0xFFFD;
        private const int LineCharsUsual = 80;
        private const string EraseToEnd = "\u001b[K";

        // Room for the lines people type; it grows for a longer one and shrinks behind it.
        private char[] _line = new char[LineCharsUsual];
        private readonly Keys _keys = new Keys();
        private readonly LineHistory _history;
        private readonly ICompletion _completion;
        private readonly TextBuffer _echo;
        private string _prompt = "";
        private string _draft = "";
        private int _count;
        private int _cursor;
        private int _first;
        private int _back;
        private bool _overflowed;

        /// <param name="completion">Answers Tab.</param>
        /// <param name="echo">Takes what the terminal must show.</param>
        public LineEditor(ICompletion completion, TextBuffer echo)
        {
            _history = new LineHistory(Limits.HistoryLinesMax);
            _completion = completion;
            _echo = echo;
        }

        /// <summary>False for a pipe: nothing is echoed, and editing keys mean nothing.</summary>
        public bool Echoes = true;

        /// <summary>True when the finished line was cut, since more was typed than fits.</summary>
        public bool WasTooLong { get { return _overflowed; } }

        /// <summary>Starts an empty line behind a prompt.</summary>
        public void Begin(string prompt)
        {
            _prompt = prompt;
            _count = 0;
            if (_line.Length > LineCharsUsual) _line = new char[LineCharsUsual];
            _cursor = 0;
            _first = 0;
            _back = 0;
            _overflowed = false;
            Refresh();
        }

        /// <summary>Takes one byte. True: the line is finished; see Line.</summary>
        public bool Feed(byte b)
        {
            int key = _keys.Feed(b);
            if (_keys.HasLost) Insert(Unknown);
            if (key == Key.Enter)
            {
                if (Echoes) _echo.Append("\n");
                return true;
            }
            if (key >= 32) Insert((char)key);
            else if (!Echoes) FeedPipe(key);
            else Edit(key);
            return false;
        }

        /// <summary>The text of the line.</summary>
        public string Line { get { return new string(_line, 0, _count); } }

        /// <summary>Keeps the line for the arrow keys.</summary>
        public void Remember()
        {
            _history.Add(Line);
        }

        /// <summary>Shows prompt and line again, after something else was printed.</summary>
        public void Refresh()
        {
            if (!Echoes) return;
            int width = ColumnsShown - _prompt.Length;
            if (_cursor < _first) _first = _cursor;
            if (_cursor > _first + width) _first = _cursor - width;
            int shown = _count - _first < width ? _count - _first : width;
            _echo.Append("\r").Append(_prompt).Append(_line, _first, shown).Append(EraseToEnd);
            int back = shown - (_cursor - _first);
            if (back > 0) _echo.Append("\u001b[").Append(back).Append("D");
        }

        /// <summary>Takes prompt and line off the screen, to print something else there.</summary>
        public void Hide()
        {
            if (Echoes) _echo.Append("\r").Append(EraseToEnd);
        }

        private void FeedPipe(int key)
        {
            if (key == Key.Tab) Insert(' ');
        }

        private void Edit(int key)
        {
            switch (key)
            {
                case Key.Backspace: Backspace(); break;
                case Key.Delete: Cut(_cursor, _cursor + 1); break;
                case Key.DeleteOrEnd: Cut(_cursor, _cursor + 1); break;
                case Key.Left: MoveTo(_cursor - 1); break;
                case Key.Right: MoveTo(_cursor + 1); break;
                case Key.Home: MoveTo(0); break;
                case Key.End: MoveTo(_count); break;
                case Key.WordLeft: MoveTo(WordStart(_cursor)); break;
                case Key.WordRight: MoveTo(WordEnd(_cursor)); break;
                case Key.KillLine: Cut(0, _cursor); break;
                case Key.KillToEnd: Cut(_cursor, _count); break;
                case Key.KillWord: Cut(WordStart(_cursor), _cursor); break;
                case Key.Up: Recall(_back + 1); break;
                case Key.Down: Recall(_back - 1); break;
                case Key.Tab: Complete(); break;
                case Key.Redraw: Refresh(); break;
                case Key.Interrupt: GiveUp(); break;
                default: break;
            }
        }

        private void Insert(char c)
        {
            if (_count == _line.Length) Grow(_count + 1);
            if (_count == _line.Length)
            {
                _overflowed = true;
                if (Echoes) _echo.Append("\u0007");
                return;
            }
            for (int i = _count; i > _cursor; i--) _line[i] = _line[i - 1];
            _line[_cursor++] = c;
            _count++;
            if (!Echoes) return;
            bool isVisible = _cursor - _first < ColumnsShown - _prompt.Length;
            if (_cursor == _count && isVisible) _echo.Append(c);
            else Refresh();
        }

        private void Backspace()
        {
            if (_cursor == 0) return;
            if (_cursor == _count && _first == 0)
            {
                _count--;
                _cursor--;
                _echo.Append("\b \b");
                return;
            }
            Cut(_cursor - 1, _cursor);
        }

        private void Cut(int from, int to)
        {
            if (to > _count) to = _count;
            if (from >= to) return;
            for (int i = to; i < _count; i++) _line[from + i - to] = _line[i];
            _count -= to - from;
            _cursor = from;
            Refresh();
        }

        private void MoveTo(int place)
        {
            if (place < 0 || place > _count || place == _cursor) return;
            _cursor = place;
            Refresh();
        }

        private int WordStart(int at)
        {
            while (at > 0 && _line[at - 1] == ' ') at--;
            while (at > 0 && _line[at - 1] != ' ') at--;
            return at;
        }

        private int WordEnd(int at)
        {
            while (at < _count && _line[at] == ' ') at++;
            while (at < _count && _line[at] != ' ') at++;
            return at;
        }

        private void Recall(int back)
        {
            if (back < 0 || back > _history.Count) return;
            if (_back == 0) _draft = Line;
            _back = back;
            Replace(back == 0 ? _draft : _history.At(back - 1));
        }

        private void Replace(string text)
        {
            _count = 0;
            Grow(text.Length);
            _count = text.Length < _line.Length ? text.Length : _line.Length;
            for (int i = 0; i < _count; i++) _line[i] = text[i];
            _cursor = _count;
            Refresh();
        }

        // Twice the room or more, up to the longest line.
        private void Grow(int chars)
        {
            if (chars <= _line.Length || _line.Length == Limits.LineCharsMax) return;
            int room = _line.Length * 2 > chars ? _line.Length * 2 : chars;
            char[] line = new char[room < Limits.LineCharsMax ? room : Limits.LineCharsMax];
            for (int i = 0; i < _count; i++) line[i] = _line[i];
            _line = line;
        }

        private void GiveUp()
        {
            _echo.Append("^C\n");
            Begin(_prompt);
        }

        private void Complete()
        {
            string head = new string(_line, 0, _cursor);
            string[] words = _completion.Complete(head);
            int typed = _cursor - (head.LastIndexOf(' ') + 1);
            if (words.Length == 0)
            {
                _echo.Append("\u0007");
                return;
            }
            string common = CommonStart(words);
            if (words.Length == 1) common += " ";
            if (common.Length > typed)
            {
                for (int i = typed; i < common.Length; i++) Insert(common[i]);
                return;
            }
            List(words);
            Refresh();
        }

        private void List(string[] words)
        {
            _echo.Append("\n");
            int column = 0;
            for (int i = 0; i < words.Length; i++)
            {
                if (column > 0 && column + words[i].Length > ColumnsShown)
                {
                    _echo.Append("\n");
                    column = 0;
                }
                _echo.Append(words[i]).Append("  ");
                column += words[i].Length + 2;
            }
            _echo.Append("\n");
        }

        private static string CommonStart(string[] words)
        {
            string common = words[0];
            for (int i = 1; i < words.Length; i++)
            {
                int same = 0;
                while (same < common.Length && same < words[i].Length
                    && common[same] == words[i][same])
                {
                    same++;
                }
                common = common.Substring(0, same);
            }
            return common;
        }
    }
}
