// Tidy: the tree that README shows is the tree there is, and the top level holds nothing else.

using System.Text.RegularExpressions;

namespace Portreeve.Tidy;

public partial class ReadmeTests
{
    private static readonly string Root = Tree.Repository.Root;

    /// <summary>
    /// What may stand at the top: three clicks from the first screen to any room.
    /// </summary>
    private static readonly HashSet<string> Top =
    [
        "firmware", "tests", "hardware", "tools", "docs", "nfproj.sln", "README.md", "DESIGN.md",
        "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", ".editorconfig",
        ".gitignore", ".gitattributes", ".ci", ".github", "Directory.Build.props",
        "Directory.Packages.props", "global.json",
    ];

    [Fact]
    public void TopLevel_IsAsDesigned() => Tree.AssertNone(Tree.Texts
        .Select(f => Tree.Short(f).Split('/')[0]).Distinct().Where(n => !Top.Contains(n))
        .Select(n => $"{n} stands at the top level"));

    [Fact]
    public void ReadmeTree_IsThere() => Assert.NotEmpty(TreeBlock());

    [Fact]
    public void ReadmeTree_ShowsOnlyWhatIsThere() => Tree.AssertNone(Shown()
        .Where(p => !Directory.Exists(Path.Combine(Root, p)) && !File.Exists(Path.Combine(Root, p)))
        .Select(p => $"README shows {p}, which is not there"));

    [Fact]
    public void ReadmeTree_ShowsEveryFolderOfTheUpperTwoLevels()
    {
        HashSet<string> shown = [.. Shown().Select(p => p.TrimEnd('/'))];
        Tree.AssertNone(Tree.Texts.Select(f => Tree.Short(f).Split('/'))
            .Where(p => p.Length > 2 && !p[0].StartsWith('.') && p[0] != "docs")
            .Select(p => p[0] + "/" + p[1]).Distinct()
            .Where(p => !shown.Contains(p)).Select(p => $"README does not show {p}/"));
    }

    /// <summary>The paths of the block that begins with firmware/, by their indentation. A line
    /// holds names, two spaces or more, and what they are.</summary>
    private static List<string> Shown()
    {
        var paths = new List<string>();
        var parents = new Stack<(int Indent, string Path)>();
        foreach (string line in TreeBlock().Where(l => l.Trim().Length > 0))
        {
            string bare = TreeDrawing().Replace(line, " ");
            int indent = bare.Length - bare.TrimStart().Length;
            while (parents.Count > 0 && parents.Peek().Indent >= indent)
            {
                parents.Pop();
            }

            string parent = parents.Count > 0 ? parents.Peek().Path : "";
            string[] names = Gap().Split(bare.Trim(), 2)[0].Split(' ');
            paths.AddRange(names.Select(n => parent + n));
            parents.Push((indent, parent + names[0]));
        }

        return paths;
    }

    private static IReadOnlyList<string> TreeBlock()
    {
        string readme = Path.Combine(Root, "README.md");
        if (!File.Exists(readme))
        {
            return [];
        }

        Match block = Fence().Matches(File.ReadAllText(readme))
            .FirstOrDefault(m => m.Groups["text"].Value.Contains("firmware/\n")
                || m.Groups["text"].Value.Contains("firmware/ ")) ?? Match.Empty;
        return block.Success ? block.Groups["text"].Value.Split('\n') : [];
    }

    [GeneratedRegex("```[a-z]*\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("[│├└─]")]
    private static partial Regex TreeDrawing();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gap();
}
