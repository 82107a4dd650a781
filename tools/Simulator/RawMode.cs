// Simulator: a terminal that hands over each key at once and echoes nothing. On Unix by stty(1),
// which knows the layout of termios on every system; on Windows by the console mode.

using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Portreeve.Simulator;

/// <summary>Puts this process's terminal into raw mode, and back.</summary>
internal sealed partial class RawMode
{
    private const int StdInput = -10;
    private const int StdOutput = -11;

    // ENABLE_PROCESSED_INPUT keeps Ctrl-C; ENABLE_VIRTUAL_TERMINAL_INPUT sends arrows as ESC [ A.
    private const uint WindowsInput = 0x0001 | 0x0200;
    private const uint WindowsOutput = 0x0001 | 0x0002 | 0x0004;

    private readonly string _saved;
    private readonly uint _savedInput;
    private readonly uint _savedOutput;

    public RawMode()
    {
        if (OperatingSystem.IsWindows())
        {
            GetConsoleMode(GetStdHandle(StdInput), out _savedInput);
            GetConsoleMode(GetStdHandle(StdOutput), out _savedOutput);
        }
        else
        {
            _saved = Stty("-g");
        }
        Set();
    }

    /// <summary>
    /// Raw, but Ctrl-Z still is the shell's. Ctrl-C comes as a byte on Unix: as a signal it would
    /// reach the shell that started us too, and some end before they see how we ended (dash); and
    /// it would be lost where whoever started us has that signal blocked.
    /// </summary>
    public void Set()
    {
        if (OperatingSystem.IsWindows())
        {
            SetConsoleMode(GetStdHandle(StdInput), WindowsInput);
            SetConsoleMode(GetStdHandle(StdOutput), WindowsOutput);
        }
        else if (_saved.Length > 0)
        {
            Stty("-icanon", "-echo", "-ixon", "-icrnl", "intr", "undef", "min", "1", "time", "0");
        }
    }

    /// <summary>As it was.</summary>
    public void Restore()
    {
        if (OperatingSystem.IsWindows())
        {
            SetConsoleMode(GetStdHandle(StdInput), _savedInput);
            SetConsoleMode(GetStdHandle(StdOutput), _savedOutput);
        }
        else if (_saved.Length > 0)
        {
            Stty(_saved);
        }
    }

    // Empty when there is no stty or no terminal; then the terminal stays as it is.
    private static string Stty(params string[] args)
    {
        try
        {
            var start = new ProcessStartInfo("stty") { RedirectStandardOutput = true };
            foreach (string arg in args) start.ArgumentList.Add(arg);
            using Process stty = Process.Start(start);
            string said = stty.StandardOutput.ReadToEnd().Trim();
            stty.WaitForExit();
            return stty.ExitCode == 0 ? said : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    [LibraryImport("kernel32.dll")]
    private static partial nint GetStdHandle(int handle);

    [LibraryImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint handle, out uint mode);

    [LibraryImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint handle, uint mode);
}
