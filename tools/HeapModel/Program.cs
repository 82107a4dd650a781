// HeapModel as a program: weaves the meter into assemblies in place.
// Exit code 0: done; 2: the call was wrong.

using Mono.Cecil;

namespace Portreeve.HeapModel;

public static class Program
{
    public static int Main(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: Portreeve.HeapModel ASSEMBLY.dll ...");
            return 2;
        }

        foreach (string path in args)
        {
            Weave(path);
        }

        return 0;
    }

    private static void Weave(string path)
    {
        bool hasSymbols = File.Exists(Path.ChangeExtension(path, ".pdb"));
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(Path.GetFullPath(path)));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters
        {
            AssemblyResolver = resolver, ReadSymbols = hasSymbols, ReadWrite = false,
            InMemory = true,
        });
        if (!Weaver.Apply(module))
        {
            return;
        }

        module.Write(path, new WriterParameters { WriteSymbols = hasSymbols });
    }
}
