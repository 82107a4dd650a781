// Outside: where we stand in the network.

namespace Portreeve.Outside
{
    /// <summary>
    /// Our own place in the LAN. Values may change at any time (DHCP, link loss).
    /// </summary>
    internal interface ILan
    {
        /// <summary>Our main address in host order, or 0 while there is none.</summary>
        uint Address { get; }

        /// <summary>The network mask in host order, or 0 while there is no address.</summary>
        uint Mask { get; }

        /// <summary>True for an address of this device itself.</summary>
        bool IsOurs(uint address);

        /// <summary>True for a host of a network that we are directly on: the word "lan".</summary>
        bool IsNear(uint address);

        /// <summary>The configured DNS servers, 0 and 1; 0 where there is none.</summary>
        uint DnsServer(int index);

        /// <summary>Machines of the LAN that the system has heard of lately, as addresses with
        /// blanks between them; null where it does not tell.</summary>
        string Neighbours { get; }
    }
}
