// NanoCheck: an .nfproj as the nanoFramework project system would read it: name, kind, files,
// references. It reads the file itself, so that the check sees what a real build would see.

using System.Xml.Linq;

namespace Portreeve.NanoCheck;

/// <summary>One project of the chip's image, or its unit tests.</summary>
internal sealed class ChipProject
{
    public static readonly XNamespace Ns = "http://schemas.microsoft.com/developer/msbuild/2003";

    private ChipProject(string path, XDocument xml)
    {
        FilePath = path;
        Xml = xml;
    }

    public string FilePath { get; }

    public XDocument Xml { get; }

    public string Folder => Path.GetDirectoryName(FilePath)!;

    public string AssemblyName => Property("AssemblyName");

    public bool IsExe => Property("OutputType") == "Exe";

    /// <summary>The folders and files whose sources this project holds: the one list.</summary>
    public IReadOnlyList<string> Rooms => List("PortreeveRooms");

    /// <summary>Folders beneath the rooms that are not for the chip.</summary>
    public IReadOnlyList<string> RoomsExcluded => List("PortreeveRoomsExcluded");

    /// <summary>The Compile items as written, with back slashes and $(Board).</summary>
    public IReadOnlyList<string> CompileItems =>
        [.. Xml.Descendants(Ns + "Compile").Select(e => e.Attribute("Include")!.Value)];

    /// <summary>The simple names of the referenced libraries, and the HintPath of each.</summary>
    public IReadOnlyList<(string Name, string HintPath)> References =>
        [.. Xml.Descendants(Ns + "Reference").Select(e => (
            e.Attribute("Include")!.Value.Split(',')[0].Trim(),
            e.Element(Ns + "HintPath")?.Value ?? ""))];

    /// <summary>Full paths of the referenced projects.</summary>
    public IReadOnlyList<string> ProjectReferences =>
        [.. Xml.Descendants(Ns + "ProjectReference")
            .Select(e => e.Attribute("Include")!.Value.Replace('\\', '/'))
            .Select(p => Path.GetFullPath(Path.Combine(Folder, p)))];

    /// <summary>The board that is built when nobody names one.</summary>
    public string DefaultBoard => Property("Board");

    public static ChipProject Read(string path) =>
        new(path, XDocument.Load(path, LoadOptions.PreserveWhitespace));

    /// <summary>Full paths of the sources for one board; without its Board.cs for none.</summary>
    public IEnumerable<string> Sources(string board) => CompileItems
        .Where(item => board.Length > 0 || !item.Contains("$(Board)", StringComparison.Ordinal))
        .Select(item => Path.GetFullPath(Path.Combine(
            Folder, item.Replace("$(Board)", board).Replace('\\', '/'))));

    public string Property(string name) =>
        Xml.Descendants(Ns + name).FirstOrDefault()?.Value.Trim() ?? "";

    private string[] List(string name) =>
        Property(name).Split(';', StringSplitOptions.RemoveEmptyEntries
            | StringSplitOptions.TrimEntries);
}
