// NanoCheck rules: all of them on one compiled assembly.

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck.Rules;

/// <summary>Reads an assembly of the chip and applies every rule.</summary>
internal sealed class IlRules : IAssemblyResolver
{
    private readonly Func<string, byte[]?> _find;
    private readonly Func<string, string> _shorten;
    private readonly Dictionary<string, AssemblyDefinition?> _known = [];

    /// <param name="find">The image of a referenced assembly by its name.</param>
    /// <param name="shorten">Makes a path short enough for a person.</param>
    public IlRules(Func<string, byte[]?> find, Func<string, string> shorten)
    {
        _find = find;
        _shorten = shorten;
    }

    /// <summary>Opens an assembly with its lines.</summary>
    public RuleContext Open(ChipAssembly assembly)
    {
        ModuleDefinition module = ModuleDefinition.ReadModule(
            new MemoryStream(assembly.Image),
            new ReaderParameters
            {
                AssemblyResolver = this,
                ReadSymbols = true,
                SymbolStream = new MemoryStream(assembly.Symbols),
                SymbolReaderProvider = new PortablePdbReaderProvider(),
            });
        return new RuleContext(module, _shorten);
    }

    /// <summary>All findings of one assembly, in the order of the code.</summary>
    /// <param name="context">The assembly, opened.</param>
    /// <param name="rooms">False for code that is not part of the firmware's rooms, such as the
    /// unit tests, which may do more.</param>
    public static List<Finding> Check(RuleContext context, bool rooms)
    {
        TypeRules.Check(context);
        CodeRules.Check(context);
        SlotRules.Check(context);
        EnumTextRule.Check(context);
        LimitRules.Check(context);
        StaticOrderRule.Check(context);
        if (rooms)
        {
            RoomRules.Check(context);
            RoomOrder.Check(context);
        }

        return [.. context.Findings.Distinct().OrderBy(f => f.Where, StringComparer.Ordinal)];
    }

    public AssemblyDefinition? Resolve(AssemblyNameReference name)
    {
        if (!_known.TryGetValue(name.Name, out AssemblyDefinition? assembly))
        {
            byte[]? image = _find(name.Name);
            assembly = image == null ? null : AssemblyDefinition.ReadAssembly(
                new MemoryStream(image), new ReaderParameters { AssemblyResolver = this });
            _known[name.Name] = assembly;
        }

        return assembly;
    }

    public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters) =>
        Resolve(name);

    public void Dispose()
    {
    }
}
