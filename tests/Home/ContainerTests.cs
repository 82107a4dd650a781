// Home: the container file, read by its own grammar and held to the package that it installs.
// ContainerRunTests has it built and run where there is an engine; this is for everywhere else.

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portreeve.Home;

public sealed class ContainerTests
{
    // Those of the OCI builders that take an argument; another word is a slip of the pen.
    private static readonly string[] Known =
    [
        "FROM", "COPY", "RUN", "VOLUME", "EXPOSE", "USER", "ENTRYPOINT", "CMD", "ENV", "ARG",
        "LABEL", "WORKDIR", "STOPSIGNAL", "HEALTHCHECK",
    ];

    private static readonly string Folder = Checkout.Find("tools");

    private readonly List<(string Word, string Words)> _steps =
        Read(File.ReadAllText(Path.Combine(Folder, "Daemon", "Containerfile")));

    [Fact]
    public void Containerfile_HasOnlyInstructionsThatThereAre_InTheirOrder()
    {
        Assert.All(_steps, step => Assert.Contains(step.Word, Known));
        Assert.Equal("FROM", _steps[0].Word);
        // A base without a tag, or with "latest", is another one tomorrow.
        Assert.Matches("^debian:[a-z]+-slim$", One("FROM"));
        Assert.All(_steps, step => Assert.True(step.Words.Length > 0, step.Word + " says nothing"));
        // Who runs it is named after the files that only root may lay out.
        Assert.True(Place("USER") > Place("RUN") && Place("USER") < Place("ENTRYPOINT"));
        Assert.DoesNotMatch("^(root|0)?$", One("USER"));
        string run = One("RUN");
        Assert.Contains("apt-get update && apt-get install --yes --no-install-recommends", run);
        Assert.Contains("/var/lib/apt/lists/*", run[run.IndexOf("rm -rf")..]);
    }

    /// <summary>Names and paths are those of the package, so that neither moves alone.</summary>
    [Fact]
    public void Containerfile_IsThePackagesProgramUserAndFolder()
    {
        string package = File.ReadAllText(Path.Combine(Folder, "Cli/Daemon/DebianFiles.cs"));
        string Constant(string name) =>
            Regex.Match(package, $"const string {name} = \"([^\"]+)\";").Groups[1].Value;
        string[] start = JsonSerializer.Deserialize<string[]>(One("ENTRYPOINT"));
        Assert.Equal(Constant("Program"), start[0]);
        Assert.Equal(Constant("User"), One("USER"));
        Assert.Equal(["--flash", One("VOLUME")], start[1..]);
        Assert.Contains($"--owner={One("USER")} --group={One("USER")} --mode=0700 "
            + One("VOLUME"), One("RUN"));
        Assert.Contains("rm -rf /var/lib/{{SystemdUnit.StateFolder}}", package);
        string unit = File.ReadAllText(Path.Combine(Folder, "Cli/Daemon/SystemdUnit.cs"));
        Assert.Contains($"StateFolder = \"{Path.GetFileName(One("VOLUME"))}\"", unit);
        Assert.Contains($"Web {{ get; init; }} = {One("EXPOSE")};", unit);
        // The file that "service package" writes is the one that is copied and installed.
        Assert.Contains("$\"portreeve_{version}_{architecture}.deb\"", package);
        Assert.Equal("portreeve_*.deb /tmp/", One("COPY"));
        Assert.Contains("/tmp/portreeve_*.deb &&", One("RUN"));
    }

    private string One(string word) => _steps.Single(step => step.Word == word).Words;

    private int Place(string word) => _steps.FindIndex(step => step.Word == word);

    // A comment is a line of its own; a backslash at a line's end goes on in the next.
    private static List<(string Word, string Words)> Read(string text)
    {
        string joined = Regex.Replace(string.Join('\n', text.Split('\n')
            .Where(line => !line.TrimStart().StartsWith('#'))), @"\\\n\s*", "");
        return [.. joined.Split('\n').Where(line => line.Trim().Length > 0).Select(line =>
        {
            string[] parts = line.Split(' ', 2);
            return (parts[0], parts.Length > 1 ? parts[1].Trim() : "");
        })];
    }
}
