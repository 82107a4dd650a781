// Web: sends the files of the packed page: the head first, then slices of what flash holds, so that
// 20 KB of page never need more memory than one send buffer. A browser that has a file already gets
// a 304.

using Portreeve.Outside;
using Portreeve.Wire;

namespace Portreeve.Web
{
    /// <summary>Answers GET / with the page, and GET /board.js with its second file.</summary>
    internal sealed class PageRoute
    {
        private readonly IPageSource _page;

        /// <param name="page">The page; null where there is none (some tests).</param>
        public PageRoute(IPageSource page)
        {
            _page = page;
        }

        /// <summary>Writes the head of a PageFile, or its next slice.</summary>
        public void Write(Exchange exchange, int file)
        {
            if (_page == null)
            {
                exchange.Refuse(404, "no page is built in; the API is under /api/v1/");
                return;
            }
            HttpResponse response = exchange.Response;
            if (response.Status == 200)
            {
                WriteSlice(exchange, file);
                return;
            }
            if (!TakesGzip(exchange.Request.Bytes, exchange.Request.Head.Encodings))
            {
                exchange.AddField("Vary", "Accept-Encoding");
                exchange.Refuse(406, "the page is kept packed; ask with Accept-Encoding: gzip");
                return;
            }
            string tag = _page.ETagOf(file);
            bool isKnown = IsKnown(exchange, tag);
            exchange.Begin(isKnown ? 304 : 200);
            response.Field("Vary", "Accept-Encoding");
            response.Field("ETag", tag);
            response.Field("Cache-Control", "no-cache");
            response.Field("Content-Security-Policy", PageForm.CspHeader);
            if (isKnown)
            {
                response.CloseWithoutBody();
                return;
            }
            response.Field("Content-Type", file == PageFile.Page ? "text/html; charset=utf-8"
                : "text/javascript; charset=utf-8");
            response.Field("Content-Encoding", "gzip");
            response.OpenSlice();
            response.CloseSlice(0, false, _page.LengthOf(file));
        }

        private void WriteSlice(Exchange exchange, int file)
        {
            HttpResponse response = exchange.Response;
            int left = _page.LengthOf(file) - exchange.Place;
            int count = left < response.BodyRoom ? left : response.BodyRoom;
            int read = _page.Read(file, exchange.Place, response.Bytes, count);
            exchange.Place += read;
            // A source that ends too early would leave the browser waiting for ever.
            if (read == 0) exchange.MustClose = true;
            response.CloseSlice(read, read == 0 || read == left, -1);
        }

        // Who names no encoding takes any; "identity" alone is a no (RFC 9110 section 12.5.3).
        private static bool TakesGzip(byte[] bytes, int list)
        {
            if (Piece.Count(list) == 0) return true;
            bool takesAny = false;
            int last = Piece.End(list);
            for (int start = Piece.Start(list); start < last;)
            {
                int comma = AsciiText.Find(bytes, Piece.Of(start, last), (byte)',');
                int end = comma < 0 ? last : comma;
                int semicolon = AsciiText.Find(bytes, Piece.Of(start, end), (byte)';');
                int coding = AsciiText.Trim(bytes,
                    Piece.Of(start, semicolon < 0 ? end : semicolon));
                bool isWanted = semicolon < 0 || !IsZero(bytes, Piece.Of(semicolon + 1, end));
                if (AsciiText.IsWord(bytes, coding, "gzip")) return isWanted;
                if (AsciiText.Is(bytes, coding, "*")) takesAny = isWanted;
                start = end + 1;
            }
            return takesAny;
        }

        // "q=0", "q=0.000".
        private static bool IsZero(byte[] bytes, int weight)
        {
            weight = AsciiText.Trim(bytes, weight);
            if (!AsciiText.StartsWith(bytes, weight, "q=")) return false;
            for (int i = Piece.Start(weight) + 2; i < Piece.End(weight); i++)
            {
                if (bytes[i] != '0' && bytes[i] != '.') return false;
            }
            return true;
        }

        // "*", or a list of tags; weak ones count as the same here (RFC 9110 section 13.1.2).
        private static bool IsKnown(Exchange exchange, string eTag)
        {
            byte[] bytes = exchange.Request.Bytes;
            int list = exchange.Request.Head.IfNoneMatch;
            if (AsciiText.Is(bytes, list, "*")) return true;
            int start = Piece.Start(list);
            int last = Piece.End(list);
            while (start < last)
            {
                int comma = AsciiText.Find(bytes, Piece.Of(start, last), (byte)',');
                int end = comma < 0 ? last : comma;
                int tag = AsciiText.Trim(bytes, Piece.Of(start, end));
                if (AsciiText.StartsWith(bytes, tag, "W/"))
                {
                    tag = Piece.Of(Piece.Start(tag) + 2, Piece.End(tag));
                }
                if (AsciiText.Is(bytes, tag, eTag)) return true;
                start = end + 1;
            }
            return false;
        }
    }
}
