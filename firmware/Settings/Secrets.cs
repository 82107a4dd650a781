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
            for (int i = 0; i < secret.Length; i++)
            {
                int at = Piece.Start(hex) + 2 * i;
                difference |= buffer[at] ^ Hex[secret[i] >> 4];
                difference |= buffer[at + 1] ^ Hex[secret[i] & 15];
            }
            return difference == 0;
        }

        /// <summary>In small hexadecimal digits.</summary>
        public static string ToHex(byte[] bytes)
        {
            char[] digits = new char[bytes.Length * 2];
            for (int i = 0; i < bytes.Length; i++)
            {
                digits[2 * i] = Hex[bytes[i] >> 4];
                digits[2 * i + 1] = Hex[bytes[i] & 15];
            }
            return new string(digits);
        }
    }
}
