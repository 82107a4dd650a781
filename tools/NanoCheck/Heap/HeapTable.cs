// NanoCheck heap: prints the sum for a person.

using Portreeve.HeapModel;

namespace Portreeve.NanoCheck.Heap;

internal static class HeapTable
{
    public static void Print(
        TextWriter output, IReadOnlyList<HeapFigure> figures, HeapBudget budget)
    {
        foreach (HeapFigure figure in figures)
        {
            HeapLine line = figure.Line;
            output.WriteLine($"  {line}  of {budget[line.Kind, line.Name] ?? 0,9:N0}  "
                + Short(figure.Detail));
        }

        long sum = HeapCheck.Sum(figures);
        output.WriteLine($"  {sum:N0} bytes stand at rest with five rules, "
            + $"{budget.Heap - sum:N0} of {budget.Heap:N0} are free.");
    }

    private static string Short(string text) => text.Length > 60 ? text[..57] + "..." : text;
}
