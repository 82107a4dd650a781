// Where the project's files are. Everything that needs a path of the tree asks here.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Portreeve.Cli
{
    /// <summary>The project's working tree.</summary>
    internal static class Tree
    {
        /// <summary>The top folder: the one that holds tools/portreeve.</summary>
        public static readonly string Root = FindRoot();

        /// <summary>A path below the top folder, given with forward slashes.</summary>
        public static string At(string path)
        {
            return Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar));
        }

        /// <summary>The one project file of a folder, or null.</summary>
        public static string? ProjectIn(string folder)
        {
            return Directory.Exists(At(folder))
                ? Directory.EnumerateFiles(At(folder), "*.csproj").Order().FirstOrDefault()
                : null;
        }

        /// <summary>The program that the one project of a folder is built to.</summary>
        public static string ProgramOf(string folder)
        {
            return At($"{folder}/bin/Release/net10.0/Portreeve.{Path.GetFileName(folder)}.dll");
        }

        /// <summary>Test suites: the folders of tests/ that hold a project, by name.</summary>
        public static IEnumerable<string> Suites()
        {
            return Directory.Exists(At("tests"))
                ? Directory.EnumerateDirectories(At("tests")).Select(Path.GetFileName)
                    .OfType<string>().Where(name => ProjectIn("tests/" + name) != null).Order()
                : [];
        }

        private static string FindRoot()
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at != null; at = at.Parent)
            {
                string launcher = Path.Combine(at.FullName, "tools", "portreeve");
                if (File.Exists(launcher)) return at.FullName;
            }
            throw new InvalidOperationException("tools/portreeve is not above this program.");
        }
    }

    /// <summary>Whether this program is newer than everything it was built from.</summary>
    internal static class Freshness
    {
        private static readonly string[] Folders =
        [
            "firmware", "hardware", "tools/Cli", "tools/Simulator", "tools/Moving",
            "tools/HeapModel", "tools/BoardPictures",
        ];

        private static readonly string[] Files =
            ["Directory.Build.props", "Directory.Packages.props", "global.json"];

        private static readonly HashSet<string> Skipped =
            new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules" };

        private static readonly HashSet<string> Kinds =
            new(StringComparer.OrdinalIgnoreCase) { ".cs", ".csproj", ".resx", ".gz", ".props" };

        /// <summary>False when a source is newer, or one went away, since the last build.</summary>
        public static bool IsCurrent()
        {
            // The compiler leaves the old file alone when nothing changed; the launch folder's
            // stamp is written by every successful build (Cli.csproj).
            string stamp = Path.Combine(AppContext.BaseDirectory, "built.stamp");
            if (!File.Exists(stamp)) return false;
            DateTime built = File.GetLastWriteTimeUtc(stamp);
            return Folders.All(folder => !IsNewer(new DirectoryInfo(Tree.At(folder)), built))
                && Files.All(file => File.GetLastWriteTimeUtc(Tree.At(file)) <= built);
        }

        private static bool IsNewer(DirectoryInfo folder, DateTime built)
        {
            if (!folder.Exists) return false;
            foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
            {
                if (entry is DirectoryInfo inner)
                {
                    if (!Skipped.Contains(inner.Name) && IsNewer(inner, built)) return true;
                }
                else if (Kinds.Contains(entry.Extension) && entry.LastWriteTimeUtc > built)
                {
                    return true;
                }
            }
            return false;
        }
    }
}
