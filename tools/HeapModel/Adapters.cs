// HeapModel: what the platform's adapters take with the socket beneath them, for those who stand in
// for both. The nano check holds them to what it finds in the image.

namespace Portreeve.HeapModel;

/// <summary>Bytes of an adapter and its socket.</summary>
public static class Adapters
{
    private static readonly int EndPoint = ChipLayout.Object(2);

    /// <summary>SocketStream with an accepted socket.</summary>
    public static readonly int Accepted = ChipLayout.Object(5) + Fixed.SocketBytes;

    /// <summary>SocketStream with a socket that we connected. It does not wait, so Connect throws
    /// before it keeps the other end's address.</summary>
    public static readonly int Dialed = Accepted;

    /// <summary>SocketAcceptor with a listening socket, bound to any address.</summary>
    public static readonly int Listening = ChipLayout.Object(6) + Fixed.SocketBytes + EndPoint;

    /// <summary>SocketDatagrams with a socket that is bound to any address, and connected.
    /// </summary>
    public static readonly int Datagrams = Accepted + EndPoint;

    /// <summary>SocketDatagrams of a door: it remembers the end points of sixteen senders.
    /// </summary>
    public static readonly int DatagramDoor = Accepted + EndPoint
        + ChipLayout.Array(ChipLayout.BlockBytes, 16) + ChipLayout.Array(4, 16);
}
