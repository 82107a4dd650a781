// Image: the tree under test.

namespace Portreeve.Image;

internal static class Project
{
    /// <summary>The top folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file's text, by its path below the top folder.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The rows of a table in a document, as cells, below a header with this first cell.
    /// </summary>
    public static string[][] Table(string path, string firstHeader) =>
        [.. Text(path).Split('\n')
            .SkipWhile(line => !line.StartsWith($"| {firstHeader} |", StringComparison.Ordinal))
            .Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim().Trim('|').Split('|').Select(c => c.Trim()).ToArray())];

    private static string Find()
    {
        string? at = AppContext.BaseDirectory;
        while (at != null && !File.Exists(Path.Combine(at, "tools", "portreeve")))
        {
            at = Path.GetDirectoryName(at);
        }

        return at ?? throw new DirectoryNotFoundException("tools/portreeve is in no folder above");
    }
}
