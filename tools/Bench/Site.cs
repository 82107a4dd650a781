// Bench: where a contender works: its own ports, those of the servers behind it, a folder to write
// in.

using System.Net;

namespace Portreeve.Bench;

/// <summary>Ports of the servers, or of a forwarder in front of them, at one address.</summary>
/// <param name="Address">Theirs.</param>
/// <param name="Echo">TCP, sends back what it gets.</param>
/// <param name="Bulk">TCP, iperf3.</param>
/// <param name="Rest">TCP, takes everybody and says nothing.</param>
/// <param name="Datagrams">UDP, sends back what it gets.</param>
internal sealed record Doors(IPAddress Address, int Echo, int Bulk, int Rest, int Datagrams)
{
    /// <summary>Ports of this computer that are free now.</summary>
    public static Doors Free() => Free(IPAddress.Loopback);

    /// <summary>The same at another address of the computer.</summary>
    public static Doors Free(IPAddress address) =>
        new(address, Ports.FreeTcp(), Ports.FreeTcp(), Ports.FreeTcp(), Ports.FreeUdp());

    /// <summary>One of them, as sockets want it.</summary>
    public IPEndPoint At(int port) => new(Address, port);
}

/// <summary>Where a contender works.</summary>
/// <param name="Doors">Its own.</param>
/// <param name="Target">The servers'.</param>
/// <param name="Folder">For its settings.</param>
internal sealed record Site(Doors Doors, Doors Target, string Folder)
{
    /// <summary>The TCP ports here beside those of the servers.</summary>
    public IEnumerable<(int Listen, int Target)> Tcp =>
        [(Doors.Echo, Target.Echo), (Doors.Bulk, Target.Bulk), (Doors.Rest, Target.Rest)];

    /// <summary>A file of settings here.</summary>
    public string Write(string name, string text)
    {
        string file = Path.Combine(Folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
