// Device: the way out of the house on the chip: the router that DHCP or the owner has named, TLS by
// mbedTLS, multicast by lwIP.
//
// A handshake keeps the whole runtime busy for a second or two, and takes its buffers from the
// system's memory, not from our heap: so that is asked first. Whom to trust stands in the board's
// configuration (a bundle of CA certificates); without one no certificate is good.

using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>IUplink of an ESP32.</summary>
    internal sealed class ChipUplink : IUplink
    {
        private readonly IAddressing _addressing;
        private readonly IBoard _board;
        private readonly SocketPowers _powers;
        private readonly int _chunkBytes;
        private string _trouble = "";

        /// <param name="addressing">Knows the router.</param>
        /// <param name="board">Knows what memory is free.</param>
        /// <param name="powers">What sockets can do here.</param>
        /// <param name="chunkBytes">Limits.ChunkBytes.</param>
        public ChipUplink(IAddressing addressing, IBoard board, SocketPowers powers,
            int chunkBytes)
        {
            _addressing = addressing;
            _board = board;
            _powers = powers;
            _chunkBytes = chunkBytes;
        }

        /// <inheritdoc/>
        public uint Router { get { return _addressing.Router; } }

        /// <inheritdoc/>
        public string Trouble { get { return _trouble; } }

        /// <inheritdoc/>
        public IDial DialSecure(uint address, int port, string host)
        {
            if (_board.SystemFreeBytes < Limits.TlsBytesMin)
            {
                _trouble = "HTTPS needs " + (Limits.TlsBytesMin / 1024).ToString()
                    + " KB of the network's memory, which are not free now; try again when "
                    + "fewer are inside, use a board with PSRAM, or plain HTTP";
                return null;
            }
            Socket socket = null;
            try
            {
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream,
                    ProtocolType.Tcp);
                return new SecureDial(socket, EndPoints.Of(address, port), host, _chunkBytes);
            }
            catch (SocketException e)
            {
                _trouble = SocketTrouble.OfDialing(_powers.CodeOf(e));
                if (socket != null) socket.Close();
                return null;
            }
        }

        /// <inheritdoc/>
        public IDatagrams Join(uint group, int port)
        {
            Socket socket = null;
            try
            {
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram,
                    ProtocolType.Udp);
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress,
                    true);
                socket.Bind(new IPEndPoint(IPAddress.Any, port));
                // struct ip_mreq: the group, then our own interface (0: the only one).
                byte[] membership = new byte[8];
                for (int i = 0; i < 4; i++) membership[i] = (byte)(group >> (24 - 8 * i));
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership,
                    membership);
                socket.SetSocketOption(SocketOptionLevel.IP,
                    SocketOptionName.MulticastTimeToLive, 255);
                return new SocketDatagrams(socket, _powers, false);
            }
            catch (SocketException e)
            {
                _trouble = SocketTrouble.OfOpening(port, _powers.CodeOf(e));
                if (socket != null) socket.Close();
                return null;
            }
        }
    }

    /// <summary>A connect and handshake in a thread of their own, then a stream.</summary>
    internal sealed class SecureDial : IDial, IStream
    {
        private readonly Socket _socket;
        private readonly EndPoint _target;
        private readonly string _host;
        private readonly int _chunkBytes;
        private SslStream _stream;
        private int _state;

        public SecureDial(Socket socket, EndPoint target, string host, int chunkBytes)
        {
            _socket = socket;
            _target = target;
            _host = host;
            _chunkBytes = chunkBytes;
            new Thread(Connect).Start();
        }

        /// <inheritdoc/>
        public int State { get { return Interlocked.CompareExchange(ref _state, 0, 0); } }

        /// <inheritdoc/>
        public int Room { get { return _stream == null ? Flow.Broken : _chunkBytes; } }

        /// <inheritdoc/>
        public IStream Take()
        {
            return this;
        }

        /// <inheritdoc/>
        public void Abandon()
        {
            _socket.Close();
        }

        /// <inheritdoc/>
        public int Receive(byte[] buffer, int offset, int count)
        {
            try
            {
                if (!_stream.DataAvailable && !_socket.Poll(0, SelectMode.SelectRead))
                {
                    return Flow.Nothing;
                }
                int got = _stream.Read(buffer, offset, count);
                return got > 0 ? got : Flow.Finished;
            }
            catch (Exception)
            {
                // By TLS's own error, the socket's or the stream's: it is over.
                return Flow.Broken;
            }
        }

        /// <inheritdoc/>
        public bool Send(byte[] buffer, int offset, int count)
        {
            try
            {
                _stream.Write(buffer, offset, count);
                return true;
            }
            catch (Exception)
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
        public bool HalfClose()
        {
            return false;
        }

        /// <inheritdoc/>
        public void Close(bool abort)
        {
            try
            {
                // It closes the socket, too, and frees the buffers of mbedTLS.
                _stream.Dispose();
            }
            catch (Exception)
            {
                _socket.Close();
            }
        }

        // A thread that ends by an exception says nothing to anybody, so everything is caught.
        private void Connect()
        {
            int end = DialState.Failed;
            try
            {
                _socket.Connect(_target);
                _stream = new SslStream(_socket);
                _stream.SslVerification = SslVerification.CertificateRequired;
                _stream.AuthenticateAsClient(_host, SslProtocols.Tls12);
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
