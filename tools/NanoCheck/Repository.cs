// NanoCheck: where things are. The only place that knows the layout of the tree.

namespace Portreeve.NanoCheck;

/// <summary>The project's folders, seen from its top.</summary>
internal sealed class Repository
{
    public Repository(string root) => Root = Path.GetFullPath(root);

    public string Root { get; }

    public string Firmware => Path.Combine(Root, "firmware");

    public string Boards => Path.Combine(Root, "hardware", "boards");

    /// <summary>What may stand in the heap, a line for each thing.</summary>
    public string HeapBudget => Path.Combine(Root, "hardware", "heap.txt");

    /// <summary>What each occasion may cost the interpreter.</summary>
    public string CostBudget => Path.Combine(Root, "hardware", "cost.txt");

    public string Reference => Path.Combine(Root, "tools", "NanoCheck", "reference");

    /// <summary>The public members of the libraries that have a stub, one documentation id a
    /// line, as their packages' own documentation lists them.</summary>
    public string LibraryMembers => Path.Combine(Root, "tools", "NanoCheck", "api");

    /// <summary>The chip's projects, each after those it builds on.</summary>
    public IReadOnlyList<string> ChipProjects
    {
        get
        {
            var order = new List<string>();
            foreach (string path in Directory.GetFiles(Firmware, "*.nfproj")
                .Order(StringComparer.Ordinal))
            {
                AddAfterItsOwn(path, order, []);
            }

            return order;
        }
    }

    /// <summary>The unit tests that run on the device, in parts that each fit there.</summary>
    public IReadOnlyList<string> UnitTests =>
    [
        .. Directory.GetFiles(Path.Combine(Root, "tests", "Rooms"), "*.nfproj")
            .Order(StringComparer.Ordinal),
    ];

    // A circle of references ends with the complaint that names it; no compiler would take it.
    private void AddAfterItsOwn(string path, List<string> order, List<string> above)
    {
        if (order.Contains(path) || !File.Exists(path))
        {
            return;
        }

        above.Add(path);
        foreach (string needed in ChipProject.Read(path).ProjectReferences)
        {
            if (above.Contains(needed))
            {
                throw new InvalidDataException("the projects need each other in a circle: "
                    + string.Join(" > ", above.Append(needed).Select(Relative)));
            }

            AddAfterItsOwn(needed, order, above);
        }

        above.Remove(path);
        order.Add(path);
    }

    /// <summary>A path as a person at the top of the tree would write it.</summary>
    public string Relative(string path) =>
        Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>
    /// Goes up from the current folder, then from the program's own, to the folder that holds
    /// nfproj.sln. Null when there is none.
    /// </summary>
    public static Repository? Find()
    {
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? at = new(start); at != null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "nfproj.sln")))
                {
                    return new Repository(at.FullName);
                }
            }
        }

        return null;
    }
}
