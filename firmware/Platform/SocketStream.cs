// Platform: a connected TCP socket as IStream. It turns exceptions into Flow.Broken once and for
// all and knows nothing of sessions.

using System;
using System.Net.Sockets;
using Portreeve.Outside;

namespace Portreeve.Platform
{
    /// <summary>A TCP connection.</summary>
    internal sealed class SocketStream : IStream
    {
        private readonly Socket _socket;
        private readonly SocketPowers _powers;
        private readonly object _mark;
        private readonly int _chunkBytes;
        private bool _isBroken;

        /// <param name="socket">Connected.</param>
        /// <param name="powers">What can be done with it.</param>
        /// <param name="mark">From SocketPowers.Attach.</param>
        /// <param name="chunkBytes">What Room answers when there is room.</param>
        public SocketStream(Socket socket, SocketPowers powers, object mark, int chunkBytes)
        {
            _socket = socket;
            _powers = powers;
            _mark = mark;
            _chunkBytes = chunkBytes;
            try
            {
                powers.Tune(socket);
            }
            catch (SocketException)
            {
                // Tuning only helps; a peer that is gone already shows at the first read.
            }
        }

        /// <inheritdoc/>
        public int Room
        {
            get
            {
                if (_isBroken) return Flow.Broken;
                try
                {
                    return Note(_powers.Room(_socket, _mark, _chunkBytes));
                }
                catch (SocketException)
                {
                    return Note(Flow.Broken);
                }
                catch (ObjectDisposedException)
                {
                    return Note(Flow.Broken);
                }
            }
        }

        /// <inheritdoc/>
        public int Receive(byte[] buffer, int offset, int count)
        {
            if (_isBroken) return Flow.Broken;
            try
            {
                return Note(_powers.Receive(_socket, _mark, buffer, offset, count));
            }
            catch (SocketException)
            {
                return Note(Flow.Broken);
            }
            catch (ObjectDisposedException)
            {
                return Note(Flow.Broken);
            }
        }

        /// <inheritdoc/>
        public bool Send(byte[] buffer, int offset, int count)
        {
            if (_isBroken) return false;
            try
            {
                _powers.Send(_socket, _mark, buffer, offset, count);
                return true;
            }
            catch (SocketException)
            {
                Note(Flow.Broken);
            }
            catch (ObjectDisposedException)
            {
                Note(Flow.Broken);
            }
            return false;
        }

        /// <inheritdoc/>
        public bool HalfClose()
        {
            if (_isBroken) return false;
            try
            {
                return _powers.HalfClose(_socket, _mark);
            }
            catch (Exception)
            {
                // By reflection the socket's error arrives wrapped; whatever it is, there is no
                // FIN, and the session drains instead.
                return false;
            }
        }

        /// <inheritdoc/>
        public void Close(bool abort)
        {
            _powers.Detach(_mark);
            try
            {
                if (abort) _powers.SetAbort(_socket);
            }
            catch (SocketException)
            {
                // Already gone: closing is all that is left.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            _socket.Close();
        }

        private int Note(int result)
        {
            if (result == Flow.Broken) _isBroken = true;
            return result;
        }
    }
}
