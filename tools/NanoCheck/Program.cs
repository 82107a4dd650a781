// NanoCheck: the command. `check` of the one command-line tool calls Main with its arguments.
// Exit code 0: the chip would take it; 1: it would not; 2: the call itself was wrong.

using Portreeve.NanoCheck.Heap;

namespace Portreeve.NanoCheck;

/// <summary>The entry point.</summary>
public static class Program
{
    private const string Usage = """
        Checks that firmware/ is nanoFramework, and how large it is for the chip.
          (nothing)     check
          --sync        first write the file lists of the .nfproj files and nfproj.sln
          --heap        write hardware/heap.txt and cost.txt anew from what was measured
          --root DIR    the project's top folder, when it is not around the current one
        """;

    /// <summary>Runs the check; the exit code.</summary>
    public static int Main(string[] args)
    {
        bool sync = false;
        bool heap = false;
        Repository? repository = null;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--sync":
                    sync = true;
                    break;
                case "--heap":
                    heap = true;
                    break;
                case "--root" when i + 1 < args.Length:
                    repository = new Repository(args[++i]);
                    break;
                default:
                    Console.Error.WriteLine(Usage);
                    return args[i] is "--help" or "-h" ? 0 : 2;
            }
        }

        repository ??= Repository.Find();
        if (repository == null || !Directory.Exists(repository.Firmware))
        {
            Console.Error.WriteLine(
                "no firmware/ here; call it inside the project, or name it with --root DIR");
            return 2;
        }

        try
        {
            return Run(repository, sync, heap);
        }
        catch (InvalidDataException e)
        {
            Console.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Run(Repository repository, bool sync, bool heap)
    {
        if (sync)
        {
            foreach (string path in ProjectLists.Sync(repository))
            {
                Console.WriteLine($"wrote {repository.Relative(path)}");
            }
        }

        return Report(new Check(repository, heap).Run());
    }

    private static int Report(CheckResult result)
    {
        foreach (Finding finding in result.Findings)
        {
            Console.WriteLine(finding);
        }

        if (result.Sizes.Count > 0)
        {
            Console.WriteLine("Sizes on the chip:");
            SizeTable.Print(Console.Out, result.Sizes);
        }

        if (result.Costs.Count > 0)
        {
            Console.WriteLine("Cost on the chip, counted in the firmware's own code:");
            Console.WriteLine($"  {"",-36}{"IL",9}{"calls",9}{"objects",9}");
            foreach (Cost.Cost cost in result.Costs)
            {
                Console.WriteLine("  " + Cost.CostBudget.Text(cost));
            }
        }

        Console.WriteLine("Rooms, each knowing only those before it (an assembly is whole rooms):");
        foreach ((string assembly, IReadOnlyList<string> rooms) in result.Rooms)
        {
            Console.WriteLine($"  {assembly,-18} {string.Join(' ', rooms)}");
        }

        if (File.Exists(CoreLibrary.PathHere))
        {
            Console.WriteLine(
                $"Compiled against mscorlib {CoreLibrary.Version} of {CoreLibrary.Package}.");
        }

        if (result.Heap is { } heap)
        {
            Console.WriteLine("Heap of a board without PSRAM, by the model:");
            HeapTable.Print(Console.Out, heap.Figures, heap.Budget);
        }

        int count = result.Findings.Count;
        Console.WriteLine(count == 0
            ? $"nano check: {result.Files} files are nanoFramework, "
                + $"{result.Boards.Count} boards."
            : $"nano check: {count} finding{(count == 1 ? "" : "s")} in {result.Files} files.");
        return count == 0 ? 0 : 1;
    }
}
