// NanoCheck rules: the order of static constructors. The runtime runs all of them before Main,
// assembly by assembly as they were loaded and type by type as they are stored. It means to wait
// for the assemblies that one refers to, but does not (nf-interpreter 1.17, Execution.cpp,
// SpawnStaticConstructor: fDepedenciesRun is set to true in both branches). So one that reads a
// static field of another type may find null, or not, as the image was put together.

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck.Rules;

/// <summary>Static constructors that need another one to have run.</summary>
internal static class StaticOrderRule
{
    public static void Check(RuleContext context)
    {
        foreach (TypeDefinition type in context.Types)
        {
            MethodDefinition? start = type.Methods.FirstOrDefault(IsStaticConstructor);
            if (start != null)
            {
                Follow(context, start);
            }
        }
    }

    // Through everything of ours that it calls, wherever that leads.
    private static void Follow(RuleContext context, MethodDefinition start)
    {
        var seen = new HashSet<MethodDefinition> { start };
        var open = new Queue<(MethodDefinition Method, Instruction? At)>([(start, null)]);
        while (open.TryDequeue(out var next))
        {
            foreach (Instruction instruction in next.Method.Body.Instructions)
            {
                Instruction at = next.At ?? instruction;
                if (instruction.OpCode.Code is Code.Ldsfld or Code.Ldsflda
                    && ((FieldReference)instruction.Operand).Resolve() is FieldDefinition field
                    && field.DeclaringType != start.DeclaringType && IsMadeAtStart(field))
                {
                    context.Add("static-order", start, at,
                        "static constructors run in the order of the image, and this one reads "
                        + $"{field.DeclaringType.Name}.{field.Name}, which may still be null",
                        "the field made on first use, or both in one type");
                }

                if (instruction.Operand is MethodReference called
                    && called.Resolve() is { HasBody: true } method && seen.Add(method))
                {
                    open.Enqueue((method, at));
                }
            }
        }
    }

    // Constants never get here: they stand in the code that uses them.
    private static bool IsMadeAtStart(FieldDefinition field) =>
        field.DeclaringType.Methods.Where(IsStaticConstructor).Any(m => m.Body.Instructions.Any(
            i => i.OpCode.Code == Code.Stsfld
                && ((FieldReference)i.Operand).Resolve() == field));

    private static bool IsStaticConstructor(MethodDefinition method) =>
        method.IsConstructor && method.IsStatic && method.HasBody;
}
