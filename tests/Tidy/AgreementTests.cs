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

    [Fact]
    public void EndReasons_AreAllInTheListOfAll()
    {
        string code = Text("firmware/Journal/EndReason.cs");
        string[] fields = Words(code, ReasonField());
        Assert.NotEmpty(fields);
        Assert.Equal(fields, Words(Part(code, "EndReason[] All =", "};"), Name()));
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
        Assert.Contains($"## [{version}]", Text("CHANGELOG.md"));
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

    [GeneratedRegex(@"static readonly EndReason (\w+) =")]
    private static partial Regex ReasonField();

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
