// Tests: a port of this computer that nobody has. Compiled into every suite that opens one.

using System.Net;
using System.Net.Sockets;

namespace Portreeve;

/// <summary>Free ports.</summary>
internal static class Ports
{
    /// <summary>A TCP port that is free on every address now; whoever wants it takes it at once.
    /// </summary>
    public static int FreeTcp() => Free(SocketType.Stream, ProtocolType.Tcp);

    /// <summary>The same for UDP.</summary>
    public static int FreeUdp() => Free(SocketType.Dgram, ProtocolType.Udp);

    private static int Free(SocketType type, ProtocolType protocol)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, type, protocol);
        probe.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
