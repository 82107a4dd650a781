// NanoCheck heap: everybody whom the board asks something: the name server of the house, and for a
// board that is reached from outside a router that speaks PCP and has a public address, a provider
// of dynamic DNS. They answer what waits at the board's sockets; the house's group hears the
// board's name and says nothing.

using Chip_System_Net;
using Chip_System_Net_Sockets;
using Portreeve.NanoCheck.Heap.Standins;

namespace Portreeve.NanoCheck.Heap;

/// <summary>Name server, router and provider.</summary>
internal sealed class Outdoors
{
    /// <summary>What the owner types at the console to be reached.</summary>
    public static readonly string[] Lines =
    [
        "router on", "mdns on",
        "ddns http://198.51.100.1/update?hostname={names}&myip={ip} anna.example.org user me plain",
        "secret",
    ];

    private const int NamePort = 53;
    private const int RouterPort = 5351;
    private const int ProviderPort = 80;
    private const byte ProviderNetwork = 198;

    private uint _epoch = 1000;

    /// <summary>Names answered.</summary>
    public int Names { get; private set; }

    /// <summary>Leases given.</summary>
    public int Leases { get; private set; }

    /// <summary>Names updated.</summary>
    public int Updates { get; private set; }

    /// <summary>Answers what has been asked.</summary>
    public void Act()
    {
        _epoch++;
        foreach (Socket socket in Chip.Sockets.Where(s => s.IsOpen && s.Sent.Length > 0).ToArray())
        {
            if (socket.Peer is not { } peer || !IsOurs(peer))
            {
                continue;
            }

            byte[] asked = socket.Sent.ToArray();
            socket.Sent.SetLength(0);
            if (!socket.IsStream)
            {
                socket.Arrive(peer.Port == NamePort ? AsNames(asked) : AsRouter(asked));
                continue;
            }

            Updates++;
            socket.Arrive("HTTP/1.1 200 OK\r\nServer: x\r\n\r\ngood 203.0.113.9\r\n"u8.ToArray());
            socket.IsFinished = true;
        }
    }

    // Doors lead to port 80, too.
    private static bool IsOurs(IPEndPoint peer) => peer.Port is RouterPort or NamePort
        || (peer.Port == ProviderPort && peer.Address.GetAddressBytes()[0] == ProviderNetwork);

    // One address for every name (RFC 1035 section 4).
    private byte[] AsNames(byte[] asked)
    {
        Names++;
        asked[2] |= 128;
        asked[3] |= 128;
        asked[7] = 1;
        return [.. asked, 0xC0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 198, 18, 0, 1];
    }

    // PCP: the question comes back as the answer (RFC 6887 sections 7.2 and 11.1).
    private byte[] AsRouter(byte[] asked)
    {
        asked[1] |= 128;
        asked.AsSpan(8, 16).Clear();
        for (int i = 0; i < 4; i++)
        {
            asked[8 + i] = (byte)(_epoch >> (24 - 8 * i));
        }

        if (asked.Length == 60)
        {
            Leases++;
            asked[54] = asked[55] = 255;
            (asked[56], asked[57], asked[58], asked[59]) = (203, 0, 113, 9);
        }

        return asked;
    }
}
