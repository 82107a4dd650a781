// NanoCheck: how large an assembly becomes for the runtime, counted as the metadata processor
// counts it (metadata-processor: CodeWriter.cs, nanoStringTable.cs, nanoSignaturesTable.cs) and
// loaded as the runtime loads it (nf-interpreter: TypeSystem.cpp, CLR_RT_Assembly::CreateInstance;
// sizes of nanoCLR_Runtime.h on a 32-bit processor). No library's file is needed for it.

using Mono.Cecil;
using Mono.Cecil.Cil;
using Portreeve.NanoCheck.Rules;
using System.Text;

namespace Portreeve.NanoCheck;

/// <summary>The sizes of one assembly.</summary>
internal sealed record Sizes(
    string Name,
    int CodeBytes,
    int StringBytes,
    int SignatureBytes,
    int InitialiserBytes,
    int Types,
    int Methods,
    int Fields,
    int StaticFields,
    int References,
    int TableRamBytes,
    IReadOnlyList<(string Room, int CodeBytes)> Rooms)
{
    /// <summary>Code, strings and signatures are reached by 16-bit offsets.</summary>
    public const int TableMax = 65535;

    /// <summary>The part of a table that may be in use; the rest is head-room for later.</summary>
    public const int PercentMax = 70;

    // CLR_RT_Assembly itself: a heap block of 12, the tables' sizes (16 x 4), 16 words.
    private const int AssemblyRam = 140;

    public static Sizes Of(RuleContext context)
    {
        ModuleDefinition module = context.Module;
        TypeDefinition[] types = [.. context.Types];
        MethodDefinition[] methods = [.. types.SelectMany(t => t.Methods)];
        FieldDefinition[] fields =
            [.. types.SelectMany(t => t.Fields).Where(f => !f.HasConstant)];
        int statics = fields.Count(f => f.IsStatic);
        MemberReference[] members = [.. module.GetMemberReferences()];
        int fieldRefs = members.Count(m => m is FieldReference);
        int methodRefs = members.Length - fieldRefs;
        int typeRefs = module.GetTypeReferences().Count();
        int ram = AssemblyRam
            + 4 * module.AssemblyReferences.Count      // CLR_RT_AssemblyRef_CrossReference
            + 4 * typeRefs                             // CLR_RT_TypeRef_CrossReference
            + 4 * fieldRefs + 4 * methodRefs           // CLR_RT_Field/MethodRef_CrossReference
            + 8 * types.Length                         // CLR_RT_TypeDef_CrossReference
            + 2 * fields.Length                        // CLR_RT_FieldDef_CrossReference
            + 2 * methods.Length                       // CLR_RT_MethodDef_CrossReference
            + 12 * statics                             // CLR_RT_HeapBlock, one per static field
            + methods.Length;                          // CLR_RT_MethodDef_DebuggingInfo
        return new Sizes(
            module.Assembly.Name.Name,
            methods.Sum(CodeSize.Of),
            StringBytesOf(module, types, methods, fields),
            SignatureSize.Of(methods, fields) + LimitRules.InitialiserBytes(context),
            LimitRules.InitialiserBytes(context),
            types.Length,
            methods.Length,
            fields.Length,
            statics,
            typeRefs + members.Length,
            ram,
            [.. methods.GroupBy(m => RuleContext.RoomOf(m.DeclaringType))
                .Select(g => (g.Key, g.Sum(CodeSize.Of)))
                .OrderByDescending(g => g.Item2)]);
    }

    /// <summary>The tables that are past the limit, as findings that say what to split.</summary>
    public IEnumerable<Finding> Overflows(int percentMax)
    {
        (string What, int Value)[] tables =
        [
            ("IL code bytes", CodeBytes), ("string bytes", StringBytes),
            ("signature bytes", SignatureBytes), ("types", Types), ("methods", Methods),
            ("fields", Fields), ("references", References),
        ];
        string rooms = string.Join(", ", Rooms.Where(r => r.Room.Length > 0).Take(4)
            .Select(r => $"{r.Room} {r.CodeBytes:N0}"));
        foreach ((string what, int value) in tables)
        {
            if (value > TableMax * percentMax / 100)
            {
                yield return new Finding("table-size", Name,
                    $"{value:N0} {what} are {value * 100L / TableMax}% of {TableMax:N0}; past "
                    + $"{percentMax}% nothing can be added safely",
                    $"a room moved into an assembly of its own; IL bytes by room: {rooms}");
            }
        }
    }

    private static int StringBytesOf(
        ModuleDefinition module, TypeDefinition[] types, MethodDefinition[] methods,
        FieldDefinition[] fields)
    {
        var strings = new HashSet<string>(StringComparer.Ordinal) { "" };
        strings.UnionWith(module.AssemblyReferences.Select(a => a.Name));
        strings.UnionWith(
            module.GetTypeReferences().SelectMany(t => new[] { t.Name, t.Namespace }));
        strings.UnionWith(module.GetMemberReferences().Select(m => m.Name));
        strings.UnionWith(types.SelectMany(t => new[] { t.Name, t.Namespace }));
        strings.UnionWith(methods.Select(m => m.Name));
        strings.UnionWith(fields.Select(f => f.Name));
        strings.UnionWith(methods.Where(m => m.HasBody)
            .SelectMany(m => m.Body.Instructions)
            .Where(i => i.OpCode.Code == Code.Ldstr).Select(i => (string)i.Operand));
        return strings.Sum(s => Encoding.UTF8.GetByteCount(s) + 1);
    }
}
