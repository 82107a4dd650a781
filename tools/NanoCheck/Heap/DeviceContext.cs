// NanoCheck heap: the chip's assemblies as they were compiled, woven with the meter, on this
// computer. Libraries that only the board has are the stand-ins beside this file (their namespaces
// begin with Chip_), and so are the clock, the cable and threads; the rest is the desktop's.

using Mono.Cecil;
using Portreeve.HeapModel;
using Portreeve.NanoCheck.Cost;
using Portreeve.NanoCheck.Heap.Standins;
using System.Reflection;
using System.Runtime.Loader;

namespace Portreeve.NanoCheck.Heap;

internal sealed class DeviceContext : AssemblyLoadContext
{
    /// <summary>Where a library's types are on the desktop; all others stand in.</summary>
    private static readonly Dictionary<string, string> DesktopNames = new()
    {
        ["mscorlib"] = "mscorlib",
        ["nanoFramework.System.Collections"] = "mscorlib",
        ["nanoFramework.System.Text"] = "mscorlib",
        ["nanoFramework.System.Security.Cryptography"] = "System.Security.Cryptography",
    };

    /// <summary>Of mscorlib, what the scenario turns.</summary>
    private static readonly string[] OwnTypes = ["System.Threading.Thread", "System.Console"];

    private readonly Dictionary<string, byte[]> _images = [];
    private readonly List<Assembly> _loaded = [];

    public DeviceContext()
        : base("device", isCollectible: true)
    {
    }

    /// <summary>The firmware's assemblies.</summary>
    public IReadOnlyList<Assembly> Firmware => _loaded;

    /// <summary>True for the firmware's own.</summary>
    public bool IsOurs(Assembly assembly) => _loaded.Contains(assembly);

    /// <summary>Adds one of the firmware's assemblies.</summary>
    public void Add(ChipAssembly assembly, IAssemblyResolver resolver)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(
            new MemoryStream(assembly.Image),
            new ReaderParameters { AssemblyResolver = resolver });
        var own = new AssemblyNameReference("Portreeve.NanoCheck", new Version(1, 0, 0, 0));
        module.AssemblyReferences.Add(own);
        Instrumenter.Apply(module, BlockOf(module, own));
        Weaver.Apply(module);
        Redirect(module, own);
        using var image = new MemoryStream();
        module.Write(image);
        _images[assembly.Name] = image.ToArray();
    }

    /// <summary>Loads all that was added.</summary>
    public void LoadAll()
    {
        foreach (string name in _images.Keys)
        {
            Assembly loaded = LoadFromAssemblyName(new AssemblyName(name));
            if (!_loaded.Contains(loaded))
            {
                _loaded.Add(loaded);
            }
        }
    }

    protected override Assembly? Load(AssemblyName name) =>
        name.Name == "Portreeve.NanoCheck" ? typeof(DeviceContext).Assembly
        : name.Name == "Portreeve.HeapModel" ? typeof(Meter).Assembly
        : _images.TryGetValue(name.Name!, out byte[]? image)
            ? LoadFromStream(new MemoryStream(image)) : null;

    // By hand and not by ImportReference: the chip's assemblies have a corlib of their own.
    private static MethodReference BlockOf(ModuleDefinition module, AssemblyNameReference own)
    {
        var block = new MethodReference(nameof(StepMeter.Block), module.TypeSystem.Void,
            new TypeReference(typeof(StepMeter).Namespace, nameof(StepMeter), module, own));
        for (int i = 0; i < 3; i++)
        {
            block.Parameters.Add(new ParameterDefinition(module.TypeSystem.Int32));
        }

        return block;
    }

    private static void Redirect(ModuleDefinition module, AssemblyNameReference own)
    {
        foreach (TypeReference type in module.GetTypeReferences())
        {
            if (type.DeclaringType != null || type.Scope is not AssemblyNameReference scope)
            {
                continue;
            }

            bool isFirmware = scope.Name == "Portreeve"
                || scope.Name.StartsWith("Portreeve.", StringComparison.Ordinal);
            if (!isFirmware && (!DesktopNames.ContainsKey(scope.Name)
                || OwnTypes.Contains(type.FullName)))
            {
                type.Namespace = "Chip_" + type.Namespace.Replace('.', '_');
                type.Scope = own;
            }
        }

        foreach (AssemblyNameReference reference in module.AssemblyReferences.ToArray())
        {
            if (DesktopNames.TryGetValue(reference.Name, out string? name))
            {
                reference.Name = name;
            }
        }
    }
}
