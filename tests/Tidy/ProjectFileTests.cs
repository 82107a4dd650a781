// Tidy: the files of the nanoFramework project system, cross-checked with one another and with
// the folders: .nfproj, packages.config, nano.runsettings, nfproj.sln.

using Portreeve.NanoCheck;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Portreeve.Tidy;

public partial class ProjectFileTests
{
    private const string DeviceKind = "11A8DD76-328B-46DF-9F39-F559912D0360";
    private static readonly Repository Repo = Tree.Repository;

    public static TheoryData<string> DeviceProjects =>
        [.. Repo.ChipProjects.Concat(Repo.UnitTests).Select(Tree.Short)];

    public static TheoryData<string> UnitTestProjects =>
        [.. Repo.UnitTests.Select(Tree.Short)];

    [Fact]
    public void Lists_AreThoseOfTheFolders() =>
        Tree.AssertNone(ProjectLists.Stale(Repo).Select(f => f.ToString()));

    [Fact]
    public void StaleList_IsSeen()
    {
        using var copy = new TreeCopy();
        string firmware = copy.Repository.Firmware;
        File.WriteAllText(Path.Combine(firmware, "Table", "Stray.cs"), "// stray\n");
        Assert.Contains(ProjectLists.Stale(copy.Repository),
            f => f.Rule == "stale-list" && f.Where.EndsWith("Doors.nfproj"));
        ProjectLists.Sync(copy.Repository);
        Assert.Empty(ProjectLists.Stale(copy.Repository));
        Directory.CreateDirectory(Path.Combine(firmware, "Attic"));
        File.WriteAllText(Path.Combine(firmware, "Attic", "Old.cs"), "// old\n");
        Assert.Contains(ProjectLists.Stale(copy.Repository),
            f => f.Rule == "no-home" && f.Where == "firmware/Attic/Old.cs");
    }

    [Theory]
    [MemberData(nameof(DeviceProjects))]
    public void References_AreThePackages(string project)
    {
        ChipProject read = Read(project);
        Dictionary<string, string> packages = Packages(read.Folder);
        string depth = Path.GetRelativePath(read.Folder, Repo.Root).Replace('/', '\\');
        Assert.NotEmpty(read.References);
        foreach (XElement reference in read.Xml.Descendants(ChipProject.Ns + "Reference"))
        {
            string[] identity = reference.Attribute("Include")!.Value.Split(", ");
            string hint = reference.Element(ChipProject.Ns + "HintPath")!.Value;
            Match match = HintPath().Match(hint);
            Assert.True(match.Success, hint);
            string package = match.Groups["package"].Value;
            Assert.Equal(depth, match.Groups["depth"].Value);
            string? version = packages.GetValueOrDefault(package);
            Assert.True(version != null, $"no package {package}");
            Assert.Equal(version, match.Groups["version"].Value);
            Assert.Equal(identity[0], Path.GetFileNameWithoutExtension(match.Groups["file"].Value));
            Assert.Equal("PublicKeyToken=c07d481e9758c731", identity[3]);
            Assert.Equal(identity[0] == "nanoFramework.UnitTestLauncher"
                ? "Version=0.0.0.0" : $"Version={version}.0", identity[1]);
        }
    }

    [Fact]
    public void Packages_AreAllUsedAndAgree()
    {
        var seen = new Dictionary<string, string>();
        foreach (IGrouping<string, ChipProject> folder in Repo.ChipProjects
            .Concat(Repo.UnitTests).Select(ChipProject.Read).GroupBy(p => p.Folder))
        {
            string hints = string.Join(' ', folder.SelectMany(p => p.References)
                .Select(r => r.HintPath));
            foreach ((string id, string version) in Packages(folder.Key))
            {
                Assert.Contains($"\\{id}.{version}\\lib\\", hints);
                Assert.Equal(version, seen.GetValueOrDefault(id, version));
                seen[id] = version;
            }
        }
    }

    [Theory]
    [MemberData(nameof(DeviceProjects))]
    public void Project_HasTheShapeOfTheProjectSystem(string project)
    {
        ChipProject read = Read(project);
        string text = File.ReadAllText(read.FilePath);
        Assert.Equal(
            $"{{{DeviceKind}}};{{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}}",
            read.Property("ProjectTypeGuids"));
        Assert.True(Guid.TryParseExact(read.Property("ProjectGuid"), "D", out _));
        Assert.Equal("v1.0", read.Property("TargetFrameworkVersion"));
        foreach (string import in new[]
        {
            "NFProjectSystem.Default.props", "NFProjectSystem.props",
            "NFProjectSystem.CSharp.targets",
        })
        {
            string path = $"$(NanoFrameworkProjectSystemPath){import}";
            Assert.Contains(
                $"<Import Project=\"{path}\" Condition=\"Exists('{path}')\" />", text);
        }

        // Three projects share a folder, so each builds into one of its own.
        string own = Path.GetFileNameWithoutExtension(read.FilePath);
        Assert.Equal($@"bin\{own}\$(Configuration)\", read.Property("OutputPath"));
        Assert.Equal($@"obj\{own}\$(Configuration)\", read.Property("IntermediateOutputPath"));
        Assert.DoesNotContain(read.CompileItems, i => i.Contains('*') || i.Contains('/'));
    }

    [Fact]
    public void Resources_AreEmbeddedWhereTheirClassIs()
    {
        string[] all = [.. Directory.GetFiles(Repo.Firmware, "*.resx", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repo.Firmware, f).Replace('/', '\\'))];
        Assert.NotEmpty(all);
        foreach (string resource in all)
        {
            string designer = Path.ChangeExtension(resource, ".Designer.cs");
            ChipProject owner = Assert.Single(Repo.ChipProjects.Select(ChipProject.Read),
                p => p.CompileItems.Contains(designer));
            XElement item = Assert.Single(
                owner.Xml.Descendants(ChipProject.Ns + "EmbeddedResource"),
                e => e.Attribute("Include")!.Value == resource);
            Assert.Equal("nFResXFileCodeGenerator",
                item.Element(ChipProject.Ns + "Generator")!.Value);
            Assert.Equal(designer.Split('\\')[^1],
                item.Element(ChipProject.Ns + "LastGenOutput")!.Value);
        }
    }

    [Theory]
    [MemberData(nameof(UnitTestProjects))]
    public void UnitTests_AreWhatTheLauncherLooksFor(string project)
    {
        ChipProject read = Read(project);
        Assert.Equal("NFUnitTest", read.AssemblyName);
        Assert.Equal("Library", read.Property("OutputType"));
        Assert.Equal("true", read.Property("IsTestProject"));
        Assert.Equal("UnitTest", read.Property("TestProjectType"));
        Assert.Contains(read.References, r => r.Name == "nanoFramework.UnitTestLauncher"
            && r.HintPath.EndsWith("nanoFramework.UnitTestLauncher.exe"));
        Assert.Contains("<ProjectCapability Include=\"TestContainer\" />", read.Xml.ToString()
            .Replace($" xmlns=\"{ChipProject.Ns}\"", ""));
        string settings = Path.Combine(read.Folder, "nano.runsettings");
        Assert.EndsWith("nano.runsettings", read.Property("RunSettingsFilePath"));
        XElement run = XDocument.Load(settings).Root!;
        Assert.Equal("net48",
            run.Element("RunConfiguration")!.Element("TargetFrameworkVersion")!.Value);
        Assert.Equal("False",
            run.Element("nanoFrameworkAdapter")!.Element("IsRealHardware")!.Value);
    }

    [Fact]
    public void UnitTests_HoldEveryRoomTestOnce()
    {
        string rooms = Path.Combine(Repo.Root, "tests", "Rooms");
        string[] there = [.. Directory.GetFiles(rooms, "*Tests.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(rooms, f).Replace('/', '\\'))
            .Where(f => !f.StartsWith("Host") && !f.StartsWith("obj") && !f.StartsWith("bin"))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(there, Repo.UnitTests.Select(ChipProject.Read)
            .SelectMany(p => p.CompileItems).Where(i => i.EndsWith("Tests.cs"))
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Assemblies_DependOnlyDownwards()
    {
        string[] order = [.. Repo.ChipProjects];
        for (int i = 0; i < order.Length; i++)
        {
            ChipProject read = ChipProject.Read(order[i]);
            Assert.All(read.ProjectReferences, r => Assert.Contains(r, order.Take(i)));
            Assert.Equal(i == order.Length - 1, read.IsExe);
        }
    }

    // Without the guard the search for the order would never end.
    [Fact]
    public void Assemblies_InACircle_AreNamed()
    {
        using TreeCopy copy = new();
        string doors = Path.Combine(copy.Repository.Firmware, "Doors.nfproj");
        File.WriteAllText(doors, File.ReadAllText(doors).Replace("</Project>",
            "<ItemGroup><ProjectReference Include=\"Admin.nfproj\" /></ItemGroup></Project>"));
        InvalidDataException found = Assert.Throws<InvalidDataException>(
            () => copy.Repository.ChipProjects.Count);
        Assert.Contains("Admin.nfproj > ", found.Message);
        Assert.Contains("firmware/Doors.nfproj > ", found.Message);
    }

    [Fact]
    public void Solution_HoldsEveryProjectOnce()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repo.Root, "nfproj.sln"));
        Match[] entries = [.. lines.Select(l => SolutionEntry().Match(l)).Where(m => m.Success)];
        string[] ids = [.. entries.Select(m => m.Groups["id"].Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        foreach (Match m in entries.Where(m => m.Groups["path"].Value.EndsWith("proj")))
        {
            string path = Path.Combine(Repo.Root, m.Groups["path"].Value.Replace('\\', '/'));
            Assert.True(File.Exists(path), $"{path} is in the solution but not there");
            bool device = path.EndsWith(".nfproj", StringComparison.Ordinal);
            Assert.Equal(device ? DeviceKind
                : "9A19103F-16F7-4668-BE54-9A1E7A4F7556", m.Groups["kind"].Value);
            if (device)
            {
                Assert.Equal(ChipProject.Read(path).Property("ProjectGuid"), m.Groups["id"].Value);
            }

            Assert.Contains($"\t\t{{{m.Groups["id"].Value}}}.Debug|Any CPU.Build.0 = Debug|Any CPU",
                lines);
        }
    }

    private static ChipProject Read(string relative) =>
        ChipProject.Read(Path.Combine(Repo.Root, relative));

    private static Dictionary<string, string> Packages(string folder) =>
        XDocument.Load(Path.Combine(folder, "packages.config")).Root!.Elements("package")
            .ToDictionary(e => e.Attribute("id")!.Value, e =>
            {
                Assert.Equal("netnano1.0", e.Attribute("targetFramework")!.Value);
                return e.Attribute("version")!.Value;
            });

    [GeneratedRegex(@"^(?<depth>[.\\]+)\\packages\\(?<package>.+?)\.(?<version>\d+\.\d+\.\d+)"
        + @"\\lib\\(?<file>[\w.]+)$")]
    private static partial Regex HintPath();

    [GeneratedRegex(@"^Project\(""\{(?<kind>[^}]+)\}""\) = ""(?<name>[^""]+)"", "
        + @"""(?<path>[^""]+)"", ""\{(?<id>[^}]+)\}""$")]
    private static partial Regex SolutionEntry();
}
