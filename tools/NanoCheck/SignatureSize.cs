// NanoCheck: the size of the signature table, each different signature once: a byte for a
// primitive, three for a type with its token, one more for an array or a reference. The
// processor also shares parts of signatures, so this is an upper bound.

using Mono.Cecil;

namespace Portreeve.NanoCheck;

internal static class SignatureSize
{
    public static int Of(IEnumerable<MethodDefinition> methods, IEnumerable<FieldDefinition> fields)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (MethodDefinition method in methods)
        {
            TypeReference[] types =
                [method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)];
            seen["m " + Key(types)] = 2 + types.Sum(Bytes);
            if (method.HasBody && method.Body.HasVariables)
            {
                TypeReference[] locals = [.. method.Body.Variables.Select(v => v.VariableType)];
                seen["l " + Key(locals)] = locals.Sum(Bytes);
            }
        }

        foreach (FieldDefinition field in fields)
        {
            seen["f " + field.FieldType.FullName] = 1 + Bytes(field.FieldType);
        }

        return seen.Values.Sum();
    }

    private static string Key(TypeReference[] types) =>
        string.Join(',', types.Select(t => t.FullName));

    private static int Bytes(TypeReference type) => type switch
    {
        TypeSpecification { ElementType: { } inner } => 1 + Bytes(inner),
        _ => type.IsPrimitive || type.MetadataType is MetadataType.Void or MetadataType.String
            or MetadataType.Object ? 1 : 3,
    };
}
