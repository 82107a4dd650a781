// Table: the stored table's text: {"Rules":["():::3 off tcp 8080 192.168.1.20:80 from lan.", ...]},
// each line with the rule's number before it, and shielded (see Shielded). It is JSON that
// nanoFramework.Json reads too, and what that library wrote (0.1.0 did) is read here; the tests
// hold both to each other on the chip. The library itself stays out of the image: it takes 5.8 KB
// of the chip's heap as long as it is loaded. Pure.

using System.Text;
using Portreeve.Flash;
using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>Lines in and out of one JSON text.</summary>
    internal static class StoredLines
    {
        private const string Opening = "{\"Rules\":[";
        private const string Closing = "]}";

        /// <summary>A line as a piece of the text, its quotes included.</summary>
        public static string Quoted(string line)
        {
            if (line.IndexOf('"') < 0 && line.IndexOf('\\') < 0)
            {
                return "\"" + Shielded.Shield + line + Shielded.End + "\"";
            }
            string text = Shielded.Wrap(line);
            StringBuilder quoted = new StringBuilder();
            quoted.Append('"');
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                if (c == '"' || c == '\\') quoted.Append('\\');
                quoted.Append(c);
            }
            return quoted.Append('"').ToString();
        }

        /// <summary>Bytes that the text of these quoted lines takes.</summary>
        public static int BytesOf(string[] quoted)
        {
            int bytes = Opening.Length + Closing.Length;
            for (int i = 0; i < quoted.Length; i++)
            {
                bytes += Utf8Text.BytesOf(quoted[i]) + (i > 0 ? 1 : 0);
            }
            return bytes;
        }

        /// <summary>Writes the text into a buffer that has room for it.</summary>
        public static void Write(string[] quoted, byte[] into, int at)
        {
            at = Put(Opening, into, at);
            for (int i = 0; i < quoted.Length; i++)
            {
                if (i > 0) into[at++] = (byte)',';
                at = Put(quoted[i], into, at);
            }
            Put(Closing, into, at);
        }

        /// <summary>The lines of a text; null when it is no table.</summary>
        public static string[] Read(string text)
        {
            if (!text.StartsWith(Opening) || !text.EndsWith("}")) return null;
            int count = Walk(text, null);
            if (count < 0) return null;
            string[] lines = new string[count];
            return Walk(text, lines) < 0 ? null : lines;
        }

        // Goes over the list; fills the lines if there is an array for them. Returns how many
        // there are, -1 when the text is not what it should be.
        private static int Walk(string text, string[] lines)
        {
            int at = Opening.Length;
            int count = 0;
            while (at < text.Length && text[at] != ']')
            {
                if (count > 0 && text[at++] != ',') return -1;
                int end = EndOfString(text, at);
                if (end < 0) return -1;
                if (lines != null)
                {
                    lines[count] = Shielded.Unwrap(Unescaped(text, at + 1, end));
                    if (lines[count] == null) return -1;
                }
                count++;
                at = end + 1;
            }
            // Members of a later firmware may follow; they are not ours.
            bool isEnd = at + 1 < text.Length && (text[at + 1] == '}' || text[at + 1] == ',');
            return isEnd ? count : -1;
        }

        // The closing quote of the string that begins here, or -1.
        private static int EndOfString(string text, int at)
        {
            if (at >= text.Length || text[at] != '"') return -1;
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                if (text[at] == '\\') at++;
            }
            return at < text.Length ? at : -1;
        }

        private static string Unescaped(string text, int from, int end)
        {
            string raw = text.Substring(from, end - from);
            if (raw.IndexOf('\\') < 0) return raw;
            StringBuilder plain = new StringBuilder();
            for (int i = 0; i < raw.Length; i++)
            {
                char c = raw[i];
                if (c == '\\' && ++i < raw.Length)
                {
                    c = raw[i];
                    if (c == 'u' && i + 4 < raw.Length)
                    {
                        c = (char)Unit(raw, i + 1);
                        i += 4;
                    }
                }
                plain.Append(c);
            }
            return plain.ToString();
        }

        // Four hexadecimal digits.
        private static int Unit(string text, int at)
        {
            int unit = 0;
            for (int i = at; i < at + 4; i++)
            {
                int digit = "0123456789abcdef".IndexOf(text.Substring(i, 1).ToLower());
                unit = (unit << 4) | (digit & 15);
            }
            return unit;
        }

        private static int Put(string text, byte[] into, int at)
        {
            return at + Utf8Text.Converter.GetBytes(text, 0, text.Length, into, at);
        }
    }
}
