// Daemon: publishes tools/Daemon as one file: native code where a C linker is here, else with the
// runtime inside.

using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Portreeve.Cli.Daemon
{
    /// <summary>The gateway as a program of its own.</summary>
    internal static class DaemonProgram
    {
        /// <summary>True where native code can be made.</summary>
        public static bool CanBeNative => OperatingSystem.IsLinux()
            && Subprocess.Find("clang") != null;

        /// <summary>Publishes it. Returns the program, or null.</summary>
        public static string? Publish(string folder)
        {
            bool isNative = CanBeNative;
            Console.WriteLine("Building the program, " + (isNative ? "as native code"
                : "with the runtime inside (native code needs clang)") + " ...");
            using var patience = new Patience("publishing");
            string[] kind = isNative ? ["-p:Native=true"]
                : ["--self-contained", "-p:PublishSingleFile=true"];
            string log = "";
            int exit = Subprocess.Stream(line => log += line + "\n", "dotnet",
                ["publish", Tree.At("tools/Daemon/Daemon.csproj"), "-c", "Release", "-nologo",
                    "-v", "q", "-r", RuntimeInformation.RuntimeIdentifier.StartsWith("linux")
                    || RuntimeInformation.RuntimeIdentifier.Contains('.')
                        ? "linux-" + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()
                        : RuntimeInformation.RuntimeIdentifier,
                    .. kind, "-o", folder]);
            string program = Path.Combine(folder, "Portreeve.Daemon");
            if (exit == 0 && File.Exists(program)) return program;
            Console.Error.Write(log);
            return null;
        }
    }
}
