// NanoCheck rules: how many values an instruction takes from the stack and how many it leaves.

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck.Rules;

internal static class StackEffect
{
    public static (int Pops, int Pushes) Of(Instruction i)
    {
        if (i.Operand is MethodReference m && i.OpCode.FlowControl == FlowControl.Call)
        {
            bool creates = i.OpCode.Code == Code.Newobj;
            int pops = m.Parameters.Count + (m.HasThis && !creates ? 1 : 0);
            int pushes = creates || m.ReturnType.MetadataType != MetadataType.Void ? 1 : 0;
            return (pops, pushes);
        }

        return (Count(i.OpCode.StackBehaviourPop), Count(i.OpCode.StackBehaviourPush));
    }

    /// <summary>The names of the behaviours spell the values: Popref_popi_popr8 is three.</summary>
    private static int Count(StackBehaviour behaviour)
    {
        string name = behaviour.ToString();
        return name is "Pop0" or "Push0" or "PopAll" or "Varpop" or "Varpush"
            ? 0
            : name.Split('_').Length;
    }
}
