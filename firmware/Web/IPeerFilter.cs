// Web: what the server asks before it hears anybody.

namespace Portreeve.Web
{
    /// <summary>Says who may be heard and who is an owner; implemented by RequestGate.</summary>
    internal interface IPeerFilter
    {
        /// <summary>True when this address is inside the admin networks.</summary>
        bool IsAdmitted(uint address);

        /// <summary>True when this address has a live login.</summary>
        bool IsOwner(uint address);
    }
}
