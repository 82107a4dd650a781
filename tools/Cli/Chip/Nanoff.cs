// nanoff, the firmware flasher of nanoFramework: where it is, how it is installed, and how it is
// called.

using System;
using System.Collections.Generic;
using System.IO;

namespace Portreeve.Cli.Chip
{
    /// <summary>The flasher.</summary>
    internal static class Nanoff
    {
        /// <summary>What a person types to have it.</summary>
        public const string InstallLine = "dotnet tool install -g nanoff";

        /// <summary>Where a .NET tool's command is: PATH, then the tools' folder.</summary>
        public static string? Find(string command)
        {
            string? found = Subprocess.Find(command);
            if (found != null) return found;
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            string name = OperatingSystem.IsWindows() ? command + ".exe" : command;
            string path = Path.Combine(home, ".dotnet", "tools", name);
            return File.Exists(path) ? path : null;
        }

        /// <summary>Finds it or installs it; null after saying what to do.</summary>
        public static string? FindOrInstall()
        {
            string? found = Find("nanoff");
            if (found != null) return found;
            Console.WriteLine("nanoff, the flasher of nanoFramework, is not here; installing it.");
            int exit = Subprocess.Run("dotnet", "tool", "install", "-g", "nanoff");
            found = Find("nanoff");
            if (exit == 0 && found != null) return found;
            Console.Error.WriteLine($"That did not work. Install it by hand: {InstallLine}");
            Console.Error.WriteLine("It needs a connection to nuget.org; then run this again.");
            return null;
        }

        /// <summary>Runs a step; its lines go to the screen, and into a list if given.</summary>
        public static int Run(string nanoff, FlashStep step, List<string>? lines = null)
        {
            return Subprocess.Stream(line =>
            {
                lines?.Add(line);
                Console.WriteLine("    " + line);
            }, nanoff, step.Args);
        }

        /// <summary>Runs a question; nothing goes to the screen.</summary>
        public static List<string> Ask(string nanoff, FlashStep step)
        {
            var lines = new List<string>();
            int exit = Subprocess.Stream(lines.Add, nanoff, step.Args);
            return exit == 0 ? lines : [];
        }
    }
}
