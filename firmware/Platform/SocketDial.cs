// Platform: connecting without waiting, in two ways.
//   SocketDial   where the platform can start a connect and ask later
//   ThreadDial   everywhere: a thread waits in Connect; closing the socket ends it at once, as
//                seen on the interpreter (docs/platform.md, Sockets)

using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Portreeve.Outside;

namespace Portreeve.Platform
{
    /// <summary>A connect that was started and is asked about.</summary>
    internal sealed class SocketDial : IDial
    {
        private readonly Socket _socket;
        private readonly SocketPowers _powers;
        private readonly object _mark;
        private readonly int _chunkBytes;
        private bool _hasFailed;

        public SocketDial(Socket socket, SocketPowers powers, EndPoint target, int chunkBytes)
        {
            _socket = socket;
            _powers = powers;
            _mark = powers.Attach(socket);
            _chunkBytes = chunkBytes;
            try
            {
                powers.StartConnect(socket, _mark, target);
            }
            catch (SocketException)
            {
                // No way to the target: a dial that failed, only sooner than others.
                _hasFailed = true;
            }
        }

        /// <inheritdoc/>
        public int State
        {
            get
            {
                if (_hasFailed) return DialState.Failed;
                try
                {
                    return _powers.ConnectState(_socket, _mark);
                }
                catch (SocketException)
                {
                    return DialState.Failed;
                }
                catch (ObjectDisposedException)
                {
                    return DialState.Failed;
                }
            }
        }

        /// <inheritdoc/>
        public IStream Take()
        {
            return new SocketStream(_socket, _powers, _mark, _chunkBytes);
        }

        /// <inheritdoc/>
        public void Abandon()
        {
            _powers.Detach(_mark);
            _socket.Close();
        }
    }

    /// <summary>A connect in a thread of its own.</summary>
    internal sealed class ThreadDial : IDial
    {
        private readonly Socket _socket;
        private readonly SocketPowers _powers;
        private readonly EndPoint _target;
        private readonly object _mark;
        private readonly int _chunkBytes;
        private int _state;

        public ThreadDial(Socket socket, SocketPowers powers, EndPoint target, int chunkBytes)
        {
            _socket = socket;
            _powers = powers;
            _target = target;
            _mark = powers.Attach(socket);
            _chunkBytes = chunkBytes;
            new Thread(Connect).Start();
        }

        /// <inheritdoc/>
        public int State
        {
            get { return Interlocked.CompareExchange(ref _state, 0, 0); }
        }

        /// <inheritdoc/>
        public IStream Take()
        {
            return new SocketStream(_socket, _powers, _mark, _chunkBytes);
        }

        /// <inheritdoc/>
        public void Abandon()
        {
            _powers.Detach(_mark);
            _socket.Close();
        }

        // A thread that ends by an exception says nothing to anybody, so everything is caught.
        // It also ends here when Abandon closes the socket beneath it.
        private void Connect()
        {
            int end = DialState.Failed;
            try
            {
                _socket.Connect(_target);
                end = DialState.Connected;
            }
            catch (Exception)
            {
                end = DialState.Failed;
            }
            Interlocked.Exchange(ref _state, end);
        }
    }
}
