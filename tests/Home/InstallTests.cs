// Home: what "service" writes, whatever the paths and habits of the computer it is run on.

namespace Portreeve.Home;

public sealed class InstallTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    // A blank ends a word of the unit, and % begins a specifier.
    [Fact]
    public void Program_InAFolderOfAnyName_IsFoundBySystemd()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root installs for everybody");
        string folder = Directory.CreateDirectory(_scratch.At("my 100% own tools")).FullName;
        string program = Path.Combine(folder, "portreeved");
        File.Copy("/bin/true", program);
        (int exit, _, string errors) = Household.Portreeve(null, "service", "install", "--root",
            _scratch.At("root"), "--user", "daemon", "--program", program);
        Assert.True(exit == 0, errors);
        string unit = _scratch.At("root/etc/systemd/system/portreeve.service");
        (int verified, string said, string complaint) =
            Tool.Try("systemd-analyze", null, "verify", unit);
        string about = string.Join("\n", (said + complaint).Split('\n')
            .Where(line => line.Contains("portreeve")));
        Assert.True(verified == 0 && about.Length == 0, about + File.ReadAllText(unit));
    }

    [Fact]
    public void Program_ThatSystemdDoesNotTake_IsRefused()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root installs for everybody");
        (int exit, _, string errors) = Household.Portreeve(null, "service", "install", "--root",
            _scratch.At("root"), "--user", "daemon", "--program", "/opt/\"own\"/portreeved");
        Assert.Equal(1, exit);
        Assert.Contains("no path with quotation marks", errors);
        Assert.False(Directory.Exists(_scratch.At("root")));
    }

    [Theory]
    [InlineData("99999")]
    [InlineData("-1")]
    public void PortThatThereIsNot_IsRefused(string port)
    {
        (int exit, _, string errors) = Household.Portreeve(null, "service", "install", "--root",
            _scratch.Path, "--program", "/bin/true", "--user", "daemon", "--web", port);
        Assert.NotEqual(0, exit);
        Assert.Contains("takes a port", errors);
        Assert.Empty(Directory.GetFileSystemEntries(_scratch.Path));
    }

    // What its builder keeps to himself would keep the gateway's user out of its own program.
    [Fact]
    public void Package_OfACarefulBuilder_IsEverybodysToRead_AndLiesWhereItWasAskedFor()
    {
        (int exit, string said, string errors) = Tool.Try("sh", null, ["-c",
            "cd \"$0\" && umask 077 && exec \"$@\"", _scratch.Path, .. Household.Command("service",
                "package", "--program", "/bin/true", "--out", ".")]);
        Assert.True(exit == 0, said + errors);
        string file = Assert.Single(Directory.GetFiles(_scratch.Path, "*.deb"));
        string[] folders = [.. Tool.Run("dpkg-deb", "-c", file).Split('\n')
            .Where(line => line.StartsWith('d'))];
        Assert.NotEmpty(folders);
        Assert.All(folders, line => Assert.StartsWith("drwxr-xr-x root/root", line));
    }
}
