// Table: one line that means several rules: "tcp+udp 25565 ..." is two, "tcp 8000-8003
// 192.168.1.20:8000-8003 ..." is four. It makes a line of each, to be read and judged like any
// other; what is stored, shown and changed later is single rules. Pure.

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>The lines that a line stands for.</summary>
    internal sealed class RuleSeries
    {
        private readonly TextErrors _errors = new TextErrors();
        private readonly Words _words;
        private readonly string _line;
        private readonly bool _isBoth;
        private readonly int _portWord;
        private int _first;
        private int _last;
        private int _targetFirst;

        /// <summary>The rules that a line stands for; null when it is an ordinary line.
        /// </summary>
        /// <param name="line">One line of text; not null.</param>
        /// <param name="rulesMax">Most rules that it may stand for.</param>
        public static RuleSeries Of(string line, int rulesMax)
        {
            // Most lines have none of these; they are not cut into words twice.
            bool isPlain = line.IndexOf('-') < 0 && line.IndexOf('+') < 0 && line.IndexOf('/') < 0
                && !MayBeBoth(line);
            if (isPlain) return null;
            RuleSeries series = new RuleSeries(line, rulesMax);
            return series.Count > 0 ? series : null;
        }

        // A line without a "b" is not copied to be looked through.
        private static bool MayBeBoth(string line)
        {
            return (line.IndexOf('b') >= 0 || line.IndexOf('B') >= 0)
                && line.ToLower().IndexOf("both") >= 0;
        }

        private RuleSeries(string line, int rulesMax)
        {
            _line = line;
            _words = new Words(line);
            int protocol = _words.Lower(0) == "off" ? 1 : 0;
            _portWord = protocol + 1;
            _isBoth = IsBoth(_words.Lower(protocol));
            bool isRange = TryRange(_words.At(_portWord), out _first, out _last);
            if (!_isBoth && !isRange) return;
            Count = 1;
            if (isRange) ReadRange(_words.At(_portWord + 1));
            else _first = _last = 0;
            // In long, or 1 to 2,000,000,000 would come out small.
            long count = ((long)_last - _first + 1) * (_isBoth ? 2 : 1);
            if (_errors.IsGood && count > rulesMax)
            {
                _errors.Add(_words.ColumnOf(_portWord), "port", "this would make "
                    + count.ToString() + " rules, and " + rulesMax.ToString() + " fit",
                    "a range that long is the router's to forward");
            }
            if (_errors.IsGood) Count = (int)count;
        }

        /// <summary>Rules that it stands for; 1 when the line has errors.</summary>
        public int Count { get; private set; }

        /// <summary>What is wrong with the range.</summary>
        public TextErrors Errors { get { return _errors; } }

        /// <summary>True for the words that mean both protocols.</summary>
        public static bool IsBoth(string lower)
        {
            return lower == "tcp+udp" || lower == "udp+tcp" || lower == "tcp/udp"
                || lower == "both";
        }

        /// <summary>Line i of Count: each port, with TCP before UDP.</summary>
        public string At(int i)
        {
            int step = _isBoth ? i / 2 : i;
            string protocol = _words.Lower(_portWord - 1);
            if (_isBoth) protocol = i % 2 == 0 ? "tcp" : "udp";
            string line = (_portWord > 1 ? "off " : "") + protocol + " ";
            if (_last == 0) return line + _words.Rest(_portWord, _line);
            string target = _words.At(_portWord + 1);
            int colon = target.IndexOf(':');
            string rest = _words.Rest(_portWord + 2, _line);
            return line + (_first + step).ToString() + " "
                + (colon < 0 ? target : target.Substring(0, colon)) + ":"
                + (_targetFirst + step).ToString() + (rest.Length > 0 ? " " + rest : "");
        }

        private void ReadRange(string target)
        {
            int column = _words.ColumnOf(_portWord);
            if (!Number.IsPort(_first) || !Number.IsPort(_last) || _first >= _last)
            {
                _errors.Add(column, "port", "\"" + _words.At(_portWord) + "\" is no range of ports",
                    _first > _last && Number.IsPort(_first) && Number.IsPort(_last)
                    ? "write " + _last.ToString() + "-" + _first.ToString()
                    : "write two from 1 to 65535, such as 8000-8003");
                return;
            }
            int colon = target.IndexOf(':');
            _targetFirst = _first;
            if (colon < 0) return;
            int last;
            string ports = target.Substring(colon + 1);
            bool isRange = TryRange(ports, out _targetFirst, out last);
            if (isRange && last - _targetFirst == _last - _first && Number.IsPort(_targetFirst)
                && Number.IsPort(last)) return;
            if (!isRange && !Number.TryParse(ports, out _targetFirst)) _targetFirst = _first;
            last = _targetFirst + _last - _first;
            _errors.Add(_words.ColumnOf(_portWord + 1) + colon + 1, "target", "the target's ports "
                + "must be as many as ours, " + (_last - _first + 1).ToString(), "write "
                + (Number.IsPort(last) ? _targetFirst.ToString() + "-" + last.ToString()
                : _words.At(_portWord)));
        }

        private static bool TryRange(string text, out int first, out int last)
        {
            first = 0;
            last = 0;
            int dash = text.IndexOf('-');
            return dash > 0 && Number.TryParse(text.Substring(0, dash), out first)
                && Number.TryParse(text.Substring(dash + 1), out last);
        }
    }
}
