// Admin: what stands behind the question mark of a request: name=value, apart by "&". Values that
// we take are digits, dots and words, so nothing is unescaped; an escaped one finds no match. Pure.

namespace Portreeve.Admin
{
    /// <summary>Members of a query.</summary>
    internal static class QueryText
    {
        /// <summary>The value of that name; an empty piece when there is none.</summary>
        public static Slice Find(byte[] buffer, Slice query, string name)
        {
            int start = query.Start;
            while (start < query.End)
            {
                int ampersand = Ascii.Find(buffer, Slice.Of(start, query.End), (byte)'&');
                int end = ampersand < 0 ? query.End : ampersand;
                int equals = Ascii.Find(buffer, Slice.Of(start, end), (byte)'=');
                if (equals > 0 && Ascii.Is(buffer, Slice.Of(start, equals), name))
                {
                    return Slice.Of(equals + 1, end);
                }
                start = end + 1;
            }
            return Slice.Of(query.End, query.End);
        }
    }
}
