// Platform: a listening TCP socket as IAcceptor.

using System;
using System.Net.Sockets;
using Portreeve.Outside;

namespace Portreeve.Platform
{
    /// <summary>A listener.</summary>
    internal sealed class SocketAcceptor : IAcceptor
    {
        private readonly Socket _socket;
        private readonly SocketPowers _powers;
        private readonly object _mark;
        private readonly int _chunkBytes;
        private bool _isBroken;

        public SocketAcceptor(Socket socket, SocketPowers powers, int chunkBytes)
        {
            _socket = socket;
            _powers = powers;
            _mark = powers.Attach(socket);
            _chunkBytes = chunkBytes;
        }

        /// <inheritdoc/>
        public bool IsBroken { get { return _isBroken; } }

        /// <inheritdoc/>
        public IStream Accept(out uint address, out int port)
        {
            address = 0;
            port = 0;
            Socket client;
            try
            {
                if (!_powers.HasNewcomer(_socket, _mark)) return null;
                client = _socket.Accept();
            }
            catch (SocketException)
            {
                return Lost();
            }
            catch (ObjectDisposedException)
            {
                return Lost();
            }
            try
            {
                EndPoints.Read(client.RemoteEndPoint, out address, out port);
            }
            catch (SocketException)
            {
                // It left between the handshake and now: nobody to serve.
                client.Close();
                return null;
            }
            return new SocketStream(client, _powers, _powers.Attach(client), _chunkBytes);
        }

        /// <inheritdoc/>
        public void Close()
        {
            _powers.Detach(_mark);
            _socket.Close();
        }

        // When no interface is up the chip's Accept throws ENETDOWN for ever, so the listener is
        // taken for lost and reopened; a client that died in the backlog costs one reopening.
        private IStream Lost()
        {
            _isBroken = true;
            return null;
        }
    }
}
