// HeapModel: which value types are objects on the chip, and how large.

using Mono.Cecil;

namespace Portreeve.HeapModel;

/// <summary>Structs, as the runtime keeps them.</summary>
public static class StructSize
{
    /// <summary>An object's bytes for a struct that is no number, enumeration, DateTime or
    /// TimeSpan; else 0.</summary>
    public static int Of(TypeReference type)
    {
        if (!type.IsValueType || type is TypeSpecification or GenericParameter
            || ChipLayout.IsDirect(type.FullName))
        {
            return 0;
        }

        TypeDefinition? found = type.Resolve();
        if (found == null || found.IsEnum)
        {
            return 0;
        }

        // A signature stub says nothing of private fields; the libraries' structs have one.
        int fields = found.Fields.Count(f => !f.IsStatic);
        return ChipLayout.Object(Math.Max(1, fields));
    }

    /// <summary>Bytes of an array's element.</summary>
    public static int Element(TypeReference type)
    {
        if (type.IsValueType && type.Resolve() is { IsEnum: true } listed)
        {
            return ChipLayout.Element(
                listed.Fields.First(f => !f.IsStatic).FieldType.FullName);
        }

        return ChipLayout.Element(type.FullName);
    }
}
