// Upkeep: the address that the owner wants the board to have, as one line of text and as values.
// Pure. Asking the network, writing flash and undoing are others' work.
//
//   dhcp
//   192.168.1.50/24 via 192.168.1.1
//   192.168.1.50/24 via 192.168.1.1 dns 9.9.9.9,1.1.1.1

using Portreeve.Values;

namespace Portreeve.Upkeep
{
    /// <summary>DHCP, or a fixed address with mask, router and DNS servers.</summary>
    internal sealed class AddressWish
    {
        /// <summary>True: all else is 0.</summary>
        public bool IsDhcp;

        /// <summary>Host order.</summary>
        public uint Address;

        /// <summary>Prefix length, 8 to 30.</summary>
        public int Bits;

        /// <summary>Default gateway in host order, always inside the network.</summary>
        public uint Router;

        /// <summary>DNS servers in host order; the first is never 0, the second may be.</summary>
        public uint Dns0;
        public uint Dns1;

        /// <summary>The mask in host order.</summary>
        public uint Mask { get { return Cidr.MaskOf(Bits); } }

        /// <summary>The line again, in its normal form.</summary>
        public override string ToString()
        {
            if (IsDhcp) return "dhcp";
            string text = IPv4.ToText(Address) + "/" + Bits.ToString()
                + " via " + IPv4.ToText(Router);
            if (Dns0 == Router && Dns1 == 0) return text;
            text += " dns " + IPv4.ToText(Dns0);
            return Dns1 == 0 ? text : text + "," + IPv4.ToText(Dns1);
        }

        /// <summary>
        /// Reads a line. Null when it is wrong; the error is then one sentence with the next step.
        /// </summary>
        public static AddressWish Read(string line, out string error)
        {
            AddressWish wish = new AddressWish();
            string[] words = line.Trim().ToLower().Split(' ');
            wish.IsDhcp = words.Length == 1 && words[0] == "dhcp";
            error = wish.IsDhcp ? null : wish.Take(words);
            return error == null ? wish : null;
        }

        private string Take(string[] words)
        {
            bool hasDns = words.Length == 5 && words[3] == "dns";
            if ((words.Length != 3 && !hasDns) || words[1] != "via")
            {
                return "write \"dhcp\", or \"192.168.1.50/24 via 192.168.1.1\" with your own "
                    + "numbers, and \" dns ADDRESS\" behind it if the router does not resolve";
            }
            int slash = words[0].IndexOf('/');
            if (slash < 0) return "\"" + words[0] + "\" has no mask; try " + words[0] + "/24";
            if (!IPv4.TryParse(words[0].Substring(0, slash), out Address))
            {
                return "\"" + words[0].Substring(0, slash) + "\" is no address";
            }
            if (!int.TryParse(words[0].Substring(slash + 1), out Bits) || Bits < 8 || Bits > 30)
            {
                return "the mask must be from /8 to /30; most home networks are /24";
            }
            if (!IPv4.TryParse(words[2], out Router))
            {
                return "\"" + words[2] + "\" is no address of a router";
            }
            Dns0 = Router;
            if (hasDns && !TakeDns(words[4])) return "\"" + words[4] + "\" is no DNS server";
            return Judge();
        }

        private bool TakeDns(string text)
        {
            string[] parts = text.Split(',');
            if (parts.Length > 2 || !IPv4.TryParse(parts[0], out Dns0)) return false;
            if (parts.Length == 2 && !IPv4.TryParse(parts[1], out Dns1)) return false;
            return IPv4.IsUnicast(Dns0);
        }

        /// <summary>Values that would leave the board out of reach.</summary>
        private string Judge()
        {
            Cidr network = new Cidr(Address, Bits);
            uint last = network.Base | ~Mask;
            if (!IPv4.IsUnicast(Address) || IPv4.IsLoopback(Address))
            {
                return "a board cannot have the address " + IPv4.ToText(Address);
            }
            if (Address == network.Base || Address == last)
            {
                return IPv4.ToText(Address) + " names the network " + network
                    + " itself; take another number in it";
            }
            if (!network.Holds(Router) || Router == network.Base || Router == last)
            {
                return "the router must be in " + network + " too";
            }
            if (Router == Address) return "the router has that address; take another for the board";
            return null;
        }
    }
}
