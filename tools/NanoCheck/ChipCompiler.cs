// NanoCheck: Roslyn as the nanoFramework project system calls it: C# 9, no standard library,
// NANOFRAMEWORK_1_0 defined, optimised. Gives assemblies in memory, or the compiler's errors.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using System.Text;

namespace Portreeve.NanoCheck;

/// <summary>One compiled assembly of the chip, with its symbols for lines.</summary>
/// <param name="Name">The assembly's name, with the board where there are several.</param>
/// <param name="Image">The assembly.</param>
/// <param name="Symbols">Its portable symbols.</param>
internal sealed record ChipAssembly(string Name, byte[] Image, byte[] Symbols);

/// <summary>Compiles the chip's sources against the stubs and one another.</summary>
internal sealed class ChipCompiler
{
    private readonly ReferenceStubs _stubs;
    private readonly Func<string, string> _shorten;

    public ChipCompiler(ReferenceStubs stubs, Func<string, string> shorten)
    {
        _stubs = stubs;
        _shorten = shorten;
    }

    /// <summary>Compiles one project for one board.</summary>
    /// <param name="project">The project.</param>
    /// <param name="board">The board, or an empty text where it does not matter.</param>
    /// <param name="built">What was compiled before, by assembly name.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <returns>Null with findings when it does not compile.</returns>
    public ChipAssembly? Compile(
        ChipProject project,
        string board,
        IReadOnlyDictionary<string, ChipAssembly> built,
        List<Finding> findings)
    {
        var sources = new List<(string Path, string Text)>();
        foreach (string path in project.Sources(board))
        {
            if (File.Exists(path))
            {
                sources.Add((path, File.ReadAllText(path)));
            }
            else
            {
                findings.Add(new Finding("missing-file", _shorten(project.FilePath),
                    $"it lists {_shorten(path)}, which is not there", "run check --sync"));
            }
        }

        var references = new List<byte[]>();
        foreach ((string name, _) in project.References)
        {
            if (_stubs.Has(name))
            {
                references.Add(_stubs.Image(name));
            }
            else if (name != "nanoFramework.UnitTestLauncher")
            {
                findings.Add(new Finding("missing-stub", _shorten(project.FilePath),
                    $"it references {name}, for which there is no stub",
                    $"add tools/NanoCheck/reference/{name}.cs with the members used"));
            }
        }

        foreach (string path in project.ProjectReferences)
        {
            string name = ChipProject.Read(path).AssemblyName;
            if (built.TryGetValue(name, out ChipAssembly? other))
            {
                references.Add(other.Image);
            }
        }

        return Compile(project.AssemblyName, sources, references, project.IsExe, findings);
    }

    /// <summary>Compiles sources that are already read.</summary>
    public ChipAssembly? Compile(
        string name,
        IReadOnlyList<(string Path, string Text)> sources,
        IEnumerable<byte[]> references,
        bool isExe,
        List<Finding> findings)
    {
        var parse = new CSharpParseOptions(
            LanguageVersion.CSharp9, preprocessorSymbols: ["NANOFRAMEWORK_1_0"]);
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            sources.Select(s => CSharpSyntaxTree.ParseText(
                SourceText.From(s.Text, Encoding.UTF8), parse, s.Path)),
            references.Select(i => MetadataReference.CreateFromImage(i)),
            new CSharpCompilationOptions(
                isExe ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                deterministic: true));
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult result = compilation.Emit(image, symbols, options: new EmitOptions(
            debugInformationFormat: DebugInformationFormat.PortablePdb,
            runtimeMetadataVersion: "v4.0.30319"));
        foreach (Diagnostic d in result.Diagnostics
            .Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            findings.Add(new Finding("compile", Where(d, name), $"{d.Id}: {d.GetMessage()}",
                "what nanoFramework has; unless the project lacks a Reference, or the library's "
                + "stub in tools/NanoCheck/reference the member"));
        }

        return result.Success
            ? new ChipAssembly(name, image.ToArray(), symbols.ToArray())
            : null;
    }

    private string Where(Diagnostic diagnostic, string name)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        return span.Path is { Length: > 0 }
            ? $"{_shorten(span.Path)}:{span.StartLinePosition.Line + 1}"
            : name;
    }
}
