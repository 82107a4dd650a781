// Relay: the PROXY protocol, which tells the target who the client really is (haproxy
// doc/proxy-protocol.txt, 2026-04-27, sections 2.1 and 2.2). Writes bytes, knows no socket. Version
// 1 is a line of text, for TCP only; version 2 is binary, and for UDP stands before the payload of
// each datagram.

using Portreeve.Values;

namespace Portreeve.Relay
{
    /// <summary>Headers of both versions.</summary>
    internal static class ProxyHeader
    {
        /// <summary>Length of a version 2 header for IPv4.</summary>
        public const int BinaryBytes = 28;

        /// <summary>Longest header of either version: "PROXY TCP4 " with two addresses of 15
        /// and two ports of 5 digits is 56 bytes.</summary>
        public const int BytesMax = 56;

        private const int AddressBytes = 12;
        private const byte ProxyVersion2 = 0x21;
        private const byte TcpOverIPv4 = 0x11;
        private const byte UdpOverIPv4 = 0x12;

        private static readonly byte[] Signature =
        {
            0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
        };

        /// <summary>Writes the line of version 1. Returns its length.</summary>
        public static int WriteText(byte[] buffer, uint source, int sourcePort, uint destination,
            int destinationPort)
        {
            string line = "PROXY TCP4 " + IPv4.ToText(source) + " "
                + IPv4.ToText(destination) + " " + sourcePort.ToString() + " "
                + destinationPort.ToString() + "\r\n";
            for (int i = 0; i < line.Length; i++) buffer[i] = (byte)line[i];
            return line.Length;
        }

        /// <summary>Writes the header of version 2 at the start of the buffer. Returns its
        /// length, BinaryBytes.</summary>
        public static int WriteBinary(byte[] buffer, bool isUdp, uint source, int sourcePort,
            uint destination, int destinationPort)
        {
            Signature.CopyTo(buffer, 0);
            buffer[12] = ProxyVersion2;
            buffer[13] = isUdp ? UdpOverIPv4 : TcpOverIPv4;
            buffer[14] = 0;
            buffer[15] = AddressBytes;
            PutAddress(buffer, 16, source);
            PutAddress(buffer, 20, destination);
            PutPort(buffer, 24, sourcePort);
            PutPort(buffer, 26, destinationPort);
            return BinaryBytes;
        }

        private static void PutAddress(byte[] buffer, int at, uint address)
        {
            buffer[at] = (byte)(address >> 24);
            buffer[at + 1] = (byte)(address >> 16);
            buffer[at + 2] = (byte)(address >> 8);
            buffer[at + 3] = (byte)address;
        }

        private static void PutPort(byte[] buffer, int at, int port)
        {
            buffer[at] = (byte)(port >> 8);
            buffer[at + 1] = (byte)port;
        }
    }
}
