// HeapModel: hardware/heap.txt: what may stand in the heap of a board without PSRAM, a line for
// each thing. The check holds the image to it; the chip-like mode and the simulated world take from
// it what does not exist on a computer: tables, libraries, the board's own rooms.
//
//   heap 110,000                     the whole
//   keep NAME BYTES                  what must stay free
//   tables | libraries | runtime     what is there before the first object of ours
//   room NAME BYTES                  what a room may hold at rest with five rules
//   live NAME BYTES                  what one more of a live thing may take
//   path NAME BYTES                  what one run of a path may make, garbage included

using System.Globalization;

namespace Portreeve.HeapModel;

/// <summary>One line.</summary>
public sealed record HeapLine(string Kind, string Name, long Bytes)
{
    public override string ToString() => (Kind + (Name.Length > 0 ? " " + Name : ""))
        .PadRight(36) + Bytes.ToString("N0", CultureInfo.InvariantCulture).PadLeft(9);
}

/// <summary>The file.</summary>
public sealed class HeapBudget
{
    private readonly Dictionary<(string Kind, string Name), long> _lines = [];

    private HeapBudget(IEnumerable<HeapLine> lines)
    {
        foreach (HeapLine line in lines)
        {
            _lines[(line.Kind, line.Name)] = line.Bytes;
        }
    }

    /// <summary>All lines.</summary>
    public IEnumerable<HeapLine> Lines =>
        _lines.Select(l => new HeapLine(l.Key.Kind, l.Key.Name, l.Value));

    /// <summary>Bytes of the whole heap.</summary>
    public long Heap => this["heap", ""] ?? 0;

    /// <summary>What stands before the first object of the gateway's rooms: tables, libraries, the
    /// runtime, and the rooms that only a board has.</summary>
    public long Beneath => _lines.Where(l => l.Key.Kind is "tables" or "libraries" or "runtime"
        || (l.Key.Kind == "room" && IsBoardOnly(l.Key.Name))).Sum(l => l.Value);

    /// <summary>The bytes of a line, or null.</summary>
    public long? this[string kind, string name] =>
        _lines.TryGetValue((kind, name), out long bytes) ? bytes : null;

    /// <summary>Rooms that a computer has no objects of.</summary>
    public static bool IsBoardOnly(string room) => room is "Device" or "Upkeep";

    public static HeapBudget Read(string path) => Parse(File.ReadAllLines(path));

    /// <exception cref="FormatException">A line is none.</exception>
    public static HeapBudget Parse(IEnumerable<string> lines) => new(lines
        .Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0).Select(ParseLine));

    private static HeapLine ParseLine(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !long.TryParse(words[^1], NumberStyles.AllowThousands
            | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long bytes))
        {
            throw new FormatException($"\"{line}\" is no line of the heap's budget");
        }

        return new HeapLine(words[0], string.Join(' ', words[1..^1]), bytes);
    }
}
