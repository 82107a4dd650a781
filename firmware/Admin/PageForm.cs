// Admin: what goes with the packed page into an answer. Written by tools/PageBuild from the sources
// in Page/; run it after changing one (a test compares SourcesSha256). Holds no logic.

namespace Portreeve.Admin
{
    /// <summary>The packed page in numbers and headers.</summary>
    internal static class PageForm
    {
        /// <summary>Bytes of the gzip file.</summary>
        public const int Length = 16140;

        /// <summary>The entity tag, quotes included (RFC 9110 section 8.8.3).</summary>
        public const string ETag = "\"151eef0231b5c284\"";

        /// <summary>
        /// Content-Security-Policy: nothing but the one script and the one style of this very
        /// page, by their hashes, and requests to where it came from.
        /// </summary>
        public const string CspHeader =
            "default-src 'none'; " +
            "script-src 'sha256-op4hHap82KJTYRmNI7XXw0VSu824QDeAAP4z35QaYNU='; " +
            "style-src 'sha256-6Aqp6YZhASlu0VGqzNIhUaL9TiblhELCLHV+niBhjE4='; " +
            "img-src data:; " +
            "connect-src 'self'; " +
            "base-uri 'none'; " +
            "form-action 'none'; " +
            "frame-ancestors 'none'";

        /// <summary>SHA-256 over all sources, to see that this is not stale.</summary>
        public const string SourcesSha256 =
            "bcabcbe7e7b6024f4cd8cdf253a4dff68625f65eb305964861dcadb4622011cd";
    }
}
