// Outside: the way out of the house, beyond plain sockets: the router above us, secure
// connections, and the groups to which everybody in the house listens.

namespace Portreeve.Outside
{
    /// <summary>
    /// What being reached needs of the platform. No call blocks and none throws; a call that
    /// cannot returns null and leaves the reason in Trouble.
    /// </summary>
    internal interface IUplink
    {
        /// <summary>Our router (default gateway) in host order, or 0 while there is none.
        /// </summary>
        uint Router { get; }

        /// <summary>Starts to connect by TLS; the certificate must be good for the host name.
        /// The dial is connected when the handshake is over.</summary>
        IDial DialSecure(uint address, int port, string host);

        /// <summary>Opens a UDP port of a multicast group, beside others on this machine that
        /// listen to it. What it sends goes to the LAN only (TTL 255, RFC 6762 section 11).
        /// </summary>
        IDatagrams Join(uint group, int port);

        /// <summary>Why the last call returned null, as a sentence with the next step.</summary>
        string Trouble { get; }
    }
}
