// NanoCheck cost: hardware/cost.txt: what each occasion may cost the chip, a line for each: its
// name, IL instructions, calls, objects. Reads it, judges by it, writes it anew.

using System.Globalization;

namespace Portreeve.NanoCheck.Cost;

/// <summary>The file.</summary>
internal sealed class CostBudget
{
    /// <summary>Room above a figure, so that one more look is no alarm: in percent.</summary>
    private const int RoomPercent = 4;

    private const string File = "hardware/cost.txt";

    private readonly IReadOnlyList<Cost> _lines;

    private CostBudget(IReadOnlyList<Cost> lines) => _lines = lines;

    /// <exception cref="InvalidDataException">A line is none.</exception>
    public static CostBudget Parse(IEnumerable<string> lines) => new([.. lines
        .Where(IsLine).Select(ParseLine)]);

    /// <summary>The file with these costs in place of its own, words kept.</summary>
    public static IEnumerable<string> Write(IEnumerable<string> old, IEnumerable<Cost> costs) => old
        .TakeWhile(l => !IsLine(l))
        .Concat(costs.Select(c => Text(c with
        {
            Instructions = Above(c.Instructions), Calls = Above(c.Calls),
        })));

    /// <summary>What is dearer than its line, has none, or is none.</summary>
    public IEnumerable<Finding> Judge(IReadOnlyList<Cost> costs)
    {
        foreach (Cost cost in costs)
        {
            Cost? line = _lines.FirstOrDefault(l => l.Occasion == cost.Occasion);
            if (line == null)
            {
                yield return new Finding("cost", File, $"\"{cost.Occasion}\" has no line",
                    $"the line: {Text(cost)}   (or check --heap, which writes all)");
            }
            else if (cost.Objects > line.Objects)
            {
                yield return new Finding("cost", cost.Occasion,
                    $"{cost.Objects:N0} objects, literals included, its line in {File} says "
                    + $"{line.Objects:N0}; each brings the chip's garbage collection nearer, "
                    + "which stops every session",
                    "what is needed made once, and a literal only where something changes");
            }
            else if (cost.Instructions > line.Instructions || cost.Calls > line.Calls)
            {
                yield return new Finding("cost", cost.Occasion,
                    $"{cost.Instructions:N0} IL instructions and {cost.Calls:N0} calls, its line "
                    + $"in {File} says {line.Instructions:N0} and {line.Calls:N0}: the "
                    + "interpreter pays for each one, for every chunk of everybody",
                    "the work done once instead of every time, or a larger line with its reason "
                    + "in the commit");
            }
        }

        foreach (Cost line in _lines.Where(l => !costs.Any(c => c.Occasion == l.Occasion)))
        {
            yield return new Finding("cost", File,
                $"\"{line.Occasion}\" is nothing that was measured",
                "the file without it (check --heap)");
        }
    }

    /// <summary>A line of the file.</summary>
    public static string Text(Cost cost) => string.Create(CultureInfo.InvariantCulture,
        $"{cost.Occasion,-36}{cost.Instructions,9:N0}{cost.Calls,9:N0}{cost.Objects,9:N0}");

    private static long Above(long count) => (count * (100 + RoomPercent) + 99) / 100;

    private static bool IsLine(string line) => line.Length > 0 && line[0] != '#';

    private static Cost ParseLine(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long[] numbers = [.. words.TakeLast(3).Select(w => long.TryParse(w,
            NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out long n) ? n : -1)];
        return words.Length > 3 && numbers.All(n => n >= 0)
            ? new Cost(string.Join(' ', words[..^3]), numbers[0], numbers[1], numbers[2])
            : throw new InvalidDataException($"\"{line}\" is no line of {File}");
    }
}
