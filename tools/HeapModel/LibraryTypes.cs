// HeapModel: what objects of the libraries take on the chip, where a desktop's object of the same
// name tells nothing about it. Fields were counted in the libraries' sources (CoreLibrary 1.17.11,
// System.Net 1.11.60, System.IO.Ports 1.1.139, System.Device.Gpio 1.1.64); native parts are those
// of nf-interpreter 1.17. A type that is not here is an error and not nothing.

using System.Text;

namespace Portreeve.HeapModel;

/// <summary>Prices of library objects, what they hold included.</summary>
public static class LibraryTypes
{
    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        // CoreLibrary
        ["System.Object"] = ChipLayout.Object(0),
        ["System.Random"] = ChipLayout.Object(1),
        ["System.Text.UTF8Encoding"] = ChipLayout.Object(0),
        ["System.Threading.Thread"] = ChipLayout.Object(4),
        ["System.Threading.AutoResetEvent"] = ChipLayout.Object(1),
        ["System.Threading.ManualResetEvent"] = ChipLayout.Object(1),
        ["System.Reflection.MethodInfo"] = ChipLayout.Object(1),
        ["System.Reflection.FieldInfo"] = ChipLayout.Object(1),
        ["System.RuntimeType"] = ChipLayout.Object(1),
        ["System.Type"] = ChipLayout.Object(1),
        // System.Net: IPAddress holds its family, a number and an array of eight shorts.
        ["System.Net.IPAddress"] = Fixed.IPAddressBytes,
        ["System.Net.IPEndPoint"] = ChipLayout.Object(2) + Fixed.IPAddressBytes,
        ["System.Net.Sockets.Socket"] = Fixed.SocketBytes,
        ["System.Security.Cryptography.HMACSHA256"] = ChipLayout.Object(2),
    };

    /// <summary>What this object takes by itself.</summary>
    /// <exception cref="InvalidOperationException">Nobody has said what its type costs.</exception>
    public static int BytesOf(object it)
    {
        if (it is StringBuilder text)
        {
            return BytesOf(text);
        }

        for (Type? type = it.GetType(); type != null; type = type.BaseType)
        {
            bool isAnswer = type != typeof(object) || it.GetType() == typeof(object);
            if (isAnswer && Sizes.TryGetValue(type.FullName ?? type.Name, out int bytes))
            {
                return bytes;
            }
        }

        // A computer's own that stands in for a part of the board: the board's rooms, of which it
        // is one, have their line in the budget.
        if (it.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) != true)
        {
            return 0;
        }

        throw new InvalidOperationException($"the heap model has no price for {it.GetType()}; "
            + "count its fields in the library's source and add it to LibraryTypes");
    }

    /// <summary>StringBuilder of CoreLibrary: five fields and an array of char; it doubles from
    /// 16, and keeps what it once had.</summary>
    private static int BytesOf(StringBuilder text) =>
        ChipLayout.Object(5) + ChipLayout.Array(2, Math.Max(16, text.Capacity));
}
