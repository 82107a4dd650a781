// NanoCheck cost: runs chip assemblies on this computer. The names of nanoFramework's libraries
// become those of the desktop's, where the same types live; System.Net is the scenario's own.

using Mono.Cecil;
using System.Reflection;
using System.Runtime.Loader;

namespace Portreeve.NanoCheck.Cost;

internal sealed class ScenarioContext : AssemblyLoadContext
{
    /// <summary>Where the types of a nanoFramework library live on the desktop.</summary>
    private static readonly Dictionary<string, string> DesktopNames = new()
    {
        ["nanoFramework.System.Collections"] = "mscorlib",
        ["nanoFramework.System.Text"] = "mscorlib",
        ["nanoFramework.Runtime.Native"] = "mscorlib",
        ["System.IO.Streams"] = "mscorlib",
        ["System.IO.FileSystem"] = "mscorlib",
        ["nanoFramework.System.Security.Cryptography"] = "System.Security.Cryptography",
    };

    private readonly Dictionary<string, byte[]> _images = [];

    public ScenarioContext()
        : base("scenario", isCollectible: true)
    {
    }

    /// <summary>Adds an assembly to those of the scenario, changed by <paramref name="change"/>.
    /// </summary>
    public void Add(
        ChipAssembly assembly, IAssemblyResolver resolver, Action<ModuleDefinition>? change = null)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(
            new MemoryStream(assembly.Image),
            new ReaderParameters { AssemblyResolver = resolver });
        change?.Invoke(module);
        foreach (AssemblyNameReference reference in module.AssemblyReferences)
        {
            reference.Name = DesktopNames.GetValueOrDefault(reference.Name, reference.Name);
        }

        using var image = new MemoryStream();
        module.Write(image);
        _images[assembly.Name] = image.ToArray();
    }

    /// <summary>Calls a public static method.</summary>
    public object? Invoke(string assembly, string type, string method, params object[] arguments) =>
        LoadFromAssemblyName(new AssemblyName(assembly)).GetType(type)!
            .GetMethod(method)!.Invoke(null, arguments);

    /// <summary>The value of a public static field.</summary>
    public object? Value(string assembly, string type, string field) =>
        LoadFromAssemblyName(new AssemblyName(assembly)).GetType(type)!
            .GetField(field)!.GetValue(null);

    protected override Assembly? Load(AssemblyName name) =>
        _images.TryGetValue(name.Name!, out byte[]? image)
            ? LoadFromStream(new MemoryStream(image))
            : null;
}
