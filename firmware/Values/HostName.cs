// Values: which texts can be host names (RFC 1123 section 2.1). Pure; resolves nothing.

namespace Portreeve.Values
{
    /// <summary>Host names.</summary>
    internal static class HostName
    {
        /// <summary>
        /// Labels of 1 to 63 letters, digits and inner hyphens, apart by dots, at most 253 in
        /// all. The last label needs a letter: "192.168.1.300" is a bad address, not a name.
        /// </summary>
        public static bool IsValid(string text)
        {
            if (text.Length == 0 || text.Length > 253) return false;
            int label = 0;
            bool hasLetter = false;
            for (int i = 0; i <= text.Length; i++)
            {
                char c = i < text.Length ? text[i] : '.';
                if (c == '.')
                {
                    if (label == 0 || label > 63 || text[i - 1] == '-') return false;
                    if (i < text.Length) hasLetter = false;
                    label = 0;
                    continue;
                }
                bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                bool isDigit = c >= '0' && c <= '9';
                if (!isLetter && !isDigit && (c != '-' || label == 0)) return false;
                if (isLetter) hasLetter = true;
                label++;
            }
            return hasLetter;
        }

        /// <summary>The name without the dot that ends a full one; the text itself if it has
        /// none.</summary>
        public static string Undotted(string text)
        {
            int last = text.Length - 1;
            return last > 0 && text[last] == '.' && text[last - 1] != '.'
                && !IsNumeric(text) ? text.Substring(0, last) : text;
        }

        /// <summary>True for a name that only multicast DNS knows (RFC 6762).</summary>
        public static bool IsLocal(string name)
        {
            return name.ToLower().EndsWith(".local");
        }

        /// <summary>True when the text is meant as an IPv6 address, in brackets or not.</summary>
        public static bool IsIPv6(string text)
        {
            int colon = text.IndexOf(':');
            return text[0] == '[' || (colon >= 0 && text.IndexOf(':', colon + 1) >= 0);
        }

        /// <summary>Host, and port if it is written or known, of "https://nas.lan/photos"; the
        /// text itself when it is no web address.</summary>
        public static string OfUrl(string text)
        {
            int scheme = text.IndexOf("://");
            string rest = scheme < 0 ? text : text.Substring(scheme + 3);
            int slash = rest.IndexOf('/');
            if (slash > 0) rest = rest.Substring(0, slash);
            bool isBare = scheme < 0 || rest.IndexOf(':') >= 0;
            string lower = scheme < 0 ? "" : text.Substring(0, scheme).ToLower();
            return isBare ? rest : lower == "https" ? rest + ":443"
                : lower == "http" ? rest + ":80" : rest;
        }

        /// <summary>What makes a text no host name, to be said behind "is no host name"; empty
        /// when it is no single character.</summary>
        public static string Trouble(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                if (isLetter || Number.IsDigit(c) || c == '-' || c == '.') continue;
                return ": '" + c.ToString() + "' cannot stand in one";
            }
            return "";
        }

        /// <summary>True when the text has only digits and dots: meant as an address.</summary>
        public static bool IsNumeric(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                bool isDigit = text[i] >= '0' && text[i] <= '9';
                if (!isDigit && text[i] != '.') return false;
            }
            return text.Length > 0;
        }
    }
}
