// Web: one thing that can be asked of the API: a method, a path, who may, and who answers. The
// table of all routes is ApiRoutes; docs/openapi.yaml describes the same ones, and a test holds
// the two together.

namespace Portreeve.Web
{
    /// <summary>Who may use a route.</summary>
    internal static class RouteAccess
    {
        /// <summary>Everybody inside the admin networks; no login needed.</summary>
        public const int Anybody = 0;

        /// <summary>A login or any key.</summary>
        public const int Reader = 1;

        /// <summary>A login with its token, or a key of scope "full".</summary>
        public const int Owner = 2;

        /// <summary>A login with its token; no key, since it is about logins.</summary>
        public const int Login = 3;

        /// <summary>A login with its token or any key: a POST that changes nothing.</summary>
        public const int Asker = 4;
    }

    /// <summary>Writes the answer, or one slice of it.</summary>
    internal delegate void RouteAnswer(Exchange exchange);

    /// <summary>One route. There are some fifty, all there at once, and a field is 12 bytes on the
    /// chip: so the small ones share one.</summary>
    internal sealed class Route
    {
        /// <summary>Before the path of every route but the page's own.</summary>
        public const string Prefix = "/api/v1/";

        private const int MethodBits = 2;
        private const int AccessBits = 3;

        private readonly int _kind;

        public Route(int method, string path, int access, RouteAnswer answer, bool isLarge)
        {
            Path = path;
            Answer = answer;
            _kind = method | (access << MethodBits)
                | ((isLarge ? 1 : 0) << (MethodBits + AccessBits));
        }

        /// <summary>What follows Prefix; "/" is the page itself.</summary>
        public readonly string Path;

        /// <summary>Writes the answer's first slice and, called again, each further one.</summary>
        public readonly RouteAnswer Answer;

        /// <summary>HttpMethod.Get or Post.</summary>
        public int Method { get { return _kind & ((1 << MethodBits) - 1); } }

        /// <summary>One of <see cref="RouteAccess"/>.</summary>
        public int Access { get { return (_kind >> MethodBits) & ((1 << AccessBits) - 1); } }

        /// <summary>True when the body may have Limits.WebLargeBytesMax.</summary>
        public bool IsLarge { get { return _kind >> (MethodBits + AccessBits) != 0; } }
    }
}
