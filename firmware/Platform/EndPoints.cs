// Platform: between the core's host-order numbers and the libraries' IPEndPoint.

using System.Net;

namespace Portreeve.Platform
{
    /// <summary>Turns addresses over.</summary>
    internal static class EndPoints
    {
        /// <summary>An end point; the library keeps addresses in network order.</summary>
        public static IPEndPoint Of(uint address, int port)
        {
            return new IPEndPoint(Flip(address), port);
        }

        /// <summary>Reads an end point.</summary>
        public static void Read(EndPoint from, out uint address, out int port)
        {
            IPEndPoint peer = (IPEndPoint)from;
            byte[] bytes = peer.Address.GetAddressBytes();
            address = ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8)
                | bytes[3];
            port = peer.Port;
        }

        // IPAddress(long) takes the first byte of the address in the lowest eight bits.
        private static long Flip(uint address)
        {
            return ((address & 0xFF) << 24) | ((address & 0xFF00) << 8)
                | ((address >> 8) & 0xFF00) | (address >> 24);
        }
    }
}
