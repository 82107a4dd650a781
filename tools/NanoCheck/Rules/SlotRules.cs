// NanoCheck rules: slots of a string array that nothing was ever put in. For the runtime such a
// slot is no ordinary null: "if (a[i] == null)" branches right, but the same question kept as a
// bool says false, and a comparison with a string ends the runtime (seen on the interpreter;
// CLR_RT_HeapBlock::Compare_Values takes the slot for a string and reads its text).

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck.Rules;

/// <summary>
/// A null among the initial values of a string[], and a slot's null kept as a bool.
/// </summary>
internal static class SlotRules
{
    public static void Check(RuleContext context)
    {
        foreach (MethodDefinition method in context.Methods)
        {
            foreach (Instruction i in method.Body.Instructions)
            {
                if (LeavesSlotsOut(i))
                {
                    context.Add("empty-slot", method, i,
                        "a null among the values of a string[] is left out: comparing that slot "
                        + "with a string ends the runtime", "an empty string");
                }
                else if (KeepsNullQuestion(i))
                {
                    context.Add("empty-slot", method, i,
                        "for a slot of string[] that was never assigned this says false",
                        "an if, with true and false in its branches");
                }
            }
        }
    }

    // csc writes values as: ldc n, newarr, then for each (dup, ldc place, ldstr, stelem.ref), and
    // writes nothing for null.
    private static bool LeavesSlotsOut(Instruction i)
    {
        if (!IsNewStrings(i) || ConstantOf(i.Previous) is not int length || length == 0)
        {
            return false;
        }

        int values = 0;
        Instruction next = i.Next;
        while (next?.OpCode.Code == Code.Dup && ConstantOf(next.Next) != null
            && next.Next.Next?.OpCode.Code == Code.Ldstr
            && next.Next.Next.Next?.OpCode.Code == Code.Stelem_Ref)
        {
            values++;
            next = next.Next.Next.Next.Next;
        }

        return values > 0 && values < length && next?.OpCode.Code != Code.Dup;
    }

    // The slot of a local, field or argument whose place is one more value: a[i] == null.
    private static bool KeepsNullQuestion(Instruction i) =>
        i.OpCode.Code == Code.Ldelem_Ref && i.Next?.OpCode.Code == Code.Ldnull
        && i.Next.Next?.OpCode.Code is Code.Ceq or Code.Cgt_Un
        && i.Previous?.Previous?.Operand is FieldReference
            { FieldType.FullName: "System.String[]" };

    private static bool IsNewStrings(Instruction i) =>
        i.OpCode.Code == Code.Newarr && i.Operand is TypeReference { FullName: "System.String" };

    private static int? ConstantOf(Instruction? i) => i?.OpCode.Code switch
    {
        >= Code.Ldc_I4_0 and <= Code.Ldc_I4_8 => i.OpCode.Code - Code.Ldc_I4_0,
        Code.Ldc_I4_S => (sbyte)i.Operand,
        Code.Ldc_I4 => (int)i.Operand,
        _ => null,
    };
}
