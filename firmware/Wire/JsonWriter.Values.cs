// Wire: the values of JSON that are made of numbers: addresses, moments, digits. Written straight
// into the buffer, without garbage.

using Portreeve.Values;

namespace Portreeve.Wire
{
    internal sealed partial class JsonWriter
    {
        /// <summary>An IPv4 address as a string, made without garbage.</summary>
        public void Address(uint address)
        {
            Comma();
            Quote();
            Dotted(address);
            Quote();
            _needsComma = true;
        }

        /// <summary>"address:port" as a string, made without garbage.</summary>
        public void Endpoint(uint address, int port)
        {
            Comma();
            Quote();
            Dotted(address);
            Ascii(":");
            Digits(port);
            Quote();
            _needsComma = true;
        }

        /// <summary>A moment as RFC 3339 in UTC, or null for 0 (not known).</summary>
        public void Moment(long utcSeconds)
        {
            if (utcSeconds <= 0)
            {
                Null();
                return;
            }
            Comma();
            if (!Fits(Calendar.Rfc3339Bytes + 2)) return;
            Quote();
            _position = Calendar.WriteRfc3339(utcSeconds, _buffer, _position);
            Quote();
            _needsComma = true;
        }

        /// <summary>Text of another format than JSON, as it is; ASCII.</summary>
        public void Raw(string text) { Ascii(text); }

        /// <summary>A part of it.</summary>
        public void Raw(string text, int start, int count)
        {
            if (!Fits(count)) return;
            _position += Utf8Text.Converter.GetBytes(text, start, count, _buffer, _position);
        }

        /// <summary>A number in such a text.</summary>
        public void RawNumber(long value) { Digits(value); }

        private void Dotted(uint address)
        {
            for (int shift = 24; shift >= 0; shift -= 8)
            {
                Digits((address >> shift) & 255);
                if (shift > 0) Byte((byte)'.');
            }
        }

        private void Digits(long value)
        {
            if (value < 0)
            {
                Byte((byte)'-');
                // long.MinValue has no positive; no count here comes near it.
                value = -value;
            }
            int digits = 1;
            for (long rest = value / 10; rest > 0; rest /= 10) digits++;
            if (!Fits(digits)) return;
            for (int i = _position + digits - 1; i >= _position; i--)
            {
                _buffer[i] = (byte)('0' + (int)(value % 10));
                value /= 10;
            }
            _position += digits;
        }
    }
}
