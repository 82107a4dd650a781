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

        /// <summary>Our hardware address such as "a0:b7:65:a1:b2:c3", or "" when not known.</summary>
        string Mac { get; }

        /// <summary>
        /// Sets another address, which takes effect at once and survives a restart. Connections
        /// to the old address die. Null when done, else a sentence with the next step; then
        /// nothing has changed. Each different setting writes flash: call it for a person only.
        /// </summary>
        string Apply(string setting);
    }
}
