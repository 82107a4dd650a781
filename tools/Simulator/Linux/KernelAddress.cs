// Simulator, Linux: between the core's host-order numbers and sockaddr_in (ip(7)).

using System.Buffers.Binary;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Portreeve.Simulator.Linux;

/// <summary>Turns addresses over.</summary>
internal static unsafe class KernelAddress
{
    /// <summary>An address and port as the kernel has them.</summary>
    public static sockaddr_in Of(uint address, int port)
    {
        sockaddr_in made = default;
        made.sin_family = AF_INET;
        made.sin_port = htons((ushort)port);
        *(uint*)&made.sin_addr = BinaryPrimitives.ReverseEndianness(address);
        return made;
    }

    /// <summary>Reads one.</summary>
    public static void Read(sockaddr_in* from, out uint address, out int port)
    {
        address = BinaryPrimitives.ReverseEndianness(*(uint*)&from->sin_addr);
        port = ntohs(from->sin_port);
    }
}
