// Upkeep: the board's name and its hardware address as text. Pure.

namespace Portreeve.Upkeep
{
    /// <summary>Names made from a MAC.</summary>
    internal static class BoardName
    {
        private const string Hex = "0123456789abcdef";

        /// <summary>
        /// "portreeve-a1b2c3" from the last three bytes, which differ between boards of one
        /// maker; "portreeve" when the MAC is unknown.
        /// </summary>
        public static string FromMac(byte[] mac)
        {
            if (mac == null || mac.Length != 6) return "portreeve";
            return "portreeve-" + TwoDigits(mac[3]) + TwoDigits(mac[4]) + TwoDigits(mac[5]);
        }

        /// <summary>"a0:b7:65:a1:b2:c3", or "" when the MAC is unknown.</summary>
        public static string MacToText(byte[] mac)
        {
            if (mac == null || mac.Length != 6) return "";
            string text = TwoDigits(mac[0]);
            for (int i = 1; i < mac.Length; i++) text += ":" + TwoDigits(mac[i]);
            return text;
        }

        private static string TwoDigits(byte value)
        {
            return Hex.Substring(value >> 4, 1) + Hex.Substring(value & 15, 1);
        }
    }
}
