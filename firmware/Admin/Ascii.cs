// Admin: comparing bytes of a buffer with words of the protocol, without making strings. Pure.

namespace Portreeve.Admin
{
    /// <summary>A piece of a buffer.</summary>
    internal struct Slice
    {
        public int Start;
        public int Count;

        /// <summary>Start + Count: the first byte behind it.</summary>
        public int End { get { return Start + Count; } }

        public static Slice Of(int start, int end)
        {
            Slice slice = new Slice();
            slice.Start = start;
            slice.Count = end - start;
            return slice;
        }
    }

    /// <summary>Words in buffers.</summary>
    internal static class Ascii
    {
        /// <summary>True when the piece is exactly this ASCII word.</summary>
        public static bool Is(byte[] buffer, Slice piece, string word)
        {
            return piece.Count == word.Length && StartsWith(buffer, piece, word);
        }

        /// <summary>True when the piece begins with this ASCII word.</summary>
        public static bool StartsWith(byte[] buffer, Slice piece, string word)
        {
            if (piece.Count < word.Length) return false;
            for (int i = 0; i < word.Length; i++)
            {
                if (buffer[piece.Start + i] != word[i]) return false;
            }
            return true;
        }

        /// <summary>True when the piece is this word, which must be in lower case, letters of
        /// either case counting as the same.</summary>
        public static bool IsWord(byte[] buffer, Slice piece, string lowerCase)
        {
            if (piece.Count != lowerCase.Length) return false;
            for (int i = 0; i < lowerCase.Length; i++)
            {
                if (Lower(buffer[piece.Start + i]) != lowerCase[i]) return false;
            }
            return true;
        }

        /// <summary>True when both pieces of the buffer say the same, case apart.</summary>
        public static bool AreSameWord(byte[] buffer, Slice one, Slice other)
        {
            if (one.Count != other.Count) return false;
            for (int i = 0; i < one.Count; i++)
            {
                if (Lower(buffer[one.Start + i]) != Lower(buffer[other.Start + i])) return false;
            }
            return true;
        }

        /// <summary>A decimal number of 1 to 9 digits, or -1 when it is anything else.</summary>
        public static int Number(byte[] buffer, Slice piece)
        {
            if (piece.Count < 1 || piece.Count > 9) return -1;
            int number = 0;
            for (int i = piece.Start; i < piece.End; i++)
            {
                if (!IsDigit(buffer[i])) return -1;
                number = number * 10 + (buffer[i] - '0');
            }
            return number;
        }

        /// <summary>An IPv4 address as four decimal numbers without leading zeros.</summary>
        public static bool TryAddress(byte[] buffer, Slice piece, out uint address)
        {
            address = 0;
            int start = piece.Start;
            for (int part = 0; part < 4; part++)
            {
                int end = start;
                while (end < piece.End && IsDigit(buffer[end])) end++;
                int number = end - start > 3 ? -1 : Number(buffer, Slice.Of(start, end));
                if (number < 0 || number > 255) return false;
                if (end - start > 1 && buffer[start] == '0') return false;
                address = (address << 8) | (uint)number;
                if (part == 3) return end == piece.End;
                if (end == piece.End || buffer[end] != '.') return false;
                start = end + 1;
            }
            return false;
        }

        /// <summary>The piece without spaces and tabs at its ends.</summary>
        public static Slice Trim(byte[] buffer, Slice piece)
        {
            int start = piece.Start;
            int end = piece.End;
            while (start < end && IsBlank(buffer[start])) start++;
            while (end > start && IsBlank(buffer[end - 1])) end--;
            return Slice.Of(start, end);
        }

        /// <summary>Offset of the byte in the piece, or -1.</summary>
        public static int Find(byte[] buffer, Slice piece, byte wanted)
        {
            for (int i = piece.Start; i < piece.End; i++)
            {
                if (buffer[i] == wanted) return i;
            }
            return -1;
        }

        public static bool IsDigit(byte b)
        {
            return b >= '0' && b <= '9';
        }

        /// <summary>A character of a token (RFC 9110 section 5.6.2).</summary>
        public static bool IsToken(byte b)
        {
            if (b <= ' ' || b >= 0x7F) return false;
            switch ((char)b)
            {
                case '"': case '(': case ')': case ',': case '/': case ':': case ';': case '<':
                case '=': case '>': case '?': case '@': case '[': case '\\': case ']': case '{':
                case '}':
                    return false;
                default:
                    return true;
            }
        }

        /// <summary>The byte, a capital letter as the small one.</summary>
        public static byte Lower(byte b)
        {
            return b >= 'A' && b <= 'Z' ? (byte)(b + 32) : b;
        }

        private static bool IsBlank(byte b)
        {
            return b == ' ' || b == '\t';
        }
    }
}
