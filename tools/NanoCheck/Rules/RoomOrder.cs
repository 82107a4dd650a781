// NanoCheck rules: the order of the rooms. A room may know those above it and never one below, so
// there is no circle, and who reads a room need not know the ones after it. This list is the one
// place that says the order; it runs through all assemblies, each of which is whole rooms.

using Mono.Cecil;
using Mono.Cecil.Cil;
using System.Text.RegularExpressions;

namespace Portreeve.NanoCheck.Rules;

/// <summary>No room knows one below it.</summary>
internal static partial class RoomOrder
{
    private const string Top = "Portreeve";

    /// <summary>All rooms, the lowest knowledge first. The two types that stand in no room have
    /// their places, too: everybody knows Limits, and the Gateway knows everybody.</summary>
    public static readonly string[] Rooms =
    [
        "Limits", "Outside", "Values", "Flash", "Journal", "Budget", "Table", "Access", "Names",
        "Relay", "Upkeep", "Wire", "Settings", "SignIn", "Web", "Reach", "Changes", "Views", "Api",
        "Shell", "Gateway", "Platform", "Device",
    ];

    /// <summary>Rooms that stand side by side: neither knows the other.</summary>
    public static readonly (string One, string Other)[] Strangers =
        [("Access", "Names"), ("Api", "Shell")];

    public static void Check(RuleContext context)
    {
        foreach (TypeDefinition type in context.Types)
        {
            string? room = RoomOf(type);
            if (room != null && Array.IndexOf(Rooms, room) < 0)
            {
                context.Add("room-order", type, $"the room {room} has no place in the order",
                    "its name in the list of tools/NanoCheck/Rules/RoomOrder.cs");
            }
            else if (room != null)
            {
                Check(context, type, room);
            }
        }
    }

    /// <summary>The rooms that an assembly holds, in their order.</summary>
    public static IReadOnlyList<string> RoomsOf(RuleContext context) =>
        [.. Rooms.Intersect(context.Types.Select(RoomOf).OfType<string>())];

    /// <summary>The rooms that stand in both of two assemblies: each has only a half.</summary>
    public static IEnumerable<Finding> Halves(string assembly, IReadOnlyList<string> rooms,
        string other, IReadOnlyList<string> theirs) =>
        rooms.Intersect(theirs).Select(room => new Finding("half-room", assembly,
            $"it holds a part of {room}, and {other} another",
            "the room's folder in one PortreeveRooms, whole"));

    /// <summary>The order, seen in the using lines: a constant leaves no trace in the code.
    /// </summary>
    /// <param name="path">The file, seen from the top of the tree.</param>
    /// <param name="lines">Its lines.</param>
    public static IEnumerable<Finding> CheckUsings(string path, string[] lines)
    {
        string room = path.Split('/')[^2] is "firmware"
            ? Path.GetFileName(path).Split('.')[0] : path.Split('/')[^2];
        for (int i = 0; i < lines.Length; i++)
        {
            Match used = UsingLine().Match(lines[i]);
            if (used.Success && Trouble(room, used.Groups[1].Value) is { } why)
            {
                yield return new Finding("room-order", $"{path}:{i + 1}", why, Instead);
            }
        }
    }

    private static void Check(RuleContext context, TypeDefinition type, string room)
    {
        foreach (TypeReference used in Declared(type).Distinct())
        {
            if (Trouble(room, used) is { } why)
            {
                context.Add("room-order", type, why, Instead);
            }
        }

        foreach (MethodDefinition method in type.Methods.Where(m => m.HasBody))
        {
            foreach (Instruction i in method.Body.Instructions)
            {
                foreach (TypeReference used in Used(i))
                {
                    if (Trouble(room, used) is { } why)
                    {
                        context.Add("room-order", method, i, why, Instead);
                    }
                }
            }
        }
    }

    private const string Instead =
        "what is needed handed in from below, or the type in a room above both";

    private static string? Trouble(string room, TypeReference used) =>
        RoomOf(used) is { } other && Trouble(room, other) is { } why
            ? $"{why} (by {used.Name})" : null;

    private static string? Trouble(string room, string other) =>
        Array.IndexOf(Rooms, other) > Array.IndexOf(Rooms, room)
            ? $"{room} knows {other}, a room below it"
            : Strangers.Contains((other, room))
            ? $"{room} knows {other}, which stands beside it"
            : null;

    /// <summary>What the type says of itself without running: its base, fields, signatures, and
    /// the locals of its methods.</summary>
    private static IEnumerable<TypeReference> Declared(TypeDefinition type) =>
        type.Interfaces.Select(i => i.InterfaceType).Append(type.BaseType)
            .Concat(type.Fields.Select(f => f.FieldType))
            .Concat(type.Methods.SelectMany(m => m.Parameters.Select(p => p.ParameterType)
                .Append(m.ReturnType)
                .Concat(m.HasBody ? m.Body.Variables.Select(v => v.VariableType) : [])))
            .Where(t => t != null);

    private static IEnumerable<TypeReference> Used(Instruction i) => i.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        _ => [],
    };

    /// <summary>The room of one of our types; null for the libraries' and the compiler's.</summary>
    private static string? RoomOf(TypeReference type)
    {
        while (type is TypeSpecification inner)
        {
            type = inner.ElementType;
        }

        while (type.DeclaringType != null)
        {
            type = type.DeclaringType;
        }

        return type.Namespace == Top ? type.Name
            : type.Namespace.StartsWith(Top + ".", StringComparison.Ordinal)
            ? type.Namespace[(Top.Length + 1)..]
            : null;
    }

    [GeneratedRegex(@"^using (?:static |\w+ = )?Portreeve\.(\w+)[;.]")]
    private static partial Regex UsingLine();
}
