// Values: texts as UTF-8, without garbage. Each Encoding.UTF8 is a new object on the chip, so one
// is kept; and the runtime cannot say how long a text will be without making the bytes. Pure.

using System.Text;

namespace Portreeve.Values
{
    /// <summary>UTF-8 (RFC 3629).</summary>
    internal static class Utf8Text
    {
        /// <summary>The one converter; for whatever runs often.</summary>
        public static readonly Encoding Converter = Encoding.UTF8;

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
