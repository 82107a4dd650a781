// NanoCheck cost: puts a call of Meter.Block in front of every straight piece of code, with the
// number of instructions, calls and new objects in that piece. Nothing else of the code changes.

using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Portreeve.NanoCheck.Cost;

internal static class Instrumenter
{
    private const string MeterSpace = "Portreeve.Scenario";

    /// <summary>Changes every method of the module but the meter's own.</summary>
    public static void Apply(ModuleDefinition module)
    {
        TypeDefinition meter = module.GetType(MeterSpace + ".Meter");
        MethodDefinition block = meter.Methods.Single(m => m.Name == "Block");
        foreach (MethodDefinition method in module.GetTypes()
            .Where(t => t.Namespace != MeterSpace).SelectMany(t => t.Methods)
            .Where(m => m.HasBody))
        {
            Apply(method.Body, block);
        }
    }

    private static void Apply(MethodBody body, MethodDefinition block)
    {
        body.SimplifyMacros();
        Instruction[] code = [.. body.Instructions];
        HashSet<Instruction> leaders = LeadersOf(body, code);
        ILProcessor processor = body.GetILProcessor();
        var replaced = new Dictionary<Instruction, Instruction>();
        for (int i = 0; i < code.Length; i++)
        {
            if (!leaders.Contains(code[i]))
            {
                continue;
            }

            int end = i + 1;
            while (end < code.Length && !leaders.Contains(code[end]))
            {
                end++;
            }

            int calls = code[i..end].Count(x => x.OpCode.FlowControl == FlowControl.Call);
            Instruction first = Instruction.Create(OpCodes.Ldc_I4, end - i);
            processor.InsertBefore(code[i], first);
            processor.InsertBefore(code[i], Instruction.Create(OpCodes.Ldc_I4, calls));
            processor.InsertBefore(code[i], Instruction.Create(
                OpCodes.Ldc_I4, code[i..end].Count(MakesObject)));
            processor.InsertBefore(code[i], Instruction.Create(OpCodes.Call, block));
            replaced[code[i]] = first;
        }

        Redirect(body, code, replaced);
        body.OptimizeMacros();
    }

    /// <summary>On the chip a literal is a new object too, each time it is met
    /// (CLR_RT_HeapBlock_String::CreateInstance), and so is a struct.</summary>
    private static bool MakesObject(Instruction i) =>
        i.OpCode.Code is Code.Newobj or Code.Newarr or Code.Box or Code.Ldstr;

    /// <summary>Where a straight piece starts: after a jump, and where one lands. A prefix such
    /// as constrained. stays with its call, since no jump lands between them.</summary>
    private static HashSet<Instruction> LeadersOf(MethodBody body, Instruction[] code)
    {
        var leaders = new HashSet<Instruction> { code[0] };
        foreach (Instruction i in code)
        {
            switch (i.Operand)
            {
                case Instruction target:
                    leaders.Add(target);
                    break;
                case Instruction[] targets:
                    leaders.UnionWith(targets);
                    break;
            }

            if (i.Next != null && i.OpCode.FlowControl is FlowControl.Branch
                or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
            {
                leaders.Add(i.Next!);
            }
        }

        leaders.UnionWith(body.ExceptionHandlers.SelectMany(h =>
            new[] { h.TryStart, h.HandlerStart, h.FilterStart }.OfType<Instruction>()));
        return leaders;
    }

    private static void Redirect(
        MethodBody body, Instruction[] code, Dictionary<Instruction, Instruction> replaced)
    {
        foreach (Instruction i in code)
        {
            i.Operand = i.Operand switch
            {
                Instruction target => replaced[target],
                Instruction[] targets => targets.Select(t => replaced[t]).ToArray(),
                _ => i.Operand,
            };
        }

        foreach (ExceptionHandler h in body.ExceptionHandlers)
        {
            h.TryStart = replaced[h.TryStart];
            h.TryEnd = New(h.TryEnd);
            h.HandlerStart = replaced[h.HandlerStart];
            h.HandlerEnd = New(h.HandlerEnd);
            h.FilterStart = New(h.FilterStart);
        }

        Instruction? New(Instruction? old) =>
            old != null && replaced.TryGetValue(old, out Instruction? first) ? first : old;
    }
}
