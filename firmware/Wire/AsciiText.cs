// Wire: comparing bytes of a buffer with words of the protocol, without making strings. Pure.

namespace Portreeve.Wire
{
    /// <summary>A piece of a buffer, in one number: where it starts and where it ends. The runtime
    /// makes each struct a heap object, and a field of an object takes 12 bytes; a request has a
    /// hundred pieces.</summary>
    internal static class Piece
    {
        /// <summary>Longest buffer that pieces can point into, bytes.</summary>
        public const int BufferBytesMax = 0x7FFF;

        private const int EndBits = 16;
        private const int EndMask = 0xFFFF;

        /// <summary>The bytes from start to before end.</summary>
        public static int Of(int start, int end)
        {
            return (start << EndBits) | end;
        }

        /// <summary>Its first byte.</summary>
        public static int Start(int piece)
        {
            return piece >> EndBits;
        }

        /// <summary>The first byte behind it.</summary>
        public static int End(int piece)
        {
            return piece & EndMask;
        }

        /// <summary>How many bytes it has.</summary>
        public static int Count(int piece)
        {
            return (piece & EndMask) - (piece >> EndBits);
        }
    }

    /// <summary>Words in buffers.</summary>
    internal static class AsciiText
    {
        /// <summary>True when the piece is exactly this ASCII word.</summary>
        public static bool Is(byte[] buffer, int piece, string word)
        {
            return Piece.Count(piece) == word.Length && StartsWith(buffer, piece, word);
        }

        /// <summary>True when the piece begins with this ASCII word.</summary>
        public static bool StartsWith(byte[] buffer, int piece, string word)
        {
            if (Piece.Count(piece) < word.Length) return false;
            int start = Piece.Start(piece);
            for (int i = 0; i < word.Length; i++)
            {
                if (buffer[start + i] != word[i]) return false;
            }
            return true;
        }

        /// <summary>True when the piece is this word, which must be in lower case, letters of
        /// either case counting as the same.</summary>
        public static bool IsWord(byte[] buffer, int piece, string lowerCase)
        {
            if (Piece.Count(piece) != lowerCase.Length) return false;
            int start = Piece.Start(piece);
            for (int i = 0; i < lowerCase.Length; i++)
            {
                if (Lower(buffer[start + i]) != lowerCase[i]) return false;
            }
            return true;
        }

        /// <summary>True when both pieces of the buffer say the same, case apart.</summary>
        public static bool AreSameWord(byte[] buffer, int one, int other)
        {
            int count = Piece.Count(one);
            if (count != Piece.Count(other)) return false;
            int at = Piece.Start(one);
            int otherAt = Piece.Start(other);
            for (int i = 0; i < count; i++)
            {
                if (Lower(buffer[at + i]) != Lower(buffer[otherAt + i])) return false;
            }
            return true;
        }

        /// <summary>A decimal number of 1 to 9 digits, or -1 when it is anything else.</summary>
        public static int Number(byte[] buffer, int piece)
        {
            int count = Piece.Count(piece);
            if (count < 1 || count > 9) return -1;
            int number = 0;
            int end = Piece.End(piece);
            for (int i = end - count; i < end; i++)
            {
                if (!IsDigit(buffer[i])) return -1;
                number = number * 10 + (buffer[i] - '0');
            }
            return number;
        }

        /// <summary>What this hexadecimal digit is worth, or -1.</summary>
        public static int HexDigit(byte b)
        {
            if (IsDigit(b)) return b - '0';
            b = Lower(b);
            return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
        }

        /// <summary>An IPv4 address as four decimal numbers without leading zeros.</summary>
        public static bool TryAddress(byte[] buffer, int piece, out uint address)
        {
            address = 0;
            int start = Piece.Start(piece);
            int last = Piece.End(piece);
            for (int part = 0; part < 4; part++)
            {
                int end = start;
                while (end < last && IsDigit(buffer[end])) end++;
                int number = end - start > 3 ? -1 : Number(buffer, Piece.Of(start, end));
                if (number < 0 || number > 255) return false;
                if (end - start > 1 && buffer[start] == '0') return false;
                address = (address << 8) | (uint)number;
                if (part == 3) return end == last;
                if (end == last || buffer[end] != '.') return false;
                start = end + 1;
            }
            return false;
        }

        /// <summary>The piece without spaces and tabs at its ends.</summary>
        public static int Trim(byte[] buffer, int piece)
        {
            int start = Piece.Start(piece);
            int end = Piece.End(piece);
            while (start < end && IsBlank(buffer[start])) start++;
            while (end > start && IsBlank(buffer[end - 1])) end--;
            return Piece.Of(start, end);
        }

        /// <summary>Offset of the byte in the piece, or -1.</summary>
        public static int Find(byte[] buffer, int piece, byte wanted)
        {
            int end = Piece.End(piece);
            for (int i = Piece.Start(piece); i < end; i++)
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
