// Values: how long a text is in UTF-8. The runtime's Encoding cannot say it without making the
// bytes. Pure.

namespace Portreeve.Values
{
    /// <summary>Lengths in bytes.</summary>
    internal static class Utf8Text
    {
        /// <summary>Bytes that Encoding.UTF8 makes of a text.</summary>
        public static int BytesOf(string text)
        {
            int bytes = 0;
            int length = text.Length;
            for (int i = 0; i < length; i++)
            {
                char c = text[i];
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
                // Two units of a pair make four bytes together.
                if (c >= 0xD800 && c < 0xDC00 && i + 1 < length && text[i + 1] >= 0xDC00
                    && text[i + 1] < 0xE000)
                {
                    bytes++;
                    i++;
                }
            }
            return bytes;
        }
    }
}
