// NanoCheck: keeps the lists true. An .nfproj must name every file (the project system has no
// globs), so the list is written from the folders that PortreeveRooms names; nfproj.sln from the
// projects there are. Nobody edits either by hand, and a test fails when they are stale.

using System.Text;
using System.Text.RegularExpressions;

namespace Portreeve.NanoCheck;

/// <summary>Writes, or compares, the Compile lists of the .nfproj files.</summary>
internal static partial class ProjectLists
{
    /// <summary>What is wrong with the lists; empty when all is well.</summary>
    public static List<Finding> Stale(Repository repository)
    {
        var findings = new List<Finding>();
        foreach ((string path, string text) in Wanted(repository))
        {
            if (!File.Exists(path) || File.ReadAllText(path) != text)
            {
                findings.Add(new Finding("stale-list", repository.Relative(path),
                    "it does not list exactly the files in the folders",
                    "run tools/portreeve check --sync"));
            }
        }

        findings.AddRange(Homeless(repository));
        return findings;
    }

    /// <summary>Writes what is stale and returns the files it wrote.</summary>
    public static List<string> Sync(Repository repository)
    {
        var written = new List<string>();
        foreach ((string path, string text) in Wanted(repository))
        {
            if (!File.Exists(path) || File.ReadAllText(path) != text)
            {
                File.WriteAllText(path, text, new UTF8Encoding(false));
                written.Add(path);
            }
        }

        return written;
    }

    /// <summary>The Compile items a project should have, with back slashes, in order.</summary>
    /// <remarks>A file that another project names by itself is not its folder's any more.</remarks>
    public static IReadOnlyList<string> ItemsOf(ChipProject project)
    {
        HashSet<string> elsewhere = [.. Directory.GetFiles(project.Folder, "*.nfproj")
            .Where(p => p != project.FilePath)
            .SelectMany(p => ChipProject.Read(p).Rooms)
            .Where(r => r.EndsWith(".cs", StringComparison.Ordinal))];
        var items = new List<string>();
        foreach (string room in project.Rooms)
        {
            string path = Path.Combine(project.Folder, room.Replace('\\', '/'));
            if (room.Contains("$(", StringComparison.Ordinal) || File.Exists(path))
            {
                items.Add(room);
            }
            else if (Directory.Exists(path))
            {
                items.AddRange(Directory.GetFiles(path, "*.cs", SearchOption.AllDirectories)
                    .Select(f => Path.GetRelativePath(project.Folder, f).Replace('/', '\\'))
                    .Where(f => !elsewhere.Contains(f) && !project.RoomsExcluded.Any(x =>
                        f.StartsWith(x + "\\", StringComparison.Ordinal))));
            }
        }

        return [.. items.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Path, string Text)> Wanted(Repository repository)
    {
        foreach (string path in repository.ChipProjects.Concat(repository.UnitTests)
            .Where(File.Exists))
        {
            ChipProject project = ChipProject.Read(path);
            string list = string.Concat(ItemsOf(project)
                .Select(i => $"    <Compile Include=\"{i}\" />\n"));
            yield return (path, CompileGroup().Replace(
                File.ReadAllText(path),
                m => "  <ItemGroup>\n" + list + "  </ItemGroup>\n", 1));
        }

        yield return (Path.Combine(repository.Root, "nfproj.sln"), Solution.Text(repository));
    }

    /// <summary>Sources of firmware/ that no project claims would be missing on the chip.</summary>
    private static IEnumerable<Finding> Homeless(Repository repository)
    {
        var claimed = new Dictionary<string, string>();
        foreach (string path in repository.ChipProjects)
        {
            ChipProject project = ChipProject.Read(path);
            foreach (string source in project.Sources(project.DefaultBoard))
            {
                if (claimed.TryGetValue(source, out string? other))
                {
                    yield return new Finding("two-homes", repository.Relative(source),
                        $"both {other} and {project.AssemblyName} list it",
                        "name its folder in one PortreeveRooms only");
                }

                claimed[source] = project.AssemblyName;
            }
        }

        foreach (string file in Directory
            .GetFiles(repository.Firmware, "*.cs", SearchOption.AllDirectories)
            .Where(f => !IsBuildOutput(repository.Relative(f)) && !claimed.ContainsKey(f)))
        {
            yield return new Finding("no-home", repository.Relative(file),
                "no .nfproj lists it, so the chip would never see it",
                "name its folder in the PortreeveRooms of a firmware/*.nfproj, then check --sync");
        }
    }

    private static bool IsBuildOutput(string path) =>
        path.StartsWith("firmware/bin/", StringComparison.Ordinal)
        || path.StartsWith("firmware/obj/", StringComparison.Ordinal);

    [GeneratedRegex("  <ItemGroup>\n(    <Compile Include=\"[^\"]*\" />\n)*  </ItemGroup>\n")]
    private static partial Regex CompileGroup();
}
