// Web: what goes with the packed page into an answer. Written by tools/PageBuild from the sources
// in Page/; run it after changing one (a test compares SourcesSha256). Holds no logic.

namespace Portreeve.Web
{
    /// <summary>The packed page in numbers and headers.</summary>
    internal static class PageForm
    {
        /// <summary>Bytes of the page, gzip.</summary>
        public const int Length = 19299;

        /// <summary>Bytes of its second file, which is Board.</summary>
        public const int BoardLength = 4126;

        /// <summary>The entity tag, quotes included (RFC 9110 section 8.8.3).</summary>
        public const string ETag = "\"89556da8d014e588\"";

        /// <summary>The entity tag of the second file.</summary>
        public const string BoardETag = "\"35ee6333dbe9ebc2\"";

        /// <summary>
        /// Content-Security-Policy: nothing but the two scripts and the one style of this very
        /// page, by their hashes, and requests to where it came from.
        /// </summary>
        public const string CspHeader =
            "default-src 'none'; " +
            "script-src 'sha256-cpYXuv4qK2SC6waDmvsGPodbVANxfzQK50T3rmPmmDw=' " +
            "'sha256-UzH0sOB0HKoMNvRYuoQiIX5ycppgfDlm/ZAb4OpL5iU='; " +
            "style-src 'sha256-0m4D+URT32iRGWnJiJwYtloKjJQvdvI82ObqvZ7TjRk='; " +
            "img-src data:; " +
            "connect-src 'self'; " +
            "base-uri 'none'; " +
            "form-action 'none'; " +
            "frame-ancestors 'none'";

        /// <summary>SHA-256 over all sources, to see that this is not stale.</summary>
        public const string SourcesSha256 =
            "46d5ed93c9c3ad96fa6492669020b50d7512357cc36b6b6b7822b927bca7a9c0";
    }
}
