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

    [GeneratedRegex("return \"([a-z-]+)\";")]
    private static partial Regex ReturnedWord();

    [GeneratedRegex(@"'?([a-z-]+)'?: '")]
    private static partial Regex Key();

    [GeneratedRegex("([a-z-]+)")]
    private static partial Regex ListedWord();
}
