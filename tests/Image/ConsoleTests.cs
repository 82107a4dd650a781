// Image: the console command against the desktop gateway, over two pseudo terminals with a cable
// of ours between them: what a serial adapter and a board are to each other.

extern alias Tool;

using System.Diagnostics;

namespace Portreeve.Image;

public sealed class ConsoleTests : IDisposable
{
    private readonly string _flash = Directory.CreateTempSubdirectory("portreeve-").FullName;
    private readonly List<IDisposable> _open = [];
    private Process? _gateway;

    [Fact]
    public void Console_OverTheLine_EchoesEditsAndAnswers()
    {
        if (OperatingSystem.IsWindows()) return;
        string port = StartGateway();
        using var tool = new CommandLine();
        // "\u007f" is the backspace key: the board edits, not the tool.
        string text = Ask(tool, port, "versionn\u007f\nshow limits\n", "listeners");
        Assert.Contains("versionn\b", text);
        Assert.Contains("Portreeve ", text);
    }

    [Fact]
    public void Console_RuleAdded_IsThereForTheNextOne()
    {
        if (OperatingSystem.IsWindows()) return;
        string port = StartGateway();
        using var tool = new CommandLine();
        (int exit, string text) = tool.Run(
            "portmap add tcp 18080 127.0.0.1:18081 # camera\n", "console", "--port", port);
        Assert.True(exit == 0, text);
        text = Ask(tool, port, "show rules\n", "camera");
        Assert.Contains("18081", text);
    }

    [Fact]
    public void Console_PortIsGone_SaysSo()
    {
        using var tool = new CommandLine();
        (int exit, string text) = tool.Run("help\n", "console", "--port", "/dev/no-such-port");
        Assert.Equal(1, exit);
        Assert.Contains("/dev/no-such-port could not be opened", text);
        Assert.Contains("Is the cable in", text);
    }

    public void Dispose()
    {
        if (_gateway is { HasExited: false })
        {
            _gateway.Kill(true);
            _gateway.WaitForExit();
        }

        _gateway?.Dispose();
        _open.ForEach(one => one.Dispose());
        Directory.Delete(_flash, true);
    }

    /// <summary>The gateway at one end of the cable; the path of the other end.</summary>
    // The console ends when the line is quiet, and the gateway on a busy computer may think longer
    // than that: then it is asked once more, with more patience.
    private static string Ask(CommandLine tool, string port, string typed, string expected)
    {
        for (int quietMs = 1500; ; quietMs *= 3)
        {
            (int exit, string text) = tool.Run(typed, "console", "--port", port, "--quiet-ms",
                $"{quietMs}");
            Assert.Equal(0, exit);
            if (text.Contains(expected, StringComparison.Ordinal)) return text;
            Assert.True(quietMs < 40_000, $"no \"{expected}\" in: {text}");
        }
    }

    private string StartGateway()
    {
        var board = new Pty();
        var adapter = new Pty();
        _open.AddRange([board, adapter]);
        string tool = typeof(Tool::Portreeve.Cli.Chip.FlashPlan).Assembly.Location;
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList =
            {
                "-c", "exec dotnet \"$0\" run --flash \"$1\" --web 0 --bind 127.0.0.1 "
                    + "<\"$2\" >\"$2\" 2>/dev/null",
                tool, _flash, board.Path,
            },
        };
        _gateway = Process.Start(start)!;
        string greeting = "";
        while (!greeting.Contains("lists the commands", StringComparison.Ordinal))
        {
            greeting += board.Read();
        }

        Cable(board, adapter);
        Cable(adapter, board);
        return adapter.Path;
    }

    private static void Cable(Pty from, Pty to)
    {
        var pump = new Thread(() =>
        {
            try
            {
                while (true) to.Write(from.Read());
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // The test is over.
            }
        })
        { IsBackground = true };
        pump.Start();
    }
}
