// Signatures of System.Net.dll (NuGet nanoFramework.System.Net 1.11.60):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: nanoFramework.Runtime.Events System.IO.Streams nanoFramework.System.Text System.Threading

namespace System.Net
{
    public static class Dns
    {
        public static extern System.Net.IPHostEntry GetHostEntry(string hostNameOrAddress);
    }

    public abstract class EndPoint
    {
        public abstract System.Net.SocketAddress Serialize();
        public abstract System.Net.EndPoint Create(System.Net.SocketAddress socketAddress);
    }

    public class IPAddress
    {
        public static readonly System.Net.IPAddress Any;
        public static readonly System.Net.IPAddress Loopback;
        public static readonly System.Net.IPAddress Broadcast;
        public static readonly System.Net.IPAddress None;
        public static readonly System.Net.IPAddress IPv6Any;
        public static readonly System.Net.IPAddress IPv6Loopback;
        public extern System.Net.Sockets.AddressFamily AddressFamily { get; }
        public extern IPAddress(long newAddress);
        public extern IPAddress(byte[] address);
        public static extern bool operator ==(System.Net.IPAddress a, System.Net.IPAddress b);
        public static extern bool operator !=(System.Net.IPAddress a, System.Net.IPAddress b);
        public extern IPAddress(byte[] address, long scopeid);
        public override extern bool Equals(object other);
        public new extern bool Equals(System.Net.IPAddress other);
        public extern byte[] GetAddressBytes();
        public static extern System.Net.IPAddress Parse(string ipString);
        public extern long ScopeId { get; set; }
        public override extern string ToString();
        public static extern System.Net.IPAddress GetDefaultLocalAddress();
        public override extern int GetHashCode();
        public extern bool IsIPv4MappedToIPv6 { get; }
        public extern System.Net.IPAddress MapToIPv6();
        public extern System.Net.IPAddress MapToIPv4();
    }

    public class IPEndPoint : System.Net.EndPoint
    {
        public const int MinPort = 0;
        public const int MaxPort = 65535;
        public extern IPEndPoint(long address, int port);
        public extern IPEndPoint(System.Net.IPAddress address, int port);
        public extern System.Net.IPAddress Address { get; }
        public extern System.Net.Sockets.AddressFamily AddressFamily { get; }
        public extern int Port { get; }
        public override extern System.Net.SocketAddress Serialize();
        public override extern System.Net.EndPoint Create(System.Net.SocketAddress socketAddress);
        public override extern string ToString();
        public override extern bool Equals(object obj);
        public override extern int GetHashCode();
    }

    public class IPHostEntry
    {
        public extern string HostName { get; }
        public extern System.Net.IPAddress[] AddressList { get; }
    }

    public class SocketAddress
    {
        public extern System.Net.Sockets.AddressFamily Family { get; }
        public extern SocketAddress(System.Net.Sockets.AddressFamily family, int size);
        public extern int Size { get; }
        public extern byte this[int offset] { get; set; }
        public override extern bool Equals(object obj);
        public override extern int GetHashCode();
    }
}

namespace System.Net.NetworkInformation
{
    public static class IPGlobalProperties
    {
        public static extern System.Net.IPAddress GetIPAddress();
    }

    public delegate void NetworkAddressChangedEventHandler(object sender, System.EventArgs e);

    public delegate void NetworkAvailabilityChangedEventHandler(object sender,
        System.Net.NetworkInformation.NetworkAvailabilityEventArgs e);

    public class NetworkAvailabilityEventArgs : System.EventArgs
    {
        public extern bool IsAvailable { get; }
        internal extern NetworkAvailabilityEventArgs();
    }

    public static class NetworkChange
    {
        public static extern event System.Net.NetworkInformation.NetworkAddressChangedEventHandler NetworkAddressChanged;
        public static extern event System.Net.NetworkInformation.NetworkAvailabilityChangedEventHandler NetworkAvailabilityChanged;
    }

    public class NetworkInterface
    {
        public static extern bool GetIsNetworkAvailable();
        protected extern NetworkInterface(int interfaceIndex);
        public static extern System.Net.NetworkInformation.NetworkInterface[] GetAllNetworkInterfaces();
        public extern void EnableStaticIPv4(string ipv4Address, string ipv4SubnetMask,
            string ipv4GatewayAddress);
        public extern void EnableStaticIPv6(string ipv6Address, string ipv6SubnetMask,
            string ipv6GatewayAddress);
        public extern void EnableStaticIP(string ipv4Address, string ipv4subnetMask,
            string ipv4gatewayAddress, string ipv6Address, string ipv6SubnetMask,
            string ipv6GatewayAddress);
        public extern void EnableDhcp();
        public extern void EnableStaticIPv4Dns(string[] dnsAddresses);
        public extern void EnableStaticIPv6Dns(string[] dnsAddresses);
        public extern void EnableAutomaticDns();
        public extern bool IsAutomaticDnsEnabled { get; }
        public extern string IPv4Address { get; }
        public extern string IPv4GatewayAddress { get; }
        public extern string IPv4SubnetMask { get; }
        public extern bool IsDhcpEnabled { get; }
        public extern string[] IPv4DnsAddresses { get; }
        public extern void ReleaseDhcpLease();
        public extern void RenewDhcpLease();
        public extern byte[] PhysicalAddress { get; set; }
        public extern System.Net.NetworkInformation.NetworkInterfaceType NetworkInterfaceType { get; }
        public extern uint SpecificConfigId { get; set; }
    }

    public enum NetworkInterfaceType
    {
        Unknown = 1, Ethernet = 6, Wireless80211 = 71, WirelessAP = 72,
    }
}

namespace System.Net.Sockets
{
    public enum AddressFamily
    {
        Unknown = -1, Unspecified = 0, Unix = 1, InterNetwork = 2, ImpLink = 3, Pup = 4,
        Chaos = 5, NS = 6, Ipx = 6, Iso = 7, Osi = 7, Ecma = 8, DataKit = 9, Ccitt = 10, Sna = 11,
        DecNet = 12, DataLink = 13, Lat = 14, HyperChannel = 15, AppleTalk = 16, NetBios = 17,
        VoiceView = 18, FireFox = 19, Banyan = 21, Atm = 22, InterNetworkV6 = 23, Cluster = 24,
        Ieee12844 = 25, Irda = 26, NetworkDesigners = 28, Max = 29,
    }

    public class NetworkStream : System.IO.Stream
    {
        protected int _socketType;
        protected System.Net.EndPoint _remoteEndPoint;
        protected bool _disposed;
        public extern NetworkStream(System.Net.Sockets.Socket socket);
        public extern NetworkStream(System.Net.Sockets.Socket socket, bool ownsSocket);
        public override extern bool CanRead { get; }
        public override extern bool CanSeek { get; }
        public override extern bool CanTimeout { get; }
        public override extern bool CanWrite { get; }
        public override extern int ReadTimeout { get; set; }
        public override extern int WriteTimeout { get; set; }
        public override extern long Length { get; }
        public override extern long Position { get; set; }
        public virtual extern bool DataAvailable { get; }
        public extern void Close(int timeout);
        protected override extern void Dispose(bool disposing);
        public override extern void Flush();
        public override extern int Read(byte[] buffer, int offset, int count);
        public override extern long Seek(long offset, System.IO.SeekOrigin origin);
        public override extern void SetLength(long value);
        public override extern void Write(byte[] buffer, int offset, int count);
        public override extern int Read(System.SpanByte buffer);
    }

    public enum ProtocolFamily
    {
        Unknown = -1, Unspecified = 0, Unix = 1, InterNetwork = 2, ImpLink = 3, Pup = 4,
        Chaos = 5, NS = 6, Ipx = 6, Iso = 7, Osi = 7, Ecma = 8, DataKit = 9, Ccitt = 10, Sna = 11,
        DecNet = 12, DataLink = 13, Lat = 14, HyperChannel = 15, AppleTalk = 16, NetBios = 17,
        VoiceView = 18, FireFox = 19, Banyan = 21, Atm = 22, InterNetworkV6 = 23, Cluster = 24,
        Ieee12844 = 25, Irda = 26, NetworkDesigners = 28, Max = 29,
    }

    public enum ProtocolType
    {
        IP = 0, IPv6HopByHopOptions = 0, Icmp = 1, Igmp = 2, Ggp = 3, IPv4 = 4, Tcp = 6, Pup = 12,
        Udp = 17, Idp = 22, IPv6 = 41, IPv6RoutingHeader = 43, IPv6FragmentHeader = 44,
        IPSecEncapsulatingSecurityPayload = 50, IPSecAuthenticationHeader = 51, IcmpV6 = 58,
        IPv6NoNextHeader = 59, IPv6DestinationOptions = 60, ND = 77, Raw = 255, Unspecified = 0,
        Ipx = 1000, Spx = 1256, SpxII = 1257, Unknown = -1,
    }

    public enum SelectMode
    {
        SelectRead = 0, SelectWrite = 1, SelectError = 2,
    }

    public class Socket : System.IDisposable
    {
        public extern Socket(System.Net.Sockets.AddressFamily addressFamily,
            System.Net.Sockets.SocketType socketType, System.Net.Sockets.ProtocolType protocolType);
        public extern int Available { get; }
        public extern System.Net.EndPoint LocalEndPoint { get; }
        public extern System.Net.EndPoint RemoteEndPoint { get; }
        public extern bool Connected { get; }
        public extern int ReceiveTimeout { get; set; }
        public extern int SendTimeout { get; set; }
        public extern System.Net.Sockets.SocketType SocketType { get; }
        public extern void Bind(System.Net.EndPoint localEP);
        public extern void Connect(System.Net.EndPoint remoteEP);
        public extern void Close();
        public extern void Listen(int backlog);
        public extern System.Net.Sockets.Socket Accept();
        public extern int Send(byte[] buffer);
        public extern int Send(byte[] buffer, System.Net.Sockets.SocketFlags socketFlags);
        public extern int Send(byte[] buffer, int size, System.Net.Sockets.SocketFlags socketFlags);
        public extern int Send(byte[] buffer, int offset, int size,
            System.Net.Sockets.SocketFlags socketFlags);
        public extern int SendTo(byte[] buffer, int offset, int size,
            System.Net.Sockets.SocketFlags socketFlags, System.Net.EndPoint remoteEP);
        public extern int SendTo(byte[] buffer, int size,
            System.Net.Sockets.SocketFlags socketFlags, System.Net.EndPoint remoteEP);
        public extern int SendTo(byte[] buffer, System.Net.Sockets.SocketFlags socketFlags,
            System.Net.EndPoint remoteEP);
        public extern int SendTo(byte[] buffer, System.Net.EndPoint remoteEP);
        public extern int Receive(byte[] buffer);
        public extern int Receive(byte[] buffer, System.Net.Sockets.SocketFlags socketFlags);
        public extern int Receive(byte[] buffer, int size,
            System.Net.Sockets.SocketFlags socketFlags);
        public extern int Receive(byte[] buffer, int offset, int size,
            System.Net.Sockets.SocketFlags socketFlags);
        public extern int ReceiveFrom(byte[] buffer, int offset, int size,
            System.Net.Sockets.SocketFlags socketFlags, ref System.Net.EndPoint remoteEP);
        public extern int ReceiveFrom(byte[] buffer, int size,
            System.Net.Sockets.SocketFlags socketFlags, ref System.Net.EndPoint remoteEP);
        public extern int ReceiveFrom(byte[] buffer, System.Net.Sockets.SocketFlags socketFlags,
            ref System.Net.EndPoint remoteEP);
        public extern int ReceiveFrom(byte[] buffer, ref System.Net.EndPoint remoteEP);
        public extern void SetSocketOption(System.Net.Sockets.SocketOptionLevel optionLevel,
            System.Net.Sockets.SocketOptionName optionName, int optionValue);
        public extern void SetSocketOption(System.Net.Sockets.SocketOptionLevel optionLevel,
            System.Net.Sockets.SocketOptionName optionName, bool optionValue);
        public extern void SetSocketOption(System.Net.Sockets.SocketOptionLevel optionLevel,
            System.Net.Sockets.SocketOptionName optionName, byte[] optionValue);
        public extern object GetSocketOption(System.Net.Sockets.SocketOptionLevel optionLevel,
            System.Net.Sockets.SocketOptionName optionName);
        public extern void GetSocketOption(System.Net.Sockets.SocketOptionLevel optionLevel,
            System.Net.Sockets.SocketOptionName optionName, byte[] val);
        public extern bool Poll(int microSeconds, System.Net.Sockets.SelectMode mode);
        protected virtual extern void Dispose(bool disposing);
        extern void System.IDisposable.Dispose();
    }

    public enum SocketError
    {
        Success = 0, SocketError = -1, Interrupted = 10004, AccessDenied = 10013, Fault = 10014,
        InvalidArgument = 10022, TooManyOpenSockets = 10024, WouldBlock = 10035,
        InProgress = 10036, AlreadyInProgress = 10037, NotSocket = 10038,
        DestinationAddressRequired = 10039, MessageSize = 10040, ProtocolType = 10041,
        ProtocolOption = 10042, ProtocolNotSupported = 10043, SocketNotSupported = 10044,
        OperationNotSupported = 10045, ProtocolFamilyNotSupported = 10046,
        AddressFamilyNotSupported = 10047, AddressAlreadyInUse = 10048,
        AddressNotAvailable = 10049, NetworkDown = 10050, NetworkUnreachable = 10051,
        NetworkReset = 10052, ConnectionAborted = 10053, ConnectionReset = 10054,
        NoBufferSpaceAvailable = 10055, IsConnected = 10056, NotConnected = 10057,
        Shutdown = 10058, TimedOut = 10060, ConnectionRefused = 10061, HostDown = 10064,
        HostUnreachable = 10065, ProcessLimit = 10067, SystemNotReady = 10091,
        VersionNotSupported = 10092, NotInitialized = 10093, Disconnecting = 10101,
        TypeNotFound = 10109, HostNotFound = 11001, TryAgain = 11002, NoRecovery = 11003,
        NoData = 11004,
    }

    public class SocketException : System.Exception
    {
        public extern SocketException(System.Net.Sockets.SocketError errorCode);
        public extern int ErrorCode { get; }
    }

    [System.Flags]
    public enum SocketFlags
    {
        None = 0, OutOfBand = 1, Peek = 2, DontRoute = 4, MaxIOVectorLength = 16, Truncated = 256,
        ControlDataTruncated = 512, Broadcast = 1024, Multicast = 2048, Partial = 32768,
    }

    public enum SocketOptionLevel
    {
        Socket = 65535, IP = 0, IPv6 = 41, Tcp = 6, Udp = 17,
    }

    public enum SocketOptionName
    {
        Debug = 1, AcceptConnection = 2, ReuseAddress = 4, KeepAlive = 8, DontRoute = 16,
        Broadcast = 32, UseLoopback = 64, Linger = 128, OutOfBandInline = 256, DontLinger = -129,
        ExclusiveAddressUse = -5, SendBuffer = 4097, ReceiveBuffer = 4098, SendLowWater = 4099,
        ReceiveLowWater = 4100, SendTimeout = 4101, ReceiveTimeout = 4102, Error = 4103,
        Type = 4104, MaxConnections = 2147483647, IPOptions = 1, HeaderIncluded = 2,
        TypeOfService = 3, IpTimeToLive = 4, MulticastInterface = 9, MulticastTimeToLive = 10,
        MulticastLoopback = 11, AddMembership = 12, DropMembership = 13, DontFragment = 14,
        AddSourceMembership = 15, DropSourceMembership = 16, BlockSource = 17, UnblockSource = 18,
        PacketInformation = 19, HopLimit = 21, NoDelay = 1, BsdUrgent = 2, Expedited = 2,
        NoChecksum = 1, ChecksumCoverage = 20, UpdateAcceptContext = 28683,
        UpdateConnectContext = 28688,
    }

    public enum SocketType
    {
        Stream = 1, Dgram = 2, Raw = 3, Rdm = 4, Seqpacket = 5, Unknown = -1,
    }
}

namespace System.Net.Security
{
    public enum SslProtocols
    {
        None = 0, Tls = 192, Tls11 = 768, Tls12 = 3072, Tls13 = 12288,
    }

    public enum SslVerification
    {
        NoVerification = 1, VerifyPeer = 2, CertificateRequired = 4, VerifyClientOnce = 8,
    }

    public class SslStream : System.Net.Sockets.NetworkStream
    {
        public extern SslStream(System.Net.Sockets.Socket socket);
        public extern void AuthenticateAsClient(string targetHost, System.Net.Security.SslProtocols enabledSslProtocols);
        public extern System.Net.Security.SslVerification SslVerification { get; set; }
        public override extern bool DataAvailable { get; }
    }
}
