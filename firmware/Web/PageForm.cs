// Web: what goes with the packed page into an answer. Written by tools/PageBuild from the sources
// in Page/; run it after changing one (a test compares SourcesSha256). Holds no logic.

namespace Portreeve.Web
{
    /// <summary>The packed page in numbers and headers.</summary>
    internal static class PageForm
    {
        /// <summary>Bytes of the gzip file.</summary>
        public const int Length = 21714;

        /// <summary>The entity tag, quotes included (RFC 9110 section 8.8.3).</summary>
        public const string ETag = "\"1a2b0bdb3c5086f2\"";

        /// <summary>
        /// Content-Security-Policy: nothing but the one script and the one style of this very
        /// page, by their hashes, and requests to where it came from.
        /// </summary>
        public const string CspHeader =
            "default-src 'none'; " +
            "script-src 'sha256-wic79A8OhXD6sJbgMRFN1Ztf5rZ9WUH7oP49BoPKax4='; " +
            "style-src 'sha256-0m4D+URT32iRGWnJiJwYtloKjJQvdvI82ObqvZ7TjRk='; " +
            "img-src data:; " +
            "connect-src 'self'; " +
            "base-uri 'none'; " +
            "form-action 'none'; " +
            "frame-ancestors 'none'";

        /// <summary>SHA-256 over all sources, to see that this is not stale.</summary>
        public const string SourcesSha256 =
            "adbefce444065b66665a9096fd2610279a6890a2434137771b12a52fee398669";
    }
}
