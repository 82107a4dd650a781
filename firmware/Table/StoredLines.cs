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

        /// <summary>Bytes that a text of so many lines takes besides the lines.</summary>
        public static int FrameBytes(int lines)
        {
            return Opening.Length + Closing.Length + (lines > 1 ? lines - 1 : 0);
        }

        /// <summary>Bytes that a line takes in the text, its quotes included.</summary>
        public static int BytesOf(TextBuffer line)
        {
            byte[] bytes = line.Bytes;
            int count = line.Count + 2 + Shielded.Shield.Length + Shielded.End.Length;
            for (int i = 0; i < line.Count; i++)
            {
                if (IsEscaped(bytes[i])) count++;
            }
            return count;
        }

        /// <summary>Writes what stands before the lines; returns where the first one
        /// begins.</summary>
        public static int Open(byte[] into, int at)
        {
            return Put(Opening, into, at);
        }

        /// <summary>Writes a line; returns where the next one begins.</summary>
        public static int Put(TextBuffer line, byte[] into, int at)
        {
            if (into[at - 1] != '[') into[at++] = (byte)',';
            into[at++] = (byte)'"';
            at = Put(Shielded.Shield, into, at);
            byte[] bytes = line.Bytes;
            int count = line.Count;
            for (int i = 0; i < count; i++)
            {
                if (IsEscaped(bytes[i])) into[at++] = (byte)'\\';
                into[at++] = bytes[i];
            }
            at = Put(Shielded.End, into, at);
            into[at++] = (byte)'"';
            return at;
        }

        /// <summary>Writes what stands behind the lines.</summary>
        public static void Close(byte[] into, int at)
        {
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

        private static bool IsEscaped(byte b)
        {
            return b == '"' || b == '\\';
        }

        private static int Put(string text, byte[] into, int at)
        {
            return at + Utf8Text.Converter.GetBytes(text, 0, text.Length, into, at);
        }
    }
}
