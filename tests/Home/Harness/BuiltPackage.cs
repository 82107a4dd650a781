// The Debian package, built once for all tests that ask for it: native code takes its time.

[assembly: AssemblyFixture(typeof(Portreeve.Home.BuiltPackage))]

namespace Portreeve.Home;

/// <summary>"service package".</summary>
public sealed class BuiltPackage : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly Lazy<string> _file;

    public BuiltPackage() => _file = new Lazy<string>(Build);

    /// <summary>The package of this tree.</summary>
    public string File
    {
        get
        {
            // Lazy keeps an exception, and a skip is one; each test says it for itself.
            Tool.Find("dpkg-deb");
            return _file.Value;
        }
    }

    /// <summary>The same package by another version's number.</summary>
    /// <param name="version">The number.</param>
    /// <param name="folder">Where it goes.</param>
    public string As(string version, string folder)
    {
        string tree = Path.Combine(folder, "tree-" + version);
        Tool.Run("dpkg-deb", "-R", File, tree);
        string control = Path.Combine(tree, "DEBIAN/control");
        System.IO.File.WriteAllText(control, System.Text.RegularExpressions.Regex.Replace(
            System.IO.File.ReadAllText(control), "(?m)^Version: .*$", "Version: " + version));
        string file = Path.Combine(folder, $"portreeve-{version}.deb");
        Tool.Run("dpkg-deb", "--root-owner-group", "-b", tree, file);
        Directory.Delete(tree, true);
        return file;
    }

    public void Dispose() => _scratch.Dispose();

    private string Build()
    {
        (int exit, string said, string errors) = Tool.Build("dotnet", Household.Command("service",
            "package", "--out", _scratch.Path)[1..]);
        Assert.True(exit == 0, said + errors);
        return Directory.GetFiles(_scratch.Path, "*.deb").Single();
    }
}
