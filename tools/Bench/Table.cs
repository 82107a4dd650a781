// Bench: the figures, their medians, and the ratios that count.

using System.Text;

namespace Portreeve.Bench;

internal sealed class Table(List<string> names)
{
    private readonly Dictionary<Measurement, Dictionary<string, List<double>>> _rows = [];

    public void Add(Measurement measurement, string name, double figure)
    {
        if (!_rows.TryGetValue(measurement, out var row)) _rows[measurement] = row = [];
        if (!row.TryGetValue(name, out var figures)) row[name] = figures = [];
        figures.Add(figure);
    }

    /// <summary>
    /// A row a measurement; the ratio is portreeve's median over the peer's, turned so that more
    /// than 1.00 is always in the gateway's favour.
    /// </summary>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine("| measured | " + string.Join(" | ", names) + " | "
            + string.Join(" | ", Peers().Select(n => "better than " + n + " by")) + " |");
        text.AppendLine("|---|" + string.Concat(
            Enumerable.Repeat("---:|", names.Count + Peers().Count())));
        foreach (var (measurement, row) in _rows)
        {
            text.Append($"| {measurement.Name} ({measurement.Unit}) |");
            foreach (string name in names) text.Append($" {Show(Median(row, name))} |");
            foreach (string peer in Peers())
            {
                double? ratio = Median(row, "portreeve") / Median(row, peer);
                if (!measurement.MoreIsBetter) ratio = 1 / ratio;
                text.Append(ratio is double r ? $" x {r:0.00} |" : " - |");
            }
            text.AppendLine();
        }
        return text.ToString();
    }

    private IEnumerable<string> Peers() => names.Where(n => n is not ("direct" or "portreeve"));

    private static string Show(double? value) => value is double v ? v.ToString("0") : "-";

    private static double? Median(Dictionary<string, List<double>> row, string name)
    {
        if (!row.TryGetValue(name, out var figures)) return null;
        List<double> sorted = [.. figures.Order()];
        return sorted[sorted.Count / 2];
    }
}
