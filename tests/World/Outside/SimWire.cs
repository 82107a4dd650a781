// World: the board's own interface: an address from the router until the owner sets another.

using Portreeve.Upkeep;

namespace Portreeve.World.Outside
{
    /// <summary>An interface that takes what it is given. The gateway's own view of the LAN stays
    /// where it is: what an address change does to connections is not played here.</summary>
    internal sealed class SimWire : IWire
    {
        private readonly AddressSeen _seen = new AddressSeen
        {
            IsDhcp = true, Address = SimDatagramNetwork.Gateway, Mask = 0xFFFFFF00,
            Router = 0xC0A80101, Dns0 = 0xC0A80101
        };

        public byte[] Mac { get { return new byte[] { 2, 0, 0, 0, 0, 5 }; } }

        public AddressSeen See()
        {
            return _seen;
        }

        public void Take(int plan, AddressWish wish)
        {
            _seen.IsDhcp = wish.IsDhcp;
            if (wish.IsDhcp) return;
            _seen.Address = wish.Address;
            _seen.Mask = wish.Mask;
            _seen.Router = wish.Router;
            _seen.Dns0 = wish.Dns0;
            _seen.Dns1 = wish.Dns1;
        }
    }
}
