// Platform: a UDP socket as IDatagrams. End points of recent peers are kept in a small table
// that is looked up by place, so that a train of datagrams to the same client makes no garbage.

using System;
using System.Net;
using System.Net.Sockets;
using Portreeve.Outside;

namespace Portreeve.Platform
{
    /// <summary>A UDP socket, bound or connected.</summary>
    internal sealed class SocketDatagrams : IDatagrams
    {
        private const int PeersKept = 16;

        private readonly Socket _socket;
        private readonly SocketPowers _powers;
        private readonly object _mark;
        private readonly IPEndPoint[] _peers;
        private readonly uint[] _addresses;

        /// <param name="socket">Bound, or connected.</param>
        /// <param name="powers">What can be done with it.</param>
        /// <param name="isConnected">True when it talks with one peer only.</param>
        public SocketDatagrams(Socket socket, SocketPowers powers, bool isConnected)
        {
            _socket = socket;
            _powers = powers;
            _mark = powers.Attach(socket);
            if (isConnected) return;
            _peers = new IPEndPoint[PeersKept];
            _addresses = new uint[PeersKept];
        }

        /// <inheritdoc/>
        public int Receive(byte[] buffer, out uint address, out int port)
        {
            address = 0;
            port = 0;
            try
            {
                return _peers == null
                    ? _powers.ReceiveConnected(_socket, _mark, buffer)
                    : _powers.ReceiveFrom(_socket, _mark, buffer, out address, out port);
            }
            catch (SocketException)
            {
                return Flow.Broken;
            }
            catch (ObjectDisposedException)
            {
                return Flow.Broken;
            }
        }

        /// <inheritdoc/>
        public bool Send(byte[] buffer, int count, uint address, int port)
        {
            try
            {
                if (_peers == null) _powers.SendConnected(_socket, _mark, buffer, count);
                else _powers.SendTo(_socket, _mark, buffer, count, Peer(address, port));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public bool Wakes(ISleeper sleeper)
        {
            return false;
        }

        /// <inheritdoc/>
        public void Close()
        {
            _powers.Detach(_mark);
            _socket.Close();
        }

        private IPEndPoint Peer(uint address, int port)
        {
            int place = (int)((address ^ (uint)port) % PeersKept);
            IPEndPoint peer = _peers[place];
            if (peer == null || _addresses[place] != address || peer.Port != port)
            {
                peer = EndPoints.Of(address, port);
                _peers[place] = peer;
                _addresses[place] = address;
            }
            return peer;
        }
    }
}
