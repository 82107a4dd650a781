// Simulator: what DesktopPowers remembers of one socket: what it was asked for and did not have,
// and the bytes that a send has left over.

using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace Portreeve.Simulator;

internal sealed class SocketMark
{
    public Socket Socket;
    public int Place;
    public bool CanRead = true;
    public bool CanWrite = true;
    public bool WantsRead;
    public bool WantsWrite;
    public byte[] Spill;
    public int SpillStart;
    public int SpillEnd;
    public SocketAddress From;
    public AskedAddress Asked;
    public Dictionary<EndPoint, SocketAddress> Peers;

    /// <summary>Notes that there was nothing to read. Always false.</summary>
    public bool WaitForBytes()
    {
        CanRead = false;
        WantsRead = true;
        return false;
    }
}
