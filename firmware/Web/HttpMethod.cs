// Web: what a request asks to be done, as a number: what the server knows of RFC 9110.

namespace Portreeve.Web
{
    /// <summary>What a request asks to be done.</summary>
    internal static class HttpMethod
    {
        public const int Other = 0;
        public const int Get = 1;
        public const int Head = 2;
        public const int Post = 3;
    }
}
