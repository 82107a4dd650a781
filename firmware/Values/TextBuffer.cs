// Values: a text that is being put together, as the bytes it will be. The runtime keeps texts as
// UTF-8, yet its own StringBuilder keeps characters: there each Append copies the piece into a new
// array first, each number makes four objects, and ToString copies the whole once more. Here a
// piece costs nothing. It knows no text's meaning; a character beyond U+FFFF comes in with the
// text that holds both of its halves.

using System;

namespace Portreeve.Values
{
    /// <summary>Puts texts together.</summary>
    internal sealed class TextBuffer
    {
        /// <summary>Room for most lines, and how much is kept for the next one.</summary>
        private const int BytesUsual = 96;
        private const int BytesKeptMax = 256;

        /// <summary>UTF-8 makes so many of one UTF-16 unit at most.</summary>
        private const int UnitBytesMax = 3;

        private byte[] _bytes = new byte[BytesUsual];
        private int _count;

        /// <summary>Bytes so far.</summary>
        public int Count { get { return _count; } }

        /// <summary>The bytes; those behind Count mean nothing. Another array after the next
        /// Append.</summary>
        public byte[] Bytes { get { return _bytes; } }

        /// <summary>Begins anew, and lets a large array go.</summary>
        public TextBuffer Clear()
        {
            _count = 0;
            if (_bytes.Length > BytesKeptMax) _bytes = new byte[BytesUsual];
            return this;
        }

        /// <summary>Adds a text; null adds nothing.</summary>
        public TextBuffer Append(string text)
        {
            if (text == null || text.Length == 0) return this;
            if (_count + text.Length * UnitBytesMax > _bytes.Length)
            {
                Reserve(Utf8Text.BytesOf(text));
            }
            _count += Utf8Text.Converter.GetBytes(text, 0, text.Length, _bytes, _count);
            return this;
        }

        /// <summary>Adds a character that is no half of a pair.</summary>
        public TextBuffer Append(char c)
        {
            Reserve(UnitBytesMax);
            if (c < 0x80)
            {
                _bytes[_count++] = (byte)c;
                return this;
            }
            if (c < 0x800)
            {
                _bytes[_count++] = (byte)(0xC0 | (c >> 6));
            }
            else
            {
                _bytes[_count++] = (byte)(0xE0 | (c >> 12));
                _bytes[_count++] = (byte)(0x80 | ((c >> 6) & 0x3F));
            }
            _bytes[_count++] = (byte)(0x80 | (c & 0x3F));
            return this;
        }

        /// <summary>Adds some characters of an array.</summary>
        public TextBuffer Append(char[] text, int from, int count)
        {
            for (int i = from; i < from + count; i++) Append(text[i]);
            return this;
        }

        /// <summary>Adds a number in decimal digits.</summary>
        public TextBuffer Append(int number)
        {
            if (number < 0) Append('-');
            int rest = number;
            int unit = 1;
            while (rest / 10 != 0)
            {
                rest /= 10;
                unit *= 10;
            }
            for (; unit > 0; unit /= 10)
            {
                int digit = number / unit % 10;
                Append((char)('0' + (digit < 0 ? -digit : digit)));
            }
            return this;
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return _count == 0 ? "" : Utf8Text.Converter.GetString(_bytes, 0, _count);
        }

        // At least twice the room when there is too little.
        private void Reserve(int bytes)
        {
            int needed = _count + bytes;
            if (needed <= _bytes.Length) return;
            byte[] larger = new byte[needed > _bytes.Length * 2 ? needed : _bytes.Length * 2];
            Array.Copy(_bytes, larger, _count);
            _bytes = larger;
        }
    }
}
