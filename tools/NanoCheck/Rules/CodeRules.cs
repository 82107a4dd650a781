// NanoCheck rules: single instructions that the runtime does not carry out as C# means them.

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck.Rules;

/// <summary>stackalloc, calli, checked arithmetic, deep nesting of try.</summary>
internal static class CodeRules
{
    /// <summary>The runtime unwinds six frames of nested handling (c_MaxStackUnwindDepth = 6);
    /// half of it within one method leaves the rest to its callers.</summary>
    public const int TryDepthMax = 3;

    public static void Check(RuleContext context)
    {
        foreach (MethodDefinition method in context.Methods)
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                CheckInstruction(context, method, instruction);
            }

            CheckNesting(context, method);
        }
    }

    private static void CheckInstruction(
        RuleContext context, MethodDefinition method, Instruction i)
    {
        switch (i.OpCode.Code)
        {
            case Code.Localloc:
                context.Add("stackalloc", method, i,
                    "the runtime has no stack to allocate on; the thread ends silently",
                    "an array held by the object and used again");
                break;
            case Code.Calli:
                context.Add("function-pointer", method, i,
                    "the runtime has no calli; the thread ends silently", "a delegate");
                break;
            case Code.Conv_Ovf_I or Code.Conv_Ovf_U or Code.Conv_Ovf_I_Un or Code.Conv_Ovf_U_Un:
                context.Add("long-index", method, i,
                    "a long as index or length is cut down without a check",
                    "an (int) after the range is known");
                break;
            default:
                if (i.OpCode.Name.Contains(".ovf", StringComparison.Ordinal))
                {
                    context.Add("checked", method, i,
                        "checked arithmetic never throws here: it wraps around",
                        "a comparison before the calculation");
                }

                break;
        }
    }

    private static void CheckNesting(RuleContext context, MethodDefinition method)
    {
        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
        {
            int depth = method.Body.ExceptionHandlers
                .Where(h => h.TryStart.Offset <= handler.TryStart.Offset
                    && h.TryEnd.Offset >= handler.TryEnd.Offset)
                .Select(h => (h.TryStart.Offset, h.TryEnd.Offset)).Distinct().Count();
            if (depth > TryDepthMax)
            {
                context.Add("try-depth", method, handler.TryStart,
                    $"{depth} try blocks in one another; the runtime unwinds 6 in all, callers "
                    + "included", "a method of its own for the inner part, or values for errors");
                return;
            }
        }
    }
}
