// Simulator, Linux: the kernel's error numbers in Winsock's, which the chip uses and for which
// there are sentences (SocketTrouble).

using System.Net.Sockets;
using static Tmds.Linux.LibC;

namespace Portreeve.Simulator.Linux;

/// <summary>Turns error numbers over.</summary>
internal static class Errno
{
    /// <summary>Winsock's number; the kernel's own where there is none.</summary>
    public static int ToWinsock(int error)
    {
        if (error == EADDRINUSE) return (int)SocketError.AddressAlreadyInUse;
        if (error == EACCES || error == EPERM) return (int)SocketError.AccessDenied;
        if (error == EMFILE || error == ENFILE) return (int)SocketError.TooManyOpenSockets;
        if (error == ENOBUFS || error == ENOMEM) return (int)SocketError.NoBufferSpaceAvailable;
        if (error == ENETDOWN) return (int)SocketError.NetworkDown;
        if (error == ENETUNREACH) return (int)SocketError.NetworkUnreachable;
        if (error == EADDRNOTAVAIL) return (int)SocketError.AddressNotAvailable;
        return error;
    }
}
