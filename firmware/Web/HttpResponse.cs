// Web: one answer, written slice by slice into one send buffer of a chunk's size. The head and
// the first slice share the buffer; an answer that is complete with the first slice goes out with
// its length, a longer one in chunks (RFC 9112 section 7.1), so that no answer ever needs more
// memory than one chunk. It knows no socket; WebConnection sends what lies here.
//
//   Begin* -> OpenSlice -> (body bytes) -> CloseSlice(last?) -> TakeOut .. until empty -> again
//
// The head ends in a field of fixed width, filled in when the first slice is known:
//   "Content-Length: 312            \r\n\r\n"            complete
//   "Transfer-Encoding: chunked\r\n\r\n" + "A2F\r\n"      more to come
//   "Accept-Ranges: none            \r\n\r\n"            more to come, HTTP/1.0: closed at the end

using System;
using System.Text;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Web
{
    /// <summary>An answer under way.</summary>
    internal sealed class HttpResponse
    {
        // "Transfer-Encoding: chunked" CR LF CR LF, three digits of a chunk's size, CR LF.
        private const int LengthFieldBytes = 26 + 4 + ChunkHeadBytes;
        private const int ChunkHeadBytes = 5;

        // CR LF behind a chunk, and "0" CR LF CR LF behind the last.
        private const int ChunkTailBytes = 2 + 5;

        private const string Hex = "0123456789ABCDEF";

        private static readonly byte[] Always = Encoding.UTF8.GetBytes(
            "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
            + "X-Frame-Options: DENY\r\nCross-Origin-Opener-Policy: same-origin\r\n"
            + "Cross-Origin-Resource-Policy: same-origin\r\n");

        private static readonly byte[] JsonFields = Encoding.UTF8.GetBytes(
            "Content-Type: application/json\r\nCache-Control: no-store\r\n"
            + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n");

        private readonly byte[] _buffer;
        private int _sent;
        private int _filled;
        private int _lengthField;
        private int _bodyStart;
        private int _bodyLimit;
        private bool _isFirst;
        private bool _isHeadOnly;
        private bool _isOld;
        private bool _isChunked;

        public HttpResponse()
        {
            _buffer = new byte[Limits.WebChunkBytes];
            Json = new JsonWriter(_buffer);
        }

        /// <summary>Writes into the open slice.</summary>
        public readonly JsonWriter Json;

        /// <summary>Status of this answer, 0 when there is none.</summary>
        public int Status { get; private set; }

        /// <summary>True when the connection must be closed behind this answer.</summary>
        public bool IsLast { get; private set; }

        /// <summary>True when the last slice has been written (but perhaps not sent).</summary>
        public bool IsComplete { get; private set; }

        /// <summary>True when a part of an answer has left, so that no other can take its place.
        /// </summary>
        public bool IsUnderWay { get { return Status != 0 && (!_isFirst || _sent > 0); } }

        /// <summary>Bytes that wait to be sent.</summary>
        public int Waiting { get { return _filled - _sent; } }

        /// <summary>What waits to be sent.</summary>
        public byte[] Bytes { get { return _buffer; } }

        /// <summary>Where in Bytes it starts.</summary>
        public int Start { get { return _sent; } }

        /// <summary>Forgets the answer.</summary>
        public void Reset()
        {
            Status = 0;
            IsLast = false;
            IsComplete = false;
            _sent = 0;
            _filled = 0;
        }

        /// <summary>Tells that so many of the waiting bytes are out.</summary>
        public void TakeOut(int count)
        {
            _sent += count;
        }

        /// <summary>Says "go on" to a client that waits before it sends its body.</summary>
        public void WriteContinue()
        {
            _sent = 0;
            _filled = 0;
            Line("HTTP/1.1 100 Continue");
            Line("");
        }

        /// <summary>Starts the answer with its status; fields may follow, then OpenSlice.</summary>
        /// <param name="status">Of HTTP.</param>
        /// <param name="isHeadOnly">True for HEAD: the body is counted, not sent.</param>
        /// <param name="isOld">True for an HTTP/1.0 client.</param>
        /// <param name="isLast">True to close the connection behind it.</param>
        /// <param name="utcSeconds">For the field Date; 0 leaves it out.</param>
        public void Begin(int status, bool isHeadOnly, bool isOld, bool isLast, long utcSeconds)
        {
            Reset();
            Status = status;
            IsLast = isLast;
            _isHeadOnly = isHeadOnly;
            _isOld = isOld;
            _isChunked = false;
            _isFirst = true;
            Ascii("HTTP/1.1 ");
            Line(HttpStatus.LineOf(status));
            if (utcSeconds > 0)
            {
                Ascii("Date: ");
                _filled = Calendar.WriteHttpDate(utcSeconds, _buffer, _filled);
                Line("");
            }
            Copy(Always);
            if (isLast) Line("Connection: close");
        }

        /// <summary>Adds the fields of a JSON body.</summary>
        public void JsonBody()
        {
            Copy(JsonFields);
        }

        /// <summary>Adds a field.</summary>
        public void Field(string name, string value)
        {
            Ascii(name);
            Ascii(": ");
            Line(value);
        }

        /// <summary>Adds a number as a field.</summary>
        public void Field(string name, int value)
        {
            Field(name, value.ToString());
        }

        /// <summary>
        /// Opens the next slice: room for body bytes, from BodyStart to BodyLimit. Json writes
        /// there too; the first time its commas start anew.
        /// </summary>
        public void OpenSlice()
        {
            if (_isFirst)
            {
                _lengthField = _filled;
                _bodyStart = _filled + LengthFieldBytes;
            }
            else
            {
                _sent = 0;
                _bodyStart = _isChunked ? ChunkHeadBytes : 0;
            }
            _bodyLimit = _buffer.Length - ChunkTailBytes;
            Json.Start(_bodyStart, _bodyLimit, !_isFirst);
        }

        /// <summary>Where a slice's body begins in Bytes.</summary>
        public int BodyStart { get { return _bodyStart; } }

        /// <summary>How many body bytes fit into the slice.</summary>
        public int BodyRoom { get { return _bodyLimit - _bodyStart; } }

        /// <summary>Closes the slice; its bytes wait to be sent now.</summary>
        /// <param name="bodyBytes">How many body bytes it holds.</param>
        /// <param name="isLast">True when the answer ends with it.</param>
        /// <param name="totalBytes">Of the whole body when known before, else -1.</param>
        public void CloseSlice(int bodyBytes, bool isLast, int totalBytes)
        {
            if (_isFirst) FillLengthField(isLast ? bodyBytes : totalBytes);
            _filled = _bodyStart + bodyBytes;
            if (_isHeadOnly)
            {
                // What the body would have been is known from the head.
                _filled = _lengthField + LengthFieldBytes - (_isChunked ? ChunkHeadBytes : 0);
                isLast = true;
            }
            else if (_isChunked)
            {
                CloseChunk(bodyBytes, isLast);
            }
            if (isLast) IsComplete = true;
            _isFirst = false;
        }

        /// <summary>Ends an answer that has no body and says so (304).</summary>
        public void CloseWithoutBody()
        {
            Line("");
            IsComplete = true;
        }

        private void FillLengthField(int totalBytes)
        {
            int end = _lengthField + LengthFieldBytes;
            _filled = _lengthField;
            if (totalBytes >= 0)
            {
                Ascii("Content-Length: ");
                Ascii(totalBytes.ToString());
            }
            else if (_isOld)
            {
                Ascii("Accept-Ranges: none");
                IsLast = true;
            }
            else
            {
                Ascii("Transfer-Encoding: chunked");
                end -= ChunkHeadBytes;
                _isChunked = true;
            }
            while (_filled < end - 4) _buffer[_filled++] = (byte)' ';
            Line("");
            Line("");
        }

        private void CloseChunk(int bodyBytes, bool isLast)
        {
            // A chunk of no bytes would be read as the end.
            int head = _bodyStart - ChunkHeadBytes;
            if (bodyBytes == 0)
            {
                _filled = head;
            }
            else
            {
                _buffer[head] = (byte)Hex[bodyBytes >> 8];
                _buffer[head + 1] = (byte)Hex[(bodyBytes >> 4) & 15];
                _buffer[head + 2] = (byte)Hex[bodyBytes & 15];
                _buffer[head + 3] = (byte)'\r';
                _buffer[head + 4] = (byte)'\n';
                Line("");
            }
            if (!isLast) return;
            Line("0");
            Line("");
        }

        private void Line(string text)
        {
            Ascii(text);
            _buffer[_filled++] = (byte)'\r';
            _buffer[_filled++] = (byte)'\n';
        }

        private void Ascii(string text)
        {
            _filled += Utf8Text.Converter.GetBytes(text, 0, text.Length, _buffer, _filled);
        }

        private void Copy(byte[] bytes)
        {
            Array.Copy(bytes, 0, _buffer, _filled, bytes.Length);
            _filled += bytes.Length;
        }
    }
}
