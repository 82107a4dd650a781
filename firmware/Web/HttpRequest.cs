// Web: one request of a connection, taken in piece by piece as it arrives, in a buffer of fixed
// size that also holds what comes after it (pipelining). It finds the end of the head, leaves the
// reading of it to HttpHead, and collects the body; one in chunks is put together where it lies.
// Fields that nobody reads are dropped as they arrive, so that what else has left its cookies at
// this host costs no room. It knows no socket and no clock.
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
        private int _skipped;
        private bool _isSkipping;
        private ChunkedBody _chunks;

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
            get { return _large != null && State == RequestState.Body && _chunks == null; }
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
            if (Head.IsChunked)
            {
                if (isLarge) _large = new byte[Limits.WebLargeBytesMax];
                _chunks = new ChunkedBody(_large, _headEnd);
            }
            else if (isLarge)
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
            if (_chunks != null)
            {
                end = _chunks.RawStart;
            }
            else if (_large != null)
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
            _chunks = null;
            _bodyCount = 0;
            _skipped = 0;
            _isSkipping = false;
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
            if (_chunks != null)
            {
                TakeChunks();
                return;
            }
            int here = _large != null ? _bodyCount : _count - _headEnd;
            if (here >= Head.BodyBytes) State = RequestState.Whole;
        }

        private void TakeChunks()
        {
            _count = _chunks.Decode(_buffer, _count);
            if (_chunks.Status != 0) Fail(_chunks.Status);
            else if (_chunks.IsWhole)
            {
                Head.BodyBytes = _chunks.Count;
                State = RequestState.Whole;
            }
            else if (_count == _buffer.Length) Fail(413);
        }

        private void Scan()
        {
            byte[] buffer = _buffer;
            int i = _scanned;
            while (i < _count)
            {
                byte b = buffer[i];
                bool afterReturn = i > _start && buffer[i - 1] == '\r';
                if (b == '\n')
                {
                    if (!afterReturn) { Fail(400); return; }
                    i = EndLine(i + 1);
                    if (State != RequestState.Head) return;
                    continue;
                }
                if (afterReturn || b == 0x7F || (b < ' ' && b != '\t' && b != '\r'))
                {
                    Fail(400);
                    return;
                }
                if (_lines == 0 && i - _lineStart >= Limits.WebTargetBytesMax)
                {
                    Fail(414);
                    return;
                }
                i++;
                if (i >= Limits.WebHeadBytesMax && !SkipBegun(i)) { Fail(431); return; }
            }
            _scanned = _count;
            SkipBegun(_count);
            _scanned = _count;
        }

        // Ends the line before next, and says where the scan goes on.
        private int EndLine(int next)
        {
            bool isEmpty = next - _lineStart == 2 && !_isSkipping;
            if (!isEmpty) return EndField(next);
            if (_lines == 0)
            {
                // One empty line before a request is forgiven (RFC 9112 section 2.2).
                if (_start > 0) Fail(400);
                _start = next;
                _lineStart = next;
                return next;
            }
            _headEnd = next;
            int status = Head.Read(_start, next);
            if (status != 0) Fail(status);
            else State = RequestState.Headed;
            return next;
        }

        private int EndField(int next)
        {
            int field = _lines == 0 ? HttpField.Host : _isSkipping ? HttpField.Other
                : HttpField.Begun(_buffer, _lineStart, next - 2);
            if (field < 0) Fail(400);
            if (++_lines > Limits.WebFieldsMax) Fail(431);
            if (field == HttpField.Other)
            {
                Skip(next);
                next = _lineStart;
                _isSkipping = false;
            }
            _lineStart = next;
            return next;
        }

        // Drops what is here of the present line, if nobody wants it; its last byte stays, since
        // a line ends with two. False when there is nothing to drop.
        private bool SkipBegun(int end)
        {
            if (State != RequestState.Head || _lines == 0 || end - _lineStart < 2) return false;
            if (!_isSkipping)
            {
                if (HttpField.Begun(_buffer, _lineStart, end) != HttpField.Other) return false;
                _isSkipping = true;
            }
            if (end != _count) return true;
            Skip(end - 1);
            return true;
        }

        private void Skip(int to)
        {
            int count = to - _lineStart;
            Array.Copy(_buffer, to, _buffer, _lineStart, _count - to);
            _count -= count;
            _skipped += count;
            if (_skipped > Limits.WebSkippedBytesMax) Fail(431);
        }

        private void Fail(int status)
        {
            if (State == RequestState.Wrong) return;
            Status = status;
            State = RequestState.Wrong;
        }
    }
}
