// HeapModel: what a single instruction takes from the chip's heap, as far as the code alone says.
// Arrays and what libraries return are priced when they are there.

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.HeapModel;

/// <summary>Prices instructions.</summary>
public static class Price
{
    /// <summary>Objects that an instruction makes on the chip, arrays included.</summary>
    public static bool MakesObject(Instruction i) =>
        i.OpCode.Code == Code.Newarr || Of(i) > 0 || OfStruct(i) > 0;

    /// <summary>Bytes of the object that it makes, structs apart; 0 for none.</summary>
    public static int Of(Instruction i) => i.OpCode.Code switch
    {
        Code.Newobj => OfNew((MethodReference)i.Operand),
        Code.Ldstr => ChipLayout.LiteralBytes,
        Code.Box => StructSize.Of((TypeReference)i.Operand) > 0 ? 0 : ChipLayout.BoxedBytes,
        Code.Call or Code.Callvirt => LibraryCalls.HiddenBytes((MethodReference)i.Operand),
        _ => 0,
    };

    /// <summary>Bytes of the struct that it makes: a new one, a copy, a
    /// library's result.</summary>
    public static int OfStruct(Instruction i) => i.Operand switch
    {
        VariableReference v when i.OpCode.Code is Code.Ldloc or Code.Ldloc_S =>
            StructSize.Of(v.VariableType),
        ParameterReference p when i.OpCode.Code is Code.Ldarg or Code.Ldarg_S =>
            StructSize.Of(p.ParameterType),
        FieldReference f when i.OpCode.Code is Code.Ldfld or Code.Ldsfld =>
            StructSize.Of(f.FieldType),
        TypeReference t when i.OpCode.Code is Code.Ldobj or Code.Ldelem_Any or Code.Box =>
            StructSize.Of(t),
        MethodReference m when i.OpCode.Code is Code.Newobj => StructSize.Of(m.DeclaringType),
        MethodReference m when i.OpCode.Code is Code.Call or Code.Callvirt =>
            LibraryCalls.StructBytes(m),
        _ => 0,
    };

    private static int OfNew(MethodReference constructor)
    {
        TypeReference type = constructor.DeclaringType;
        // A text is priced by its length when it is there.
        return type.IsValueType || type.FullName == "System.String" ? 0
            : IsDelegate(type) ? ChipLayout.DelegateBytes
            : LibraryCalls.NewBytes(constructor) ?? ChipLayout.Object(FieldsOf(type));
    }

    private static bool IsDelegate(TypeReference type) =>
        type.Resolve()?.BaseType?.FullName == "System.MulticastDelegate";

    private static int FieldsOf(TypeReference type)
    {
        int fields = 0;
        for (TypeDefinition? at = type.Resolve(); at != null && at.FullName != "System.Object";
            at = at.BaseType?.Resolve())
        {
            fields += at.FullName == "System.Exception" ? LibraryCalls.ExceptionFields
                : at.Fields.Count(f => !f.IsStatic);
        }

        return fields;
    }
}
