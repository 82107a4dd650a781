// Upkeep: text on its way to a slow line. At 115,200 baud a page of help takes 400 ms, and the step
// must not wait for it: texts are put in here at once and taken out in small pieces of bytes. The
// queue keeps references, so a text that waits takes no memory that it did not take already; when
// too many wait, the newest are dropped and a mark says so. Bytes never come out of order.

using Portreeve.Values;

namespace Portreeve.Upkeep
{
    /// <summary>A ring of texts.</summary>
    internal sealed class TextQueue
    {
        private const string Lost = "\n[some text was lost]\n";

        /// <summary>A UTF-16 unit takes so many bytes at most, and a pair of them four.</summary>
        private const int UnitBytesMax = 3;
        private const int CharBytesMax = 4;

        private readonly string[] _ring;
        private int _start;
        private int _count;
        private int _at;
        private bool _isLosing;

        /// <param name="size">Texts that may wait, 2 and up.</param>
        public TextQueue(int size)
        {
            _ring = new string[size];
        }

        /// <summary>True when nothing waits.</summary>
        public bool IsEmpty { get { return _count == 0; } }

        /// <summary>Puts a text in. False when there is no room, and it is lost.</summary>
        public bool Put(string text)
        {
            if (text.Length == 0) return true;
            int needed = _isLosing ? 2 : 1;
            if (_ring.Length - _count < needed)
            {
                _isLosing = true;
                return false;
            }
            if (_isLosing) Add(Lost);
            _isLosing = false;
            Add(text);
            return true;
        }

        /// <summary>Takes out what waits as UTF-8, each "\n" as CR LF, as much as fits: the number
        /// of bytes. Four bytes take at least one character.</summary>
        /// <param name="buffer">Takes it, from its beginning.</param>
        /// <param name="most">Bytes wanted at most.</param>
        public int Take(byte[] buffer, int most)
        {
            int count = 0;
            while (_count > 0 && most - count >= CharBytesMax)
            {
                string text = _ring[_start];
                if (text[_at] == '\n')
                {
                    buffer[count++] = (byte)'\r';
                    buffer[count++] = (byte)'\n';
                    Advance(text, 1);
                    continue;
                }
                int end = text.IndexOf('\n', _at);
                if (end < 0) end = text.Length;
                int chars = (most - count) / UnitBytesMax;
                if (chars > end - _at) chars = end - _at;
                // A pair stays together.
                bool isTorn = chars < end - _at && IsFirstOfPair(text[_at + chars - 1]);
                if (isTorn) chars += chars == 1 ? 1 : -1;
                count += Utf8Text.Converter.GetBytes(text, _at, chars, buffer, count);
                Advance(text, chars);
            }
            return count;
        }

        private static bool IsFirstOfPair(char unit)
        {
            return unit >= 0xD800 && unit < 0xDC00;
        }

        private void Add(string text)
        {
            _ring[(_start + _count) % _ring.Length] = text;
            _count++;
        }

        private void Advance(string text, int chars)
        {
            _at += chars;
            if (_at < text.Length) return;
            _at = 0;
            // The text may be long; it goes as soon as it is out.
            _ring[_start] = null;
            _start = (_start + 1) % _ring.Length;
            _count--;
        }
    }
}
