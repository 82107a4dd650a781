// Outside: sockets, as the core sees them. No call here blocks and none throws for what the
// network does; every failure is a value. Addresses are IPv4 in host order (192.168.1.2 is
// 0xC0A80102): the chip's images are built without IPv6 (CONFIG_LWIP_IPV6=n).

namespace Portreeve.Outside
{
    /// <summary>What Receive says besides a count of bytes.</summary>
    internal static class Flow
    {
        /// <summary>Nothing is there now; ask again.</summary>
        public const int Nothing = 0;

        /// <summary>The other side has sent all it will ever send (FIN).</summary>
        public const int Finished = -1;

        /// <summary>The connection is gone: reset, time-out, network down.</summary>
        public const int Broken = -2;

        /// <summary>No datagram is there now. (An empty datagram has length 0.)</summary>
        public const int NoDatagram = -3;

        /// <summary>One was there, and longer than the platform can take; it is lost.</summary>
        public const int TooLong = -4;
    }

    /// <summary>How a dial stands.</summary>
    internal static class DialState
    {
        public const int Pending = 0;
        public const int Connected = 1;

        /// <summary>The target answered with a reset, or there is no way to it.</summary>
        public const int Failed = 2;
    }

    /// <summary>
    /// Opens sockets. A call that cannot returns null and leaves the reason in Trouble.
    /// </summary>
    internal interface INetwork
    {
        /// <summary>Listens on a TCP port of all our addresses.</summary>
        IAcceptor Listen(int port);

        /// <summary>Starts to connect; never waits.</summary>
        IDial Dial(uint address, int port);

        /// <summary>Opens a UDP port for anybody; 0 takes a free one.</summary>
        IDatagrams BindDatagrams(int port);

        /// <summary>Opens a UDP socket that talks with one peer and hears nobody else.</summary>
        IDatagrams ConnectDatagrams(uint address, int port);

        /// <summary>Why the last call returned null, as a sentence with the next step.</summary>
        string Trouble { get; }
    }

    /// <summary>A listening TCP socket.</summary>
    internal interface IAcceptor
    {
        /// <summary>The next newcomer with its address, or null when nobody waits.</summary>
        IStream Accept(out uint address, out int port);

        /// <summary>
        /// True when the socket has died (link loss, new address) and must be reopened.
        /// </summary>
        bool IsBroken { get; }

        /// <summary>Closes the listener. Connections already accepted live on.</summary>
        void Close();
    }

    /// <summary>
    /// A connection under way. Ends with Take or with Abandon, exactly one of them.
    /// </summary>
    internal interface IDial
    {
        /// <summary>One of <see cref="DialState"/>.</summary>
        int State { get; }

        /// <summary>The connected stream; the dial is over and owns nothing any more.</summary>
        IStream Take();

        /// <summary>Gives up and closes the socket.</summary>
        void Abandon();
    }

    /// <summary>Whoever need not be visited before one of its sockets has something.</summary>
    internal interface ISleeper
    {
        /// <summary>Something may have become possible. Cheap, and allowed at any time.</summary>
        void Wake();
    }

    /// <summary>A live TCP connection.</summary>
    internal interface IStream
    {
        /// <summary>
        /// Reads at most <paramref name="count"/> bytes that are already there: their number, or
        /// Flow.Nothing, Flow.Finished (again and again), Flow.Broken.
        /// </summary>
        int Receive(byte[] buffer, int offset, int count);

        /// <summary>
        /// How many bytes Send takes now without waiting: 0 while the other side is slow,
        /// Flow.Broken when the connection is gone. Whatever was sent before has left this
        /// object when Room is above 0, so a stream with room can be closed without loss.
        /// </summary>
        int Room { get; }

        /// <summary>
        /// Asks that the sleeper be woken when Receive or Room may answer otherwise than last time.
        /// False: this platform cannot tell, it must be asked.
        /// </summary>
        bool Wakes(ISleeper sleeper);

        /// <summary>
        /// Sends all of it, given that Room allowed it. False: the connection broke.
        /// </summary>
        bool Send(byte[] buffer, int offset, int count);

        /// <summary>Sends FIN and goes on reading. False where the platform cannot.</summary>
        bool HalfClose();

        /// <summary>
        /// Closes; with <paramref name="abort"/> by a reset, leaving no TIME_WAIT.
        /// </summary>
        void Close(bool abort);
    }

    /// <summary>A UDP socket.</summary>
    internal interface IDatagrams
    {
        /// <summary>
        /// One datagram, whole, with its sender: its length (0 is a datagram too),
        /// Flow.NoDatagram, Flow.TooLong, or Flow.Broken.
        /// </summary>
        int Receive(byte[] buffer, out uint address, out int port);

        /// <summary>
        /// Sends one datagram, never split. On a connected socket the address is not looked at.
        /// False: it was dropped, as the network may.
        /// </summary>
        bool Send(byte[] buffer, int count, uint address, int port);

        /// <summary>As IStream.Wakes, for Receive.</summary>
        bool Wakes(ISleeper sleeper);

        /// <summary>Closes the socket.</summary>
        void Close();
    }
}
