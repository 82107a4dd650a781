// Web: the head of a request, read strictly (RFC 9112). It looks at bytes of the connection's
// buffer and keeps pieces of it; it makes no strings and judges nothing but the syntax. Whatever
// two readers could understand differently (two lengths, length and encoding, folded lines, a
// space before a colon, a bare line feed) is refused, so nothing can be smuggled past it. Fields
// that are not in the list below never come here: HttpRequest skips them as they arrive.

using Portreeve.Wire;

namespace Portreeve.Web
{
    /// <summary>The fields of one head, as pieces of the buffer it was read from.</summary>
    internal sealed class HttpHead
    {
        private readonly byte[] _buffer;
        private bool _hasHost;
        private bool _hasLength;
        private bool _hasEncoding;
        private bool _isChunked;

        public HttpHead(byte[] buffer)
        {
            _buffer = buffer;
        }

        /// <summary>One of <see cref="HttpMethod"/>.</summary>
        public int Method { get; private set; }

        /// <summary>The path, from its first slash, without the query.</summary>
        public int Path { get; private set; }

        /// <summary>What stands behind the question mark; empty when there is none.</summary>
        public int Query { get; private set; }

        /// <summary>True for HTTP/1.0, which knows no chunks and is closed after the answer.
        /// </summary>
        public bool IsHttp10 { get; private set; }

        /// <summary>True when the client wants the connection closed after the answer.</summary>
        public bool WantsClose { get; private set; }

        /// <summary>True when the client waits for "100 Continue" before it sends the body.
        /// </summary>
        public bool ExpectsContinue { get; private set; }

        /// <summary>Length of the body in bytes; 0 when there is none. Of a body in chunks it
        /// is known when the last has come.</summary>
        public int BodyBytes;

        /// <summary>True for a body in chunks (RFC 9112 section 7.1).</summary>
        public bool IsChunked { get { return _isChunked; } }

        /// <summary>Host, or the authority of an absolute target.</summary>
        public int Host { get; private set; }

        public int Origin { get; private set; }

        public int Authorization { get; private set; }

        public int IfNoneMatch { get; private set; }

        public int ContentType { get; private set; }

        /// <summary>X-Portreeve-Token: the secret of a login.</summary>
        public int Token { get; private set; }

        /// <summary>Accept-Encoding.</summary>
        public int Encodings { get; private set; }

        /// <summary>
        /// Reads a complete head. 0 when it is good, else the status to answer with: 400, 411,
        /// 417, 501, 505; the connection cannot be used any more then.
        /// </summary>
        /// <param name="start">First byte of the request line.</param>
        /// <param name="end">First byte behind the empty line.</param>
        public int Read(int start, int end)
        {
            Forget();
            int lineEnd = EndOfLine(start, end);
            int status = ReadRequestLine(Piece.Of(start, lineEnd));
            int at = lineEnd + 2;
            while (status == 0 && at < end - 2)
            {
                lineEnd = EndOfLine(at, end);
                status = ReadField(at, lineEnd);
                at = lineEnd + 2;
            }
            return status != 0 ? status : Conclude();
        }

        private void Forget()
        {
            Host = 0;
            Origin = 0;
            Authorization = 0;
            IfNoneMatch = 0;
            ContentType = 0;
            Token = 0;
            Encodings = 0;
            BodyBytes = 0;
            IsHttp10 = false;
            WantsClose = false;
            ExpectsContinue = false;
            _hasHost = false;
            _hasLength = false;
            _hasEncoding = false;
            _isChunked = false;
        }

        // HttpRequest has made sure that every line ends in CR LF and holds no other CR or LF.
        private int EndOfLine(int start, int end)
        {
            int at = AsciiText.Find(_buffer, Piece.Of(start, end), (byte)'\r');
            return at < 0 ? end : at;
        }

        private int ReadRequestLine(int line)
        {
            int first = AsciiText.Find(_buffer, line, (byte)' ');
            if (first <= Piece.Start(line)) return 400;
            int second = AsciiText.Find(_buffer, Piece.Of(first + 1, Piece.End(line)), (byte)' ');
            if (second <= first + 1) return 400;
            for (int i = Piece.Start(line); i < first; i++)
            {
                if (!AsciiText.IsToken(_buffer[i])) return 400;
            }
            int method = Piece.Of(Piece.Start(line), first);
            Method = AsciiText.Is(_buffer, method, "GET") ? HttpMethod.Get
                : AsciiText.Is(_buffer, method, "POST") ? HttpMethod.Post
                : AsciiText.Is(_buffer, method, "HEAD") ? HttpMethod.Head
                : HttpMethod.Other;
            int status = ReadVersion(Piece.Of(second + 1, Piece.End(line)));
            return status != 0 ? status : ReadTarget(Piece.Of(first + 1, second));
        }

        private int ReadVersion(int version)
        {
            if (AsciiText.Is(_buffer, version, "HTTP/1.1")) return 0;
            IsHttp10 = true;
            if (AsciiText.Is(_buffer, version, "HTTP/1.0")) return 0;
            int start = Piece.Start(version);
            bool isVersion = Piece.Count(version) == 8
                && AsciiText.StartsWith(_buffer, version, "HTTP/")
                && AsciiText.IsDigit(_buffer[start + 5]) && _buffer[start + 6] == '.'
                && AsciiText.IsDigit(_buffer[start + 7]);
            return isVersion ? 505 : 400;
        }

        private int ReadTarget(int target)
        {
            int start = Piece.Start(target);
            int end = Piece.End(target);
            for (int i = start; i < end; i++)
            {
                byte b = _buffer[i];
                if (b <= ' ' || b >= 0x7F || b == '#') return 400;
            }
            const string Scheme = "http://";
            int hostStart = start + Scheme.Length;
            if (hostStart < end && AsciiText.IsWord(_buffer, Piece.Of(start, hostStart), Scheme))
            {
                // A proxy's form, which a server must take (RFC 9112 section 3.2.2); its
                // authority counts instead of Host.
                start = hostStart;
                while (start < end && _buffer[start] != '/' && _buffer[start] != '?') start++;
                if (start == hostStart) return 400;
                Host = Piece.Of(hostStart, start);
                if (start == end || _buffer[start] == '?')
                {
                    // No path means "/" (RFC 9110 section 4.2.3): the last slash of the scheme
                    // stands in for it.
                    Path = Piece.Of(hostStart - 1, hostStart);
                    Query = Piece.Of(start < end ? start + 1 : end, end);
                    return 0;
                }
                target = Piece.Of(start, end);
            }
            bool isWholeServer = Method == HttpMethod.Other && end - start == 1
                && _buffer[start] == '*';
            if (_buffer[start] != '/' && !isWholeServer) return 400;
            int mark = AsciiText.Find(_buffer, target, (byte)'?');
            Path = Piece.Of(start, mark < 0 ? end : mark);
            Query = Piece.Of(mark < 0 ? end : mark + 1, end);
            return 0;
        }

        private int ReadField(int start, int end)
        {
            int colon = start;
            while (colon < end && AsciiText.IsToken(_buffer[colon])) colon++;
            if (colon == start || colon == end || _buffer[colon] != ':') return 400;
            int value = AsciiText.Trim(_buffer, Piece.Of(colon + 1, end));
            switch (HttpField.Of(_buffer, Piece.Of(start, colon)))
            {
                case HttpField.Host: return TakeHost(value);
                case HttpField.Expect: return TakeExpect(value);
                case HttpField.Origin:
                    if (Piece.Count(Origin) > 0) return 400;
                    Origin = value;
                    return 0;
                case HttpField.Authorization:
                    if (Piece.Count(Authorization) > 0) return 400;
                    Authorization = value;
                    return 0;
                case HttpField.ContentLength: return TakeLength(value);
                case HttpField.TransferEncoding: TakeEncoding(value); return 0;
                case HttpField.Connection: TakeConnection(value); return 0;
                case HttpField.ContentType: ContentType = value; return 0;
                case HttpField.IfNoneMatch: IfNoneMatch = value; return 0;
                case HttpField.AcceptEncoding: Encodings = value; return 0;
                case HttpField.Token: Token = value; return 0;
                default: return 0;
            }
        }

        private int TakeHost(int value)
        {
            if (_hasHost) return 400;
            _hasHost = true;
            if (Piece.Count(Host) == 0) Host = value;
            return 0;
        }

        private int TakeExpect(int value)
        {
            if (!AsciiText.IsWord(_buffer, value, "100-continue")) return 417;
            ExpectsContinue = true;
            return 0;
        }

        private int TakeLength(int value)
        {
            if (_hasLength) return 400;
            _hasLength = true;
            int end = Piece.End(value);
            for (int i = Piece.Start(value); i < end; i++)
            {
                if (!AsciiText.IsDigit(_buffer[i])) return 400;
            }
            if (Piece.Count(value) == 0) return 400;
            int length = AsciiText.Number(_buffer, value);
            // Ten digits and more are a true length all the same, just far too long.
            BodyBytes = length >= 0 ? length : int.MaxValue;
            return 0;
        }

        private void TakeEncoding(int value)
        {
            _isChunked = !_hasEncoding && AsciiText.IsWord(_buffer, value, "chunked");
            _hasEncoding = true;
        }

        private void TakeConnection(int value)
        {
            int last = Piece.End(value);
            for (int start = Piece.Start(value); start < last;)
            {
                int comma = AsciiText.Find(_buffer, Piece.Of(start, last), (byte)',');
                int end = comma < 0 ? last : comma;
                int option = AsciiText.Trim(_buffer, Piece.Of(start, end));
                if (AsciiText.IsWord(_buffer, option, "close")) WantsClose = true;
                start = end + 1;
            }
        }

        private int Conclude()
        {
            if (!_hasHost && !IsHttp10) return 400;
            if (_hasEncoding)
            {
                if (_hasLength || IsHttp10) return 400;
                if (!_isChunked) return 501;
            }
            if (Method == HttpMethod.Post && !_hasLength && !_isChunked) return 411;
            bool hasBody = BodyBytes > 0 || _isChunked;
            bool readsOnly = Method == HttpMethod.Get || Method == HttpMethod.Head;
            if (readsOnly && hasBody) return 400;
            if (IsHttp10) WantsClose = true;
            if (IsHttp10 || !hasBody) ExpectsContinue = false;
            return 0;
        }
    }
}
