// Tidy: lists that stand in two places, because two languages or a document need them, say the
// same. What can be written once is written once; this is for the rest.

using System.Text.RegularExpressions;

namespace Portreeve.Tidy;

public partial class AgreementTests
{
    [Fact]
    public void DoorStates_AreTheSameForChipPageAndDocument()
    {
        string code = Part(
            Text("firmware/Table/DoorState.cs"), "ToText(int state)", "private static");
        string[] states = Words(code, ReturnedWord());
        Assert.NotEmpty(states);
        string page = Part(Text("firmware/Web/Page/texts/en.js"), "export const states = {", "};");
        Assert.Equal(states, Words(page, Key()));
        string document = Part(Text("docs/openapi.yaml"), "    State:", "    Rules:");
        Assert.Equal(states, Words(Part(document, "enum: [", "]"), ListedWord()));
    }

    // A reason is its number: its place among the fields, in the list of all, and in the texts.
    [Theory]
    [InlineData("EndReason", "firmware/Journal/EndReason.cs")]
    [InlineData("Trouble", "firmware/Upkeep/Trouble.cs")]
    public void NumberedTexts_AreAllInTheListOfAll_InTheirOrder(string type, string file)
    {
        string code = Text(file);
        Match[] fields = [.. Regex.Matches(code,
            $@"static readonly {type} (\w+) = new {type}\((\d+)\);").AsEnumerable()];
        Assert.NotEmpty(fields);
        Assert.Equal(Enumerable.Range(0, fields.Length).Select(i => $"{i}"),
            fields.Select(f => f.Groups[2].Value));
        Assert.Equal(fields.Select(f => f.Groups[1].Value),
            Name().Matches(Part(code, type + "[] All =", "};")).Select(m => m.Value));
        // Each text once: none was left out, and the last is the one without a number.
        string[] texts = [.. Regex.Matches(code, "return \"(.*)\"").Select(m => m.Value)];
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }

    [Fact]
    public void Version_StandsInOneSource()
    {
        string version = VersionLine().Match(Text("firmware/Values/Release.cs")).Groups[1].Value;
        Assert.NotEmpty(version);
        Tree.AssertNone(Tree.Sources
            .Where(f => Tree.Short(f).StartsWith("firmware/", StringComparison.Ordinal)
                && Tree.Short(f) != "firmware/Values/Release.cs")
            .SelectMany(f => File.ReadAllLines(f)
                .Where(l => l.Contains("\"" + version, StringComparison.Ordinal))
                .Select(l => $"{Tree.Short(f)} says the version again: {l}")));
        Assert.Contains($"## [{version}] - 20", Text("CHANGELOG.md"));
        Assert.Contains($"portreeve_{version}_", Text("docs/at-home.md"));
        Assert.Contains($"Portreeve {version},", Text(".github/ISSUE_TEMPLATE/bug.yml"));
    }

    // Else a change there runs the tools of before.
    [Fact]
    public void Launcher_LooksAtEveryFolderThatItsToolsAreBuiltFrom()
    {
        string[] watched = [.. Regex.Matches(Part(Text("tools/Cli/Tree.cs"), "Folders =", "];"),
            "\"([^\"]+)\"").Select(m => m.Groups[1].Value + "/")];
        HashSet<string> read = ["tools/Cli/Cli.csproj"];
        for (int i = 0; i < read.Count; i++)
        {
            string file = read.ElementAt(i);
            Assert.Contains(watched, folder => file.StartsWith(folder, StringComparison.Ordinal));
            if (!file.EndsWith(".csproj", StringComparison.Ordinal)) continue;
            foreach (Match match in Regex.Matches(Text(file),
                "<(?:Compile|ProjectReference) Include=\"([^\"*]+)\""))
            {
                string to = Path.Combine(Tree.Repository.Root, Path.GetDirectoryName(file)!,
                    match.Groups[1].Value);
                read.Add(Path.GetRelativePath(Tree.Repository.Root, Path.GetFullPath(to))
                    .Replace('\\', '/'));
            }
        }
        Assert.True(read.Count > 3, "the projects were not read");
    }

    // A program of .NET that cannot start ends with a negative number on Windows.
    [Fact]
    public void WindowsLauncher_TakesNoNegativeNumberForAGoodEnd()
    {
        string[] lines = Text("tools/portreeve.cmd").Split('\n');
        int asked = 0;
        for (int i = 0; i < lines.Length - 1; i++)
        {
            if (!lines[i].StartsWith("dotnet ", StringComparison.Ordinal)) continue;
            Assert.Contains("%errorlevel%", lines[i + 1]);
            asked++;
        }
        Assert.Equal(3, asked);
    }

    private static string[] Words(string text, Regex word) =>
        [.. word.Matches(text).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)];

    private static string Text(string file) =>
        File.ReadAllText(Path.Combine(Tree.Repository.Root, file));

    private static string Part(string text, string from, string to)
    {
        int start = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(start >= 0, $"{from} is not there");
        start += from.Length;
        int end = text.IndexOf(to, start, StringComparison.Ordinal);
        Assert.True(end >= 0, $"{to} does not follow {from}");
        return text[start..end];
    }

    [GeneratedRegex("Version = \"([0-9.]+)\"")]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"(\w+)")]
    private static partial Regex Name();

    [GeneratedRegex("return \"([a-z-]+)\";")]
    private static partial Regex ReturnedWord();

    [GeneratedRegex(@"'?([a-z-]+)'?: '")]
    private static partial Regex Key();

    [GeneratedRegex("([a-z-]+)")]
    private static partial Regex ListedWord();
}
