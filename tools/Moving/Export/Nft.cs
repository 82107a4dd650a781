// Moving: nft(8), the program that hands the kernel its tables.

using System.Diagnostics;

namespace Portreeve.Moving.Export;

/// <summary>Runs nft.</summary>
internal static class Nft
{
    private const int PatienceMs = 10_000;

    /// <summary>Has it read a text as one transaction. Null: done; else its complaint.</summary>
    public static string Load(string text)
    {
        // Where it lies is not in everybody's path.
        string program = File.Exists("/usr/sbin/nft") ? "/usr/sbin/nft" : "nft";
        try
        {
            using Process nft = Process.Start(new ProcessStartInfo(program, ["-f", "-"])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
            });
            Task<string> said = nft.StandardError.ReadToEndAsync();
            nft.StandardInput.Write(text);
            nft.StandardInput.Close();
            if (!nft.WaitForExit(PatienceMs))
            {
                nft.Kill();
                return "it does not end";
            }
            return nft.ExitCode == 0 ? null : said.Result.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "the program nft is not here; install nftables";
        }
    }
}
