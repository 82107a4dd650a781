// Admin: what goes with the packed page into an answer. Written by tools/PageBuild from the sources
// in Page/; run it after changing one (a test compares SourcesSha256). Holds no logic.

namespace Portreeve.Admin
{
    /// <summary>The packed page in numbers and headers.</summary>
    internal static class PageForm
    {
        /// <summary>Bytes of the gzip file.</summary>
        public const int Length = 16339;

        /// <summary>The entity tag, quotes included (RFC 9110 section 8.8.3).</summary>
        public const string ETag = "\"071ce3ca410998a0\"";

        /// <summary>
        /// Content-Security-Policy: nothing but the one script and the one style of this very
        /// page, by their hashes, and requests to where it came from.
        /// </summary>
        public const string CspHeader =
            "default-src 'none'; " +
            "script-src 'sha256-ONHkZvBd49bay0fpyvXp0QxX1/dLFwbEfYgG/EB2aP0='; " +
            "style-src 'sha256-gBqwULgGOTHergEHSmV646WhUwPLceM+c2ffGQXiOCI='; " +
            "img-src data:; " +
            "connect-src 'self'; " +
            "base-uri 'none'; " +
            "form-action 'none'; " +
            "frame-ancestors 'none'";

        /// <summary>SHA-256 over all sources, to see that this is not stale.</summary>
        public const string SourcesSha256 =
            "71f877278046e2a6d3a41d2c5bede98e8742a9e4922b5000aaad5a74c027664b";
    }
}
