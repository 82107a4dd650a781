// Web: one request of a connection, taken in piece by piece as it arrives, in a buffer of fixed
// size that also holds what comes after it (pipelining). It finds the end of the head, leaves the
// reading of it to HttpHead, and collects the body. It knows no socket and no clock.
//
//   Head --empty line--> Headed --ExpectBody--> Body --last byte--> Whole --Next--> Head
//     \--- anything wrong ---> Wrong (Status says what; the connection is over)

using System;

namespace Portreeve.Web
{
    /// <summary>How far a request has come.</summary>
    internal static class RequestState
    {
        public const int Head = 0;
        public const int Headed = 1;
        public const int Body = 2;
        public const int Whole = 3;
        public const int Wrong = 4;
    }

    /// <summary>A request under way.</summary>
    internal sealed class HttpRequest
    {
        private readonly byte[] _buffer = new byte[
            Limits.WebHeadBytesMax + Limits.WebBodyBytesMax];
        private byte[] _large;
        private int _count;
        private int _scanned;
        private int _start;
        private int _lineStart;
        private int _lines;
        private int _headEnd;
        private int _bodyCount;

        public HttpRequest()
        {
            Head = new HttpHead(_buffer);
        }

        /// <summary>The head's fields; good from Headed on.</summary>
        public readonly HttpHead Head;

        /// <summary>The bytes that the head's pieces point into.</summary>
        public byte[] Bytes { get { return _buffer; } }

        /// <summary>One of <see cref="RequestState"/>.</summary>
        public int State { get; private set; }

        /// <summary>When wrong: the status to answer with.</summary>
        public int Status { get; private set; }

        /// <summary>True when not a byte of a request is here.</summary>
        public bool IsEmpty { get { return State == RequestState.Head && _count == 0; } }

        /// <summary>True when head and body are here.</summary>
        public bool IsWhole { get { return State == RequestState.Whole; } }

        /// <summary>Where the body is, from BodyStart on; good when Whole.</summary>
        public byte[] Body { get { return _large != null ? _large : _buffer; } }

        public int BodyStart { get { return _large != null ? 0 : _headEnd; } }

        /// <summary>Where received bytes go.</summary>
        public byte[] Target { get { return IsFillingLarge ? _large : _buffer; } }

        public int TargetStart { get { return IsFillingLarge ? _bodyCount : _count; } }

        /// <summary>How many bytes can be received now; 0 until this request is done.</summary>
        public int Room
        {
            get
            {
                if (IsFillingLarge) return _large.Length - _bodyCount;
                if (State == RequestState.Wrong || State == RequestState.Whole) return 0;
                return _buffer.Length - _count;
            }
        }

        private bool IsFillingLarge
        {
            get { return _large != null && State == RequestState.Body; }
        }

        /// <summary>Forgets everything, for a new connection.</summary>
        public void Reset()
        {
            _count = 0;
            Begin(0);
        }

        /// <summary>Takes in what has been received into Target.</summary>
        public void Add(int count)
        {
            if (IsFillingLarge) _bodyCount += count;
            else _count += count;
            Advance();
        }

        /// <summary>Goes on after Headed, once the request is wanted.</summary>
        /// <param name="isLarge">True gives the body a buffer of its own; for the few requests
        /// that carry more than Limits.WebBodyBytesMax, and only from who may send them.</param>
        public void ExpectBody(bool isLarge)
        {
            State = RequestState.Body;
            int here = _count - _headEnd;
            if (isLarge)
            {
                _large = new byte[Head.BodyBytes];
                _bodyCount = here < _large.Length ? here : _large.Length;
                Array.Copy(_buffer, _headEnd, _large, 0, _bodyCount);
            }
            Advance();
        }

        /// <summary>Drops this request and looks at what came behind it.</summary>
        public void Next()
        {
            int end = _headEnd + Head.BodyBytes;
            if (_large != null)
            {
                // All of a large body was read to its end and not a byte more, but what came
                // together with the head lies in the buffer still.
                int here = _count - _headEnd;
                end = _headEnd + (here < _large.Length ? here : _large.Length);
            }
            Begin(end);
            Advance();
        }

        private void Begin(int end)
        {
            int rest = _count - end;
            if (rest > 0 && end > 0) Array.Copy(_buffer, end, _buffer, 0, rest);
            _count = rest;
            _large = null;
            _bodyCount = 0;
            _scanned = 0;
            _start = 0;
            _lineStart = 0;
            _lines = 0;
            _headEnd = 0;
            Status = 0;
            State = RequestState.Head;
        }

        private void Advance()
        {
            if (State == RequestState.Head) Scan();
            if (State != RequestState.Body) return;
            int here = _large != null ? _bodyCount : _count - _headEnd;
            if (here >= Head.BodyBytes) State = RequestState.Whole;
        }

        private void Scan()
        {
            byte[] buffer = _buffer;
            for (int i = _scanned; i < _count; i++)
            {
                byte b = buffer[i];
                bool afterReturn = i > _start && buffer[i - 1] == '\r';
                if (b == '\n')
                {
                    if (!afterReturn) { Fail(400); return; }
                    if (EndLine(i + 1)) return;
                }
                else if (afterReturn || b == 0x7F || (b < ' ' && b != '\t' && b != '\r'))
                {
                    Fail(400);
                    return;
                }
                if (_lines == 0 && i - _lineStart >= Limits.WebTargetBytesMax)
                {
                    Fail(414);
                    return;
                }
                if (i + 1 >= Limits.WebHeadBytesMax) { Fail(431); return; }
            }
            _scanned = _count;
        }

        // True when there is nothing more to scan: the head is complete, or wrong.
        private bool EndLine(int next)
        {
            bool isEmpty = next - _lineStart == 2;
            _lineStart = next;
            if (!isEmpty)
            {
                _lines++;
                if (_lines <= Limits.WebFieldsMax) return false;
                Fail(431);
                return true;
            }
            if (_lines == 0)
            {
                // One empty line before a request is forgiven (RFC 9112 section 2.2).
                if (_start > 0) { Fail(400); return true; }
                _start = next;
                return false;
            }
            _headEnd = next;
            int status = Head.Read(_start, next);
            if (status != 0) Fail(status);
            else State = RequestState.Headed;
            return true;
        }

        private void Fail(int status)
        {
            Status = status;
            State = RequestState.Wrong;
        }
    }
}
