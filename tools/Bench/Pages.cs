// Bench: writes the report where people read it, between two marks, and leaves the rest alone: the
// whole into hardware/bench.md, the short table into README.md, the picture beside the former.

namespace Portreeve.Bench;

internal static class Pages
{
    private const string Begin = "<!-- bench: begin -->";
    private const string End = "<!-- bench: end -->";

    /// <summary>The file of the picture.</summary>
    public const string Picture = "hardware/bench.svg";

    /// <summary>Puts the text between the marks of a page; behind everything where it has none.
    /// </summary>
    public static void Write(string path, string text)
    {
        string page = File.ReadAllText(path);
        string block = Begin + "\n" + text.Trim().ReplaceLineEndings("\n") + "\n" + End;
        int from = page.IndexOf(Begin, StringComparison.Ordinal);
        int to = page.IndexOf(End, StringComparison.Ordinal);
        page = from >= 0 && to > from
            ? page[..from] + block + page[(to + End.Length)..]
            : page.TrimEnd() + "\n\n" + block + "\n";
        File.WriteAllText(path, page);
    }
}
