// Web: a body in chunks (RFC 9112 section 7.1), put together as it arrives: in the buffer it comes
// in, right behind the head, or in one of its own when it may be large. Strict where two readers
// could differ: sizes are hexadecimal digits and no more, lines end in CR LF. It knows no socket.
//
//   Size --n--> Data --n bytes--> End --CR LF--> Size
//     \--- 0 ---> Trailer --empty line--> whole

using System;
using Portreeve.Wire;

namespace Portreeve.Web
{
    /// <summary>A body in chunks under way.</summary>
    internal sealed class ChunkedBody
    {
        // Extensions and trailers are allowed, and read by nobody.
        private const int LineBytesMax = 256;
        private const int SizeDigitsMax = 6;

        private const int Size = 0;
        private const int End = -1;
        private const int Trailer = -2;

        private readonly byte[] _large;
        private readonly int _bodyStart;
        private int _left = Size;

        /// <param name="large">Where the body goes; null: where it comes from.</param>
        /// <param name="start">Where in the buffer the first chunk begins.</param>
        public ChunkedBody(byte[] large, int start)
        {
            _large = large;
            _bodyStart = start;
            RawStart = start;
        }

        /// <summary>Bytes of the body so far.</summary>
        public int Count { get; private set; }

        /// <summary>Where in the buffer the bytes begin that are not taken in yet.</summary>
        public int RawStart { get; private set; }

        /// <summary>True when all has come.</summary>
        public bool IsWhole { get; private set; }

        /// <summary>What to answer when it is wrong; else 0.</summary>
        public int Status { get; private set; }

        /// <summary>Takes in what has arrived. How many bytes the buffer holds then.</summary>
        /// <param name="buffer">The request's.</param>
        /// <param name="count">Bytes in it.</param>
        public int Decode(byte[] buffer, int count)
        {
            while (Status == 0 && !IsWhole && RawStart < count)
            {
                if (_left > 0) TakeData(buffer, count);
                else if (!TakeLine(buffer, count)) break;
            }
            int end = _bodyStart + (_large == null ? Count : 0);
            if (RawStart > end) Array.Copy(buffer, RawStart, buffer, end, count - RawStart);
            count -= RawStart - end;
            RawStart = end;
            return count;
        }

        private void TakeData(byte[] buffer, int count)
        {
            int taken = count - RawStart < _left ? count - RawStart : _left;
            if (_large != null) Array.Copy(buffer, RawStart, _large, Count, taken);
            else Array.Copy(buffer, RawStart, buffer, _bodyStart + Count, taken);
            Count += taken;
            RawStart += taken;
            _left -= taken;
            if (_left == 0) _left = End;
        }

        // False when the line is not complete.
        private bool TakeLine(byte[] buffer, int count)
        {
            int feed = AsciiText.Find(buffer, Piece.Of(RawStart, count), (byte)'\n');
            int length = (feed < 0 ? count : feed - 1) - RawStart;
            if (length > LineBytesMax || feed == RawStart
                || feed > 0 && buffer[feed - 1] != '\r')
            {
                Status = 400;
                return false;
            }
            if (feed < 0) return false;
            if (_left == Size) TakeSize(buffer, length);
            else if (_left == End && length == 0) _left = Size;
            else if (_left == End) Status = 400;
            else if (length == 0) IsWhole = true;
            RawStart = feed + 1;
            return true;
        }

        private void TakeSize(byte[] buffer, int length)
        {
            int size = 0;
            int digits = 0;
            while (digits < length && AsciiText.HexDigit(buffer[RawStart + digits]) >= 0)
            {
                if (digits == SizeDigitsMax) break;
                size = size << 4 | AsciiText.HexDigit(buffer[RawStart + digits]);
                digits++;
            }
            bool isEnd = digits == length || buffer[RawStart + digits] == ';';
            int most = _large != null ? _large.Length : Limits.WebBodyBytesMax;
            if (digits == 0) Status = 400;
            else if (!isEnd) Status = digits == SizeDigitsMax ? 413 : 400;
            else if (Count + size > most) Status = 413;
            _left = size > 0 ? size : Trailer;
        }
    }
}
