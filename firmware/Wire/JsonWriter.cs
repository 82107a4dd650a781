// Wire: writes JSON (RFC 8259) as UTF-8 straight into a byte buffer of fixed size, without
// garbage. It knows nothing of what it writes and never grows the buffer: what does not fit sets
// IsFull, and the caller rewinds to its last mark, sends what is there and goes on from there.
// Shared by the API and by the console's "show ... json".

using System;
using Portreeve.Values;

namespace Portreeve.Wire
{
    /// <summary>A JSON text under way. Commas are its business.</summary>
    internal sealed partial class JsonWriter
    {
        private const string Hex = "0123456789abcdef";

        private readonly byte[] _buffer;
        private int _position;
        private int _limit;
        private bool _needsComma;
        private bool _isFull;
        private string _names;
        private int _name;

        /// <param name="buffer">Where the text goes; the writer never keeps more than that.</param>
        public JsonWriter(byte[] buffer)
        {
            _buffer = buffer;
            _limit = buffer.Length;
        }

        /// <summary>Where the next byte goes: the end of what is written.</summary>
        public int Position { get { return _position; } }

        /// <summary>True when something did not fit. What was written since the last mark is
        /// then worthless.</summary>
        public bool IsFull { get { return _isFull; } }

        /// <summary>
        /// Starts a text, or goes on with one: <paramref name="goesOn"/> keeps the comma state of
        /// the slice before.
        /// </summary>
        /// <param name="offset">First byte to write.</param>
        /// <param name="limit">First byte not to touch any more.</param>
        /// <param name="goesOn">True when this continues the text of the slice before.</param>
        public void Start(int offset, int limit, bool goesOn)
        {
            _position = offset;
            _limit = limit;
            _isFull = false;
            if (!goesOn) _needsComma = false;
        }

        /// <summary>A place to come back to.</summary>
        public int Mark()
        {
            return (_position << 1) | (_needsComma ? 1 : 0);
        }

        /// <summary>Takes back all that was written since the mark; then it is not full.</summary>
        public void Rewind(int mark)
        {
            _position = mark >> 1;
            _needsComma = (mark & 1) != 0;
            _isFull = false;
        }

        public void OpenObject() { Open((byte)'{'); }
        public void CloseObject() { Close((byte)'}'); }
        public void OpenArray() { Open((byte)'['); }
        public void CloseArray() { Close((byte)']'); }

        /// <summary>A member whose value is a list of strings.</summary>
        public void Texts(string name, string[] values)
        {
            Name(name);
            OpenArray();
            for (int i = 0; i < values.Length; i++) Text(values[i]);
            CloseArray();
        }

        /// <summary>The name of a member; ASCII without anything to escape. Its value follows.
        /// </summary>
        public void Name(string name) { Name(name, 0, name.Length); }

        /// <summary>The names of the members that come, with a blank between two. For what is
        /// polled: each literal in the code is an object on the chip, so that one text for many
        /// names leaves less behind than a text for each.</summary>
        public void Names(string names)
        {
            _names = names;
            _name = 0;
        }

        /// <summary>Writes the next of the names; its value follows.</summary>
        public JsonWriter Next()
        {
            int end = _names.IndexOf(' ', _name);
            if (end < 0) end = _names.Length;
            Name(_names, _name, end - _name);
            _name = end + 1;
            return this;
        }

        /// <summary>A string, or null.</summary>
        public void Text(string value)
        {
            if (value == null)
            {
                Null();
                return;
            }
            Comma();
            int length = value.Length;
            // A UTF-16 unit takes three bytes at most; that much room is asked for.
            if (!Fits(length * 3 + 2)) return;
            _buffer[_position++] = (byte)'"';
            int start = _position;
            _position += Utf8Text.Converter.GetBytes(value, 0, length, _buffer, _position);
            Escape(start);
            if (!Fits(1)) return;
            _buffer[_position++] = (byte)'"';
            _needsComma = true;
        }

        /// <summary>A whole number.</summary>
        public void Number(long value)
        {
            Comma();
            Digits(value);
            _needsComma = true;
        }

        public void Flag(bool value)
        {
            Comma();
            Ascii(value ? "true" : "false");
            _needsComma = true;
        }

        public void Null()
        {
            Comma();
            Ascii("null");
            _needsComma = true;
        }

        public void Text(string name, string value) { Name(name); Text(value); }

        public void Number(string name, long value) { Name(name); Number(value); }

        public void Flag(string name, bool value) { Name(name); Flag(value); }

        public void Null(string name) { Name(name); Null(); }

        public void Address(string name, uint address) { Name(name); Address(address); }

        /// <summary>The same; 0, which is no address, as null.</summary>
        public void AddressOrNull(string name, uint address)
        {
            if (address == 0) Null(name);
            else Address(name, address);
        }

        public void Moment(string name, long utcSeconds) { Name(name); Moment(utcSeconds); }

        private void Name(string text, int start, int length)
        {
            Comma();
            if (!Fits(length + 3)) return;
            _buffer[_position] = (byte)'"';
            Utf8Text.Converter.GetBytes(text, start, length, _buffer, _position + 1);
            _position += length + 1;
            _buffer[_position++] = (byte)'"';
            _buffer[_position++] = (byte)':';
            _needsComma = false;
        }

        private void Open(byte bracket)
        {
            Comma();
            Byte(bracket);
            _needsComma = false;
        }

        private void Close(byte bracket)
        {
            Byte(bracket);
            _needsComma = true;
        }

        private void Comma()
        {
            if (_needsComma) Byte((byte)',');
        }

        private void Quote()
        {
            Byte((byte)'"');
        }

        private void Byte(byte value)
        {
            if (Fits(1)) _buffer[_position++] = value;
        }

        private bool Fits(int count)
        {
            if (!_isFull && _limit - _position >= count) return true;
            _isFull = true;
            return false;
        }

        private void Ascii(string text)
        {
            int length = text.Length;
            if (!Fits(length)) return;
            Utf8Text.Converter.GetBytes(text, 0, length, _buffer, _position);
            _position += length;
        }

        // Quotes, backslashes and control characters are rare: one pass counts the room they
        // need, and only if there are any a second one moves bytes, from the end.
        private void Escape(int start)
        {
            int extra = 0;
            for (int i = start; i < _position; i++)
            {
                byte b = _buffer[i];
                if (b == '"' || b == '\\') extra++;
                else if (b < 0x20) extra += 5;
            }
            if (extra == 0 || !Fits(extra + 1)) return;
            int to = _position + extra;
            int from = _position;
            _position = to;
            while (from > start)
            {
                byte b = _buffer[--from];
                if (b == '"' || b == '\\')
                {
                    _buffer[--to] = b;
                    _buffer[--to] = (byte)'\\';
                }
                else if (b < 0x20)
                {
                    to -= 6;
                    Array.Copy(Unicode, 0, _buffer, to, 4);
                    _buffer[to + 4] = (byte)Hex[b >> 4];
                    _buffer[to + 5] = (byte)Hex[b & 15];
                }
                else
                {
                    _buffer[--to] = b;
                }
            }
        }

        private static readonly byte[] Unicode =
        {
            (byte)'\\', (byte)'u', (byte)'0', (byte)'0'
        };
    }
}
