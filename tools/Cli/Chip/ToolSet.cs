// The nanoFramework tool set: what is needed to build .nfproj projects, where it is looked for,
// and what a person installs where it is missing. Nothing here builds.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Portreeve.Cli.Chip
{
    /// <summary>What was found of the tool set.</summary>
    internal sealed class ToolSet
    {
        private const string PathVariable = "NanoFrameworkProjectSystemPath";
        private const string Proof = "NFProjectSystem.CSharp.targets";

        private ToolSet(string? msbuild, string? nuget, string? projectSystem)
        {
            MsBuild = msbuild;
            NuGet = nuget;
            ProjectSystem = projectSystem;
        }

        /// <summary>msbuild: of Visual Studio, or of Mono. Not dotnet build.</summary>
        public string? MsBuild { get; }

        /// <summary>nuget, the stand-alone program: packages.config has no other restore.</summary>
        public string? NuGet { get; }

        /// <summary>The folder with the project system, ending in a separator.</summary>
        public string? ProjectSystem { get; }

        public bool IsWhole => MsBuild != null && NuGet != null && ProjectSystem != null;

        /// <summary>Looks around on this machine.</summary>
        public static ToolSet Find()
        {
            string? msbuild = Subprocess.Find("msbuild") ?? VisualStudio("MSBuild.exe");
            string? system = SystemFolders(msbuild).FirstOrDefault(folder =>
                File.Exists(Path.Combine(folder, Proof)));
            return new ToolSet(msbuild, Subprocess.Find("nuget"),
                system == null ? null : Path.TrimEndingDirectorySeparator(system)
                    + Path.DirectorySeparatorChar);
        }

        /// <summary>What is missing and the exact line that brings it, one each.</summary>
        public IEnumerable<string> Missing()
        {
            bool isWindows = OperatingSystem.IsWindows();
            if (MsBuild == null)
            {
                yield return isWindows
                    ? "msbuild: winget install Microsoft.VisualStudio.2022.BuildTools"
                    : OperatingSystem.IsMacOS() ? "msbuild: brew install mono"
                    : "msbuild: mono-complete of the Mono Project, since distributions leave "
                        + "msbuild out (https://www.mono-project.com/download/stable/), then "
                        + "sudo apt-get install mono-complete";
            }
            if (NuGet == null)
            {
                yield return isWindows ? "nuget: winget install Microsoft.NuGet"
                    : OperatingSystem.IsMacOS() ? "nuget: brew install nuget"
                    : "nuget: sudo apt-get install nuget";
            }
            if (ProjectSystem == null)
            {
                yield return isWindows
                    ? "the project system: the extension \".NET nanoFramework\" of Visual Studio, "
                        + "or: code --install-extension nanoframework.vscode-nanoframework"
                    : "the project system: "
                        + "code --install-extension nanoframework.vscode-nanoframework (or point "
                        + PathVariable + " at its folder v1.0)";
            }
        }

        /// <summary>Says what is missing; the exit code of a verb that needs it.</summary>
        public int Refuse(string what)
        {
            Console.Error.WriteLine($"{what} needs the nanoFramework tool set. Missing here:");
            foreach (string line in Missing()) Console.Error.WriteLine("  " + line);
            Console.Error.WriteLine("Or let the forge do it: .github/workflows/image.yml builds "
                + "every board's image and keeps them as artifacts.");
            return 3;
        }

        private static IEnumerable<string> SystemFolders(string? msbuild)
        {
            string? named = Environment.GetEnvironmentVariable(PathVariable);
            if (!string.IsNullOrEmpty(named)) yield return named;
            for (string? at = Path.GetDirectoryName(msbuild); at != null;
                at = Path.GetDirectoryName(at))
            {
                yield return Path.Combine(at, "nanoFramework", "v1.0");
            }
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            foreach (string editor in (string[])[".vscode", ".vscode-server", ".vscode-oss"])
            {
                string extensions = Path.Combine(home, editor, "extensions");
                if (!Directory.Exists(extensions)) continue;
                foreach (string extension in Directory.EnumerateDirectories(extensions,
                    "nanoframework.vscode-nanoframework-*").OrderDescending())
                {
                    yield return Path.Combine(extension, "dist", "utils", "nanoFramework", "v1.0");
                }
            }
        }

        /// <summary>A program of the newest Visual Studio, or null.</summary>
        private static string? VisualStudio(string program)
        {
            if (!OperatingSystem.IsWindows()) return null;
            string where = Path.Combine(Environment.GetFolderPath(
                Environment.SpecialFolder.ProgramFilesX86),
                "Microsoft Visual Studio", "Installer", "vswhere.exe");
            if (!File.Exists(where)) return null;
            var found = new List<string>();
            Subprocess.Stream(found.Add, where, "-latest", "-products", "*", "-find",
                @"MSBuild\**\Bin\" + program);
            return found.FirstOrDefault(File.Exists);
        }
    }
}
