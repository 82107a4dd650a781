// NanoCheck rules: what a rule gets to see, and where it puts what it found.

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck.Rules;

/// <summary>One assembly under inspection.</summary>
internal sealed class RuleContext
{
    private readonly Func<string, string> _shorten;

    public RuleContext(ModuleDefinition module, Func<string, string> shorten)
    {
        Module = module;
        _shorten = shorten;
    }

    public ModuleDefinition Module { get; }

    public List<Finding> Findings { get; } = [];

    /// <summary>The types of the assembly, nested ones too.</summary>
    public IEnumerable<TypeDefinition> Types =>
        Module.Types.SelectMany(Nest).Where(t => t.Name != "<Module>");

    /// <summary>Every method that has code.</summary>
    public IEnumerable<MethodDefinition> Methods =>
        Types.SelectMany(t => t.Methods).Where(m => m.HasBody);

    public void Add(string rule, TypeDefinition type, string why, string instead)
    {
        MethodDefinition? method = type.Methods.FirstOrDefault(m => m.HasBody);
        Findings.Add(new Finding(
            rule, method == null ? type.FullName : Where(method, null), why, instead));
    }

    public void Add(
        string rule, MethodDefinition method, Instruction? at, string why, string instead) =>
        Findings.Add(new Finding(rule, Where(method, at), why, instead));

    /// <summary>The namespace of the outermost type: the room this code stands in.</summary>
    public static string RoomOf(TypeDefinition type)
    {
        while (type.DeclaringType != null)
        {
            type = type.DeclaringType;
        }

        return type.Namespace;
    }

    /// <summary>File and line of an instruction, or of the nearest before it.</summary>
    private string Where(MethodDefinition method, Instruction? at)
    {
        SequencePoint? found = null;
        foreach (SequencePoint point in method.DebugInformation.SequencePoints
            .Where(p => !p.IsHidden))
        {
            if (found == null || (at != null && point.Offset <= at.Offset))
            {
                found = point;
            }
        }

        string member = $"{method.DeclaringType.Name}.{method.Name}";
        return found == null
            ? $"{method.DeclaringType.FullName}.{method.Name}"
            : $"{_shorten(found.Document.Url)}:{found.StartLine} ({member})";
    }

    private static IEnumerable<TypeDefinition> Nest(TypeDefinition type) =>
        type.NestedTypes.SelectMany(Nest).Prepend(type);
}
