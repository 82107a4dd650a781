// Platform: a connected TCP socket as IStream. It turns exceptions into Flow.Broken once and for
// all and knows nothing of sessions.
//
// The two ways break apart from each other: a peer that has answered and closed takes nothing
// more, while its answer still waits here to be read.
//
//   Whole --send or room failed--> Deaf --nothing left to read--> Gone
//     '------------------------receive failed-----------------------^

using System;
using System.Net.Sockets;
using Portreeve.Outside;

namespace Portreeve.Platform
{
    /// <summary>A TCP connection.</summary>
    internal sealed class SocketStream : IStream
    {
        private const int Whole = 0;
        private const int Deaf = 1;
        private const int Gone = 2;

        private readonly Socket _socket;
        private readonly SocketPowers _powers;
        private readonly object _mark;
        private readonly int _chunkBytes;
        private int _harm;

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
                if (_harm != Whole) return Flow.Broken;
                try
                {
                    int room = _powers.Room(_socket, _mark, _chunkBytes);
                    if (room == Flow.Broken) _harm = Deaf;
                    return room;
                }
                catch (SocketException)
                {
                    return Break(Deaf);
                }
                catch (ObjectDisposedException)
                {
                    return Break(Gone);
                }
            }
        }

        /// <inheritdoc/>
        public int Receive(byte[] buffer, int offset, int count)
        {
            if (_harm == Gone) return Flow.Broken;
            try
            {
                int got = _powers.Receive(_socket, _mark, buffer, offset, count);
                if (got == Flow.Broken) _harm = Gone;
                return got;
            }
            catch (SocketException)
            {
                return ReceiveLast(buffer, offset, count);
            }
            catch (ObjectDisposedException)
            {
                return Break(Gone);
            }
        }

        /// <inheritdoc/>
        public bool Send(byte[] buffer, int offset, int count)
        {
            if (_harm != Whole) return false;
            try
            {
                _powers.Send(_socket, _mark, buffer, offset, count);
                return true;
            }
            catch (SocketException)
            {
                Break(Deaf);
            }
            catch (ObjectDisposedException)
            {
                Break(Gone);
            }
            return false;
        }

        /// <inheritdoc/>
        public bool Wakes(ISleeper sleeper)
        {
            return false;
        }

        /// <inheritdoc/>
        public bool HalfClose()
        {
            if (_harm != Whole) return false;
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

        // After a reset the chip's Poll throws, and what came before it can still be read.
        // Available is asked first, since a Receive of nothing would wait.
        private int ReceiveLast(byte[] buffer, int offset, int count)
        {
            try
            {
                int there = _socket.Available;
                if (there > 0)
                {
                    return _socket.Receive(buffer, offset, there < count ? there : count,
                        SocketFlags.None);
                }
            }
            catch (SocketException)
            {
                // There is nothing left.
            }
            catch (ObjectDisposedException)
            {
            }
            return Break(Gone);
        }

        private int Break(int harm)
        {
            if (_harm < harm) _harm = harm;
            return Flow.Broken;
        }
    }
}
