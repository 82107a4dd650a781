// Image: links of the documents lead somewhere, and every rule that a guide shows is taken.

using System.Text.RegularExpressions;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Image;

public partial class DocumentTests
{
    private const long SomeDay = 1_795_000_000;

    public static TheoryData<string> Pages => [.. Files];

    private static string[] Files { get; } =
    [
        .. new[] { "docs", "hardware" }.SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Project.Root, folder), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Project.Root, "*.md"))
            .Select(file => Path.GetRelativePath(Project.Root, file).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_LeadSomewhere(string page)
    {
        string text = Project.Text(page);
        string folder = Path.GetDirectoryName(Path.Combine(Project.Root, page))!;
        var dead = new List<string>();
        foreach (Match link in Link().Matches(text))
        {
            string to = link.Groups[1].Value;
            if (to.Contains("://", StringComparison.Ordinal)) continue;
            string[] parts = to.Split('#');
            string file = parts[0].Length == 0
                ? Path.Combine(Project.Root, page) : Path.GetFullPath(parts[0], folder);
            bool isThere = File.Exists(file) || Directory.Exists(file);
            if (isThere && parts.Length > 1) isThere = Anchors(file).Contains(parts[1]);
            if (!isThere) dead.Add(to);
        }

        foreach (Match use in NamedUse().Matches(text))
        {
            string name = use.Groups[1].Value + use.Groups[2].Value;
            if (!text.Contains($"\n[{name}]: ", StringComparison.Ordinal)) dead.Add(name);
        }

        Assert.True(dead.Count == 0, $"{page}: {string.Join(", ", dead)}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Rules_AreTaken(string page)
    {
        var wrong = new List<string>();
        foreach (Match match in RuleLine().Matches(Project.Text(page)))
        {
            string line = match.Groups[1].Value.Trim();
            RuleDraft draft = RuleText.Read(line, SomeDay);
            for (int i = 0; i < draft.Errors.Count; i++)
            {
                TextError error = draft.Errors.At(i);
                if (!error.IsNote) wrong.Add($"{line}: {error.Message}");
            }
        }

        Assert.True(wrong.Count == 0, $"{page}:\n{string.Join('\n', wrong)}");
    }

    /// <summary>What a page tells people to type, the tool knows.</summary>
    [Fact]
    public void Verbs_AreThere()
    {
        using var tool = new CommandLine();
        (_, string help) = tool.Run("", "--help");
        Assert.All(Files, page => Assert.All(Verb().Matches(Project.Text(page)), use =>
            Assert.True(Regex.IsMatch(help, $@"(?m)^\s+{use.Groups[1].Value}\b"),
                $"{page}: tools/portreeve {use.Groups[1].Value}")));
    }

    /// <summary>And each option of it, and each suite.</summary>
    [Fact]
    public void OptionsAndSuites_AreThere()
    {
        using var tool = new CommandLine();
        var helps = new Dictionary<string, string>();
        var wrong = new List<string>();
        int held = 0;
        foreach (string page in Files.Where(file => file != "CHANGELOG.md"))
        {
            foreach (Match use in Typed().Matches(Project.Text(page)))
            {
                string verb = use.Groups[1].Value;
                if (verb == "help") continue;
                string[] words = use.Groups[2].Value.Split(' ',
                    StringSplitOptions.RemoveEmptyEntries);
                // A verb of verbs has its options one word later.
                string[] asked = verb == "service" && words.Length > 0 ? [verb, words[0]] : [verb];
                if (!helps.TryGetValue(string.Join(' ', asked), out string? help))
                {
                    help = tool.Run("", [.. asked, "--help"]).Text;
                    helps[string.Join(' ', asked)] = help;
                }
                foreach (string word in words)
                {
                    bool isSuite = verb == "test" && Suite().IsMatch(word);
                    if (!isSuite && !word.StartsWith("--", StringComparison.Ordinal)) continue;
                    held++;
                    bool isThere = Regex.IsMatch(help, $@"{Regex.Escape(word)}\b");
                    if (!isThere) wrong.Add($"{page}: {use}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{held} options and suites held");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(held > 20, "they are not found");
    }

    [Fact]
    public void Guides_AreAllThere()
    {
        string[] wanted =
        [
            "web-shop", "camera", "game-server", "ssh", "remote-desktop", "home-assistant",
            "carrier-nat", "dmz-host", "troubleshooting", "security", "limits", "start", "upgrade",
            "ports", "backup", "people", "words", "lost-password", "wise", "ftp-mqtt-vpn",
            "reached", "friends", "page", "at-home",
        ];
        string start = Project.Text("docs/start.md");
        Assert.All(wanted.Where(guide => guide != "start"),
            guide => Assert.Contains($"({guide}.md)", start));
        Assert.Contains("(docs/start.md)", Project.Text("README.md"));
        Assert.All(wanted, guide => Assert.Contains($"docs/{guide}.md", Files));
        string[] withRules = [.. wanted.Take(6)];
        Assert.All(withRules,
            guide => Assert.Matches(RuleLine(), Project.Text($"docs/{guide}.md")));
    }

    /// <summary>Headings as the forge makes anchors of them.</summary>
    private static IEnumerable<string> Anchors(string file) => File.ReadLines(file)
        .Where(line => line.StartsWith('#'))
        .Select(line => NoAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "")
            .Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\[(\w+)\]|\(\[(\w+)\]\)")]
    private static partial Regex NamedUse();

    [GeneratedRegex(
        @"(?:^|`)(?:portmap add |portmap edit \d+ )?((?:tcp|udp) \d+ [\d.]+:\d+[^`\n]*)",
        RegexOptions.Multiline)]
    private static partial Regex RuleLine();

    [GeneratedRegex(@"tools/portreeve (?!help\b)([a-z]+)")]
    private static partial Regex Verb();

    // What follows up to the end of the line or of the code, or to what explains it.
    [GeneratedRegex(@"tools/portreeve ([a-z]+)((?: [\w./#-]+)*)")]
    private static partial Regex Typed();

    [GeneratedRegex("^[A-Z][a-z]+$")]
    private static partial Regex Suite();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
