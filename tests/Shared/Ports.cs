// Tests: a port of this computer that nobody has. Compiled into every suite that opens one.

#nullable disable

using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Portreeve;

/// <summary>Free ports. Each process has a range of them to itself and goes around in it, so that
/// no two tests meet at one, whether it is to be opened or to stay shut.</summary>
internal static class Ports
{
    // Below the range from which Linux takes a client's own port (32,768): otherwise any
    // connection of any test could take the port before its server does.
    private const int First = 20_000;
    private const int Ranges = 20;
    private const int Size = 500;

    private static readonly int _range;

    // Holds the range for as long as this process lives.
    private static readonly FileStream _lock;
    private static int _next = System.Random.Shared.Next(Size);

    static Ports()
    {
        string folder = Path.Combine(Path.GetTempPath(),
            "portreeve-ports-" + System.Environment.UserName);
        Directory.CreateDirectory(folder);
        int chance = System.Random.Shared.Next(Ranges);
        for (int i = 0; i < Ranges && _lock == null; i++)
        {
            _range = (chance + i) % Ranges;
            try
            {
                _lock = new FileStream(Path.Combine(folder, $"{First + _range * Size}"),
                    FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process has it. Where all are taken, the last one asked for is shared.
            }
        }
    }

    /// <summary>A port that is free on every address now, for TCP and UDP.</summary>
    public static int Free() => Free(true, true);

    /// <summary>The same for TCP only.</summary>
    public static int FreeTcp() => Free(true, false);

    /// <summary>The same for UDP only.</summary>
    public static int FreeUdp() => Free(false, true);

    private static int Free(bool wantsTcp, bool wantsUdp)
    {
        for (int i = 0; i < Size; i++)
        {
            int turn = (int)((uint)Interlocked.Increment(ref _next) % Size);
            int port = First + _range * Size + turn;
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
