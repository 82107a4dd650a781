// What other programs and users of the same computer can do to the gateway.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Simulator;
using Xunit;

namespace Portreeve.Web;

/// <summary>A fact about file modes, which Windows does not have.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute(
        [CallerFilePath] string file = null, [CallerLineNumber] int line = -1)
        : base(file, line) =>
        Skip = OperatingSystem.IsWindows() ? "Windows has no file modes" : null;
}

public sealed class MachineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portreeve-own-");

    public void Dispose() => _folder.Delete(true);

    [Fact]
    public void PortInUse_IsTold_WhoeverHasIt()
    {
        SocketNetwork one = NewNetwork();
        SocketNetwork other = NewNetwork();
        int port = Ports.FreeTcp();
        Outside.IAcceptor first = one.Listen(port);
        Assert.NotNull(first);
        Assert.Null(other.Listen(port));
        Assert.Contains("in use by another program", other.Trouble);
        Assert.Null(one.Listen(port));
        first.Close();
        Again(other, port).Close();
    }

    [Fact]
    public void Port_WithConnectionsStillRemembered_IsOpenedAgain()
    {
        SocketNetwork network = NewNetwork();
        int port = Ports.FreeTcp();
        Outside.IAcceptor acceptor = network.Listen(port);
        using (var client = new TcpClient())
        {
            client.Connect(IPAddress.Loopback, port);
            Outside.IStream stream = null;
            Patience.Until(() => (stream = acceptor.Accept(out _, out _)) != null,
                "the client is there");
            // Ours is the end that closes first, so the system remembers it for a minute.
            stream.Close(false);
            Assert.Equal(0, client.GetStream().Read(new byte[1]));
        }
        acceptor.Close();
        Again(network, port).Close();
    }

    [UnixFact, UnsupportedOSPlatform("windows")]
    public void Flash_IsForItsOwnerAlone()
    {
        string path = Path.Combine(_folder.FullName, "new", "flash");
        using (FlashFolder folder = FlashFolder.Take(path, out string trouble))
        {
            Assert.Null(trouble);
            Assert.True(new DurableSlots(folder.Path).Write("settings.a", new byte[4], 4));
        }
        Assert.Equal("700", ModeOf(path));
        Assert.Equal("600", ModeOf(Path.Combine(path, "settings.a")));
        // One of an earlier version is tightened.
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherRead);
        FlashFolder.Take(path, out _).Dispose();
        Assert.Equal("700", ModeOf(path));
    }

    [UnixFact, UnsupportedOSPlatform("windows")]
    public void Seed_IsForItsOwnerAlone_AndAnotherOneAtEachStart()
    {
        string path = Path.Combine(_folder.FullName, "seeded");
        FlashFolder.Take(path, out _).Dispose();
        var slots = new DurableSlots(path);
        var drawn = new byte[2][];
        for (int i = 0; i < 2; i++)
        {
            new DesktopBoard(slots).FillRandom(drawn[i] = new byte[16]);
        }
        string[] seeds = [Path.Combine(path, "seed.a"), Path.Combine(path, "seed.b")];
        Assert.All(seeds, seed => Assert.Equal("600", ModeOf(seed)));
        Assert.NotEqual(File.ReadAllBytes(seeds[0])[16..48], File.ReadAllBytes(seeds[1])[16..48]);
        Assert.NotEqual(drawn[0], drawn[1]);
        // What a factory reset erases, too.
        slots.EraseAll();
        Assert.False(File.Exists(seeds[0]));
    }

    // Each question of the DNS client leaves from another port, and below 49152 as well.
    [Fact]
    public void LookupPorts_AreChanceAndMoreThanFourteenBits()
    {
        var network = new SocketNetwork(new DesktopPowers(), IPAddress.Loopback, 1024, 16,
            new DesktopBoard(new DurableSlots(_folder.FullName)));
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        int to = ((IPEndPoint)server.Client.LocalEndPoint).Port;
        var ports = new HashSet<int>();
        for (int i = 0; i < 64; i++)
        {
            IDatagrams socket = network.ConnectDatagrams(0x7F000001, to);
            Assert.True(socket.Send(new byte[1], 1, 0x7F000001, to));
            IPEndPoint from = null;
            server.Receive(ref from);
            ports.Add(from.Port);
            socket.Close();
        }
        Assert.InRange(ports.Count, 60, 64);
        // Of 64 by chance about 49 are below; fewer than 20 happen once in 10^14 times.
        Assert.InRange(ports.Count(port => port < 49152), 20, 64);
        Assert.True(ports.Min() >= 1024);
    }

    [UnixFact, UnsupportedOSPlatform("windows")]
    public void Folder_ThatWasThereAndIsNoFlash_KeepsItsMode()
    {
        string path = Path.Combine(_folder.FullName, "mine");
        Directory.CreateDirectory(path, (UnixFileMode)0b111_101_101);
        FlashFolder.Take(path, out _).Dispose();
        Assert.Equal("755", ModeOf(path));
    }

    [UnsupportedOSPlatform("windows")]
    private static string ModeOf(string path) =>
        Convert.ToString((int)File.GetUnixFileMode(path), 8);

    // A process that another test starts has copies of all our sockets from its fork to its exec,
    // and a listener is gone with its last copy.
    private static Outside.IAcceptor Again(SocketNetwork network, int port)
    {
        Outside.IAcceptor acceptor = null;
        Patience.Until(() => (acceptor = network.Listen(port)) != null, "the port is free again");
        return acceptor;
    }

    private static SocketNetwork NewNetwork() =>
        new(new DesktopPowers(), IPAddress.Loopback, new Limits().ChunkBytes, 16);
}
