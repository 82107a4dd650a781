// Wire: the syntax of JSON (RFC 8259), checked strictly over a byte buffer without making
// anything: no trailing commas, no comments, well-formed UTF-8, bounded depth. Pure.

namespace Portreeve.Wire
{
    /// <summary>What a JSON value is.</summary>
    internal static class JsonKind
    {
        public const int Missing = 0;
        public const int Null = 1;
        public const int Flag = 2;
        public const int Number = 3;
        public const int Text = 4;
        public const int List = 5;
        public const int Object = 6;
    }

    /// <summary>Walks over a JSON text.</summary>
    internal sealed class JsonScan
    {
        // Deeper than any of our documents; each level costs a frame of the interpreter's stack.
        private const int DepthMax = 6;

        private readonly byte[] _buffer;
        private readonly int _end;
        private int _depth;

        /// <param name="buffer">The text, UTF-8.</param>
        /// <param name="at">Where to begin.</param>
        /// <param name="end">First byte not to look at.</param>
        public JsonScan(byte[] buffer, int at, int end)
        {
            _buffer = buffer;
            _end = end;
            At = at;
        }

        /// <summary>The byte looked at next; after a failure about where it is wrong.</summary>
        public int At { get; private set; }

        /// <summary>True when nothing but blanks is left.</summary>
        public bool IsAtEnd
        {
            get
            {
                SkipBlanks();
                return At >= _end;
            }
        }

        /// <summary>Takes this byte if it comes next, behind blanks.</summary>
        public bool Take(byte wanted)
        {
            SkipBlanks();
            if (At >= _end || _buffer[At] != wanted) return false;
            At++;
            return true;
        }

        /// <summary>What comes next: one of JsonKind, Missing when it is no value.</summary>
        public int PeekKind()
        {
            SkipBlanks();
            if (At >= _end) return JsonKind.Missing;
            byte b = _buffer[At];
            switch ((char)b)
            {
                case '{': return JsonKind.Object;
                case '[': return JsonKind.List;
                case '"': return JsonKind.Text;
                case 't': case 'f': return JsonKind.Flag;
                case 'n': return JsonKind.Null;
                default:
                    return b == '-' || AsciiText.IsDigit(b) ? JsonKind.Number : JsonKind.Missing;
            }
        }

        /// <summary>Goes over one value of any kind. False: it is not well-formed.</summary>
        public bool Skip()
        {
            switch (PeekKind())
            {
                case JsonKind.Object: return SkipGroup((byte)'}', true);
                case JsonKind.List: return SkipGroup((byte)']', false);
                case JsonKind.Text: return SkipText();
                case JsonKind.Number: return SkipNumber();
                case JsonKind.Null: return SkipWord("null");
                case JsonKind.Flag: return SkipWord(_buffer[At] == 't' ? "true" : "false");
                default: return false;
            }
        }

        /// <summary>Goes over a string, from quote to quote.</summary>
        public bool SkipText()
        {
            if (!Take((byte)'"')) return false;
            while (At < _end)
            {
                byte b = _buffer[At];
                if (b == '"')
                {
                    At++;
                    return true;
                }
                if (b < ' ') return false;
                if (b == '\\' ? !SkipEscape() : !SkipCharacter(b)) return false;
            }
            return false;
        }

        /// <summary>The value of a hexadecimal digit, or -1.</summary>
        public static int HexValue(byte b)
        {
            if (AsciiText.IsDigit(b)) return b - '0';
            b = AsciiText.Lower(b);
            return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
        }

        /// <summary>The four hexadecimal digits from there on as a number, or -1.</summary>
        public static int HexUnit(byte[] buffer, int at, int end)
        {
            if (end - at < 4) return -1;
            int unit = 0;
            for (int i = at; i < at + 4; i++)
            {
                int value = HexValue(buffer[i]);
                if (value < 0) return -1;
                unit = unit * 16 + value;
            }
            return unit;
        }

        private void SkipBlanks()
        {
            while (At < _end)
            {
                byte b = _buffer[At];
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t') return;
                At++;
            }
        }

        private bool SkipGroup(byte close, bool isObject)
        {
            if (++_depth > DepthMax) return false;
            At++;
            bool isEmpty = true;
            while (!Take(close))
            {
                if (!isEmpty && !Take((byte)',')) return false;
                isEmpty = false;
                if (isObject && !(SkipText() && Take((byte)':'))) return false;
                if (!Skip()) return false;
            }
            _depth--;
            return true;
        }

        private bool SkipWord(string word)
        {
            if (!AsciiText.StartsWith(_buffer, Piece.Of(At, _end), word)) return false;
            At += word.Length;
            return true;
        }

        private bool SkipNumber()
        {
            if (_buffer[At] == '-') At++;
            int first = At;
            if (!SkipDigits()) return false;
            if (_buffer[first] == '0' && At - first > 1) return false;
            if (At < _end && _buffer[At] == '.')
            {
                At++;
                if (!SkipDigits()) return false;
            }
            if (At < _end && AsciiText.Lower(_buffer[At]) == 'e')
            {
                At++;
                if (At < _end && (_buffer[At] == '+' || _buffer[At] == '-')) At++;
                if (!SkipDigits()) return false;
            }
            return true;
        }

        private bool SkipDigits()
        {
            int first = At;
            while (At < _end && AsciiText.IsDigit(_buffer[At])) At++;
            return At > first;
        }

        // A zero character ends a string for the native side, and half a surrogate pair is no
        // character: neither is let in.
        private bool SkipEscape()
        {
            if (_end - At < 2) return false;
            byte b = _buffer[At + 1];
            if (b != 'u')
            {
                if ("\"\\/bfnrt".IndexOf((char)b) < 0) return false;
                At += 2;
                return true;
            }
            int unit = HexUnit(_buffer, At + 2, _end);
            if (unit <= 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return false;
            At += 6;
            if (unit < 0xD800 || unit > 0xDBFF) return true;
            if (_end - At < 6 || _buffer[At] != '\\' || _buffer[At + 1] != 'u') return false;
            int low = HexUnit(_buffer, At + 2, _end);
            if (low < 0xDC00 || low > 0xDFFF) return false;
            At += 6;
            return true;
        }

        // One character of well-formed UTF-8 (RFC 3629 section 4).
        private bool SkipCharacter(byte first)
        {
            if (first < 0x80)
            {
                At++;
                return true;
            }
            int more = first >= 0xC2 && first <= 0xDF ? 1 : (first & 0xF0) == 0xE0 ? 2
                : first >= 0xF0 && first <= 0xF4 ? 3 : 0;
            if (more == 0 || _end - At <= more) return false;
            int low = 0x80;
            int high = 0xBF;
            if (first == 0xE0) low = 0xA0;
            else if (first == 0xED) high = 0x9F;
            else if (first == 0xF0) low = 0x90;
            else if (first == 0xF4) high = 0x8F;
            for (int i = 1; i <= more; i++)
            {
                byte b = _buffer[At + i];
                if (b < low || b > high) return false;
                low = 0x80;
                high = 0xBF;
            }
            At += more + 1;
            return true;
        }
    }
}
