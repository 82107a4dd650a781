// Values: whole numbers in text. Pure; refuses what int.Parse would wave through (signs, spaces)
// and never throws.

namespace Portreeve.Values
{
    /// <summary>Decimal digits to a number.</summary>
    internal static class Number
    {
        /// <summary>Reads 1 to 9 decimal digits and nothing else.</summary>
        public static bool TryParse(string text, out int number)
        {
            number = 0;
            if (text.Length == 0 || text.Length > 9) return false;
            for (int i = 0; i < text.Length; i++)
            {
                if (!IsDigit(text[i])) return false;
                number = number * 10 + (text[i] - '0');
            }
            return true;
        }

        /// <summary>The same for a port; 1 to 65535.</summary>
        public static bool TryPort(string text, out int port)
        {
            return TryParse(text, out port) && IsPort(port);
        }

        /// <summary>True for 1 to 65535.</summary>
        public static bool IsPort(int number)
        {
            return number >= 1 && number <= 65535;
        }

        /// <summary>True for 0 to 9.</summary>
        public static bool IsDigit(char c)
        {
            return c >= '0' && c <= '9';
        }

        /// <summary>True when the text is one digit or more and nothing else.</summary>
        public static bool IsDigits(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (!IsDigit(text[i])) return false;
            }
            return text.Length > 0;
        }

        /// <summary>Two digits, with a leading zero.</summary>
        public static string TwoDigits(int number)
        {
            return number < 10 ? "0" + number.ToString() : number.ToString();
        }
    }
}
