// Web: what the numbers of HTTP mean: the words of the status line (RFC 9110 section 15), and for
// those that the connection itself answers with, a sentence. Pure.

namespace Portreeve.Web
{
    /// <summary>Texts of statuses.</summary>
    internal static class HttpStatus
    {
        /// <summary>The number and its phrase.</summary>
        public static string LineOf(int status)
        {
            switch (status)
            {
                case 200: return "200 OK";
                case 304: return "304 Not Modified";
                case 400: return "400 Bad Request";
                case 401: return "401 Unauthorized";
                case 403: return "403 Forbidden";
                case 404: return "404 Not Found";
                case 405: return "405 Method Not Allowed";
                case 406: return "406 Not Acceptable";
                case 408: return "408 Request Timeout";
                case 409: return "409 Conflict";
                case 411: return "411 Length Required";
                case 413: return "413 Content Too Large";
                case 414: return "414 URI Too Long";
                case 415: return "415 Unsupported Media Type";
                case 417: return "417 Expectation Failed";
                case 421: return "421 Misdirected Request";
                case 429: return "429 Too Many Requests";
                case 431: return "431 Request Header Fields Too Large";
                case 501: return "501 Not Implemented";
                case 503: return "503 Service Unavailable";
                case 505: return "505 HTTP Version Not Supported";
                default: return "500 Internal Server Error";
            }
        }

        /// <summary>Why a request was not understood, one clause.</summary>
        public static string SentenceOf(int status)
        {
            switch (status)
            {
                case 405: return "this method is not used here; use GET or POST";
                case 408: return "the request took too long";
                case 411: return "say how long the body is: Content-Length, or chunks";
                case 413: return "the body is longer than this can be";
                case 414: return "the address is longer than any of ours";
                case 417: return "only 100-continue can be expected here";
                case 431: return "the head is too long; delete old cookies of this host";
                case 501: return "this transfer encoding is not known here";
                case 505: return "speak HTTP/1.1";
                default: return "this is not a request that can be read with certainty";
            }
        }
    }
}
