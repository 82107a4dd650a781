// Web: what can be asked, as the request gate sees it: rows of text, each with a method, a path and
// who may ask. Which there are, and what answers, is the business of the room that makes the table.
//
//   "Grstatus"   G GET, P POST, L POST with a long body; a letter of RouteAccess; the path behind
//                the prefix; one that begins with "/" is whole: "/" is the page itself

using Portreeve.Wire;

namespace Portreeve.Web
{
    /// <summary>Who may use a route.</summary>
    internal static class RouteAccess
    {
        /// <summary>Everybody inside the admin networks; no login needed.</summary>
        public const char Anybody = 'a';

        /// <summary>A login or any key.</summary>
        public const char Reader = 'r';

        /// <summary>A login with its token, or a key of scope "full".</summary>
        public const char Owner = 'o';

        /// <summary>A login with its token; no key, since it is about logins.</summary>
        public const char Login = 'l';

        /// <summary>A login with its token or any key: a POST that changes nothing.</summary>
        public const char Asker = 'k';

        /// <summary>Whoever may read metrics, as the owner has set.</summary>
        public const char Watcher = 'm';
    }

    /// <summary>All rows, the page's first; another path outside the prefix begins with "/".
    /// </summary>
    internal abstract class RouteTable
    {
        /// <summary>Before the path of every route but the page's own and the metrics'.</summary>
        public const string Prefix = "/api/v1/";

        private const char Get = 'G';
        private const char Large = 'L';
        private const int PathAt = 2;

        /// <summary>Row i, or null behind the last.</summary>
        public abstract string At(int i);

        /// <summary>Answers by row i, or writes the next slice of its answer.</summary>
        public abstract void Answer(int i, Exchange asked);

        /// <summary>HttpMethod.Get or Post.</summary>
        public static int MethodOf(string row)
        {
            return row[0] == Get ? HttpMethod.Get : HttpMethod.Post;
        }

        /// <summary>One of <see cref="RouteAccess"/>.</summary>
        public static char AccessOf(string row)
        {
            return row[1];
        }

        /// <summary>True when the body may have Limits.WebLargeBytesMax.</summary>
        public static bool IsLarge(string row)
        {
            return row[0] == Large;
        }

        /// <summary>True for a path that does not stand behind Prefix.</summary>
        public static bool IsOutside(string row)
        {
            return row[PathAt] == '/';
        }

        /// <summary>What follows Prefix; "/" is the page itself.</summary>
        public static string PathOf(string row)
        {
            return row.Substring(PathAt);
        }

        /// <summary>True when the piece is this row's path.</summary>
        public static bool IsPath(byte[] buffer, int piece, string row)
        {
            int count = row.Length - PathAt;
            if (Piece.Count(piece) != count) return false;
            int start = Piece.Start(piece);
            for (int i = 0; i < count; i++)
            {
                if (buffer[start + i] != row[PathAt + i]) return false;
            }
            return true;
        }
    }
}
