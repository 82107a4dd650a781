// NanoCheck rules: an enum that becomes text. On the chip that text is the number, without any
// error, so what a person reads would differ from the desktop.

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck.Rules;

/// <summary>Finds ToString of an enum, and a boxed enum on its way into text.</summary>
internal static class EnumTextRule
{
    private const string Why = "the runtime prints an enum's number, not its name";
    private const string Instead = "a method with a switch that gives the word, or (int) if the "
        + "number is meant";

    private static readonly HashSet<string> TextTypes =
    [
        "System.String", "System.Text.StringBuilder", "System.Console", "System.Convert",
        "System.Diagnostics.Debug",
    ];

    public static void Check(RuleContext context)
    {
        foreach (MethodDefinition method in context.Methods)
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (IsToText(instruction))
                {
                    context.Add("enum-text", method, instruction, Why, Instead);
                }
            }
        }
    }

    private static bool IsToText(Instruction i)
    {
        switch (i.OpCode.Code)
        {
            case Code.Constrained:
                return IsEnum((TypeReference)i.Operand)
                    && i.Next?.Operand is MethodReference { Name: "ToString" };
            case Code.Call or Code.Callvirt:
                return i.Operand is MethodReference { Name: "ToString" } m
                    && (m.DeclaringType.FullName == "System.Enum" || IsEnum(m.DeclaringType));
            case Code.Box:
                return IsEnum((TypeReference)i.Operand) && Consumer(i) is { } consumer
                    && MakesText(consumer);
            default:
                return false;
        }
    }

    /// <summary>Follows the boxed value along the straight line to what takes it.</summary>
    private static Instruction? Consumer(Instruction box)
    {
        int above = 0;
        for (Instruction? i = box.Next; i != null; i = i.Next)
        {
            if (i.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch
                or FlowControl.Return or FlowControl.Throw)
            {
                return null;
            }

            (int pops, int pushes) = StackEffect.Of(i);
            if (pops > above)
            {
                return i;
            }

            above += pushes - pops;
        }

        return null;
    }

    private static bool MakesText(Instruction consumer)
    {
        if (consumer.Operand is MethodReference method)
        {
            return method.Name == "ToString" || TextTypes.Contains(method.DeclaringType.FullName);
        }

        if (consumer.OpCode.Code != Code.Stelem_Ref)
        {
            return false;
        }

        // The box went into an object[]: text if the next call that takes an array makes text.
        for (Instruction? i = consumer.Next; i != null; i = i.Next)
        {
            if (i.Operand is MethodReference m && m.Parameters.Any(p => p.ParameterType.IsArray))
            {
                return TextTypes.Contains(m.DeclaringType.FullName);
            }
        }

        return false;
    }

    private static bool IsEnum(TypeReference type) =>
        type.FullName == "System.Enum" || type.Resolve() is { IsEnum: true };
}
