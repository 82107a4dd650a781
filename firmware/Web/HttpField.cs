// Web: the fields of a request's head that are read at all. Everything else (cookies of whatever
// else has this host's name, a browser's hints) is skipped as it arrives and takes no room. Pure.

using Portreeve.Wire;

namespace Portreeve.Web
{
    /// <summary>Names of fields.</summary>
    internal static class HttpField
    {
        /// <summary>The name is not complete yet.</summary>
        public const int Unknown = -2;

        /// <summary>This is no field: an empty name, a folded line, a blank before the colon.
        /// </summary>
        public const int Malformed = -1;

        /// <summary>A field that nobody reads.</summary>
        public const int Other = 0;

        public const int Host = 1;
        public const int Expect = 2;
        public const int Origin = 3;
        public const int Authorization = 4;
        public const int ContentLength = 5;
        public const int TransferEncoding = 6;
        public const int Connection = 7;
        public const int ContentType = 8;
        public const int IfNoneMatch = 9;
        public const int AcceptEncoding = 10;

        /// <summary>The secret of a login.</summary>
        public const int Token = 11;

        /// <summary>Which field a line is, of which perhaps only the beginning is here.</summary>
        /// <param name="buffer">Holds the line.</param>
        /// <param name="start">Its first byte.</param>
        /// <param name="end">Behind the last byte that is here, or of the line.</param>
        public static int Begun(byte[] buffer, int start, int end)
        {
            int colon = start;
            while (colon < end && AsciiText.IsToken(buffer[colon])) colon++;
            if (colon == end) return Unknown;
            if (colon == start || buffer[colon] != ':') return Malformed;
            return Of(buffer, Piece.Of(start, colon));
        }

        /// <summary>Which field this name is, or Other.</summary>
        public static int Of(byte[] buffer, int name)
        {
            switch (Piece.Count(name))
            {
                case 4: return Is(buffer, name, "host", Host);
                case 6: return Is(buffer, name, "expect", Expect)
                    + Is(buffer, name, "origin", Origin);
                case 10: return Is(buffer, name, "connection", Connection);
                case 12: return Is(buffer, name, "content-type", ContentType);
                case 13: return Is(buffer, name, "authorization", Authorization)
                    + Is(buffer, name, "if-none-match", IfNoneMatch);
                case 14: return Is(buffer, name, "content-length", ContentLength);
                case 15: return Is(buffer, name, "accept-encoding", AcceptEncoding);
                case 17: return Is(buffer, name, "transfer-encoding", TransferEncoding)
                    + Is(buffer, name, "x-portreeve-token", Token);
                default: return Other;
            }
        }

        private static int Is(byte[] buffer, int name, string word, int field)
        {
            return AsciiText.IsWord(buffer, name, word) ? field : Other;
        }
    }
}
