// Values: IPv4 addresses as numbers and as text, and what kind of address one is. Pure.

namespace Portreeve.Values
{
    /// <summary>IPv4 addresses in host order.</summary>
    internal static class IPv4
    {
        /// <summary>"a.b.c.d".</summary>
        public static string ToText(uint address)
        {
            return (address >> 24).ToString() + "." + ((address >> 16) & 255).ToString() + "."
                + ((address >> 8) & 255).ToString() + "." + (address & 255).ToString();
        }

        /// <summary>"a.b.c.d:port".</summary>
        public static string ToText(uint address, int port)
        {
            return ToText(address) + ":" + port.ToString();
        }

        /// <summary>
        /// Reads four decimal numbers of 0 to 255. Leading zeros are refused, since some read
        /// them as octal (RFC 6943 section 3.1.1).
        /// </summary>
        public static bool TryParse(string text, out uint address)
        {
            address = 0;
            int part = 0, parts = 0, digits = 0;
            for (int i = 0; i <= text.Length; i++)
            {
                char c = i < text.Length ? text[i] : '.';
                if (c == '.')
                {
                    if (digits == 0 || parts == 4) return false;
                    address = (address << 8) | (uint)part;
                    parts++;
                    part = 0;
                    digits = 0;
                    continue;
                }
                if (c < '0' || c > '9' || (digits > 0 && part == 0)) return false;
                part = part * 10 + (c - '0');
                if (part > 255) return false;
                digits++;
            }
            return parts == 4;
        }

        /// <summary>127.0.0.0/8 (RFC 1122 3.2.1.3).</summary>
        public static bool IsLoopback(uint address)
        {
            return (address >> 24) == 127;
        }

        /// <summary>10/8, 172.16/12, 192.168/16 (RFC 1918) or 169.254/16 (RFC 3927).</summary>
        public static bool IsPrivate(uint address)
        {
            return (address >> 24) == 10 || (address >> 20) == 0xAC1
                || (address >> 16) == 0xC0A8 || (address >> 16) == 0xA9FE;
        }

        /// <summary>169.254.169.254, where clouds give the secrets of a machine to whoever asks
        /// from there.</summary>
        public const uint CloudSecrets = 0xA9FEA9FE;

        /// <summary>
        /// True for the address of a machine inside: private, this very machine, or of a network
        /// we are on; but never <see cref="CloudSecrets"/>.
        /// </summary>
        /// <param name="address">Host order.</param>
        /// <param name="isNear">See ILan.IsNear.</param>
        public static bool IsInside(uint address, bool isNear)
        {
            if (address == CloudSecrets) return false;
            return isNear || IsPrivate(address) || IsLoopback(address);
        }

        /// <summary>100.64.0.0/10: a carrier's NAT (RFC 6598).</summary>
        public static bool IsCarrierShared(uint address)
        {
            return (address >> 22) == 0x191;
        }

        /// <summary>
        /// True for an address that one host can have: not 0/8, multicast 224/4, reserved 240/4
        /// or broadcast (RFC 6890).
        /// </summary>
        public static bool IsUnicast(uint address)
        {
            uint first = address >> 24;
            return first != 0 && first < 224;
        }
    }
}
