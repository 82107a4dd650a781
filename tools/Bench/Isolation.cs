// Bench: a network namespace of its own for the whole run: forwarding by the kernel can be set up
// there without touching the computer's, and no port is taken.

using System.Diagnostics;

namespace Portreeve.Bench;

internal static class Isolation
{
    private const string Inside = "--inside";

    /// <summary>True within it.</summary>
    public static bool IsAlone { get; private set; }

    /// <summary>Runs the same program within a new namespace and gives its exit code; null when
    /// this is it, or when there can be none.</summary>
    public static int? Enter(string[] args)
    {
        if (args.Contains(Inside))
        {
            IsAlone = Run("ip", "link", "set", "lo", "up") == 0;
            return null;
        }
        if (!OperatingSystem.IsLinux() || Run("unshare", "--net", "true") != 0) return null;
        string program = Environment.ProcessPath!;
        string[] own = Path.GetFileName(program) == "dotnet"
            ? [program, Environment.GetCommandLineArgs()[0]] : [program];
        return Run("unshare", ["--net", "--", .. own, .. args, Inside]);
    }

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It is not installed.
            return -1;
        }
    }
}
