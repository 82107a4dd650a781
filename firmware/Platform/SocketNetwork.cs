// Platform: INetwork over the socket API that nanoFramework and desktop .NET share. It opens
// sockets and wraps them; it counts nothing (SocketBudget does) and decides nothing.

using System.Net;
using System.Net.Sockets;
using Portreeve.Outside;

namespace Portreeve.Platform
{
    /// <summary>The real network.</summary>
    internal sealed class SocketNetwork : INetwork
    {
        // All but the well-known ones: 64,512 instead of the 16,384 that are nobody's.
        private const int FirstPort = 1024;
        private const int PortTries = 4;

        private readonly byte[] _chance = new byte[2];
        private readonly IBoard _board;
        private readonly SocketPowers _powers;
        private readonly IPAddress _bindAddress;
        private readonly int _chunkBytes;
        private readonly int _backlog;
        private string _trouble = "";

        /// <param name="powers">What sockets can do here.</param>
        /// <param name="bindAddress">IPAddress.Any on the chip: a listener bound to one address
        /// is lost when DHCP gives another.</param>
        /// <param name="chunkBytes">Limits.ChunkBytes.</param>
        /// <param name="backlog">Newcomers that may wait: 6 on the chip (accept mailbox).</param>
        /// <param name="board">Gives chance for ports; null: the system chooses them.</param>
        public SocketNetwork(SocketPowers powers, IPAddress bindAddress, int chunkBytes,
            int backlog, IBoard board = null)
        {
            _board = board;
            _powers = powers;
            _bindAddress = bindAddress;
            _chunkBytes = chunkBytes;
            _backlog = backlog;
        }

        /// <inheritdoc/>
        public string Trouble { get { return _trouble; } }

        /// <inheritdoc/>
        public IAcceptor Listen(int port)
        {
            Socket socket = null;
            try
            {
                socket = Open(false);
                _powers.AllowReopening(socket);
                socket.Bind(new IPEndPoint(_bindAddress, port));
                socket.Listen(_backlog);
                return new SocketAcceptor(socket, _powers, _chunkBytes);
            }
            catch (SocketException e)
            {
                _trouble = SocketTrouble.OfOpening(port, _powers.CodeOf(e));
                Drop(socket);
                return null;
            }
        }

        /// <inheritdoc/>
        public IDial Dial(uint address, int port)
        {
            Socket socket = null;
            try
            {
                socket = Open(false);
                IPEndPoint target = EndPoints.Of(address, port);
                if (_powers.CanDialWithoutWaiting)
                {
                    return new SocketDial(socket, _powers, target, _chunkBytes);
                }
                return new ThreadDial(socket, _powers, target, _chunkBytes);
            }
            catch (SocketException e)
            {
                _trouble = SocketTrouble.OfDialing(_powers.CodeOf(e));
                Drop(socket);
                return null;
            }
        }

        /// <inheritdoc/>
        public IDatagrams BindDatagrams(int port)
        {
            Socket socket = null;
            try
            {
                socket = Open(true);
                if (port == 0) AllowBroadcast(socket);
                socket.Bind(new IPEndPoint(_bindAddress, port));
                return new SocketDatagrams(socket, _powers, false);
            }
            catch (SocketException e)
            {
                _trouble = SocketTrouble.OfOpening(port, _powers.CodeOf(e));
                Drop(socket);
                return null;
            }
        }

        /// <inheritdoc/>
        public IDatagrams ConnectDatagrams(uint address, int port)
        {
            Socket socket = null;
            try
            {
                socket = Open(true);
                TakeAnyPort(socket);
                socket.Connect(EndPoints.Of(address, port));
                return new SocketDatagrams(socket, _powers, true);
            }
            catch (SocketException e)
            {
                _trouble = SocketTrouble.OfDialing(_powers.CodeOf(e));
                Drop(socket);
                return null;
            }
        }

        // lwIP counts local ports upwards; one that cannot be foreseen makes an answer hard to
        // forge (RFC 5452 section 4.5). Where all that are tried are taken the system chooses.
        private void TakeAnyPort(Socket socket)
        {
            for (int i = 0; _board != null && i < PortTries; i++)
            {
                _board.FillRandom(_chance);
                int port = (_chance[0] << 8) | _chance[1];
                if (port < FirstPort) continue;
                try
                {
                    socket.Bind(new IPEndPoint(IPAddress.Any, port));
                    return;
                }
                catch (SocketException)
                {
                    // Somebody else's; the next one.
                }
            }
        }

        // Magic packets go to everybody. A stack that does not know the option allows it anyway.
        private static void AllowBroadcast(Socket socket)
        {
            try
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Broadcast, true);
            }
            catch (SocketException)
            {
            }
        }

        private static Socket Open(bool isUdp)
        {
            return isUdp
                ? new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
                : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        }

        private static void Drop(Socket socket)
        {
            if (socket != null) socket.Close();
        }
    }
}
