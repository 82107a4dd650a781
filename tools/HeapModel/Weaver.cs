// HeapModel: puts the meter into an assembly, for the chip's compilation as for the desktop's. In
// front of whatever makes an object on the chip stands a call that prices it, and behind it one
// that remembers it. Also what C# does not show: literals, boxes, struct locals at the entry of
// their method and structs that are loaded (a copy each), and what library calls make.
//
// Jumps that led to an instruction lead to the first of the calls in front of it afterwards.

using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Portreeve.HeapModel;

/// <summary>Weaves.</summary>
public sealed class Weaver
{
    private readonly ModuleDefinition _module;
    private readonly MethodReference _take;
    private readonly MethodReference _takeStructs;
    private readonly MethodReference _takeArray;
    private readonly MethodReference _note;
    private readonly MethodReference _result;

    private Weaver(ModuleDefinition module)
    {
        _module = module;
        _take = Import(nameof(Meter.Take));
        _takeStructs = Import(nameof(Meter.TakeStructs));
        _takeArray = Import(nameof(Meter.TakeArray));
        _note = Import(nameof(Meter.Note));
        _result = Import(nameof(Meter.Result));
    }

    /// <summary>Weaves every method of a module, once.</summary>
    /// <returns>False when it is woven already.</returns>
    public static bool Apply(ModuleDefinition module)
    {
        if (module.AssemblyReferences.Any(r => r.Name == "Portreeve.HeapModel"))
        {
            return false;
        }

        var weaver = new Weaver(module);
        foreach (MethodDefinition method in module.GetTypes().SelectMany(t => t.Methods)
            .Where(m => m.HasBody))
        {
            weaver.Apply(method);
        }

        return true;
    }

    // By hand and not by ImportReference: the chip's assemblies have a corlib of their own.
    private MethodReference Import(string name)
    {
        System.Reflection.MethodInfo method = typeof(Meter).GetMethod(name)!;
        AssemblyNameReference? scope = _module.AssemblyReferences
            .FirstOrDefault(r => r.Name == "Portreeve.HeapModel");
        if (scope == null)
        {
            scope = new AssemblyNameReference("Portreeve.HeapModel", new Version(1, 0, 0, 0));
            _module.AssemblyReferences.Add(scope);
        }

        var type = new TypeReference("Portreeve.HeapModel", "Meter", _module, scope);
        var reference = new MethodReference(name, TypeOf(method.ReturnType), type);
        foreach (System.Reflection.ParameterInfo p in method.GetParameters())
        {
            reference.Parameters.Add(new ParameterDefinition(TypeOf(p.ParameterType)));
        }

        return reference;
    }

    private TypeReference TypeOf(Type type) =>
        type == typeof(void) ? _module.TypeSystem.Void
        : type == typeof(int) ? _module.TypeSystem.Int32
        : type == typeof(bool) ? _module.TypeSystem.Boolean
        : type == typeof(char) ? _module.TypeSystem.Char
        : type == typeof(string) ? _module.TypeSystem.String
        : _module.TypeSystem.Object;

    private void Apply(MethodDefinition method)
    {
        MethodBody body = method.Body;
        body.SimplifyMacros();
        ILProcessor il = body.GetILProcessor();
        foreach (Instruction at in body.Instructions.ToArray())
        {
            Instruction[] before = [.. Before(method, at)];
            Instruction[] after = [.. After(at)];
            Insert(il, at, before, after);
            if (at.Operand is MethodReference called && !IsPrefixed(at)
                && LibraryCalls.StandIn(called) is { } standIn)
            {
                at.OpCode = OpCodes.Call;
                at.Operand = Import(standIn);
            }
        }

        TakeLocals(method, il);
        body.OptimizeMacros();
    }

    private void TakeLocals(MethodDefinition method, ILProcessor il)
    {
        int[] sizes = [.. method.Body.Variables.Select(v => StructSize.Of(v.VariableType))
            .Where(s => s > 0)];
        if (sizes.Length > 0)
        {
            Instruction first = method.Body.Instructions[0];
            foreach (Instruction one in Structs(method, sizes.Sum(), sizes.Length))
            {
                il.InsertBefore(first, one);
            }
        }
    }

    private IEnumerable<Instruction> Structs(MethodDefinition method, int bytes, int count)
    {
        yield return Instruction.Create(OpCodes.Ldc_I4, bytes);
        yield return Instruction.Create(OpCodes.Ldc_I4, count);
        yield return Instruction.Create(
            OpCodes.Ldstr, method.DeclaringType.FullName + "." + method.Name);
        yield return Instruction.Create(OpCodes.Call, _takeStructs);
    }

    private IEnumerable<Instruction> Before(MethodDefinition method, Instruction at)
    {
        int structs = Price.OfStruct(at);
        if (structs > 0)
        {
            int count = at.OpCode.FlowControl == FlowControl.Call
                && at.OpCode.Code != Code.Newobj ? 2 : 1;
            foreach (Instruction one in Structs(method, structs, count))
            {
                yield return one;
            }
        }

        switch (at.OpCode.Code)
        {
            case Code.Newarr:
                yield return Instruction.Create(OpCodes.Dup);
                yield return Instruction.Create(
                    OpCodes.Ldc_I4, StructSize.Element((TypeReference)at.Operand));
                yield return Instruction.Create(OpCodes.Call, _takeArray);
                break;
            case Code.Newobj or Code.Ldstr or Code.Box or Code.Call or Code.Callvirt:
                int bytes = Price.Of(at);
                if (bytes > 0)
                {
                    yield return Instruction.Create(OpCodes.Ldc_I4, bytes);
                    yield return Instruction.Create(OpCodes.Call, _take);
                }

                break;
        }
    }

    private IEnumerable<Instruction> After(Instruction at)
    {
        switch (at.OpCode.Code)
        {
            case Code.Newobj when ((MethodReference)at.Operand).DeclaringType.FullName
                == "System.String":
                yield return Instruction.Create(OpCodes.Dup);
                yield return Instruction.Create(OpCodes.Call, _result);
                break;
            case Code.Newarr:
            case Code.Newobj when !((MethodReference)at.Operand).DeclaringType.IsValueType:
                yield return Instruction.Create(OpCodes.Dup);
                yield return Instruction.Create(OpCodes.Call, _note);
                break;
            case Code.Call or Code.Callvirt
                when LibraryCalls.MakesResult((MethodReference)at.Operand):
                yield return Instruction.Create(OpCodes.Dup);
                yield return Instruction.Create(OpCodes.Call,
                    Import(LibraryCalls.PriceOf((MethodReference)at.Operand)));
                break;
        }
    }

    // A number's or a struct's own method, called as that of its base.
    private static bool IsPrefixed(Instruction at) =>
        at.Previous?.OpCode.OpCodeType == OpCodeType.Prefix;

    private static void Insert(
        ILProcessor il, Instruction at, Instruction[] before, Instruction[] after)
    {
        // A prefix such as constrained. must stay in front of its call.
        Instruction front = at;
        while (front.Previous?.OpCode.OpCodeType == OpCodeType.Prefix)
        {
            front = front.Previous;
        }

        foreach (Instruction one in before)
        {
            il.InsertBefore(front, one);
        }

        if (before.Length > 0)
        {
            Redirect(il.Body, front, before[0]);
        }

        Instruction last = at;
        foreach (Instruction one in after)
        {
            il.InsertAfter(last, one);
            last = one;
        }
    }

    private static void Redirect(MethodBody body, Instruction from, Instruction to)
    {
        foreach (Instruction i in body.Instructions)
        {
            if (i.Operand == from)
            {
                i.Operand = to;
            }
            else if (i.Operand is Instruction[] targets)
            {
                i.Operand = targets.Select(t => t == from ? to : t).ToArray();
            }
        }

        foreach (ExceptionHandler h in body.ExceptionHandlers)
        {
            h.TryStart = h.TryStart == from ? to : h.TryStart;
            h.TryEnd = h.TryEnd == from ? to : h.TryEnd;
            h.HandlerStart = h.HandlerStart == from ? to : h.HandlerStart;
            h.HandlerEnd = h.HandlerEnd == from ? to : h.HandlerEnd;
            h.FilterStart = h.FilterStart == from ? to : h.FilterStart;
        }
    }
}
