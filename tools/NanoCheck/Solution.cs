// NanoCheck: nfproj.sln as it should be, from the projects in the tree. Device projects and desktop
// projects stand in two solution folders, since both have a project called Portreeve.

using System.Security.Cryptography;
using System.Text;

namespace Portreeve.NanoCheck;

/// <summary>Writes the solution. The same tree always gives the same text.</summary>
internal static class Solution
{
    private const string DeviceKind = "{11A8DD76-328B-46DF-9F39-F559912D0360}";
    private const string DesktopKind = "{9A19103F-16F7-4668-BE54-9A1E7A4F7556}";
    private const string FolderKind = "{2150E333-8FDC-42A3-9474-1A3956D46DE8}";
    private static readonly string[] Configurations = ["Debug|Any CPU", "Release|Any CPU"];

    private sealed record Entry(string Kind, string Name, string Path, string Id, bool IsApp);

    public static string Text(Repository repository)
    {
        string device = IdOf("folder device");
        string desktop = IdOf("folder desktop");
        List<Entry> deviceProjects = [.. Device(repository)];
        List<Entry> desktopProjects = [.. Desktop(repository)];
        var text = new StringBuilder();
        text.Append("\nMicrosoft Visual Studio Solution File, Format Version 12.00\n")
            .Append("# Visual Studio Version 17\n")
            .Append("VisualStudioVersion = 17.0.31903.59\n")
            .Append("MinimumVisualStudioVersion = 10.0.40219.1\n");
        AppendProject(text, new Entry(FolderKind, "device", "device", device, false));
        AppendProject(text, new Entry(FolderKind, "desktop", "desktop", desktop, false));
        foreach (Entry entry in deviceProjects.Concat(desktopProjects))
        {
            AppendProject(text, entry);
        }

        text.Append("Global\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\n");
        foreach (string c in Configurations)
        {
            text.Append($"\t\t{c} = {c}\n");
        }

        text.Append("\tEndGlobalSection\n");
        text.Append("\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n");
        foreach (Entry entry in deviceProjects.Concat(desktopProjects))
        {
            AppendConfigurations(text, entry);
        }

        text.Append("\tEndGlobalSection\n\tGlobalSection(SolutionProperties) = preSolution\n")
            .Append("\t\tHideSolutionNode = FALSE\n\tEndGlobalSection\n")
            .Append("\tGlobalSection(NestedProjects) = preSolution\n");
        deviceProjects.ForEach(e => text.Append($"\t\t{e.Id} = {device}\n"));
        desktopProjects.ForEach(e => text.Append($"\t\t{e.Id} = {desktop}\n"));
        return text.Append("\tEndGlobalSection\nEndGlobal\n").ToString();
    }

    private static IEnumerable<Entry> Device(Repository repository) =>
        repository.ChipProjects.Concat(repository.UnitTests).Where(File.Exists).Select(path =>
        {
            ChipProject project = ChipProject.Read(path);
            return new Entry(
                DeviceKind,
                Path.GetFileNameWithoutExtension(path),
                Windows(repository, path),
                "{" + project.Property("ProjectGuid").ToUpperInvariant() + "}",
                project.IsExe);
        });

    private static readonly string[] DesktopFolders = ["firmware", "tests", "tools"];

    private static IEnumerable<Entry> Desktop(Repository repository) =>
        DesktopFolders.Select(f => Path.Combine(repository.Root, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.GetFiles(f, "*.csproj", SearchOption.AllDirectories))
            .Select(f => (Path: f, Short: repository.Relative(f)))
            .Where(f => !f.Short.Contains("/bin/") && !f.Short.Contains("/obj/"))
            .OrderBy(f => f.Short, StringComparer.Ordinal)
            .Select(f => new Entry(
                DesktopKind, Path.GetFileNameWithoutExtension(f.Path),
                Windows(repository, f.Path), IdOf(f.Short), false));

    private static void AppendProject(StringBuilder text, Entry e) =>
        text.Append($"Project(\"{e.Kind}\") = \"{e.Name}\", \"{e.Path}\", \"{e.Id}\"\n")
            .Append("EndProject\n");

    private static void AppendConfigurations(StringBuilder text, Entry entry)
    {
        foreach (string c in Configurations)
        {
            text.Append($"\t\t{entry.Id}.{c}.ActiveCfg = {c}\n");
            text.Append($"\t\t{entry.Id}.{c}.Build.0 = {c}\n");
            if (entry.IsApp)
            {
                text.Append($"\t\t{entry.Id}.{c}.Deploy.0 = {c}\n");
            }
        }
    }

    private static string Windows(Repository repository, string path) =>
        repository.Relative(path).Replace('/', '\\');

    /// <summary>A project without an id of its own gets one made from its name: always the
    /// same, so that the file does not change from machine to machine.</summary>
    private static string IdOf(string name)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes("portreeve " + name));
        return "{" + new Guid(hash.AsSpan(0, 16)).ToString().ToUpperInvariant() + "}";
    }
}
