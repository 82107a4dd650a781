// A computer of its own on this one, so that a package can be installed for good and systemd can
// run it: this one's files beneath a layer that is thrown away, a process table and a place among
// the control groups of its own, the network of a namespace. Files/computer.sh lays it out. Needs
// root and a kernel that has overlays; a test is skipped, with the reason, where it cannot be.

using System.Diagnostics;

namespace Portreeve.Home;

/// <summary>Debian with systemd, switched off when it is disposed.</summary>
internal sealed class Computer : IDisposable
{
    private static int _made;
    private readonly string _name =
        $"portreeve-{Environment.ProcessId}x{Interlocked.Increment(ref _made)}";

    private readonly Scratch _scratch = new();
    private readonly Process _power;
    private string _log = "";
    private string _init;

    /// <param name="network">The namespace whose network is its own.</param>
    public Computer(string network)
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root switches on a computer");
        Assert.SkipUnless(File.Exists("/lib/systemd/systemd"), "systemd is not installed");
        Directory.CreateDirectory(Share);
        Directory.CreateDirectory(_scratch.At("files"));
        _power = Tool.Begin([.. Cable.Prefix(network), Script, "boot", _scratch.At("files"), _name,
            Share]);
        _power.OutputDataReceived += (_, e) => _log += e.Data + "\n";
        _power.ErrorDataReceived += (_, e) => _log += e.Data + "\n";
        _power.BeginOutputReadLine();
        _power.BeginErrorReadLine();
        RunningGateway.Eventually(() => _power.HasExited || IsUp(),
            () => "it never came up: " + _log);
        if (!_power.HasExited) return;
        Dispose();
        Assert.Skip("systemd does not run here: " + _log.Trim());
    }

    // What lays it out, and takes its control group away.
    private static string Script => Path.Combine(AppContext.BaseDirectory, "Files", "computer.sh");

    /// <summary>A folder of the test that the computer has at /mnt.</summary>
    public string Share => _scratch.At("share");

    /// <summary>Runs a command on it, to a good end.</summary>
    public string Run(params string[] command)
    {
        (int exit, string output, string errors) = Try(command);
        Assert.True(exit == 0, $"{string.Join(' ', command)} ended with {exit}: {errors} {output} "
            + Journal());
        return output;
    }

    /// <summary>Runs one to its end, whatever that is.</summary>
    public (int Exit, string Output, string Errors) Try(params string[] command) =>
        Tool.Try("nsenter", null, ["--target", _init, "--all", "env", "-i",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive", .. command]);

    /// <summary>What systemd knows of the gateway's unit.</summary>
    public string Unit(string property) =>
        Run("systemctl", "show", "--value", "--property", property, "portreeve").Trim();

    /// <summary>The gateway's journal, and what systemd says of it there.</summary>
    public string Journal() => Try("journalctl", "--no-pager", "--output", "cat", "--unit",
        "portreeve").Output;

    public void Dispose()
    {
        // Then its first process is killed, and with it go all others.
        _power.StandardInput.Close();
        if (!_power.WaitForExit(Patience.Ms)) _power.Kill();
        _power.WaitForExit();
        _power.Dispose();
        RunningGateway.Eventually(() => Tool.Try(Script, null, "clear", _name).Exit == 0);
        _scratch.Dispose();
    }

    private bool IsUp()
    {
        try
        {
            _init = File.ReadAllText($"/proc/{_power.Id}/task/{_power.Id}/children").Trim();
            // Before that it is a script among this computer's own files.
            if (_init.Length == 0 || File.ReadAllText($"/proc/{_init}/comm") != "systemd\n")
            {
                return false;
            }
        }
        catch (IOException)
        {
            return false;
        }
        return Try("systemctl", "is-system-running").Output.Trim() == "running";
    }
}
