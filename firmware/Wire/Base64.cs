// Wire: base64 (RFC 4648 section 4) read strictly, as a value instead of an exception. Writing it
// is the platform's Convert.ToBase64String. Pure.

namespace Portreeve.Wire
{
    /// <summary>Base64 to bytes.</summary>
    internal static class Base64
    {
        /// <summary>
        /// The bytes, or null when the text is not canonical base64: length a multiple of four,
        /// padding at the end only, no blanks, no bits left over.
        /// </summary>
        public static byte[] Decode(string text)
        {
            int length = text.Length;
            if (length % 4 != 0) return null;
            int padding = 0;
            while (padding < 2 && padding < length && text[length - 1 - padding] == '=') padding++;
            byte[] bytes = new byte[length / 4 * 3 - padding];
            int bits = 0;
            int count = 0;
            for (int i = 0; i < length - padding; i++)
            {
                int value = ValueOf(text[i]);
                if (value < 0) return null;
                bits = ((bits << 6) | value) & 0xFFFFFF;
                int rest = (i & 3) * 2;
                if (rest == 0) continue;
                bytes[count++] = (byte)(bits >> (6 - rest));
            }
            bool hasRest = padding == 1 ? (bits & 3) != 0 : padding == 2 && (bits & 15) != 0;
            return hasRest ? null : bytes;
        }

        private static int ValueOf(char c)
        {
            if (c >= 'A' && c <= 'Z') return c - 'A';
            if (c >= 'a' && c <= 'z') return c - 'a' + 26;
            if (c >= '0' && c <= '9') return c - '0' + 52;
            return c == '+' ? 62 : c == '/' ? 63 : -1;
        }
    }
}
