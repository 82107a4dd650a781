// Scenario: sockets without a network, under the name and with the signatures of System.Net, so
// that the chip's own adapters run over them. Bytes are only counted, never copied: what is
// measured is the firmware's own work. Just the members the adapters use.
// needs: -

using System.Collections;

namespace System.Net
{
    public class IPAddress
    {
        public static readonly IPAddress Any = new IPAddress(0);
        private readonly long _address;

        public IPAddress(long newAddress)
        {
            _address = newAddress;
        }

        public byte[] GetAddressBytes()
        {
            return new byte[]
            {
                (byte)_address, (byte)(_address >> 8), (byte)(_address >> 16),
                (byte)(_address >> 24)
            };
        }
    }

    public abstract class EndPoint
    {
    }

    public class IPEndPoint : EndPoint
    {
        public IPEndPoint(long address, int port) : this(new IPAddress(address), port)
        {
        }

        public IPEndPoint(IPAddress address, int port)
        {
            Address = address;
            Port = port;
        }

        public IPAddress Address { get; private set; }

        public int Port { get; private set; }
    }
}

namespace System.Net.Sockets
{
    public enum AddressFamily { InterNetwork = 2 }

    public enum SocketType { Stream = 1, Dgram = 2 }

    public enum ProtocolType { Tcp = 6, Udp = 17 }

    public enum SelectMode { SelectRead = 0, SelectWrite = 1, SelectError = 2 }

    [Flags]
    public enum SocketFlags { None = 0 }

    public enum SocketOptionLevel { IP = 0, Tcp = 6, Udp = 17, Socket = 65535 }

    public enum SocketOptionName { ReuseAddress = 4, KeepAlive = 8, Linger = 128, NoDelay = 1 }

    public class SocketException : Exception
    {
        public int ErrorCode { get { return 0; } }
    }

    internal static class NativeSocket
    {
        public static void shutdown(object socket, int how, out int error)
        {
            error = 0;
        }
    }

    /// <summary>A socket of which the scenario decides what has arrived.</summary>
    public class Socket
    {
        /// <summary>Every socket made so far, in order.</summary>
        public static readonly ArrayList All = new ArrayList();

        private bool m_fBlocking = true;
        private readonly Queue _newcomers = new Queue();

        /// <summary>Bytes that have arrived and were not read.</summary>
        public int Pending;

        /// <summary>Bytes that were sent.</summary>
        public long Sent;

        public Socket(AddressFamily family, SocketType type, ProtocolType protocol)
        {
            IsStream = type == SocketType.Stream;
            All.Add(this);
        }

        public readonly bool IsStream;

        public EndPoint RemoteEndPoint { get; private set; }

        /// <summary>A client knocks at this listening socket.</summary>
        public Socket Knock(long address, int port)
        {
            var client = new Socket(
                AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            client.RemoteEndPoint = new IPEndPoint(address, port);
            _newcomers.Enqueue(client);
            return client;
        }

        /// <summary>Where a datagram that arrives comes from.</summary>
        public void ComesFrom(long address, int port)
        {
            RemoteEndPoint = new IPEndPoint(address, port);
        }

        public void SetSocketOption(SocketOptionLevel level, SocketOptionName name, int value)
        {
        }

        public void SetSocketOption(SocketOptionLevel level, SocketOptionName name, bool value)
        {
        }

        public void Bind(EndPoint local)
        {
        }

        public void Listen(int backlog)
        {
        }

        public void Connect(EndPoint target)
        {
            RemoteEndPoint = target;
            if (!m_fBlocking) throw new SocketException();
        }

        public Socket Accept()
        {
            return (Socket)_newcomers.Dequeue();
        }

        public bool Poll(int microSeconds, SelectMode mode)
        {
            return mode == SelectMode.SelectWrite || Pending > 0 || _newcomers.Count > 0;
        }

        public int Receive(byte[] buffer, int offset, int size, SocketFlags flags)
        {
            int count = Pending < size ? Pending : size;
            Pending -= count;
            return count;
        }

        public int ReceiveFrom(byte[] buffer, int offset, int size, SocketFlags flags,
            ref EndPoint from)
        {
            from = RemoteEndPoint;
            return Receive(buffer, offset, size, flags);
        }

        public int Send(byte[] buffer, int offset, int size, SocketFlags flags)
        {
            Sent += size;
            return size;
        }

        public int SendTo(byte[] buffer, int offset, int size, SocketFlags flags, EndPoint to)
        {
            Sent += size;
            return size;
        }

        public void Close()
        {
        }
    }
}
