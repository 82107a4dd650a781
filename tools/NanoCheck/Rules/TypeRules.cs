// NanoCheck rules: kinds of types the runtime does not know. The compiler and the metadata
// processor take them; then the assembly does not load, or the thread ends without a word.

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck.Rules;

/// <summary>Generics, [,] arrays, pointers, default interface methods, own hashes.</summary>
internal static class TypeRules
{
    private const string NoGenerics =
        "a class of its own for the one type that is needed, an array, or ArrayList";

    public static void Check(RuleContext context)
    {
        foreach (TypeDefinition type in context.Types)
        {
            CheckDefinition(context, type);
            foreach (FieldDefinition field in type.Fields)
            {
                CheckUse(context, field.FieldType, type.Methods.FirstOrDefault(), null);
            }
        }

        foreach (MethodDefinition method in context.Types.SelectMany(t => t.Methods))
        {
            CheckSignature(context, method);
            if (method.HasBody)
            {
                CheckBody(context, method);
            }
        }
    }

    private static void CheckDefinition(RuleContext context, TypeDefinition type)
    {
        if (type.HasGenericParameters)
        {
            context.Add("generic-type", type,
                "the runtime has no generics; the assembly fails to load", NoGenerics);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            if (method.HasGenericParameters)
            {
                context.Add("generic-method", method, null,
                    "the runtime has no generics; the call hangs or aborts", NoGenerics);
            }

            if (type.IsInterface && method.HasBody)
            {
                context.Add("default-interface-method", method, null,
                    "the runtime ends the thread that calls a method of an interface itself",
                    "the method in each class, or a static method of another class");
            }

            if (!type.IsInterface && method.IsVirtual && method.IsReuseSlot
                && ((method.Name == "GetHashCode" && method.Parameters.Count == 0)
                    || (method.Name == "Equals" && method.Parameters.Count == 1)))
            {
                context.Add("own-hash", method, null,
                    "the runtime's Hashtable ignores GetHashCode and Equals of our types, "
                    + "so such a key is never found again",
                    "a string, int or long as the key; a plain method IsSame to compare");
            }
        }
    }

    private static void CheckSignature(RuleContext context, MethodDefinition method)
    {
        CheckUse(context, method.ReturnType, method, null);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            CheckUse(context, parameter.ParameterType, method, null);
        }
    }

    private static void CheckBody(RuleContext context, MethodDefinition method)
    {
        foreach (VariableDefinition local in method.Body.Variables)
        {
            CheckUse(context, local.VariableType, method, null);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference type:
                    CheckUse(context, type, method, instruction);
                    break;
                case MethodReference called:
                    CheckUse(context, called.DeclaringType, method, instruction);
                    if (called is GenericInstanceMethod)
                    {
                        context.Add("generic-method", method, instruction,
                            "the runtime has no generics; the call hangs or aborts", NoGenerics);
                    }

                    break;
                case FieldReference field:
                    CheckUse(context, field.DeclaringType, method, instruction);
                    break;
            }
        }
    }

    private static void CheckUse(
        RuleContext context, TypeReference used, MethodDefinition? method, Instruction? at)
    {
        (string Rule, string Why, string Instead)? trouble = Judge(used);
        if (trouble is not var (rule, why, instead))
        {
            return;
        }

        if (method != null)
        {
            context.Add(rule, method, at, why, instead);
        }
        else
        {
            context.Findings.Add(new Finding(rule, used.FullName, why, instead));
        }
    }

    private static (string Rule, string Why, string Instead)? Judge(TypeReference used)
    {
        for (TypeReference? type = used; type is TypeSpecification or GenericParameter;
            type = (type as TypeSpecification)?.ElementType)
        {
            switch (type)
            {
                case GenericInstanceType:
                    return ("generic-instance",
                        $"{type.Name} is generic; the assembly fails to load",
                        "a delegate or class of our own without type parameters");
                case GenericParameter:
                    return null; // its owner is reported already
                case ArrayType { IsVector: false }:
                    return ("multi-dimensional", "the runtime has no [,] arrays; the assembly "
                        + "fails to load", "one array and an index of row * width + column");
                case PinnedType:
                    return ("fixed", "the metadata processor stops at pinned locals",
                        "the array itself with an index");
                case PointerType:
                    return ("pointer", "the runtime has no pointers; the thread ends silently",
                        "the array itself with an index");
                case FunctionPointerType:
                    return ("function-pointer",
                        "the runtime has no calli; the thread ends silently", "a delegate");
            }
        }

        return null;
    }
}
