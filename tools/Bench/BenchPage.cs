// Bench: writes the report into hardware/bench.md, between two marks, and leaves the rest alone.

using System.Runtime.InteropServices;

namespace Portreeve.Bench;

internal static class BenchPage
{
    private const string Begin = "<!-- bench: begin -->";
    private const string End = "<!-- bench: end -->";

    public static void Write(string root, string report, int rounds, int seconds)
    {
        string path = Path.Combine(root, "hardware", "bench.md");
        string page = File.Exists(path) ? File.ReadAllText(path) : "# Bench\n\n";
        string block = Begin + "\n## On a desktop, beside its peers\n\n"
            + $"Measured {DateTime.UtcNow:yyyy-MM-dd} by `tools/portreeve bench --rounds {rounds} "
            + $"--seconds {seconds} --write` on {Environment.ProcessorCount} cores, "
            + $"{RuntimeInformation.RuntimeIdentifier}, .NET {Environment.Version}. Loopback, "
            + "medians, all contenders in turn in the same run; the machine is shared, so only "
            + "the ratios mean something.\n\n" + report.Trim() + "\n" + End;
        int from = page.IndexOf(Begin, StringComparison.Ordinal);
        int to = page.IndexOf(End, StringComparison.Ordinal);
        page = from >= 0 && to > from
            ? page[..from] + block + page[(to + End.Length)..]
            : page.TrimEnd() + "\n\n" + block + "\n";
        File.WriteAllText(path, page);
    }
}
