// Admin: what goes with the packed page into an answer. Written by tools/PageBuild from the sources
// in Page/; run it after changing one (a test compares SourcesSha256). Holds no logic.

namespace Portreeve.Admin
{
    /// <summary>The packed page in numbers and headers.</summary>
    internal static class PageForm
    {
        /// <summary>Bytes of the gzip file.</summary>
        public const int Length = 16130;

        /// <summary>The entity tag, quotes included (RFC 9110 section 8.8.3).</summary>
        public const string ETag = "\"1ca3ae381f965e1b\"";

        /// <summary>
        /// Content-Security-Policy: nothing but the one script and the one style of this very
        /// page, by their hashes, and requests to where it came from.
        /// </summary>
        public const string CspHeader =
            "default-src 'none'; " +
            "script-src 'sha256-JRGNVkMOweWSMyWqSJUaT6mE7lUwvSt0cuLADT3Xicg='; " +
            "style-src 'sha256-fnrqefPKiMu+4FgqnLzSoAkyWucXHuYyKFZqTalu/bk='; " +
            "img-src data:; " +
            "connect-src 'self'; " +
            "base-uri 'none'; " +
            "form-action 'none'; " +
            "frame-ancestors 'none'";

        /// <summary>SHA-256 over all sources, to see that this is not stale.</summary>
        public const string SourcesSha256 =
            "95e88910c7668fdf29f1f29903b6263056dbaec4fd615e5abc3d64d87bddcc85";
    }
}
