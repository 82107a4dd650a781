// Settings: the few things every secret needs: chance, comparison in constant time, hexadecimal.
// It keeps nothing.

using Portreeve.Outside;
using Portreeve.Wire;

namespace Portreeve.Settings
{
    /// <summary>Small tools for secrets.</summary>
    internal static class Secrets
    {
        private const string Hex = "0123456789abcdef";

        /// <summary>So many unpredictable bytes.</summary>
        public static byte[] Random(IBoard board, int count)
        {
            byte[] bytes = new byte[count];
            board.FillRandom(bytes);
            return bytes;
        }

        /// <summary>An unpredictable number of 24 bits.</summary>
        public static int Number(IBoard board)
        {
            byte[] bytes = Random(board, 3);
            return bytes[0] << 16 | bytes[1] << 8 | bytes[2];
        }

        /// <summary>True when both hold the same bytes. Takes as long for near as for far, so
        /// that time tells nothing.</summary>
        public static bool AreSame(byte[] one, byte[] other)
        {
            if (one.Length != other.Length) return false;
            int difference = 0;
            for (int i = 0; i < one.Length; i++) difference |= one[i] ^ other[i];
            return difference == 0;
        }

        /// <summary>True when the piece of the buffer is this secret in hexadecimal; in constant
        /// time too, and without a string.</summary>
        public static bool AreSame(byte[] buffer, int hex, byte[] secret)
        {
            if (Piece.Count(hex) != secret.Length * 2) return false;
            int difference = 0;
            // Looked at once: each look at a literal makes an object on the chip.
            string digits = Hex;
            for (int i = 0; i < secret.Length; i++)
            {
                int at = Piece.Start(hex) + 2 * i;
                difference |= buffer[at] ^ digits[secret[i] >> 4];
                difference |= buffer[at + 1] ^ digits[secret[i] & 15];
            }
            return difference == 0;
        }

        /// <summary>In small hexadecimal digits.</summary>
        public static string ToHex(byte[] bytes)
        {
            char[] text = new char[bytes.Length * 2];
            string digits = Hex;
            for (int i = 0; i < bytes.Length; i++)
            {
                text[2 * i] = digits[bytes[i] >> 4];
                text[2 * i + 1] = digits[bytes[i] & 15];
            }
            return new string(text);
        }
    }
}
