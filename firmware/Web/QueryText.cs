// Web: what stands behind the question mark of a request: name=value, apart by "&". Values that
// we take are digits, dots and words, so nothing is unescaped; an escaped one finds no match. Pure.

using Portreeve.Wire;

namespace Portreeve.Web
{
    /// <summary>Members of a query.</summary>
    internal static class QueryText
    {
        /// <summary>The value of that name; an empty piece when there is none.</summary>
        public static int Find(byte[] buffer, int query, string name)
        {
            int start = Piece.Start(query);
            int last = Piece.End(query);
            while (start < last)
            {
                int ampersand = AsciiText.Find(buffer, Piece.Of(start, last), (byte)'&');
                int end = ampersand < 0 ? last : ampersand;
                int equals = AsciiText.Find(buffer, Piece.Of(start, end), (byte)'=');
                if (equals > 0 && AsciiText.Is(buffer, Piece.Of(start, equals), name))
                {
                    return Piece.Of(equals + 1, end);
                }
                start = end + 1;
            }
            return Piece.Of(last, last);
        }
    }
}
