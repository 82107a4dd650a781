// NanoCheck heap: the network interface that is always up, and what is found by reflection.

using Portreeve.HeapModel;

#pragma warning disable IDE1006, CA1707, CA1822 // the chip's names

namespace Chip_System_Net_NetworkInformation
{
    public delegate void NetworkAddressChangedEventHandler(object sender, EventArgs e);

    public delegate void NetworkAvailabilityChangedEventHandler(object sender,
        NetworkAvailabilityEventArgs e);

    public class NetworkAvailabilityEventArgs : EventArgs
    {
    }

    public static class NetworkChange
    {
        public static event NetworkAddressChangedEventHandler? NetworkAddressChanged;

        public static event NetworkAvailabilityChangedEventHandler? NetworkAvailabilityChanged;

        /// <summary>Who wants to know: roots of the heap.</summary>
        public static object?[] Handlers => [NetworkAddressChanged, NetworkAvailabilityChanged];

        /// <summary>Forgets them.</summary>
        public static void Reset() => (NetworkAddressChanged, NetworkAvailabilityChanged) =
            (null, null);
    }

    public enum NetworkInterfaceType { Unknown = 1, Ethernet = 6 }

    public class NetworkInterface : IChipObject
    {
        public int ChipBytes => Fixed.NetworkInterfaceBytes;

        public string IPv4Address => new("192.168.1.2".AsSpan());

        public string IPv4SubnetMask => new("255.255.255.0".AsSpan());

        public string IPv4GatewayAddress => new("192.168.1.1".AsSpan());

        public string[] IPv4DnsAddresses
        {
            get
            {
                // A list with its array, the text in it, and its type.
                Meter.Take(ChipLayout.Object(3) + ChipLayout.Array(ChipLayout.BlockBytes, 4)
                    + ChipLayout.String("192.168.1.1") + ChipLayout.LiteralBytes);
                return [new("192.168.1.1".AsSpan())];
            }
        }

        public bool IsDhcpEnabled => true;

        public byte[] PhysicalAddress => [0xA0, 0xB7, 0x65, 1, 2, 3];

        public NetworkInterfaceType NetworkInterfaceType => NetworkInterfaceType.Ethernet;

        public static bool GetIsNetworkAvailable() => true;

        public static NetworkInterface[] GetAllNetworkInterfaces()
        {
            // Three of them, each with its hardware address, and the array.
            Meter.Take((3 * (Fixed.NetworkInterfaceObjectBytes + ChipLayout.Array(1, 6)))
                + ChipLayout.Array(ChipLayout.BlockBytes, 3));
            return [new()];
        }

        public void EnableDhcp()
        {
        }

        public void EnableAutomaticDns()
        {
        }

        public void EnableStaticIPv4(string address, string mask, string router)
        {
        }

        public void EnableStaticIPv4Dns(string[] addresses)
        {
        }
    }
}

namespace System.Net.Sockets
{
    /// <summary>What the firmware finds by reflection in the library, by this name.</summary>
    internal static class NativeSocket
    {
        internal static void shutdown(object socket, int how, out int error) => error = 0;
    }
}
