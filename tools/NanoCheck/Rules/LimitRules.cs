// NanoCheck rules: counts that the assembly format keeps in one byte, where the tools do not look,
// and the bytes of array initialisers, which overflow in silence.

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck.Rules;

/// <summary>Small numbers with hard ends.</summary>
internal static class LimitRules
{
    /// <summary>
    /// Bytes of array initialisers per assembly. They live in the signature table, whose 16-bit
    /// offsets the metadata processor does not check; a quarter of it leaves room for signatures.
    /// </summary>
    public const int InitialiserBytesMax = 16 * 1024;

    private const int OneByte = 255;

    public static void Check(RuleContext context)
    {
        CheckInitialisers(context);
        foreach (TypeDefinition type in context.Types)
        {
            int statics = type.Fields.Count(f => f.IsStatic && !f.HasConstant);
            int instances = type.Fields.Count(f => !f.IsStatic);
            Limit(context, type, statics, "static fields");
            Limit(context, type, instances, "fields");
            Limit(context, type, type.Methods.Count(m => m.IsVirtual), "virtual methods");
            Limit(context, type, type.Methods.Count(m => m.IsStatic), "static methods");
            Limit(context, type, type.Methods.Count(m => !m.IsStatic && !m.IsVirtual), "methods");
        }

        foreach (MethodDefinition method in context.Methods)
        {
            foreach (Instruction i in method.Body.Instructions)
            {
                if (i.OpCode.Code == Code.Switch && ((Instruction[])i.Operand).Length > OneByte)
                {
                    context.Add("one-byte", method, i,
                        "a switch has its number of cases in one byte",
                        "two switches, or a table");
                }
            }

            if (method.Body.Variables.Count > OneByte)
            {
                context.Add("one-byte", method, null,
                    "a method has its number of locals in one byte", "a method of its own");
            }
        }
    }

    /// <summary>The bytes of all array initialisers of an assembly.</summary>
    public static int InitialiserBytes(RuleContext context) =>
        context.Types.SelectMany(t => t.Fields).Sum(f => f.InitialValue?.Length ?? 0);

    private static void CheckInitialisers(RuleContext context)
    {
        int bytes = InitialiserBytes(context);
        if (bytes > InitialiserBytesMax)
        {
            context.Findings.Add(new Finding("array-initialiser", context.Module.Assembly.Name.Name,
                $"{bytes:N0} bytes of array initialisers, {InitialiserBytesMax:N0} are allowed: "
                + "the signature table holds them and overflows in silence",
                "a resource (.resx), a file, or a loop that fills the table at boot"));
        }
    }

    private static void Limit(RuleContext context, TypeDefinition type, int count, string what)
    {
        if (count > OneByte)
        {
            context.Add("one-byte", type, $"{type.Name} has {count} {what}; the format counts "
                + "them in one byte", "two types");
        }
    }
}
