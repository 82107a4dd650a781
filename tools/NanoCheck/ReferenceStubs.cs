// NanoCheck: the libraries that the chip's code refers to. mscorlib is the real one; the others are
// stubs, compiled against it: reference/*.cs, one file to one assembly of the same name, in memory.
// The third line of each file names the stubs it needs besides mscorlib.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Portreeve.NanoCheck;

/// <summary>The real mscorlib, and the other nanoFramework libraries as signatures.</summary>
internal sealed class ReferenceStubs
{
    private const string Core = "mscorlib";

    private readonly string _folder;
    private readonly Dictionary<string, CSharpCompilation> _compilations = [];
    private readonly Dictionary<string, byte[]> _images = [];

    public ReferenceStubs(string folder) => _folder = folder;

    /// <summary>The names of all stubs there are.</summary>
    public IEnumerable<string> Names => Directory.GetFiles(_folder, "*.cs")
        .Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    /// <summary>Whether it can be referred to: mscorlib, and what there is a stub for.</summary>
    public bool Has(string name) => name == Core || File.Exists(PathOf(name));

    /// <summary>The libraries that this one needs itself, mscorlib aside.</summary>
    public IEnumerable<string> NeedsOf(string name) =>
        name == Core ? [] : Needs(File.ReadAllText(PathOf(name)));

    /// <summary>The symbols of one stub, for those who compare members.</summary>
    public CSharpCompilation Compilation(string name)
    {
        if (_compilations.TryGetValue(name, out CSharpCompilation? known))
        {
            return known;
        }

        string text = File.ReadAllText(PathOf(name));
        var references = new List<MetadataReference>
        {
            MetadataReference.CreateFromImage(Image(Core)),
        };
        references.AddRange(Needs(text).Select(n => MetadataReference.CreateFromImage(Image(n))));
        SyntaxTree tree = CSharpSyntaxTree.ParseText(
            text, new CSharpParseOptions(LanguageVersion.CSharp9), PathOf(name));
        var compilation = CSharpCompilation.Create(
            name, [tree], references, new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                deterministic: true,
                // CS0626: extern without DllImport, the very point. CS0824: the same of a
                // constructor. The rest is noise about members without bodies.
                specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
                {
                    ["CS0626"] = ReportDiagnostic.Suppress,
                    ["CS0824"] = ReportDiagnostic.Suppress,
                }));
        _compilations[name] = compilation;
        return compilation;
    }

    /// <summary>The library as an assembly in memory.</summary>
    /// <exception cref="InvalidOperationException">The stub itself does not compile.</exception>
    public byte[] Image(string name)
    {
        if (_images.TryGetValue(name, out byte[]? known))
        {
            return known;
        }

        if (name == Core)
        {
            return _images[name] = CoreLibrary.Image;
        }

        using var stream = new MemoryStream();
        EmitResult result = Compilation(name).Emit(
            stream, options: new EmitOptions(runtimeMetadataVersion: "v4.0.30319"));
        if (!result.Success)
        {
            throw new InvalidOperationException($"the stub {name}.cs does not compile:\n"
                + string.Join('\n', result.Diagnostics
                    .Where(d => d.Severity == DiagnosticSeverity.Error).Take(20)));
        }

        return _images[name] = stream.ToArray();
    }

    private string PathOf(string name) => Path.Combine(_folder, name + ".cs");

    private static IEnumerable<string> Needs(string text)
    {
        const string mark = "// needs:";
        string line = text.Split('\n').First(l => l.StartsWith(mark, StringComparison.Ordinal));
        return line[mark.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(n => n != "-");
    }
}
