// Outside: how this device gets its own address. Only a board has it: on a desktop the system
// decides, and Surroundings.Addressing is null there.

namespace Portreeve.Outside
{
    /// <summary>The board's own network settings, which the owner may change.</summary>
    internal interface IAddressing
    {
        /// <summary>
        /// What is set now, in the words that Apply takes: "dhcp", or
        /// "192.168.1.50/24 via 192.168.1.1 dns 192.168.1.1" (dns may be left out: the router).
        /// </summary>
        string Setting { get; }

        /// <summary>Our router (default gateway) in host order, or 0 while there is none.</summary>
        uint Router { get; }

        /// <summary>
        /// Our hardware address such as "a0:b7:65:a1:b2:c3", or "" when not known.
        /// </summary>
        string Mac { get; }

        /// <summary>
        /// Wishes for another address. Null when the wish is taken, else a sentence with the next
        /// step. It comes true within three seconds, since the network is asked first whether
        /// somebody has the address; if so, nothing changes and the trouble is told. It survives
        /// a restart; connections to the old address die. Each different setting writes flash:
        /// call it for a person only.
        /// </summary>
        string Apply(string setting);
    }
}
