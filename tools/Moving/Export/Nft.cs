// Moving: nft(8), the program that hands the kernel its tables.

using System.Diagnostics;

namespace Portreeve.Moving.Export;

/// <summary>Runs nft.</summary>
internal static class Nft
{
    private const int PatienceMs = 10_000;

    /// <summary>What the kernel has of a chain of our table; empty where there is none.</summary>
    public static string List(string chain)
    {
        string trouble = Run($"list chain ip {Nftables.Table} {chain}\n", out string said);
        return trouble == null ? said : "";
    }

    /// <summary>Has it read a text as one transaction. Null: done; else its complaint.</summary>
    public static string Load(string text) => Run(text, out string _);

    private static string Run(string text, out string printed)
    {
        printed = "";
        // Where it lies is not in everybody's path.
        string program = File.Exists("/usr/sbin/nft") ? "/usr/sbin/nft" : "nft";
        try
        {
            using Process nft = Process.Start(new ProcessStartInfo(program, ["-f", "-"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            Task<string> said = nft.StandardError.ReadToEndAsync();
            Task<string> output = nft.StandardOutput.ReadToEndAsync();
            nft.StandardInput.Write(text);
            nft.StandardInput.Close();
            if (!nft.WaitForExit(PatienceMs))
            {
                nft.Kill();
                return "it does not end";
            }
            printed = output.Result;
            return nft.ExitCode == 0 ? null : said.Result.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "the program nft is not here; install nftables";
        }
    }
}
