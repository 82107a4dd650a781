// Device: the Ethernet interface. The runtime brings it up by itself before Main (DHCP unless a
// static address is stored), so this class only looks, and changes what the owner wants changed.
// Properties of an interface are a snapshot, so it is fetched anew, and that makes 700 bytes of
// garbage. So it is done when the runtime says that something changed or the link, which costs
// nothing to ask for, has come or gone; else every few seconds only while a link waits for its
// address, and every two minutes for an event that was lost: their queue is finite.

using System.Net.NetworkInformation;
using Portreeve.Outside;
using Portreeve.Upkeep;
using Portreeve.Values;

namespace Portreeve.Device
{
    /// <summary>Our place in the network, as the chip sees it.</summary>
    internal sealed class Ethernet : ILan, IWire
    {
        private const int CalmMs = 2 * 60 * 1000;
        private const int EagerMs = 5 * 1000;
        private const int LinkEveryMs = 1000;

        private readonly AddressSeen _seen = new AddressSeen();
        private NetworkInterface _interface;
        private bool _hasChanged = true;
        private bool _hasLink;
        private long _nextMs;
        private long _linkAtMs;

        /// <summary>Looks for the first time and begins to listen for changes.</summary>
        public Ethernet(long nowMs)
        {
            // The handlers run on the runtime's event thread: a mark and out again.
            NetworkChange.NetworkAddressChanged += (sender, e) => { _hasChanged = true; };
            NetworkChange.NetworkAvailabilityChanged += (sender, e) => { _hasChanged = true; };
            Step(nowMs);
        }

        /// <summary>False when the image has no Ethernet at all.</summary>
        public bool IsPresent { get { return _interface != null; } }

        /// <summary>True while there is a link.</summary>
        public bool HasLink { get { return _hasLink; } }

        /// <inheritdoc/>
        public uint Address { get { return _hasLink ? _seen.Address : 0; } }

        /// <inheritdoc/>
        public uint Mask { get { return Address == 0 ? 0 : _seen.Mask; } }

        /// <inheritdoc/>
        public byte[] Mac { get { return IsPresent ? _interface.PhysicalAddress : null; } }

        /// <inheritdoc/>
        public bool IsOurs(uint address)
        {
            return address != 0 && address == Address || IPv4.IsLoopback(address);
        }

        /// <inheritdoc/>
        public bool IsNear(uint address)
        {
            return Address != 0 && (address & Mask) == (Address & Mask);
        }

        /// <inheritdoc/>
        public uint DnsServer(int index)
        {
            return index == 0 ? _seen.Dns0 : index == 1 ? _seen.Dns1 : 0;
        }

        /// <summary>Null: nothing of nanoFramework reads the ARP table.</summary>
        public string Neighbours { get { return null; } }

        /// <summary>Looks again when it is time.</summary>
        public void Step(long nowMs)
        {
            if (nowMs >= _linkAtMs)
            {
                _linkAtMs = nowMs + LinkEveryMs;
                if (NetworkInterface.GetIsNetworkAvailable() != _hasLink) _hasChanged = true;
            }
            if (!_hasChanged && nowMs < _nextMs) return;
            _hasChanged = false;
            Look();
            _nextMs = nowMs + (_hasLink && _seen.Address == 0 ? EagerMs : CalmMs);
        }

        /// <inheritdoc/>
        public AddressSeen See()
        {
            return IsPresent ? _seen : null;
        }

        /// <inheritdoc/>
        public void Take(int plan, AddressWish wish)
        {
            if (plan == AddressPlan.TakeDhcp)
            {
                _interface.EnableDhcp();
                _interface.EnableAutomaticDns();
            }
            if (plan == AddressPlan.TakeStatic)
            {
                _interface.EnableStaticIPv4(IPv4.ToText(wish.Address),
                    IPv4.ToText(wish.Mask), IPv4.ToText(wish.Router));
            }
            if (plan == AddressPlan.TakeStatic || plan == AddressPlan.TakeDns)
            {
                string first = IPv4.ToText(wish.Dns0);
                _interface.EnableStaticIPv4Dns(wish.Dns1 == 0 ? new string[] { first }
                    : new string[] { first, IPv4.ToText(wish.Dns1) });
            }
            _hasChanged = true;
        }

        /// <summary>The interface is found by its type: its place differs between images.</summary>
        private void Look()
        {
            _interface = null;
            _hasLink = NetworkInterface.GetIsNetworkAvailable();
            NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < all.Length && _interface == null; i++)
            {
                if (all[i].NetworkInterfaceType == NetworkInterfaceType.Ethernet)
                {
                    _interface = all[i];
                }
            }
            if (_interface == null) return;
            _seen.IsDhcp = _interface.IsDhcpEnabled;
            _seen.Address = Number(_interface.IPv4Address);
            _seen.Mask = Number(_interface.IPv4SubnetMask);
            _seen.Router = Number(_interface.IPv4GatewayAddress);
            string[] dns = _interface.IPv4DnsAddresses;
            _seen.Dns0 = dns != null && dns.Length > 0 ? Number(dns[0]) : 0;
            _seen.Dns1 = dns != null && dns.Length > 1 ? Number(dns[1]) : 0;
        }

        private static uint Number(string text)
        {
            uint address;
            return text != null && IPv4.TryParse(text, out address) ? address : 0;
        }
    }
}
