// Image: every board's pins, picture, page and image name say the same, and none takes a pin that
// its Ethernet chip, its flash or the runtime needs.

using System.Globalization;
using Portreeve.BoardPictures;

namespace Portreeve.Image;

public class BoardTests
{
    /// <summary>What each image is built with: pins that are taken, sockets, listeners. From the
    /// runtime's own configuration (defconfig files and Kconfig.ethernet of nf-interpreter).
    /// </summary>
    private static readonly Dictionary<string, (int[] Taken, int Listeners)> Images = new()
    {
        ["ESP32_WT32_ETH01"] = ([0, 16, 18, 19, 21, 22, 23, 25, 26, 27], 8),
        ["ESP32_OLIMEX"] = ([12, 17, 18, 19, 21, 22, 23, 25, 26, 27], 8),
        ["ESP32_OLIMEX_WROVER"] = ([0, 12, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27], 5),
        ["ESP32_LILYGO"] = ([5, 17, 18, 19, 21, 22, 23, 25, 26, 27], 8),
        ["ESP32_ETHERNET_KIT_1.2"] = ([0, 5, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27], 5),
        ["ESP32_WESP32"] = ([0, 16, 17, 19, 21, 22, 25, 26, 27], 8),
    };

    /// <summary>UART0 belongs to the runtime, 6 to 11 to the flash chip.</summary>
    private static readonly int[] AlwaysTaken = [1, 3, 6, 7, 8, 9, 10, 11];

    /// <summary>High at reset, 12 or 2 keeps the chip from starting or flashing.</summary>
    private static readonly int[] BootPins = [0, 2, 12];

    public static TheoryData<string> Names => [.. All.Select(b => b.Name)];

    private static BoardFile[] All { get; } = BoardFile.All(Project.Root);

    [Fact]
    public void SixBoards_OneImageEach()
    {
        Assert.Equal(Images.Keys.Order(), All.Select(b => b.Image).Order());
        Assert.All(All, b => Assert.Equal(b.Name, Path.GetFileName(b.Folder)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pins_AreFreeAndAble(string name)
    {
        BoardFile board = All.Single(b => b.Name == name);
        int[] pins = [.. board.Wires.Select(w => w.Pin)];
        Assert.Equal(["ConsoleTx", "ConsoleRx", "Lamp", "Button"], board.Wires.Select(w => w.Name));
        Assert.Equal(pins.Length, pins.Distinct().Count());
        Assert.Empty(pins.Intersect(Images[board.Image].Taken));
        Assert.Empty(pins.Intersect(AlwaysTaken));
        Assert.Empty(pins.Intersect(BootPins));
        // 34 to 39 are inputs only and have no pull-up inside.
        Assert.True(board.Number("ConsoleTx") < 34 && board.Number("Lamp") < 34);
        Assert.Equal(board.Number("Button") < 34, board.Text("ButtonNeedsPullUp") == "true");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Limits_AreThoseOfTheImage(string name)
    {
        BoardFile board = All.Single(b => b.Name == name);
        int listeners = Images[board.Image].Listeners;
        Assert.Equal(listeners, board.Number("ListenersMax"));
        // The images with 5 listeners also have 10 TCP connections and no more.
        Assert.Equal(listeners == 5 ? 10 : 16, board.Number("ConnectionsMax"));
        Assert.Equal(16, board.Number("SocketsMax"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_IsDrawnFromThePins(string name)
    {
        BoardFile board = All.Single(b => b.Name == name);
        string drawn = Picture.Draw(board).ReplaceLineEndings("\n");
        string stored = File.ReadAllText(Path.Combine(board.Folder, "wiring.svg"));
        Assert.True(drawn == stored, $"wiring.svg of {name} is stale: dotnet run --project "
            + "tools/BoardPictures");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Page_NamesTheSamePinsAndNumbers(string name)
    {
        BoardFile board = All.Single(b => b.Name == name);
        string page = $"hardware/boards/{name}/README.md";
        string[][] rows = Project.Table(page, "what");
        Assert.Equal(board.Wires.Select(w => (w.Pin.ToString(CultureInfo.InvariantCulture),
                w.Where)), rows.Select(r => (r[1], r[2])));
        string text = Project.Text(page);
        Assert.Contains($"`{board.Image}`", text);
        Assert.Contains($"{board.Text("SocketsMax")} sockets, of which "
            + $"{board.Text("ListenersMax")} may be", text);
        Assert.Contains($"flash --board {name} ", text);
    }
}
