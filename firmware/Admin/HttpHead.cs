// Admin: the head of a request, read strictly (RFC 9112). It looks at bytes of the connection's
// buffer and keeps pieces of it; it makes no strings and judges nothing but the syntax. Whatever
// two readers could understand differently (two lengths, length and encoding, folded lines, a
// space before a colon, a bare line feed) is refused, so nothing can be smuggled past it.

namespace Portreeve.Admin
{
    /// <summary>What a request asks to be done.</summary>
    internal static class HttpMethod
    {
        public const int Other = 0;
        public const int Get = 1;
        public const int Head = 2;
        public const int Post = 3;
    }

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
        public Slice Path { get; private set; }

        /// <summary>What stands behind the question mark; empty when there is none.</summary>
        public Slice Query { get; private set; }

        /// <summary>True for HTTP/1.0, which knows no chunks and is closed after the answer.
        /// </summary>
        public bool IsOld { get; private set; }

        /// <summary>True when the client wants the connection closed after the answer.</summary>
        public bool WantsClose { get; private set; }

        /// <summary>True when the client waits for "100 Continue" before it sends the body.
        /// </summary>
        public bool ExpectsContinue { get; private set; }

        /// <summary>Length of the body in bytes; 0 when there is none.</summary>
        public int BodyBytes { get; private set; }

        /// <summary>Host, or the authority of an absolute target.</summary>
        public Slice Host { get; private set; }

        public Slice Origin { get; private set; }

        public Slice Cookie { get; private set; }

        public Slice Authorization { get; private set; }

        public Slice IfNoneMatch { get; private set; }

        public Slice ContentType { get; private set; }

        /// <summary>X-Portreeve-Token.</summary>
        public Slice Token { get; private set; }

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
            int status = ReadRequestLine(Slice.Of(start, lineEnd));
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
            Slice none = new Slice();
            Host = none;
            Origin = none;
            Cookie = none;
            Authorization = none;
            IfNoneMatch = none;
            ContentType = none;
            Token = none;
            BodyBytes = 0;
            IsOld = false;
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
            int at = Ascii.Find(_buffer, Slice.Of(start, end), (byte)'\r');
            return at < 0 ? end : at;
        }

        private int ReadRequestLine(Slice line)
        {
            int first = Ascii.Find(_buffer, line, (byte)' ');
            if (first <= line.Start) return 400;
            int second = Ascii.Find(_buffer, Slice.Of(first + 1, line.End), (byte)' ');
            if (second <= first + 1) return 400;
            for (int i = line.Start; i < first; i++)
            {
                if (!Ascii.IsToken(_buffer[i])) return 400;
            }
            Slice method = Slice.Of(line.Start, first);
            Method = Ascii.Is(_buffer, method, "GET") ? HttpMethod.Get
                : Ascii.Is(_buffer, method, "POST") ? HttpMethod.Post
                : Ascii.Is(_buffer, method, "HEAD") ? HttpMethod.Head
                : HttpMethod.Other;
            int status = ReadVersion(Slice.Of(second + 1, line.End));
            return status != 0 ? status : ReadTarget(Slice.Of(first + 1, second));
        }

        private int ReadVersion(Slice version)
        {
            if (Ascii.Is(_buffer, version, "HTTP/1.1")) return 0;
            IsOld = true;
            if (Ascii.Is(_buffer, version, "HTTP/1.0")) return 0;
            bool isVersion = version.Count == 8 && Ascii.StartsWith(_buffer, version, "HTTP/")
                && Ascii.IsDigit(_buffer[version.Start + 5]) && _buffer[version.Start + 6] == '.'
                && Ascii.IsDigit(_buffer[version.Start + 7]);
            return isVersion ? 505 : 400;
        }

        private int ReadTarget(Slice target)
        {
            for (int i = target.Start; i < target.End; i++)
            {
                byte b = _buffer[i];
                if (b <= ' ' || b >= 0x7F || b == '#') return 400;
            }
            if (Ascii.StartsWith(_buffer, target, "http://"))
            {
                // A proxy's form, which a server must take (RFC 9112 section 3.2.2); its
                // authority counts instead of Host.
                int hostStart = target.Start + 7;
                int slash = Ascii.Find(_buffer, Slice.Of(hostStart, target.End), (byte)'/');
                if (slash <= hostStart) return 400;
                Host = Slice.Of(hostStart, slash);
                target = Slice.Of(slash, target.End);
            }
            bool isWholeServer = Method == HttpMethod.Other && target.Count == 1
                && _buffer[target.Start] == '*';
            if (_buffer[target.Start] != '/' && !isWholeServer) return 400;
            int mark = Ascii.Find(_buffer, target, (byte)'?');
            Path = Slice.Of(target.Start, mark < 0 ? target.End : mark);
            Query = Slice.Of(mark < 0 ? target.End : mark + 1, target.End);
            return 0;
        }

        private int ReadField(int start, int end)
        {
            int colon = start;
            while (colon < end && Ascii.IsToken(_buffer[colon])) colon++;
            // An empty name, a folded line, a blank before the colon: all end up here.
            if (colon == start || colon == end || _buffer[colon] != ':') return 400;
            Slice name = Slice.Of(start, colon);
            Slice value = Ascii.Trim(_buffer, Slice.Of(colon + 1, end));
            switch (name.Count)
            {
                case 4: return Ascii.IsWord(_buffer, name, "host") ? TakeHost(value) : 0;
                case 6:
                    if (Ascii.IsWord(_buffer, name, "expect")) return TakeExpect(value);
                    if (Ascii.IsWord(_buffer, name, "cookie"))
                    {
                        if (Cookie.Count > 0) return 400;
                        Cookie = value;
                    }
                    else if (Ascii.IsWord(_buffer, name, "origin"))
                    {
                        if (Origin.Count > 0) return 400;
                        Origin = value;
                    }
                    return 0;
                case 10:
                    if (Ascii.IsWord(_buffer, name, "connection")) TakeConnection(value);
                    return 0;
                case 12:
                    if (Ascii.IsWord(_buffer, name, "content-type")) ContentType = value;
                    return 0;
                case 13: return TakeThirteen(name, value);
                case 14:
                    return Ascii.IsWord(_buffer, name, "content-length") ? TakeLength(value) : 0;
                case 17:
                    if (Ascii.IsWord(_buffer, name, "transfer-encoding")) TakeEncoding(value);
                    else if (Ascii.IsWord(_buffer, name, "x-portreeve-token")) Token = value;
                    return 0;
                default: return 0;
            }
        }

        private int TakeThirteen(Slice name, Slice value)
        {
            if (Ascii.IsWord(_buffer, name, "authorization"))
            {
                if (Authorization.Count > 0) return 400;
                Authorization = value;
            }
            else if (Ascii.IsWord(_buffer, name, "if-none-match"))
            {
                IfNoneMatch = value;
            }
            return 0;
        }

        private int TakeHost(Slice value)
        {
            if (_hasHost) return 400;
            _hasHost = true;
            if (Host.Count == 0) Host = value;
            return 0;
        }

        private int TakeExpect(Slice value)
        {
            if (!Ascii.IsWord(_buffer, value, "100-continue")) return 417;
            ExpectsContinue = true;
            return 0;
        }

        private int TakeLength(Slice value)
        {
            if (_hasLength) return 400;
            _hasLength = true;
            for (int i = value.Start; i < value.End; i++)
            {
                if (!Ascii.IsDigit(_buffer[i])) return 400;
            }
            if (value.Count == 0) return 400;
            int length = Ascii.Number(_buffer, value);
            // Ten digits and more are a true length all the same, just far too long.
            BodyBytes = length >= 0 ? length : int.MaxValue;
            return 0;
        }

        private void TakeEncoding(Slice value)
        {
            _isChunked = !_hasEncoding && Ascii.IsWord(_buffer, value, "chunked");
            _hasEncoding = true;
        }

        private void TakeConnection(Slice value)
        {
            int start = value.Start;
            while (start < value.End)
            {
                int comma = Ascii.Find(_buffer, Slice.Of(start, value.End), (byte)',');
                int end = comma < 0 ? value.End : comma;
                Slice option = Ascii.Trim(_buffer, Slice.Of(start, end));
                if (Ascii.IsWord(_buffer, option, "close")) WantsClose = true;
                start = end + 1;
            }
        }

        private int Conclude()
        {
            if (!_hasHost && !IsOld) return 400;
            if (_hasEncoding)
            {
                if (_hasLength || IsOld) return 400;
                // We keep no chunked body; the client may send it with its length instead.
                return _isChunked ? 411 : 501;
            }
            if (Method == HttpMethod.Post && !_hasLength) return 411;
            bool readsOnly = Method == HttpMethod.Get || Method == HttpMethod.Head;
            if (readsOnly && BodyBytes > 0) return 400;
            if (IsOld) WantsClose = true;
            if (IsOld || BodyBytes == 0) ExpectsContinue = false;
            return 0;
        }
    }
}
