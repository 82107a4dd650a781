// Stories: a terminal of our own for the gateway: script(1) makes a pty, starts the command on it
// and passes keys and screen through. What is seen is what a person would see, escape sequences
// and all.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using Xunit;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Portreeve.Stories;

/// <summary>
/// A story that needs a terminal; skipped, with the reason, where none can be had.
/// </summary>
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute(
        [CallerFilePath] string file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (OperatingSystem.IsLinux() && Terminal.Script != null) return;
        Skip = "script of util-linux is not installed (tests/Stories/needs.txt)";
    }
}

/// <summary>The gateway on a terminal.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly DirectoryInfo _own;
    private readonly Process _process;
    private readonly Thread _reader;
    private readonly StringBuilder _screen = new();
    private int _seen;

    /// <param name="flash">The folder that stands for flash; null for one that goes.</param>
    /// <param name="before">A command that starts the gateway's, such as env.</param>
    public Terminal(string flash = null, string before = "")
    {
        if (flash == null)
        {
            _own = Directory.CreateTempSubdirectory("portreeve-story-");
            flash = _own.FullName;
        }
        var start = new ProcessStartInfo(Script)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // -e hands the exit code on, -f shows at once what is written.
        foreach (string one in (string[])["-q", "-e", "-f", "-c",
            $"{before} '{Checkout.Launcher}' run --flash '{flash}' --web 0; "
                + "echo ended with $?; stty -a",
            "/dev/null"])
        {
            start.ArgumentList.Add(one);
        }
        start.Environment["TERM"] = "xterm";
        _process = Process.Start(start);
        _reader = new Thread(ReadAll) { IsBackground = true };
        _reader.Start();
    }

    /// <summary>Where script(1) is, or null.</summary>
    public static string Script => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "script")).FirstOrDefault(File.Exists);

    /// <summary>Presses keys.</summary>
    public Terminal Press(string keys)
    {
        _process.StandardInput.Write(keys);
        _process.StandardInput.Flush();
        return this;
    }

    /// <summary>
    /// Waits until something new is on the screen; returns all that came with it.
    /// </summary>
    public string Sees(string text)
    {
        long until = Environment.TickCount64 + Patience.Ms;
        while (true)
        {
            lock (_screen)
            {
                string fresh = _screen.ToString(_seen, _screen.Length - _seen);
                int at = fresh.IndexOf(text, StringComparison.Ordinal);
                if (at >= 0)
                {
                    _seen += at + text.Length;
                    return fresh[..(at + text.Length)];
                }
                Assert.True(Environment.TickCount64 < until,
                    $"\"{text}\" was not seen in: {fresh}");
            }
            Thread.Sleep(10);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(true);
        _process.WaitForExit();
        // The gateway is a child of it and may be a moment longer in its folder.
        _reader.Join(Patience.Ms);
        _process.Dispose();
        _own?.Delete(true);
    }

    private void ReadAll()
    {
        var buffer = new char[4096];
        int got;
        while ((got = _process.StandardOutput.Read(buffer, 0, buffer.Length)) > 0)
        {
            lock (_screen) _screen.Append(buffer, 0, got);
        }
    }
}
