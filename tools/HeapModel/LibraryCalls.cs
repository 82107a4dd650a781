// HeapModel: calls into libraries: which of them make what they return, and what they make and
// throw away on the way, counted in the libraries' sources (CoreLibrary 1.17.11, System.Net
// 1.11.60).

using Mono.Cecil;

namespace Portreeve.HeapModel;

/// <summary>Prices library calls.</summary>
internal static class LibraryCalls
{
    /// <summary>System.Exception: message, inner exception, stack trace, code.</summary>
    public const int ExceptionFields = 4;

    // What returns something that was there before.
    private static readonly HashSet<string> Old = new(StringComparer.Ordinal)
    {
        "System.Exception.get_Message", "System.Exception.get_StackTrace",
        "System.Text.StringBuilder.Append", "System.Text.StringBuilder.Clear",
        "System.Text.StringBuilder.AppendLine", "System.Text.StringBuilder.Remove",
        "System.Text.StringBuilder.Insert", "System.Text.StringBuilder.Replace",
        "System.Net.IPEndPoint.get_Address", "System.Net.Sockets.Socket.get_RemoteEndPoint",
        "System.Type.GetTypeFromHandle", "System.Type.get_Assembly",
        "System.Reflection.Assembly.GetType", "System.Threading.Thread.get_CurrentThread",
    };

    private static readonly Dictionary<string, int> Hidden = new(StringComparer.Ordinal)
    {
        // new UTF8Encoding() each time.
        ["System.Text.Encoding.get_UTF8"] = ChipLayout.Object(0),
        // The number in a box and the literal "G".
        ["System.Int32.ToString"] = ChipLayout.BoxedBytes + ChipLayout.LiteralBytes,
        ["System.UInt32.ToString"] = ChipLayout.BoxedBytes + ChipLayout.LiteralBytes,
        ["System.Int64.ToString"] = ChipLayout.BoxedBytes + ChipLayout.LiteralBytes,
        // Two literals on the way through its overloads.
        ["System.Convert.ToBase64String"] = 2 * ChipLayout.LiteralBytes,
        ["System.IO.File.ReadAllBytes"] = FileBytes,
        ["System.IO.File.Exists"] = 2 * PathBytes,
        ["System.IO.File.Delete"] = 2 * PathBytes,
    };

    // Path.GetFullPath of a slot's path, "I:\\table.a" to "I:\\settings.a": cut at its separators
    // and put together again, as the interpreter counted it; 14 bytes a letter.
    private const int PathBytes = 1020;

    // FileStream: its own object, the path, its capitals, the driver's objects and the list of
    // open files.
    private const int FileBytes = ChipLayout.BlockBytes * 9 + PathBytes + 216;

    // Socket: eight fields with the base's.
    private const int SocketBytes = ChipLayout.BlockBytes * 8;

    // What makes a text by way of an array of its characters.
    private static readonly HashSet<string> ByWayOfChars = new(StringComparer.Ordinal)
    {
        "System.String.ToLower", "System.String.ToUpper", "System.String.Trim",
        "System.String.Split",
    };

    private static readonly Dictionary<string, int> New = new(StringComparer.Ordinal)
    {
        ["System.IO.FileStream"] = FileBytes,
        ["System.Net.IPEndPoint"] = ChipLayout.Object(2),
        ["System.Net.IPAddress"] = ChipLayout.Object(4),
        ["System.Net.Sockets.Socket"] = SocketBytes,
        // The assembly's name is taken apart, and the resource file's put together.
        ["System.Resources.ResourceManager"] = 2400,
    };

    /// <summary>True when the library makes the string, array or object that it returns.</summary>
    public static bool MakesResult(MethodReference called)
    {
        TypeReference result = called.ReturnType;
        return IsLibrary(called) && StandIn(called) == null && !result.IsValueType
            && !result.IsByReference
            && result is not GenericParameter && result.MetadataType != MetadataType.Void
            && (result.MetadataType == MetadataType.String || result is ArrayType)
            && !Old.Contains(NameOf(called));
    }

    /// <summary>The method of <see cref="Meter"/> that prices what was returned.</summary>
    public static string PriceOf(MethodReference called) =>
        NameOf(called) == "System.Text.Encoding.GetString" ? nameof(Meter.Decoded)
        : ByWayOfChars.Contains(NameOf(called)) ? nameof(Meter.Built)
        : nameof(Meter.Result);

    /// <summary>The method of <see cref="Meter"/> that stands in for a call whose price depends
    /// on what it is called on; null for all others.</summary>
    public static string? StandIn(MethodReference called) =>
        (called.DeclaringType.FullName, called.Name, called.Parameters.Count) switch
        {
            ("System.String", "Substring", 1) => nameof(Meter.Rest),
            ("System.String", "Substring", 2) => nameof(Meter.Piece),
            ("System.String", "StartsWith", 1) => nameof(Meter.Begins),
            ("System.String", "EndsWith", 1) => nameof(Meter.Ends),
            ("System.String", "PadLeft", 2) => nameof(Meter.PadLeft),
            ("System.String", "PadRight", 2) => nameof(Meter.PadRight),
            // What the compiler writes for every ToString of a class, ours too.
            ("System.Object", "ToString", 0) => nameof(Meter.Said),
            _ => null,
        };

    /// <summary>Bytes thrown away on the way.</summary>
    public static int HiddenBytes(MethodReference called) =>
        IsLibrary(called) ? Hidden.GetValueOrDefault(NameOf(called)) : 0;

    /// <summary>Bytes of a struct that a library returns: its own and the local that it stood in.
    /// </summary>
    public static int StructBytes(MethodReference called) =>
        IsLibrary(called) ? 2 * StructSize.Of(called.ReturnType) : 0;

    /// <summary>Bytes of a new library object; null for our own types.</summary>
    public static int? NewBytes(MethodReference constructor)
    {
        TypeReference type = constructor.DeclaringType;
        return New.TryGetValue(type.FullName, out int bytes) ? bytes : null;
    }

    private static string NameOf(MethodReference called) =>
        called.DeclaringType.FullName + "." + called.Name;

    private static bool IsLibrary(MethodReference called) =>
        called.DeclaringType.Scope is AssemblyNameReference { Name: var name }
        && !name.StartsWith("Portreeve", StringComparison.Ordinal);
}
