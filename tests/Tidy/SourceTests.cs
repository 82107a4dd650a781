// Tidy: how our sources are written. Each test reads all of them and names file and line.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using System.Text.RegularExpressions;

namespace Portreeve.Tidy;

public partial class SourceTests
{
    private const int FileLinesMax = 300;
    private const int MethodLinesMax = 70;
    private const int ColumnsMax = 100;

    /// <summary>Names that say nothing about what a thing is.</summary>
    private static readonly string[] EmptyWords =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Data", "Info"];

    [Fact]
    public void Files_AreShort() => Tree.AssertNone(Tree.Sources
        .Select(f => (File: f, Lines: File.ReadAllLines(f).Length))
        .Where(f => f.Lines > FileLinesMax)
        .Select(f => $"{Tree.Short(f.File)}: {f.Lines} lines, {FileLinesMax} are allowed"));

    [Fact]
    public void Methods_AreShort() => Tree.AssertNone(Tree.Sources.SelectMany(f =>
        Nodes(f).Where(n => n is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax
                or LocalFunctionStatementSyntax)
            .Select(n => (Node: n, Lines: Height(n)))
            .Where(n => n.Lines > MethodLinesMax)
            .Select(n => $"{Place(f, n.Node)}: a method of {n.Lines} lines, "
                + $"{MethodLinesMax} are allowed")));

    [Fact]
    public void Lines_FitTheScreen() => Tree.AssertNone(Tree.Sources.SelectMany(f =>
        File.ReadAllLines(f).Select((line, i) => (line, i))
            .Where(l => l.line.Length > ColumnsMax)
            .Select(l => $"{Tree.Short(f)}:{l.i + 1}: {l.line.Length} columns, "
                + $"{ColumnsMax} are allowed")));

    [Fact]
    public void Files_OpenWithWhatTheyAre() => Tree.AssertNone(Tree.Sources
        .Where(f => !File.ReadAllText(f).StartsWith("// ", StringComparison.Ordinal))
        .Select(f => $"{Tree.Short(f)}: it opens without a comment that says what it is"));

    [Fact]
    public void Names_SaySomething() => Tree.AssertNone(Tree.Sources.SelectMany(f =>
        Nodes(f).OfType<BaseTypeDeclarationSyntax>().Where(t => !IsFrameworks(t))
            .Select(t => t.Identifier.Text)
            .Append(Path.GetFileNameWithoutExtension(f))
            .Where(n => CamelWord().Matches(n).Any(m => EmptyWords.Contains(m.Value)))
            .Distinct().Select(n => $"{Tree.Short(f)}: the name {n} says nothing")));

    [Fact]
    public void Folders_AreNamespaces()
    {
        Tree.AssertNone(Tree.Sources
            .Where(f => Tree.Short(f).StartsWith("firmware/", StringComparison.Ordinal))
            .SelectMany(f => Nodes(f).OfType<NamespaceDeclarationSyntax>()
                .Where(n => n.Name.ToString() != SpaceOf(f) && !n.Name.ToString()
                    .StartsWith("System.Runtime.CompilerServices", StringComparison.Ordinal))
                .Select(n => $"{Place(f, n)}: namespace {n.Name} in the folder of {SpaceOf(f)}")));

        static string SpaceOf(string file)
        {
            string[] parts = Tree.Short(file).Split('/');
            return parts.Length == 2 ? "Portreeve" : "Portreeve." + parts[1];
        }
    }

    /// <summary>Chip and desktop compile the same sources; what differs is another class behind
    /// the same interface, and a board is a file.</summary>
    [Fact]
    public void Firmware_HasNoConditions() => Tree.AssertNone(Tree.Sources
        .Where(f => Tree.Short(f).StartsWith("firmware/", StringComparison.Ordinal)
            || Tree.Short(f).StartsWith("hardware/", StringComparison.Ordinal))
        .SelectMany(f => File.ReadAllLines(f).Select((line, i) => (line, i))
            .Where(l => l.line.TrimStart().StartsWith("#if", StringComparison.Ordinal))
            .Select(l => $"{Tree.Short(f)}:{l.i + 1}: {l.line.Trim()}")));

    [Fact]
    public void Todos_SayWhy() => Tree.AssertNone(Tree.Texts
        .Where(f => !f.EndsWith("SourceTests.cs", StringComparison.Ordinal)).SelectMany(f =>
        File.ReadAllLines(f).Select((line, i) => (line, i))
            .Where(l => BareTodo().IsMatch(l.line))
            .Select(l => $"{Tree.Short(f)}:{l.i + 1}: a TODO without a reason")));

    /// <summary>The project names no machine it was made on, no folder beside it, and no paper
    /// that a visitor does not have.</summary>
    [Fact]
    public void Texts_NameNoWorkplace() => Tree.AssertNone(Tree.Texts
        .Where(f => !f.EndsWith("SourceTests.cs", StringComparison.Ordinal)).SelectMany(f =>
        File.ReadAllLines(f).Select((line, i) => (line, i))
            .Where(l => ForeignPath().IsMatch(l.line))
            .Select(l => $"{Tree.Short(f)}:{l.i + 1}: a path of somebody's machine")));

    [Fact]
    public void Sources_CiteSectionsThatThereAre()
    {
        string[] headings = [.. File.ReadLines(Path.Combine(Tree.Repository.Root, "docs",
            "platform.md")).Where(l => l.StartsWith("## ", StringComparison.Ordinal))
            .Select(l => l[3..])];
        string[] cited = [.. Tree.Sources.Where(f => !f.EndsWith("SourceTests.cs",
                StringComparison.Ordinal))
            .SelectMany(f => Citation().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .SelectMany(s => s.Split(';', StringSplitOptions.TrimEntries))];
        Assert.NotEmpty(cited);
        Tree.AssertNone(cited.Except(headings)
            .Select(s => $"docs/platform.md has no section \"{s}\""));
    }

    /// <summary>The way of one connection is drawn in DESIGN.md, in numbered steps; each step's
    /// number stands in the file that bears its name.</summary>
    [Fact]
    public void Walk_IsNumberedInTheSourcesAsInTheDesign()
    {
        string design = File.ReadAllText(Path.Combine(Tree.Repository.Root, "DESIGN.md"));
        Match[] steps = [.. WalkStep().Matches(design).Cast<Match>()];
        Assert.Equal(["1", "2", "3", "4", "5", "6"], steps.Select(s => s.Groups[1].Value));
        Tree.AssertNone(steps.Where(step => Tree.Sources.Count(f =>
                Path.GetFileNameWithoutExtension(f) == step.Groups[2].Value
                && Tree.Short(f).StartsWith("firmware/", StringComparison.Ordinal)
                && File.ReadAllText(f).Contains($"// ({step.Groups[1].Value}) ")) != 1)
            .Select(step => $"{step.Groups[2].Value}.cs has no step ({step.Groups[1].Value})"));
    }

    [Fact]
    public void Texts_EndTheirLinesTheSameWay() => Tree.AssertNone(Tree.Texts
        .Where(f => !f.EndsWith(".cmd", StringComparison.Ordinal)
            && File.ReadAllText(f).Contains('\r'))
        .Select(f => $"{Tree.Short(f)}: it has carriage returns"));

    private static IEnumerable<SyntaxNode> Nodes(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes();

    /// <summary>Types in nanoFramework's own name spaces stand in for its types, and have its
    /// names.</summary>
    // The framework's own, and what stands in for it.
    private static bool IsFrameworks(SyntaxNode type) => type.Ancestors()
        .OfType<NamespaceDeclarationSyntax>().Any(n =>
            n.Name.ToString().StartsWith("nanoFramework", StringComparison.Ordinal)
            || n.Name.ToString().StartsWith("Chip_", StringComparison.Ordinal));

    /// <summary>Lines from the signature to the closing brace; a list of DataRow is no code.
    /// </summary>
    private static int Height(SyntaxNode node)
    {
        int start = node.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault()?.Span.End
            ?? node.SpanStart;
        FileLinePositionSpan span = node.SyntaxTree.GetLineSpan(
            TextSpan.FromBounds(start, node.Span.End));
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string Place(string file, SyntaxNode node) =>
        $"{Tree.Short(file)}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    [GeneratedRegex(@"\((\d)\) ([A-Z]\w+)")]
    private static partial Regex WalkStep();

    /// <summary>In a comment: "docs/platform.md, Sockets", sections apart by semicolons, up to
    /// a bracket or a full stop.</summary>
    [GeneratedRegex(@"docs/platform\.md, ([^).\n]+)")]
    private static partial Regex Citation();

    [GeneratedRegex("[A-Z][a-z]*")]
    private static partial Regex CamelWord();

    [GeneratedRegex(@"\bTODO\b(?!.{20})")]
    private static partial Regex BareTodo();

    [GeneratedRegex(@"(^|[\s""'`(=])/(work|home|Users)/\w|\.\./shared\b|platform facts|\bfacts \d")]
    private static partial Regex ForeignPath();
}
