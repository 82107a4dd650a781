// Upkeep: changes the board's own address without locking the owner out by accident: the wish is
// checked, then the network is asked whether somebody has the address, and only then it is taken.
// Going back after 60 s is the page's and console's work; they call Apply with the old setting.
// Knows the wire, a network to ask through and the troubles; nothing of pages.
//
//   Idle --Apply--> Asking --nobody, or unknown--> taken: Idle
//                     |-----somebody has it------> AddressTaken: Idle, nothing changed
//   Apply of what needs no question (DHCP, other DNS, our own address) is taken at the next step.

using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Upkeep
{
    /// <summary>The interface that can be given another address.</summary>
    internal interface IWire
    {
        /// <summary>How it is now, or null while there is none.</summary>
        AddressSeen See();

        /// <summary>Does what an <see cref="AddressPlan"/> says; writes flash.</summary>
        void Take(int plan, AddressWish wish);

        /// <summary>The hardware address, or null.</summary>
        byte[] Mac { get; }
    }

    /// <summary>IAddressing over a wire.</summary>
    internal sealed class Addressing : IAddressing
    {
        private readonly IWire _wire;
        private readonly INetwork _network;
        private readonly Troubles _troubles;
        private AddressWish _wish;
        private AddressProbe _probe;

        /// <summary>Over this wire, asking through this network.</summary>
        public Addressing(IWire wire, INetwork network, Troubles troubles)
        {
            _wire = wire;
            _network = network;
            _troubles = troubles;
        }

        /// <summary>Counts the question's socket. Set before the first step.</summary>
        public SocketBudget Budget;

        /// <inheritdoc/>
        public string Mac { get { return BoardName.MacToText(_wire.Mac); } }

        /// <inheritdoc/>
        public uint Router
        {
            get
            {
                AddressSeen seen = _wire.See();
                return seen == null ? 0 : seen.Router;
            }
        }

        /// <inheritdoc/>
        public string Setting
        {
            get
            {
                AddressSeen seen = _wire.See();
                return seen == null ? "" : Of(seen).ToString();
            }
        }

        /// <inheritdoc/>
        public string Apply(string setting)
        {
            string error;
            AddressWish wish = AddressWish.Read(setting, out error);
            if (wish == null) return error;
            if (_wire.See() == null) return "there is no Ethernet interface to set";
            if (_probe != null)
            {
                if (!wish.IsDhcp) return "another address is being tried; wait three seconds";
                // It needs no question and is the way back, so it need not wait for one.
                _probe.Stop();
                _probe = null;
            }
            _wish = wish;
            return null;
        }

        /// <summary>
        /// Goes on with a change, if there is one. Takes flash time when it is due.
        /// </summary>
        public void Step(long nowMs)
        {
            if (_wish == null) return;
            AddressSeen seen = _wire.See();
            if (seen == null) return;
            int plan = AddressPlan.Of(_wish, seen);
            bool isQuestion = plan == AddressPlan.TakeStatic && seen.Address != 0
                && seen.Address != _wish.Address;
            if (isQuestion && !IsFree(nowMs)) return;
            if (plan != AddressPlan.Nothing) _wire.Take(plan, _wish);
            _troubles.Clear(Trouble.AddressTaken);
            _wish = null;
            _probe = null;
        }

        /// <summary>False while it is asked, and when somebody has the address.</summary>
        private bool IsFree(long nowMs)
        {
            if (_probe == null)
            {
                _probe = new AddressProbe(_network, Budget, _wish.Address, nowMs);
            }
            _probe.Step(nowMs);
            if (_probe.Answer == AddressProbe.Taken)
            {
                _troubles.Raise(Trouble.AddressTaken, IPv4.ToText(_wish.Address));
                _wish = null;
                _probe = null;
                return false;
            }
            return _probe.Answer != AddressProbe.Asking;
        }

        private static AddressWish Of(AddressSeen seen)
        {
            AddressWish wish = new AddressWish();
            wish.IsDhcp = seen.IsDhcp;
            wish.Address = seen.Address;
            for (uint mask = seen.Mask; mask != 0; mask <<= 1) wish.Bits++;
            wish.Router = seen.Router;
            wish.Dns0 = seen.Dns0 == 0 ? seen.Router : seen.Dns0;
            wish.Dns1 = seen.Dns1;
            return wish;
        }
    }
}
