// NanoCheck heap: System.Net over nothing: the scenario knocks, writes and reads at the other end.
// Prices: Socket has seven fields and a finalizer; its end points are objects of their own.

using Portreeve.HeapModel;
using Portreeve.NanoCheck.Heap.Standins;

#pragma warning disable IDE1006, CA1707, CA1822, CA1720, IDE0044, CS0414 // the chip's names

namespace Chip_System_Net
{
    public abstract class EndPoint
    {
    }

    public class IPAddress : IChipObject
    {
        public static readonly IPAddress Any = new(0);
        private readonly long _address;

        public IPAddress(long newAddress) => _address = newAddress;

        public IPAddress(byte[] address)
            : this(BitConverter.ToUInt32(address))
        {
        }

        public int ChipBytes => Fixed.IPAddressBytes;

        public byte[] GetAddressBytes() =>
        [
            (byte)_address, (byte)(_address >> 8), (byte)(_address >> 16),
            (byte)(_address >> 24)
        ];
    }

    public class IPEndPoint : EndPoint, IChipObject
    {
        public IPEndPoint(long address, int port)
            : this(new IPAddress(address), port)
        {
            Meter.Take(Fixed.IPAddressBytes);
        }

        public IPEndPoint(IPAddress address, int port)
        {
            Address = address;
            Port = port;
        }

        public IPAddress Address { get; }

        public int Port { get; }

        public int ChipBytes => ChipLayout.Object(2);

        public IEnumerable<object> Holds => [Address];
    }
}

namespace Chip_System_Net_Sockets
{
    using Chip_System_Net;

    public enum AddressFamily { InterNetwork = 2 }

    public enum SocketType { Stream = 1, Dgram = 2 }

    public enum ProtocolType { Tcp = 6, Udp = 17 }

    public enum SelectMode { SelectRead = 0, SelectWrite = 1, SelectError = 2 }

    public enum SocketFlags { None = 0 }

    public enum SocketOptionLevel { IP = 0, Tcp = 6, Udp = 17, Socket = 65535 }

    public enum SocketOptionName
    {
        ReuseAddress = 4, KeepAlive = 8, Linger = 128, NoDelay = 1, AddMembership = 12,
        MulticastTimeToLive = 10,
    }

    public class SocketException : Exception
    {
        public int ErrorCode => 10035;
    }

    /// <summary>Both ends of a connection, or a listener.</summary>
    public class Socket : IChipObject
    {
        // IPEndPoint and IPAddress, and the eight shorts that the latter's constructor makes.
        private static readonly int EndPointBytes = ChipLayout.Object(2) + ChipLayout.Object(4);
        private static readonly int AddressArrayBytes = ChipLayout.Array(2, 8);

        private const int StackArrayBytes = 156;

        private readonly bool m_fBlocking = true;
        private readonly Queue<Socket> _newcomers = new();
        private readonly Queue<byte> _arrived = new();
        private EndPoint? _local;
        private EndPoint? _kept;
        private EndPoint? _remote;

        public Socket(AddressFamily family, SocketType type, ProtocolType protocol)
        {
            IsStream = type == SocketType.Stream;
            Chip.Sockets.Add(this);
        }

        public bool IsStream { get; }

        public bool IsOpen { get; private set; } = true;

        public int Port => (_local as IPEndPoint)?.Port ?? 0;

        /// <summary>True where the firmware has called somebody.</summary>
        public bool IsUpstream { get; private set; }

        /// <summary>What the firmware sent.</summary>
        public MemoryStream Sent { get; } = new();

        /// <summary>True once the other end sends no more.</summary>
        public bool IsFinished { get; set; }

        public int ChipBytes => Fixed.SocketBytes;

        // An accepted socket shares its listener's; one that did not wait for its connection has
        // thrown before it kept where that leads.
        public IEnumerable<object> Holds => new object?[] { _local, _kept }.OfType<object>();

        /// <summary>The other end, as the scenario asks for it.</summary>
        public IPEndPoint? Peer => _remote as IPEndPoint;

        public EndPoint RemoteEndPoint
        {
            get
            {
                Meter.Take(EndPointBytes);
                return _remote!;
            }
        }

        /// <summary>The scenario connects to this listener.</summary>
        public Socket Knock(long address, int port)
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream,
                ProtocolType.Tcp)
            {
                _remote = new IPEndPoint(new IPAddress(address), port),
            };
            _newcomers.Enqueue(client);
            return client;
        }

        /// <summary>The other end sends.</summary>
        public void Arrive(byte[] bytes)
        {
            foreach (byte b in bytes)
            {
                _arrived.Enqueue(b);
            }
        }

        public void SetSocketOption(SocketOptionLevel level, SocketOptionName name, int value) =>
            Meter.Take(ChipLayout.Array(1, sizeof(int)));

        public void SetSocketOption(SocketOptionLevel level, SocketOptionName name, bool value) =>
            SetSocketOption(level, name, value ? 1 : 0);

        public void SetSocketOption(SocketOptionLevel level, SocketOptionName name, byte[] value)
        {
        }

        public void Bind(EndPoint local)
        {
            // A copy that nobody needs.
            Meter.Take(EndPointBytes + AddressArrayBytes);
            _local = local;
            _kept = local;
        }

        public void Listen(int backlog)
        {
        }

        public void Connect(EndPoint target)
        {
            Meter.Take(EndPointBytes + AddressArrayBytes);
            _remote = target;
            IsUpstream = IsStream;
            if (!m_fBlocking)
            {
                // The exception, and an array of the methods it was thrown in.
                Meter.Take(ChipLayout.Object(5) + StackArrayBytes);
                throw new SocketException();
            }

            _kept ??= target;
        }

        public Socket Accept()
        {
            Meter.Take(ChipLayout.Object(7));
            return _newcomers.Dequeue();
        }

        public bool Poll(int microSeconds, SelectMode mode) => mode == SelectMode.SelectWrite
            || _arrived.Count > 0 || _newcomers.Count > 0 || IsFinished;

        public int Receive(byte[] buffer, int offset, int size, SocketFlags flags)
        {
            int count = Math.Min(size, _arrived.Count);
            for (int i = 0; i < count; i++)
            {
                buffer[offset + i] = _arrived.Dequeue();
            }

            return count;
        }

        public int ReceiveFrom(byte[] buffer, int offset, int size, SocketFlags flags,
            ref EndPoint from) => Receive(buffer, offset, size, flags);

        public int Send(byte[] buffer, int offset, int size, SocketFlags flags)
        {
            Sent.Write(buffer, offset, size);
            return size;
        }

        public int SendTo(byte[] buffer, int offset, int size, SocketFlags flags, EndPoint to) =>
            size;

        public void Close() => IsOpen = false;
    }
}
