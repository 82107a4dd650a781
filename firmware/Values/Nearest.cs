// Values: the nearest thing that would have been right, for people who mistyped a number, an
// address or a network. Pure. Every answer is valid itself, or empty.

namespace Portreeve.Values
{
    /// <summary>Proposals for bad values.</summary>
    internal static class Nearest
    {
        private static readonly string[] PortNames =
        {
            "ftp", "ssh", "telnet", "smtp", "dns", "http", "ntp", "https", "mqtt", "rdp", "rtsp"
        };

        private static readonly int[] PortNumbers =
        {
            21, 22, 23, 25, 53, 80, 123, 443, 1883, 3389, 554
        };

        /// <summary>"write 65535", or how a port looks.</summary>
        public static string Port(string text)
        {
            for (int i = 0; i < PortNames.Length; i++)
            {
                if (PortNames[i] == text.ToLower()) return "write " + PortNumbers[i].ToString();
            }
            if (Number.IsDigits(text))
            {
                int number;
                return Number.TryParse(text, out number) && number == 0
                    ? "write 1 or more" : "write 65535 or less";
            }
            int dash = text.IndexOf('-');
            if (dash > 0 && IsPort(text.Substring(0, dash)))
            {
                return "here write one, such as " + text.Substring(0, dash)
                    + "; portmap add makes a rule of each";
            }
            string digits = DigitsFor(text);
            return IsPort(digits) ? "write " + digits : "write a number from 1 to 65535";
        }

        /// <summary>"write 192.168.1.20" for 192.168.l.20, or an empty string: which machine a
        /// number over 255 was meant to be nobody can tell.</summary>
        public static string AddressOf(string text)
        {
            string[] parts = DigitsFor(text).Split('.');
            if (parts.Length != 4) return "";
            string address = "";
            for (int i = 0; i < 4; i++)
            {
                int part;
                if (!Number.TryParse(parts[i], out part) || part > 255) return "";
                address += (i == 0 ? "" : ".") + part.ToString();
            }
            return "write " + address;
        }

        /// <summary>What a network that could not be read was meant to be.</summary>
        public static string NetworkOf(string text)
        {
            int slash = text.IndexOf('/');
            string bare = slash < 0 ? text : text.Substring(0, slash);
            string bits = slash < 0 ? "" : text.Substring(slash + 1);
            uint address, mask;
            if (IPv4.TryParse(bare, out address))
            {
                int number = Number.IsDigits(bits) ? 32 : -1;
                if (IPv4.TryParse(bits, out mask)) number = BitsOf(mask);
                return number < 0 ? "write " + bare + "/24 or " + bare
                    : "write " + new Cidr(address, number).ToString();
            }
            return Partial(bare);
        }

        // "192.168.1.*", "192.168.1" and "192.168.1." all mean the /24. Fewer numbers without a
        // star may be anything, such as the beginning of a telephone number.
        private static string Partial(string text)
        {
            int end = text.Length;
            while (end > 0 && (text[end - 1] == '*' || text[end - 1] == '.')) end--;
            string[] parts = text.Substring(0, end).Split('.');
            string padded = text.Substring(0, end);
            for (int i = parts.Length; i < 4; i++) padded += ".0";
            uint address;
            if (parts.Length < 4 && (parts.Length == 3 || text.IndexOf('*') > 0)
                && IPv4.TryParse(padded, out address))
            {
                return "write " + padded + "/" + (parts.Length * 8).ToString();
            }
            return AddressOf(text);
        }

        private static int BitsOf(uint mask)
        {
            for (int bits = 0; bits <= 32; bits++)
            {
                if (Cidr.MaskOf(bits) == mask) return bits;
            }
            return -1;
        }

        private static bool IsPort(string text)
        {
            int number;
            return Number.TryPort(text, out number);
        }

        // Letters that look like digits, as people copy them from a label or a photograph.
        private static string DigitsFor(string text)
        {
            char[] chars = text.ToCharArray();
            for (int i = 0; i < chars.Length; i++)
            {
                if (chars[i] == 'O' || chars[i] == 'o') chars[i] = '0';
                if (chars[i] == 'l' || chars[i] == 'I') chars[i] = '1';
                if (chars[i] == ',') chars[i] = '.';
            }
            return new string(chars);
        }
    }
}
