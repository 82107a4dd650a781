// World: the PROXY header that a machine may find before what its client sends (haproxy
// doc/proxy-protocol.txt, sections 2.1 and 2.2), read as a target would, both versions.

using System;
using System.Collections.Generic;
using System.Net;
using System.Text;

namespace Portreeve.World.People
{
    /// <summary>Who a header says the client is.</summary>
    internal sealed class Told
    {
        public uint Source, Destination;
        public int SourcePort, DestinationPort;
        public bool IsUdp;
    }

    /// <summary>Reads headers.</summary>
    internal static class Envelope
    {
        private static readonly byte[] Signature = Encoding.ASCII.GetBytes("\r\n\r\n\0\r\nQUIT\n");
        private static readonly byte[] Word = Encoding.ASCII.GetBytes("PROXY ");

        /// <summary>The length of the header at the start: 0 when there is none, -1 while that
        /// cannot be said, -2 when it makes no sense.</summary>
        public static int Read(IReadOnlyList<byte> bytes, int count, out Told told)
        {
            told = null;
            if (IsStart(bytes, count, Signature)) return ReadBinary(bytes, count, out told);
            return IsStart(bytes, count, Word) ? ReadText(bytes, count, out told) : 0;
        }

        // The content that people send never begins like this: its first bytes are small numbers.
        private static bool IsStart(IReadOnlyList<byte> bytes, int count, byte[] start)
        {
            for (int i = 0; i < start.Length && i < count; i++)
            {
                if (bytes[i] != start[i]) return false;
            }
            return true;
        }

        private static int ReadBinary(IReadOnlyList<byte> bytes, int count, out Told told)
        {
            told = null;
            if (count < 28) return -1;
            bool isRight = bytes[12] == 0x21 && (bytes[13] == 0x11 || bytes[13] == 0x12)
                && bytes[14] == 0 && bytes[15] == 12;
            if (!isRight) return -2;
            told = new Told
            {
                IsUdp = bytes[13] == 0x12,
                Source = Long(bytes, 16), Destination = Long(bytes, 20),
                SourcePort = (bytes[24] << 8) | bytes[25],
                DestinationPort = (bytes[26] << 8) | bytes[27]
            };
            return 28;
        }

        private static int ReadText(IReadOnlyList<byte> bytes, int count, out Told told)
        {
            told = null;
            StringBuilder line = new();
            int at = 0;
            while (at < count && bytes[at] != '\n') line.Append((char)bytes[at++]);
            if (at == count) return count > 107 ? -2 : -1;
            string[] words = line.ToString().TrimEnd('\r').Split(' ');
            if (words.Length != 6 || words[1] != "TCP4" || bytes[at - 1] != '\r') return -2;
            told = new Told
            {
                Source = Parse(words[2]), Destination = Parse(words[3]),
                SourcePort = int.Parse(words[4]), DestinationPort = int.Parse(words[5])
            };
            return at + 1;
        }

        private static uint Parse(string address)
        {
            byte[] bytes = IPAddress.Parse(address).GetAddressBytes();
            Array.Reverse(bytes);
            return BitConverter.ToUInt32(bytes);
        }

        private static uint Long(IReadOnlyList<byte> bytes, int at)
        {
            return ((uint)bytes[at] << 24) | ((uint)bytes[at + 1] << 16)
                | ((uint)bytes[at + 2] << 8) | bytes[at + 3];
        }
    }
}
