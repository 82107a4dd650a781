// Values: an IPv4 network (CIDR, RFC 4632). Pure; knows nothing of lists or rules.

namespace Portreeve.Values
{
    /// <summary>A base address and how many leading bits of it count.</summary>
    internal sealed class Cidr
    {
        private readonly uint _base;
        private readonly uint _mask;
        private readonly int _bits;

        /// <param name="address">Any address of the network, host order.</param>
        /// <param name="bits">Prefix length, 0 to 32.</param>
        public Cidr(uint address, int bits)
        {
            _bits = bits;
            _mask = MaskOf(bits);
            _base = address & _mask;
        }

        /// <summary>
        /// Reads "203.0.113.0/24" or a single address; null for anything else, and for a network
        /// with bits set behind its prefix.
        /// </summary>
        public static Cidr Parse(string text)
        {
            uint address;
            int bits = 32;
            int slash = text.IndexOf('/');
            string bare = slash < 0 ? text : text.Substring(0, slash);
            if (slash >= 0 && !Number.TryParse(text.Substring(slash + 1), out bits)) return null;
            if (bits > 32 || !IPv4.TryParse(bare, out address)) return null;
            Cidr network = new Cidr(address, bits);
            return network.Base == address ? network : null;
        }

        /// <summary>The first address, host order.</summary>
        public uint Base { get { return _base; } }

        /// <summary>Prefix length, 0 to 32.</summary>
        public int Bits { get { return _bits; } }

        /// <summary>True when the address is in this network.</summary>
        public bool Holds(uint address)
        {
            return (address & _mask) == _base;
        }

        /// <summary>"203.0.113.0/24", or just the address for a single host.</summary>
        public override string ToString()
        {
            string text = IPv4.ToText(_base);
            return _bits == 32 ? text : text + "/" + _bits.ToString();
        }

        /// <summary>The mask of a prefix length; a shift by 32 would not shift at all.</summary>
        public static uint MaskOf(int bits)
        {
            return bits == 0 ? 0u : 0xFFFFFFFFu << (32 - bits);
        }
    }
}
