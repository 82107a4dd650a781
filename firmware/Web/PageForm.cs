// Web: what goes with the packed page into an answer. Written by tools/PageBuild from the sources
// in Page/; run it after changing one (a test compares SourcesSha256). Holds no logic.

namespace Portreeve.Web
{
    /// <summary>The packed page in numbers and headers.</summary>
    internal static class PageForm
    {
        /// <summary>Bytes of the gzip file.</summary>
        public const int Length = 19855;

        /// <summary>The entity tag, quotes included (RFC 9110 section 8.8.3).</summary>
        public const string ETag = "\"bca852b38980718f\"";

        /// <summary>
        /// Content-Security-Policy: nothing but the one script and the one style of this very
        /// page, by their hashes, and requests to where it came from.
        /// </summary>
        public const string CspHeader =
            "default-src 'none'; " +
            "script-src 'sha256-4J+eP+WiPxqVUpi3iuvncZdjeazYbS3VTroJIGWxeAo='; " +
            "style-src 'sha256-mZ6vzLLyv+Yar9M8JE9ruvpBx+bWoGDc/YNeepWEeSE='; " +
            "img-src data:; " +
            "connect-src 'self'; " +
            "base-uri 'none'; " +
            "form-action 'none'; " +
            "frame-ancestors 'none'";

        /// <summary>SHA-256 over all sources, to see that this is not stale.</summary>
        public const string SourcesSha256 =
            "a77edeb8e847e3fd3c7d0ddae9d3adcb1e0f03ad2dda20515d750440d3b257d7";
    }
}
