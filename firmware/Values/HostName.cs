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
