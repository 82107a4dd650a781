// NanoCheck: the chip's own mscorlib, from the package nanoFramework.CoreLibrary. It is the real
// one: what it lacks, the chip lacks. Its version is that of firmware/packages.config, which the
// project file reads too when it asks for the package.

using System.Diagnostics;
using System.Xml.Linq;

namespace Portreeve.NanoCheck;

/// <summary>Finds the real mscorlib.</summary>
internal static class CoreLibrary
{
    /// <summary>The package's name.</summary>
    internal const string Package = "nanoFramework.CoreLibrary";

    /// <summary>The assembly, where the build has put it.</summary>
    public static string PathHere { get; } =
        Path.Combine(AppContext.BaseDirectory, "corelibrary", "mscorlib.dll");

    /// <summary>The assembly's bytes.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public static byte[] Image => File.Exists(PathHere) ? File.ReadAllBytes(PathHere)
        : throw new InvalidOperationException($"the package {Package} is not here");

    /// <summary>The version in the assembly itself.</summary>
    public static string Version => FileVersionInfo.GetVersionInfo(PathHere).FileVersion ?? "none";

    /// <summary>What is wrong with it; nothing when it is there and the one that the firmware
    /// asks for.</summary>
    public static IEnumerable<Finding> Trouble(Repository repository)
    {
        string list = Path.Combine(repository.Firmware, "packages.config");
        string wanted = (string?)XDocument.Load(list).Descendants("package")
            .FirstOrDefault(p => (string?)p.Attribute("id") == Package)?.Attribute("version") ?? "";
        const string remedy = "a build of tools/NanoCheck with a package source that serves it";
        if (!File.Exists(PathHere))
        {
            yield return new Finding("core-library", repository.Relative(list),
                $"mscorlib.dll of {Package} {wanted} is not beside this program: nothing can be "
                + "compiled without it", remedy);
        }
        else if (!(Version + ".").StartsWith(wanted + ".", StringComparison.Ordinal))
        {
            yield return new Finding("core-library", repository.Relative(list),
                $"it asks for {Package} {wanted}, and this program has {Version}", remedy);
        }
    }
}
