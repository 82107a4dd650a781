// Wire: reads a small JSON object out of a byte buffer: the bodies of requests, the settings in
// flash, a backup. The whole text is checked before anything of it is used. It keeps pieces of the
// buffer and makes a string only for a member that is asked for.

using Portreeve.Values;

namespace Portreeve.Wire
{
    /// <summary>The members of one object.</summary>
    internal sealed class JsonReader
    {
        private const int MembersMax = 24;

        private readonly byte[] _buffer;
        private readonly int[] _names = new int[MembersMax];
        private readonly int[] _values = new int[MembersMax];
        private readonly int[] _kinds = new int[MembersMax];
        private int _count;

        public JsonReader(byte[] buffer)
        {
            _buffer = buffer;
            Trouble = "";
        }

        /// <summary>Why the last Read failed, with the place.</summary>
        public string Trouble { get; private set; }

        /// <summary>Reads one object that fills this piece of the buffer. False: see Trouble.
        /// </summary>
        public bool Read(int start, int count)
        {
            _count = 0;
            // Editors put a byte-order mark before a file; RFC 8259 section 8.1 lets us skip it.
            bool hasMark = count > 2 && _buffer[start] == 0xEF && _buffer[start + 1] == 0xBB
                && _buffer[start + 2] == 0xBF;
            JsonScan scan = new JsonScan(_buffer, hasMark ? start + 3 : start, start + count);
            string trouble = start + count > Piece.BufferBytesMax ? "this is too long"
                : ReadMembers(scan);
            if (trouble == null && !scan.IsAtEnd) trouble = "something stands behind the object";
            if (trouble == null) return true;
            _count = 0;
            Trouble = trouble + " (at character " + (scan.At - start + 1).ToString() + ")";
            return false;
        }

        /// <summary>What the member is: one of JsonKind, Missing when it is not there.</summary>
        public int KindOf(string name)
        {
            int i = Find(name);
            return i < 0 ? JsonKind.Missing : _kinds[i];
        }

        /// <summary>The string of that name, or null when there is none.</summary>
        public string Text(string name)
        {
            int i = Find(name);
            return i < 0 || _kinds[i] != JsonKind.Text ? null : Decode(_values[i]);
        }

        /// <summary>The whole number of that name. False: there is none, or it has a fraction or
        /// does not fit.</summary>
        public bool TryNumber(string name, out int number)
        {
            int i = Find(name);
            number = 0;
            return i >= 0 && _kinds[i] == JsonKind.Number && TryNumber(_values[i], out number);
        }

        /// <summary>The truth value of that name. False: there is none.</summary>
        public bool TryFlag(string name, out bool flag)
        {
            int i = Find(name);
            flag = i >= 0 && _kinds[i] == JsonKind.Flag && _buffer[Piece.Start(_values[i])] == 't';
            return i >= 0 && _kinds[i] == JsonKind.Flag;
        }

        /// <summary>The strings of a list; null when it is missing or holds anything else.
        /// </summary>
        public string[] Texts(string name)
        {
            int[] items = Items(name, JsonKind.Text);
            if (items == null) return null;
            string[] texts = new string[items.Length];
            for (int i = 0; i < texts.Length; i++) texts[i] = Decode(items[i]);
            return texts;
        }

        /// <summary>The whole numbers of a list; null when it is missing or holds anything else.
        /// </summary>
        public int[] Numbers(string name)
        {
            int[] items = Items(name, JsonKind.Number);
            if (items == null) return null;
            int[] numbers = new int[items.Length];
            for (int i = 0; i < numbers.Length; i++)
            {
                if (!TryNumber(items[i], out numbers[i])) return null;
            }
            return numbers;
        }

        /// <summary>The objects of a list; null when it is missing or holds anything else.
        /// </summary>
        public JsonReader[] Objects(string name)
        {
            int[] items = Items(name, JsonKind.Object);
            if (items == null) return null;
            JsonReader[] readers = new JsonReader[items.Length];
            for (int i = 0; i < readers.Length; i++)
            {
                readers[i] = new JsonReader(_buffer);
                if (!readers[i].Read(Piece.Start(items[i]), Piece.Count(items[i]))) return null;
            }
            return readers;
        }

        /// <summary>The object of that name, or null.</summary>
        public JsonReader Inside(string name)
        {
            int i = Find(name);
            if (i < 0 || _kinds[i] != JsonKind.Object) return null;
            JsonReader reader = new JsonReader(_buffer);
            return reader.Read(Piece.Start(_values[i]), Piece.Count(_values[i])) ? reader : null;
        }

        private string ReadMembers(JsonScan scan)
        {
            if (!scan.Take((byte)'{')) return "an object in braces is needed";
            while (!scan.Take((byte)'}'))
            {
                if (_count > 0 && !scan.Take((byte)',')) return "a comma or a brace is missing";
                if (_count == MembersMax) return "there are too many members";
                if (scan.PeekKind() != JsonKind.Text) return "a name in quotes is needed";
                int at = scan.At;
                if (!scan.SkipText()) return "this text is not well-formed";
                int name = Piece.Of(at + 1, scan.At - 1);
                if (IsKnown(name)) return "this name comes twice";
                if (!scan.Take((byte)':')) return "a colon is missing";
                int kind = scan.PeekKind();
                at = scan.At;
                if (kind == JsonKind.Missing || !scan.Skip()) return "this is not valid JSON";
                _names[_count] = name;
                _values[_count] = Piece.Of(at, scan.At);
                _kinds[_count++] = kind;
            }
            return null;
        }

        private bool IsKnown(int name)
        {
            int start = Piece.Start(name);
            int count = Piece.Count(name);
            for (int i = 0; i < _count; i++)
            {
                if (Piece.Count(_names[i]) != count) continue;
                int known = Piece.Start(_names[i]);
                int at = 0;
                while (at < count && _buffer[known + at] == _buffer[start + at]) at++;
                if (at == count) return true;
            }
            return false;
        }

        private int Find(string name)
        {
            for (int i = 0; i < _count; i++)
            {
                if (AsciiText.Is(_buffer, _names[i], name)) return i;
            }
            return -1;
        }

        // The list's items when all are of that kind, else null. Walked twice: once to count.
        private int[] Items(string name, int kind)
        {
            int found = Find(name);
            if (found < 0 || _kinds[found] != JsonKind.List) return null;
            int list = _values[found];
            int[] items = null;
            for (int round = 0; round < 2; round++)
            {
                int count = 0;
                JsonScan scan = new JsonScan(_buffer, Piece.Start(list) + 1, Piece.End(list) - 1);
                while (!scan.IsAtEnd)
                {
                    scan.Take((byte)',');
                    if (scan.PeekKind() != kind) return null;
                    int at = scan.At;
                    scan.Skip();
                    if (items != null) items[count] = Piece.Of(at, scan.At);
                    count++;
                }
                if (items == null) items = new int[count];
            }
            return items;
        }

        private bool TryNumber(int value, out int number)
        {
            bool isNegative = _buffer[Piece.Start(value)] == '-';
            if (isNegative) value = Piece.Of(Piece.Start(value) + 1, Piece.End(value));
            number = AsciiText.Number(_buffer, value);
            if (number < 0) return false;
            if (isNegative) number = -number;
            return true;
        }

        private string Decode(int quoted)
        {
            int text = Piece.Of(Piece.Start(quoted) + 1, Piece.End(quoted) - 1);
            if (AsciiText.Find(_buffer, text, (byte)'\\') < 0)
            {
                return Utf8Text.Converter.GetString(_buffer, Piece.Start(text), Piece.Count(text));
            }
            // An escape is always longer than what it stands for.
            byte[] plain = new byte[Piece.Count(text)];
            int count = 0;
            int end = Piece.End(text);
            for (int at = Piece.Start(text); at < end;)
            {
                byte b = _buffer[at++];
                if (b != '\\')
                {
                    plain[count++] = b;
                    continue;
                }
                b = _buffer[at++];
                if (b != 'u')
                {
                    plain[count++] = Unescape(b);
                    continue;
                }
                int unit = JsonScan.HexUnit(_buffer, at, end);
                at += 4;
                if (unit >= 0xD800 && unit <= 0xDBFF)
                {
                    int low = JsonScan.HexUnit(_buffer, at + 2, end);
                    at += 6;
                    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                }
                count = Encode(unit, plain, count);
            }
            return Utf8Text.Converter.GetString(plain, 0, count);
        }

        private static byte Unescape(byte b)
        {
            switch ((char)b)
            {
                case 'b': return 8;
                case 'f': return 12;
                case 'n': return 10;
                case 'r': return 13;
                case 't': return 9;
                default: return b;
            }
        }

        private static int Encode(int point, byte[] into, int at)
        {
            if (point < 0x80)
            {
                into[at++] = (byte)point;
                return at;
            }
            int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
            int lead = more == 1 ? 0xC0 : more == 2 ? 0xE0 : 0xF0;
            into[at++] = (byte)(lead | (point >> (6 * more)));
            for (int shift = 6 * (more - 1); shift >= 0; shift -= 6)
            {
                into[at++] = (byte)(0x80 | ((point >> shift) & 0x3F));
            }
            return at;
        }
    }
}
