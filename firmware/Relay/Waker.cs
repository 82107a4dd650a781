// Relay: wakes a machine of the LAN by a magic packet: six bytes of 255, then its Ethernet address
// sixteen times, in a datagram to everybody (AMD, Magic Packet Technology, 1995). Nobody answers
// one; whether it worked shows when a dial succeeds. Takes one of the owner's sockets for a moment.

using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Relay
{
    /// <summary>Sends magic packets.</summary>
    internal sealed class Waker
    {
        /// <summary>Length of a magic packet.</summary>
        public const int PacketBytes = 6 + 16 * 6;

        /// <summary>UDP port "discard", the usual one; the network card looks at no port.</summary>
        public const int Port = 9;

        private const uint Everybody = 0xFFFFFFFF;

        private readonly INetwork _network;
        private readonly ILan _lan;
        private readonly SocketBudget _budget;

        public Waker(Surroundings around, SocketBudget budget)
        {
            _network = around.Network;
            _lan = around.Lan;
            _budget = budget;
        }

        /// <summary>Fills the buffer with the packet for this Ethernet address.</summary>
        public static void Write(byte[] packet, byte[] mac)
        {
            for (int i = 0; i < 6; i++) packet[i] = 0xFF;
            for (int at = 6; at < PacketBytes; at += 6) mac.CopyTo(packet, at);
        }

        /// <summary>The line for the journal.</summary>
        public static string LineOf(Rule rule, uint client, int clientPort)
        {
            return "waking " + rule.Target + " (" + MacAddress.ToText(rule.WakeMac) + ") for "
                + IPv4.ToText(client, clientPort);
        }

        /// <summary>Sends the packet to the whole LAN. False: no socket, or no network.</summary>
        public bool Wake(byte[] mac)
        {
            if (!_budget.TakeOwner()) return false;
            IDatagrams socket = null;
            try
            {
                byte[] packet = new byte[PacketBytes];
                Write(packet, mac);
                uint near = _lan.Address == 0 ? Everybody : _lan.Address | ~_lan.Mask;
                socket = _network.BindDatagrams(0);
                return socket != null && socket.Send(packet, PacketBytes, near, Port);
            }
            finally
            {
                // Also when memory ends the call.
                if (socket != null) socket.Close();
                _budget.ReturnOwner();
            }
        }
    }
}
