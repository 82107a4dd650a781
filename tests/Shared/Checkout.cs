// Tests: where the files of this repository are. Compiled into the suites that read or run some.

using System;
using System.IO;

namespace Portreeve;

/// <summary>The tree that these tests were built in.</summary>
internal static class Checkout
{
    /// <summary>The command, to start a gateway of its own.</summary>
    public static string Launcher =>
        Find("tools/portreeve" + (OperatingSystem.IsWindows() ? ".cmd" : ""));

    /// <summary>A file or a folder by its path in the tree.</summary>
    public static string Find(string name)
    {
        string folder = AppContext.BaseDirectory;
        while (!Path.Exists(Path.Combine(folder, name)))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new FileNotFoundException(name);
        }
        return Path.Combine(folder, name);
    }
}
