// Upkeep: what must be changed so that the interface is as the owner wishes. Each change writes
// flash (NetworkInterface.EnableXxx rewrites its file on every call), so nothing that is already
// right is ever done again. Pure.

namespace Portreeve.Upkeep
{
    /// <summary>The interface as it is now.</summary>
    internal sealed class AddressSeen
    {
        public bool IsDhcp;
        public uint Address;
        public uint Mask;
        public uint Router;
        public uint Dns0;
        public uint Dns1;
    }

    /// <summary>What to call on the interface.</summary>
    internal static class AddressPlan
    {
        /// <summary>All is as wished.</summary>
        public const int Nothing = 0;

        /// <summary>EnableDhcp and EnableAutomaticDns.</summary>
        public const int TakeDhcp = 1;

        /// <summary>EnableStaticIPv4 and EnableStaticIPv4Dns.</summary>
        public const int TakeStatic = 2;

        /// <summary>EnableStaticIPv4Dns only: addresses stay, and so do connections.</summary>
        public const int TakeDns = 3;

        /// <summary>Compares wish and what is there.</summary>
        public static int Of(AddressWish wish, AddressSeen seen)
        {
            if (wish.IsDhcp) return seen.IsDhcp ? Nothing : TakeDhcp;
            bool isSame = !seen.IsDhcp && seen.Address == wish.Address && seen.Mask == wish.Mask
                && seen.Router == wish.Router;
            if (!isSame) return TakeStatic;
            return seen.Dns0 == wish.Dns0 && seen.Dns1 == wish.Dns1 ? Nothing : TakeDns;
        }
    }
}
