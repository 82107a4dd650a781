// Shell: the board's own address from the console: the way back when DHCP is silent and the page
// is out of reach. The change goes through ConfirmOrRevert, as the page's does.

using Portreeve.Changes;
using Portreeve.Outside;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>"address".</summary>
    internal sealed class AddressCommand : Command
    {
        private readonly Rooms _rooms;

        public AddressCommand(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            IAddressing addressing = _rooms.Around.Addressing;
            if (addressing == null)
            {
                return Answer.Refused("Here the system sets the address, not Portreeve.");
            }
            return IsEnd(words, at) ? Show(addressing) : Try(words, at);
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            return argument == 0 ? Choices("dhcp") : base.Complete(words, argument);
        }

        private Answer Show(IAddressing addressing)
        {
            uint address = _rooms.Around.Lan.Address;
            return Answer.Done((address == 0 ? "No address" : IPv4.ToText(address)) + " ("
                + addressing.Setting + "), router " + (addressing.Router == 0 ? "unknown"
                : IPv4.ToText(addressing.Router)) + ", MAC " + addressing.Mac + ".");
        }

        private Answer Try(Words words, int at)
        {
            string setting = words.At(at);
            for (int i = at + 1; i < words.Count; i++) setting += " " + words.At(i);
            string trouble = _rooms.Trial.TryAddress(setting, null, null,
                _rooms.Around.Clock.NowMs);
            return trouble == null
                ? Answer.Done("Trying it. Write \"confirm\" within a minute to keep it; else the "
                    + "address before comes back.")
                : Answer.Refused(Readable.Sentence(trouble));
        }
    }
}
