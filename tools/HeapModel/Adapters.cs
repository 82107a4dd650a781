// HeapModel: what the platform's adapters take with the socket beneath them, for those who stand in
// for both. A tidy test holds them to what the check finds in the image.

namespace Portreeve.HeapModel;

/// <summary>Bytes of an adapter and its socket.</summary>
public static class Adapters
{
    private static readonly int EndPoint = ChipLayout.Object(2);

    /// <summary>SocketStream with an accepted socket.</summary>
    public static readonly int Accepted = ChipLayout.Object(5) + Fixed.SocketBytes;

    /// <summary>SocketStream with a socket that we connected: it keeps the other end's address.
    /// </summary>
    public static readonly int Dialed = Accepted + EndPoint + Fixed.IPAddressBytes;

    /// <summary>SocketAcceptor with a listening socket, bound to any address.</summary>
    public static readonly int Listening = ChipLayout.Object(6) + Fixed.SocketBytes + EndPoint;

    /// <summary>SocketDatagrams with a socket that is connected.</summary>
    public static readonly int Datagrams = Dialed;

    /// <summary>SocketDatagrams of a door: it remembers the end points of sixteen senders.
    /// </summary>
    public static readonly int DatagramDoor = Accepted + EndPoint
        + ChipLayout.Array(ChipLayout.BlockBytes, 16) + ChipLayout.Array(4, 16);
}
