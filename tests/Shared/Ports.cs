// Tests: a port of this computer that nobody has. Compiled into every suite that opens one.

using System.Net;
using System.Net.Sockets;

namespace Portreeve;

/// <summary>Free ports; whoever asks for one takes it at once.</summary>
internal static class Ports
{
    // Below the range from which Linux takes a client's own port (32,768): otherwise any
    // connection of any test could take the port before its server does.
    private const int First = 20_000;
    private const int Last = 30_000;

    /// <summary>A port that is free on every address now, for TCP and UDP.</summary>
    public static int Free() => Free(true, true);

    /// <summary>The same for TCP only.</summary>
    public static int FreeTcp() => Free(true, false);

    /// <summary>The same for UDP only.</summary>
    public static int FreeUdp() => Free(false, true);

    private static int Free(bool wantsTcp, bool wantsUdp)
    {
        for (int i = 0; i < 1000; i++)
        {
            int port = System.Random.Shared.Next(First, Last);
            bool isFree = (!wantsTcp || IsFree(SocketType.Stream, ProtocolType.Tcp, port))
                && (!wantsUdp || IsFree(SocketType.Dgram, ProtocolType.Udp, port));
            if (isFree) return port;
        }
        throw new System.InvalidOperationException("no free port");
    }

    private static bool IsFree(SocketType type, ProtocolType protocol, int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, type, protocol);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            // Somebody has this one.
            return false;
        }
    }
}
