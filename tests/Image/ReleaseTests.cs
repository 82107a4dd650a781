// Image: what a release publishes, gathered by the tool with a nanoff of our own making.

extern alias Tool;

using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Portreeve.Values;
using Tool::Portreeve.BoardPictures;

namespace Portreeve.Image;

public sealed class ReleaseTests : IDisposable
{
    private static readonly string[] Parts =
        ["bootloader.bin", "partitions_nanoclr_4mb.bin", "nanoCLR.bin"];

    private readonly string _folder = Directory.CreateTempSubdirectory("portreeve-").FullName;

    [Fact]
    public void Release_HoldsImageRuntimeManifestAndChecksumOfEveryBoard()
    {
        if (OperatingSystem.IsWindows()) return;
        using var tool = Fetching(Parts);
        (int exit, string text) = tool.Run("", "release", "--images", Images(), "--out", Out);
        Assert.True(exit == 0, text);
        string[] sums = File.ReadAllLines(Path.Combine(Out, "SHA256SUMS"));
        foreach (BoardFile board in BoardFile.All(Project.Root))
        {
            Assert.Contains(tool.Calls, c => c.StartsWith(
                $"--updatearchive --target {board.Image} --fwversion ", StringComparison.Ordinal));
            using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(
                Path.Combine(Out, $"portreeve-{board.Name}.manifest.json")));
            JsonElement root = manifest.RootElement;
            Assert.Equal(Release.Version, root.GetProperty("version").GetString());
            JsonElement build = root.GetProperty("builds")[0];
            Assert.Equal("ESP32", build.GetProperty("chipFamily").GetString());
            JsonElement[] parts = [.. build.GetProperty("parts").EnumerateArray()];
            Assert.Equal([0x1000, 0x8000, 0x10000, 0x1E0000],
                parts.Select(p => p.GetProperty("offset").GetInt32()));
            Assert.All(parts, part => Assert.Contains(sums, sum => sum == Sum(Path.Combine(Out,
                part.GetProperty("path").GetString()!))));
        }
        Assert.Equal(Directory.GetFiles(Out).Length - 1, sums.Length);
        using Process check = Process.Start(new ProcessStartInfo("sha256sum",
            ["--check", "--strict", "--quiet", "SHA256SUMS"]) { WorkingDirectory = Out })!;
        check.WaitForExit();
        Assert.Equal(0, check.ExitCode);
    }

    // A runtime of that very commit may never have been published; "flash" takes the next one too.
    [Fact]
    public void RuntimeThatIsNotPublished_GivesWayToTheNext()
    {
        if (OperatingSystem.IsWindows()) return;
        string image = BoardFile.All(Project.Root)[0].Image;
        using var tool = Fetching(Parts, $$"""
            case "$*" in
            *--listtargets*) echo " {{image}} 1.17.0.9999"; exit 0 ;;
            *--target\ {{image}}\ --fwversion\ 1.17.0.9999*) ;;
            *--target\ {{image}}\ *) exit 9 ;;
            esac
            """);
        (int exit, string text) = tool.Run("", "release", "--images", Images(), "--out", Out);
        Assert.True(exit == 0, text);
        Assert.Contains("is not published; taking 1.17.0.9999", text);
    }

    [Fact]
    public void Package_WithoutTheRuntime_IsRefused()
    {
        if (OperatingSystem.IsWindows()) return;
        using var tool = Fetching(Parts[..2]);
        (int exit, string text) = tool.Run("", "release", "--images", Images(), "--out", Out);
        Assert.Equal(1, exit);
        Assert.Contains("has no nanoCLR.bin", text);
    }

    [Fact]
    public void Image_Missing_IsNamed()
    {
        if (OperatingSystem.IsWindows()) return;
        using var tool = Fetching(Parts);
        (int exit, string text) = tool.Run("", "release", "--images", _folder, "--out", Out);
        Assert.Equal(1, exit);
        Assert.Contains($"portreeve-{BoardFile.All(Project.Root)[0].Name}.bin", text);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private string Out => Path.Combine(_folder, "out");

    /// <summary>A tool whose nanoff "fetches" a package with these files: it copies it to the last
    /// of its arguments.</summary>
    /// <param name="files">What the package has.</param>
    /// <param name="first">What nanoff does before; by default it lists no targets.</param>
    private CommandLine Fetching(string[] files,
        string first = "case \"$*\" in *--listtargets*) exit 0 ;; esac")
    {
        string package = Path.Combine(_folder, "package.zip");
        using (ZipArchive zip = ZipFile.Open(package, ZipArchiveMode.Create))
        {
            foreach (string file in files)
            {
                using StreamWriter writer = new(zip.CreateEntry(file).Open());
                writer.Write("this is " + file);
            }
        }
        var tool = new CommandLine();
        tool.Nanoff($"{first}\nfor last; do :; done; cp '{package}' \"$last\"/");
        return tool;
    }

    private string Images()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "images")).FullName;
        foreach (BoardFile board in BoardFile.All(Project.Root))
        {
            File.WriteAllText(Path.Combine(folder, $"portreeve-{board.Name}.bin"), board.Name);
        }
        return folder;
    }

    private static string Sum(string path) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}  "
        + Path.GetFileName(path);
}
