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
        private readonly int _epoch;
        private bool _isBroken;

        public SocketAcceptor(Socket socket, SocketPowers powers, int chunkBytes)
        {
            _socket = socket;
            _powers = powers;
            _mark = powers.AttachListener(socket);
            _chunkBytes = chunkBytes;
            _epoch = powers.Epoch;
        }

        /// <inheritdoc/>
        public bool IsBroken { get { return _isBroken || _epoch != _powers.Epoch; } }

        /// <inheritdoc/>
        public IStream Accept(out uint address, out int port)
        {
            address = 0;
            port = 0;
            Socket client = null;
            try
            {
                if (!_powers.HasNewcomer(_socket, _mark)) return null;
                client = _socket.Accept();
                // Asked before the socket is attached: it fails for one that has left already.
                EndPoints.Read(client.RemoteEndPoint, out address, out port);
                object mark = _powers.Attach(client);
                return new SocketStream(client, _powers, mark, _chunkBytes);
            }
            catch (SocketException)
            {
                return Lost(client);
            }
            catch (ObjectDisposedException)
            {
                return Lost(client);
            }
        }

        /// <inheritdoc/>
        public void Close()
        {
            _powers.Detach(_mark);
            _socket.Close();
        }

        // A newcomer that left between its handshake and now is nobody to serve. Where there was
        // none, Accept itself failed: no interface is up (the chip then throws ENETDOWN for
        // ever) or no socket is free. The listener is taken for lost, and reopened later.
        private IStream Lost(Socket client)
        {
            if (client == null) _isBroken = true;
            else client.Close();
            return null;
        }
    }
}
