// NanoCheck: where things are. The only place that knows the layout of the tree.

namespace Portreeve.NanoCheck;

/// <summary>The project's folders, seen from its top.</summary>
internal sealed class Repository
{
    public Repository(string root) => Root = Path.GetFullPath(root);

    public string Root { get; }

    public string Firmware => Path.Combine(Root, "firmware");

    public string Boards => Path.Combine(Root, "hardware", "boards");

    public string Reference => Path.Combine(Root, "tools", "NanoCheck", "reference");

    /// <summary>The lists of the libraries' public members: ../shared/nano-api, or further up
    /// for a second working tree of the project.</summary>
    public string NanoApi
    {
        get
        {
            string[] places = ["..", Path.Combine("..", "..")];
            return places.Select(p => Path.Combine(Root, p, "shared", "nano-api"))
                .FirstOrDefault(Directory.Exists) ?? Path.Combine(Root, "..", "shared", "nano-api");
        }
    }

    /// <summary>The chip's projects, in the order of their dependencies.</summary>
    public IReadOnlyList<string> ChipProjects =>
    [
        Path.Combine(Firmware, "Doors.nfproj"),
        Path.Combine(Firmware, "Desk.nfproj"),
        Path.Combine(Firmware, "Admin.nfproj"),
        Path.Combine(Firmware, "Portreeve.nfproj"),
    ];

    /// <summary>The unit tests that run on the device, in halves that each fit there.</summary>
    public IReadOnlyList<string> UnitTests =>
    [
        Path.Combine(Root, "tests", "Rooms", "NFUnitTest.nfproj"),
        Path.Combine(Root, "tests", "Rooms", "NFUnitTest.Desk.nfproj"),
    ];

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
