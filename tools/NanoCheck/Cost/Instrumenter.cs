// NanoCheck cost: puts a call of Meter.Block in front of every straight piece of code, with the
// number of instructions, calls and new objects in that piece (literals, structs and their copies
// too: what makes one is HeapModel's to say). Nothing else of the code changes.

using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Portreeve.HeapModel;

namespace Portreeve.NanoCheck.Cost;

internal static class Instrumenter
{
    private const string MeterSpace = "Portreeve.Scenario";

    /// <summary>Changes every method of a module with a meter of its own, but the meter's.
    /// </summary>
    public static void Apply(ModuleDefinition module) => Apply(module,
        module.GetType(MeterSpace + ".Meter").Methods.Single(m => m.Name == "Block"));

    /// <summary>Changes every method of a module.</summary>
    /// <param name="module">Some of the firmware.</param>
    /// <param name="block">The meter's method: instructions, calls, objects.</param>
    public static void Apply(ModuleDefinition module, MethodReference block)
    {
        foreach (MethodDefinition method in module.GetTypes()
            .Where(t => t.Namespace != MeterSpace).SelectMany(t => t.Methods)
            .Where(m => m.HasBody))
        {
            Apply(method.Body, block);
        }
    }

    private static void Apply(MethodBody body, MethodReference block)
    {
        body.SimplifyMacros();
        Instruction[] code = [.. body.Instructions];
        HashSet<Instruction> leaders = LeadersOf(body, code);
        ILProcessor processor = body.GetILProcessor();
        var replaced = new Dictionary<Instruction, Instruction>();

        // A struct local is an object made at the entry (InitializeLocals).
        int structs = body.Variables.Count(v => StructSize.Of(v.VariableType) > 0);
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
                OpCodes.Ldc_I4, code[i..end].Count(Price.MakesObject) + (i == 0 ? structs : 0)));
            processor.InsertBefore(code[i], Instruction.Create(OpCodes.Call, block));
            replaced[code[i]] = first;
        }

        Redirect(body, code, replaced);
        body.OptimizeMacros();
    }

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
