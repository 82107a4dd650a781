// Image: the forge's workflows are sound: they parse, build every board, and call our own command
// with verbs and suites that there are.

using System.Text.RegularExpressions;
using Portreeve.BoardPictures;
using YamlDotNet.RepresentationModel;

namespace Portreeve.Image;

public partial class WorkflowTests
{
    private static readonly string Folder = Path.Combine(Project.Root, ".github", "workflows");

    /// <summary>Everything that "test" runs, in its order.</summary>
    private static string[] Suites { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Project.Root, "tests"))
            .Where(f => Directory.EnumerateFiles(f, "*.csproj").Any())
            .Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal), "check",
    ];

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.yml").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Workflow_HasWhatTheForgeWants(string name)
    {
        YamlMappingNode root = Read(name);
        Assert.Equal(Path.GetFileNameWithoutExtension(name), Text(root, "name"));
        Assert.True(root.Children.ContainsKey("on"), "it never runs");
        Assert.Equal("read", Text(Map(root, "permissions"), "contents"));
        foreach ((YamlNode key, YamlNode value) in Map(root, "jobs").Children)
        {
            var job = (YamlMappingNode)value;
            if (job.Children.ContainsKey("uses"))
            {
                // Another workflow of ours, which is judged by itself.
                string ours = Text(job, "uses").Replace("./.github/workflows/", "");
                Assert.True(Map(Read(ours), "on").Children.ContainsKey("workflow_call"), ours);
                continue;
            }
            Assert.Matches("^(ubuntu|windows)-latest$|matrix.os", Text(job, "runs-on"));
            Assert.True(int.Parse(Text(job, "timeout-minutes")) <= 60, $"{key} may run for ever");
            var steps = (YamlSequenceNode)job.Children["steps"];
            Assert.All(steps.Cast<YamlMappingNode>(), step =>
            {
                bool isUse = step.Children.ContainsKey("uses");
                Assert.True(isUse ^ step.Children.ContainsKey("run"), $"{key}: uses or run");
                // A moving branch of a stranger must not build what people flash.
                if (isUse) Assert.Matches(@"^[\w-]+/[\w-]+@v\d+", Text(step, "uses"));
            });
        }
    }

    [Fact]
    public void Image_IsBuiltForEveryBoard()
    {
        var job = Map(Map(Read("image.yml"), "jobs"), "image");
        var boards = (YamlSequenceNode)Map(Map(job, "strategy"), "matrix").Children["board"];
        Assert.Equal(BoardFile.All(Project.Root).Select(b => b.Name),
            boards.Select(b => b.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tests_RunEverySuite()
    {
        var job = Map(Map(Read("test.yml"), "jobs"), "suite");
        var suites = (YamlSequenceNode)Map(Map(job, "strategy"), "matrix").Children["suite"];
        Assert.Equal(Suites, suites.Select(s => s.ToString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Commands_AreOurs(string name)
    {
        MatchCollection calls = Call().Matches(
            File.ReadAllText(Path.Combine(Folder, name)).Replace('\\', '/'));
        Assert.NotEmpty(calls);
        using var tool = new CommandLine();
        (_, string help) = tool.Run("", "--help");
        foreach (Match call in calls)
        {
            string verb = call.Groups[1].Value;
            Assert.Matches($@"(?m)^\s+{verb}\b", help);
            string[] words = call.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            (_, string usage) = tool.Run("", verb, "--help");
            Assert.All(words.Where(w => w.StartsWith("--", StringComparison.Ordinal)),
                word => Assert.Contains(word, usage));
            if (verb == "test" && words.Length > 0 && words.All(w => char.IsLetter(w[0])))
            {
                Assert.All(words, word => Assert.Contains(word, Suites));
            }
        }
    }

    private static YamlMappingNode Read(string name)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Folder, name));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static YamlMappingNode Map(YamlMappingNode node, string key) =>
        (YamlMappingNode)node.Children[key];

    private static string Text(YamlMappingNode node, string key) =>
        ((YamlScalarNode)node.Children[key]).Value ?? "";

    [GeneratedRegex(@"(?m)^\s+(?:- )?run: tools/portreeve(?:\.cmd)? (\w+)(.*)$")]
    private static partial Regex Call();
}
