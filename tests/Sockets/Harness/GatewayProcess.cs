// The gateway as its users start it: tools/portreeve run, with its console on a pipe; or, where
// "test --native" says so and the mode is a computer's, the program of the Debian package.

using System.Diagnostics;
using System.Text;

namespace Portreeve.Sockets;

/// <summary>A running process of the gateway.</summary>
internal sealed class GatewayProcess : RunningGateway
{
    // Every answer is followed by the answer to this, so that its end is known.
    private const string EndQuestion = "version";
    private const string EndAnswer = "Portreeve ";

    private readonly Process _process;
    private readonly Scratch _own;
    private readonly bool _isAlone;

    /// <param name="mode">How it behaves.</param>
    /// <param name="flash">Its flash; null: a folder that goes with it.</param>
    /// <param name="place">The network namespace it runs in; null: ours.</param>
    /// <param name="more">Further arguments.</param>
    public GatewayProcess(Mode mode, string flash = null, string place = null,
        params string[] more)
        : this([], mode, flash, place, more)
    {
    }

    /// <summary>The same in an environment of its own: ours is also that of every program which a
    /// test beside this one starts.</summary>
    /// <param name="environment">What is set in it: "NAME=value".</param>
    /// <param name="mode">How it behaves.</param>
    /// <param name="flash">Its flash; null: a folder that goes with it.</param>
    /// <param name="place">The network namespace it runs in; null: ours.</param>
    /// <param name="more">Further arguments.</param>
    public GatewayProcess(string[] environment, Mode mode, string flash = null,
        string place = null, params string[] more)
    {
        _isAlone = place != null;
        if (flash == null)
        {
            _own = new Scratch();
            flash = _own.Path;
        }
        string[] command =
        [
            .. place == null ? [] : Cable.Prefix(place),
            .. environment.Length == 0 ? [] : (string[])["env", .. environment],
            .. IsNative(mode) ? [Native] : (string[])[Checkout.Launcher, "run"],
            "--flash", flash, .. more.Contains("--web") ? [] : (string[])["--web", "0"],
            .. ModeOptions.Arguments(mode), .. more,
        ];
        _process = Tool.Begin(command);
        _process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data != null) lock (Errors) Errors.AppendLine(e.Data);
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>The native program to test, or null.</summary>
    private static string Native { get; } =
        Environment.GetEnvironmentVariable("PORTREEVE_NATIVE");

    /// <summary>True when this mode is tested on the native program.</summary>
    public static bool IsNative(Mode mode) => Native != null && mode == Mode.Desktop;

    /// <summary>What it wrote to standard error.</summary>
    public StringBuilder Errors { get; } = new();

    public int Id => _process.Id;

    /// <summary>Exit code, once it has ended.</summary>
    public int ExitCode
    {
        get
        {
            Assert.True(_process.WaitForExit(Patience.Ms), "the gateway does not end");
            return _process.ExitCode;
        }
    }

    public override string Say(string line)
    {
        Type(line + "\n" + EndQuestion);
        List<string> lines = [];
        while (true)
        {
            string said = Hear() ?? throw new EndOfStreamException("the gateway ended: " + Errors);
            if (said.StartsWith(EndAnswer) && said.Contains(" on portreeve-"))
            {
                return string.Join("\n", lines);
            }
            lines.Add(said);
        }
    }

    /// <summary>Types a line without waiting for its answer.</summary>
    public void Type(string line)
    {
        if (!_isAlone) Neighborhood.Refuse(line);
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    /// <summary>The next line it says, or null when it has ended.</summary>
    public string Hear() => _process.StandardOutput.ReadLine();

    /// <summary>Ends it at once, as the kernel's out-of-memory killer would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends a signal by kill(1).</summary>
    public void Signal(string name) => Tool.Run("kill", "-" + name, Id.ToString());

    public override void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        _own?.Dispose();
    }
}
