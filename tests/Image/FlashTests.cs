// Image: flashing, from what is on the line to what nanoff is told. The programs run for real; only
// nanoff and the board behind the pty are ours.

extern alias Tool;

using Portreeve.Upkeep;
using Tool::Portreeve.BoardPictures;
using Tool::Portreeve.Cli.Chip;

namespace Portreeve.Image;

public class FlashTests
{
    private static readonly BoardFile[] Boards = BoardFile.All(Project.Root);

    private static readonly Version Pinned = PinnedFirmware.Read();

    [Fact]
    public void DryRun_PrintsEveryCommand()
    {
        using var tool = new CommandLine();
        tool.Nanoff("exit 0");
        (int exit, string text) = tool.Run("", "flash", "--dry-run", "--board", "wt32-eth01",
            "--port", "COM7", "--image", "my image.bin", "--fresh");
        Assert.Equal(0, exit);
        Assert.Equal([
            $"nanoff --update --target ESP32_WT32_ETH01 --serialport COM7 --fwversion {Pinned} "
                + "--masserase",
            "nanoff --nanodevice --deploy --serialport COM7 --image \"my image.bin\"",
        ], text.ReplaceLineEndings("\n").Trim().Split('\n'));
        Assert.Empty(tool.Calls);
    }

    [Fact]
    public void DryRun_WithoutNanoff_SaysHowToInstallIt()
    {
        using var tool = new CommandLine();
        (int exit, string text) = tool.Run("", "flash", "--dry-run", "--board", "WESP32");
        Assert.Equal(0, exit);
        Assert.Contains("dotnet tool install -g nanoff", text);
        Assert.Contains("--target ESP32_WESP32 --serialport", text);
    }

    [Fact]
    public void Deploy_NeverGoesToAFixedAddress()
    {
        foreach (BoardFile board in Boards)
        {
            FlashStep[] steps = FlashPlan.Of(board, "P", Pinned, "I", false);
            Assert.DoesNotContain(steps, s => s.Args.Contains("--address"));
            FlashStep deploy = steps.Single(s => s.Args.Contains("--deploy"));
            Assert.Contains("--nanodevice", deploy.Args);
            Assert.Contains(board.Image, steps[0].Args);
            Assert.DoesNotContain("--masserase", steps[0].Args);
        }
    }

    [Fact]
    public async Task NewBoard_IsFlashedAndItsAnnouncementPrinted()
    {
        if (OperatingSystem.IsWindows()) return;
        using var tool = new CommandLine();
        using var line = new Pty();
        tool.Nanoff("echo '12% done'");
        var said = new Announcement
        {
            Name = "portreeve-a102f3", Page = "192.168.1.50", Code = "K7QF-2M9X",
        };
        using var stop = new CancellationTokenSource();
        Task board = Say(line, "rst:0x1 (POWERON_RESET)\r\n" + said + "\r\n", stop.Token);
        (int exit, string text) = tool.Run("", "flash", "--board", "WT32-ETH01", "--port",
            line.Path, "--image", tool.Image);
        await stop.CancelAsync();
        Assert.False(board.IsFaulted);
        Assert.True(exit == 0, text);
        Assert.Contains("12% done", text);
        Assert.Contains("portreeve-a102f3 is running", text);
        Assert.Contains("http://192.168.1.50/", text);
        Assert.Contains("K7QF-2M9X", text);
        Assert.Equal([
            "--listtargets --platform esp32",
            $"--update --target ESP32_WT32_ETH01 --serialport {line.Path} --fwversion {Pinned}",
            $"--nanodevice --deploy --serialport {line.Path} --image {tool.Image}",
        ], tool.Calls);
    }

    [Fact]
    public void NanoffFails_TheCommandAndTheNextStepAreNamed()
    {
        if (OperatingSystem.IsWindows()) return;
        using var tool = new CommandLine();
        tool.Nanoff("case \"$*\" in *--update*) echo E4000; exit 7;; esac");
        (int exit, string text) = tool.Run("", "flash", "--board", "WESP32", "--port", "/dev/null",
            "--image", tool.Image);
        Assert.Equal(2, exit);
        Assert.Contains("E4000", text);
        Assert.Contains("exit code 7", text);
        Assert.Contains("nanoff --update --target ESP32_WESP32", text);
        Assert.DoesNotContain(tool.Calls, call => call.Contains("--deploy"));
    }

    [Fact]
    public void NoBoardNamed_TheRunningOneIsAsked()
    {
        if (OperatingSystem.IsWindows()) return;
        using var tool = new CommandLine();
        tool.Nanoff("""
            case "$*" in
              *--devicedetails*) echo 'HAL build info: nanoCLR running @ ESP32'
                echo '  Target:   ESP32_OLIMEX_WROVER';;
            esac
            """);
        (int exit, string text) = tool.Run("", "flash", "--dry-run", "--port", "/dev/null");
        Assert.Equal(0, exit);
        Assert.Contains("OLIMEX-ESP32-POE-WROVER", text);
        Assert.Contains("--target ESP32_OLIMEX_WROVER ", text);
        Assert.Equal(["--nanodevice --serialport /dev/null --devicedetails"], tool.Calls);
    }

    [Theory]
    [InlineData("flash --dry-run", "Which board is it?")]
    [InlineData("flash --dry-run --board toaster", "There is no board toaster. Boards: ESP32-")]
    [InlineData("flash --board WESP32 --firmware newest --port P", "\"newest\" is no version")]
    [InlineData("image --board toaster", "There is no board toaster")]
    [InlineData("test --on mars", "\"mars\" is no place to test on")]
    public void BadCalls_SayWhatIsWanted(string args, string answer)
    {
        using var tool = new CommandLine();
        tool.Nanoff("exit 1");
        (int exit, string text) = tool.Run("", args.Split(' '));
        Assert.Equal(2, exit);
        Assert.Contains(answer, text);
    }

    [Theory]
    [InlineData("Target: ESP32_OLIMEX", "OLIMEX-ESP32-POE")]
    [InlineData("  Target:   ESP32_OLIMEX_WROVER, Platform: ESP32", "OLIMEX-ESP32-POE-WROVER")]
    [InlineData("nanoCLR [ESP32_ETHERNET_KIT_1.2]", "ESP32-ETHERNET-KIT")]
    [InlineData("Target: ESP32_WROOM_32", null)]
    [InlineData("", null)]
    public void Details_NameTheBoard(string details, string? board) =>
        Assert.Equal(board, FlashPlan.BoardOf([details], Boards)?.Name);

    [Theory]
    [InlineData("1.17.0.60", "1.17.0.59 1.17.0.60 1.17.0.70", "1.17.0.60")]
    [InlineData("1.17.0.60", "1.17.0.59 1.17.0.75 1.17.0.70", "1.17.0.70")]
    [InlineData("1.17.0.60", "1.16.0.99 1.18.0.1 2.0.0.7", "1.17.0.60")]
    [InlineData("1.17.0.60", "", "1.17.0.60")]
    public void Firmware_IsThePinnedOneOrTheNextOfItsLine(string pinned, string there, string taken)
    {
        Version[] published = [.. there.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(Version.Parse)];
        Assert.Equal(Version.Parse(taken),
            PinnedFirmware.Nearest(Version.Parse(pinned), published));
    }

    [Fact]
    public void ListOfTargets_IsReadForOneImage()
    {
        string[] lines =
        [
            "  ESP32_OLIMEX", "    1.17.0.61", "  ESP32_OLIMEX_WROVER", "    1.17.0.62",
            "ESP32_WT32_ETH01 1.17.0.63", "  ESP32_PSRAM_REV3", "    1.17.0.64",
        ];
        Assert.Equal([new Version(1, 17, 0, 61)], PinnedFirmware.Published(lines, "ESP32_OLIMEX"));
        Assert.Equal([new Version(1, 17, 0, 63)],
            PinnedFirmware.Published(lines, "ESP32_WT32_ETH01"));
    }

    [Fact]
    public void PinnedVersion_IsNotOlderThanTheFixItNeeds() =>
        Assert.True(Pinned >= new Version(1, 17, 0, 30) && Pinned < new Version(1, 18));

    /// <summary>Says it again and again, as a board does, until told to stop.</summary>
    private static Task Say(Pty line, string text, CancellationToken stop) => Task.Run(async () =>
    {
        while (!stop.IsCancellationRequested)
        {
            line.Write(text);
            await Task.Delay(200, CancellationToken.None);
        }
    }, CancellationToken.None);
}
