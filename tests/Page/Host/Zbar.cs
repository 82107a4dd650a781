// A QR reader that nobody here wrote: zbarimg.

using System.Diagnostics;
using System.IO;
using System.Runtime.CompilerServices;
using Xunit;

namespace Portreeve.Page.Host;

internal static class Zbar
{
    private const string Program = "/usr/bin/zbarimg";

    public static string Missing => Browser.Missing ?? (File.Exists(Program) ? null
        : Program + " is not there; on Debian: apt-get install zbar-tools");

    public static string Read(string picture)
    {
        using Process reader = Process.Start(new ProcessStartInfo(Program)
        {
            ArgumentList = { "--quiet", "--raw", picture },
            RedirectStandardOutput = true,
        });
        string text = reader.StandardOutput.ReadToEnd();
        reader.WaitForExit();
        return text.Trim();
    }
}

/// <summary>A fact that needs browser and reader.</summary>
public sealed class ZbarFactAttribute : FactAttribute
{
    public ZbarFactAttribute(
        [CallerFilePath] string file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = Zbar.Missing;
}
