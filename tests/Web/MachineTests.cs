// What other programs and users of the same computer can do to the gateway.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
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
        Outside.IAcceptor second = other.Listen(port);
        Assert.NotNull(second);
        second.Close();
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
            for (int i = 0; i < 200 && stream == null; i++)
            {
                stream = acceptor.Accept(out _, out _);
                if (stream == null) System.Threading.Thread.Sleep(10);
            }
            // Ours is the end that closes first, so the system remembers it for a minute.
            stream.Close(false);
            Assert.Equal(0, client.GetStream().Read(new byte[1]));
        }
        acceptor.Close();
        acceptor = network.Listen(port);
        Assert.NotNull(acceptor);
        acceptor.Close();
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

    private static SocketNetwork NewNetwork() =>
        new(new DesktopPowers(), IPAddress.Loopback, new Limits().ChunkBytes, 16);
}
