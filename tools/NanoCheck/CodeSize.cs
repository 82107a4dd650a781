// NanoCheck: the size of a method's code in the runtime's own form: tokens, string ids and long
// branches take two bytes instead of four, a switch one byte and two per case, an exception
// handler twelve (metadata-processor: CodeWriter.cs, PreProcessMethod and WriteExceptionsTable).

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck;

internal static class CodeSize
{
    private const int HandlerBytes = 12;

    public static int Of(MethodDefinition method)
    {
        if (!method.HasBody)
        {
            return 0;
        }

        int handlers = method.Body.ExceptionHandlers.Count;
        return method.Body.Instructions.Sum(Of)
            + (handlers == 0 ? 0 : handlers * HandlerBytes + 1);
    }

    private static int Of(Instruction instruction) => instruction.OpCode.OperandType switch
    {
        OperandType.InlineSwitch =>
            instruction.OpCode.Size + 1 + 2 * ((Instruction[])instruction.Operand).Length,
        OperandType.InlineString or OperandType.InlineMethod or OperandType.InlineField
            or OperandType.InlineType or OperandType.InlineBrTarget => instruction.OpCode.Size + 2,
        _ => instruction.GetSize(),
    };
}
