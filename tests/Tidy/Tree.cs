// Tidy: the tree under test, and its files that people wrote. Leaves out what a build made.

using Portreeve.NanoCheck;

namespace Portreeve.Tidy;

internal static class Tree
{
    private static readonly string[] BuildFolders =
        ["bin", "obj", ".git", "packages", "node_modules", "TestResults", ".vs", ".vscode"];

    private static readonly string[] TextEndings =
    [
        ".cs", ".csproj", ".nfproj", ".md", ".targets", ".props", ".config", ".runsettings",
        ".sln", ".cmd", ".sh", ".yml", ".json", ".html", ".css", ".js", ".mjs", ".resx",
    ];

    public static Repository Repository { get; } = Repository.Find()
        ?? throw new InvalidOperationException("nfproj.sln is in no folder above the tests");

    /// <summary>Our C# sources. The stubs are lists of signatures, and generated files are
    /// nobody's prose: neither counts.</summary>
    public static IEnumerable<string> Sources { get; } = [.. Files(Repository.Root)
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal)
            && !f.EndsWith(".Designer.cs", StringComparison.Ordinal)
            && !f.StartsWith(Repository.Reference, StringComparison.Ordinal))];

    /// <summary>Every text file that is ours.</summary>
    public static IEnumerable<string> Texts { get; } = [.. Files(Repository.Root)
        .Where(f => TextEndings.Contains(Path.GetExtension(f))
            || Path.GetFileName(f) is "portreeve" or "run" or "LICENSE")];

    public static string Short(string path) => Repository.Relative(path);

    /// <summary>Fails with one line for each complaint.</summary>
    public static void AssertNone(IEnumerable<string> complaints)
    {
        string[] all = [.. complaints];
        Assert.True(all.Length == 0, $"{all.Length}:\n" + string.Join('\n', all));
    }

    private static IEnumerable<string> Files(string folder)
    {
        foreach (string file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            yield return file;
        }

        foreach (string inner in Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
            .Where(d => !BuildFolders.Contains(Path.GetFileName(d))))
        {
            foreach (string file in Files(inner))
            {
                yield return file;
            }
        }
    }
}
