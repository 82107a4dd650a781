// Values: Ethernet addresses in text: AA:BB:CC:DD:EE:FF. Pure.

namespace Portreeve.Values
{
    /// <summary>Six bytes to and from text.</summary>
    internal static class MacAddress
    {
        private const string Digits = "0123456789ABCDEF";

        /// <summary>
        /// Reads six pairs of hexadecimal digits, apart by ":" or "-" or not at all. Null when
        /// it is none, or no address a single machine can have (group bit, all zero).
        /// </summary>
        public static byte[] Parse(string text)
        {
            byte[] mac = Pairs(text);
            if (mac == null || (mac[0] & 1) != 0) return null;
            int sum = 0;
            for (int i = 0; i < 6; i++) sum += mac[i];
            return sum == 0 ? null : mac;
        }

        /// <summary>"AA:BB:CC:DD:EE:FF".</summary>
        public static string ToText(byte[] mac)
        {
            string text = "";
            for (int i = 0; i < 6; i++)
            {
                if (i > 0) text += ":";
                text += Digits[mac[i] >> 4].ToString() + Digits[mac[i] & 15].ToString();
            }
            return text;
        }

        private static byte[] Pairs(string text)
        {
            int apart = text.Length == 17 ? 3 : 2;
            if (text.Length != 17 && text.Length != 12) return null;
            string upper = text.ToUpper();
            byte[] mac = new byte[6];
            for (int i = 0; i < 6; i++)
            {
                int high = Digits.IndexOf(upper[i * apart]);
                int low = Digits.IndexOf(upper[i * apart + 1]);
                if (high < 0 || low < 0) return null;
                if (apart == 3 && i > 0 && upper[i * 3 - 1] != ':' && upper[i * 3 - 1] != '-')
                {
                    return null;
                }
                mac[i] = (byte)(high * 16 + low);
            }
            return mac;
        }
    }
}
