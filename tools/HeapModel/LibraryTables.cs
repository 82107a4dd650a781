// HeapModel: what loading a library of the chip takes, by its name in packages.config: the tables
// of its types (TypeSystem.cpp, CLR_RT_Assembly::CreateInstance, from the counts in its .pe) and
// the objects that its static constructors make and keep. Versions are those of packages.config.

namespace Portreeve.HeapModel;

/// <summary>Bytes of libraries that are loaded.</summary>
public static class LibraryTables
{
    private static readonly Dictionary<string, (int Tables, int Statics)> Known =
        new(StringComparer.Ordinal)
        {
            ["mscorlib"] = (4056, 540),
            ["nanoFramework.Hardware.Esp32"] = (1560, 240),
            ["nanoFramework.Json"] = (1956, 3192),
            ["nanoFramework.ResourceManager"] = (312, 0),
            ["nanoFramework.Runtime.Events"] = (600, 240),
            ["nanoFramework.Runtime.Native"] = (420, 0),
            ["nanoFramework.System.Collections"] = (660, 0),
            ["nanoFramework.System.Security.Cryptography"] = (384, 0),
            ["nanoFramework.System.Text"] = (636, 0),
            ["System.Device.Gpio"] = (840, 300),
            ["System.IO.FileSystem"] = (1944, 600),
            ["System.IO.Ports"] = (840, 240),
            ["System.IO.Streams"] = (888, 0),
            ["System.Net"] = (2520, 1020),
            ["System.Threading"] = (612, 60),
        };

    /// <summary>All of these loaded.</summary>
    /// <exception cref="InvalidOperationException">One is not known.</exception>
    public static int BytesOf(IEnumerable<string> names) => names.Sum(name =>
        Known.TryGetValue(name, out (int Tables, int Statics) bytes)
            ? bytes.Tables + bytes.Statics
            : throw new InvalidOperationException(
                $"the heap model does not know the library {name};"
                + " count the rows of its .pe and add it to tools/HeapModel/LibraryTables.cs"));
}
