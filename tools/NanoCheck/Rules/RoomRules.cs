// NanoCheck rules: the rooms' own order. Sockets, files, threads, the clock and chance belong to
// Platform/ and Device/; reflection only to Platform/, where a capability is looked up at boot.
// The rest is one deterministic machine, and stays one because this rule reads every call.

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portreeve.NanoCheck.Rules;

/// <summary>Who may touch the outside world.</summary>
internal static class RoomRules
{
    private const string PlatformRoom = "Portreeve.Platform";
    private const string DeviceRoom = "Portreeve.Device";

    /// <summary>Whole name spaces that are the outside world.</summary>
    private static readonly string[] OutsideSpaces =
    [
        "System.Net", "System.IO.Ports", "System.Device", "System.Threading",
        "nanoFramework.Hardware", "nanoFramework.Networking", "nanoFramework.Runtime.Events",
    ];

    /// <summary>Types that are the outside world in a name space that is not.</summary>
    private static readonly HashSet<string> OutsideTypes =
    [
        "System.IO.File", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.Directory",
        "System.IO.DirectoryInfo", "System.IO.DriveInfo", "System.Random", "System.Environment",
        "nanoFramework.Runtime.Native.Power", "nanoFramework.Runtime.Native.GC",
        "nanoFramework.Runtime.Native.Rtc", "nanoFramework.Runtime.Native.ExecutionConstraint",
        "System.Console",
    ];

    private static readonly HashSet<string> ClockCalls = ["get_UtcNow", "get_Now", "get_Today"];

    /// <summary>What asks a type for its members. A resource file's generated class needs the
    /// Assembly of its own type, so that is not among them.</summary>
    private static readonly HashSet<string> ReflectingCalls =
    [
        "GetMethod", "GetMethods", "GetField", "GetFields", "GetConstructor", "GetConstructors",
        "GetProperty", "GetProperties", "GetInterfaces", "InvokeMember", "GetElementType",
    ];

    public static void Check(RuleContext context)
    {
        foreach (MethodDefinition method in context.Methods)
        {
            string room = RuleContext.RoomOf(method.DeclaringType);
            bool isPlatform = room == PlatformRoom;
            bool isOutside = isPlatform || room == DeviceRoom;
            foreach (Instruction i in method.Body.Instructions)
            {
                if (i.Operand is not MemberReference member)
                {
                    continue;
                }

                if (!isPlatform && IsReflection(member))
                {
                    context.Add("reflection", method, i,
                        $"{member.Name} looks into types by name, which fails when a library "
                        + "changes", "an interface, or a capability of Platform/ found at boot");
                }

                if (!isOutside && TouchesOutside(member) is { } touched)
                {
                    context.Add("outside-world", method, i,
                        $"{touched} is the outside world; here it would make the core depend on "
                        + "when and where it runs", "the interface for it in Outside/");
                }
            }
        }
    }

    private static bool IsReflection(MemberReference member)
    {
        TypeReference? owner = member as TypeReference ?? member.DeclaringType;
        if (owner == null || (member is TypeReference type && type.Name == "Assembly"))
        {
            return false;
        }

        if (owner.FullName == "System.Type")
        {
            return ReflectingCalls.Contains(member.Name)
                || (member is MethodReference { Name: "GetType", HasThis: false });
        }

        return owner.Namespace == "System.Reflection" || owner.FullName == "System.Activator";
    }

    private static string? TouchesOutside(MemberReference member)
    {
        TypeReference? owner = member as TypeReference ?? member.DeclaringType;
        if (owner == null)
        {
            return null;
        }

        if (owner.FullName == "System.DateTime" && ClockCalls.Contains(member.Name))
        {
            return "the clock";
        }

        return OutsideTypes.Contains(owner.FullName)
            || OutsideSpaces.Any(s => owner.Namespace == s
                || owner.Namespace.StartsWith(s + ".", StringComparison.Ordinal))
            ? owner.FullName
            : null;
    }
}
