// NanoCheck heap: writes hardware/heap.txt anew from what was measured, with a little room above
// each figure. What must stay free, and the words before the first line, are kept as they were.

using Portreeve.HeapModel;

namespace Portreeve.NanoCheck.Heap;

/// <summary>Writes the budget.</summary>
internal static class HeapFile
{
    /// <summary>Room above a figure, so that one more field is no alarm: in percent.</summary>
    private const int RoomPercent = 4;

    public static void Write(string path, IReadOnlyList<HeapFigure> figures)
    {
        string[] old = File.Exists(path) ? File.ReadAllLines(path) : [];
        IEnumerable<string> kept = old.TakeWhile(l => !IsMeasured(l));
        string last = "heap";
        var lines = new List<string>(kept.Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse());
        foreach (HeapFigure figure in figures)
        {
            string kind = figure.Line.Kind;
            if (kind != last && kind is not ("libraries" or "runtime"))
            {
                lines.Add("");
                last = kind;
            }

            lines.Add((figure.Line with { Bytes = Above(figure.Line) }).ToString());
        }

        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }

    // Tables of libraries do not grow by themselves.
    private static long Above(HeapLine line) => line.Kind is "libraries" or "runtime"
        || line.Bytes == 0
        ? line.Bytes : ChipLayout.Round(line.Bytes * (100 + RoomPercent) / 100);

    private static bool IsMeasured(string line) => line.Split(' ')[0]
        is "tables" or "libraries" or "runtime" or "room" or "live" or "path";
}
