// Admin: the board's own address from the console: the way back when DHCP is silent and the page
// is out of reach. The change goes through ConfirmOrRevert, as the page's does.

using Portreeve.Access;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>"address".</summary>
    internal sealed class AddressCommand : Command
    {
        private static readonly string[] First = { "dhcp" };

        private readonly Interior _inside;

        public AddressCommand(Interior inside)
            : base("address", "[dhcp | ADDRESS/BITS via ROUTER [dns SERVER]]",
                "the board's own address: shows it, or tries another one for a minute")
        {
            _inside = inside;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            IAddressing addressing = _inside.Around.Addressing;
            if (addressing == null)
            {
                return Answer.Refused("Here the system sets the address, not Portreeve.");
            }
            return IsEnd(words, at) ? Show(addressing) : Try(words, at);
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            return argument == 0 ? First : base.Complete(words, argument);
        }

        private Answer Show(IAddressing addressing)
        {
            uint address = _inside.Around.Lan.Address;
            return Answer.Done((address == 0 ? "No address" : Address.ToText(address)) + " ("
                + addressing.Setting + "), router " + (addressing.Router == 0 ? "unknown"
                : Address.ToText(addressing.Router)) + ", MAC " + addressing.Mac + ".");
        }

        private Answer Try(Words words, int at)
        {
            string setting = words.At(at);
            for (int i = at + 1; i < words.Count; i++) setting += " " + words.At(i);
            string trouble = _inside.Front.Trial.TryAddress(setting, null,
                _inside.Around.Clock.NowMs);
            return trouble == null
                ? Answer.Done("Trying it. Write \"confirm\" within a minute to keep it; else the "
                    + "address before comes back.")
                : Answer.Refused(Spoken.Sentence(trouble));
        }
    }
}
