// Bench: the readings of a run, their medians and spread, and the ratio that counts.

using System.Globalization;
using System.Text;

namespace Portreeve.Bench;

/// <summary>All figures of one run.</summary>
internal sealed class Results(IReadOnlyList<Contender> contenders)
{
    private readonly Dictionary<(Row, string), List<double>> _readings = [];

    /// <summary>Who took part, in the order of the table.</summary>
    public IReadOnlyList<Contender> Present { get; } = contenders;

    public void Add(Contender contender, Figure figure)
    {
        (Row, string) key = (figure.Row, contender.Name);
        if (!_readings.TryGetValue(key, out var readings)) _readings[key] = readings = [];
        readings.Add(figure.Value);
    }

    /// <summary>The median; null where nothing was measured.</summary>
    public double? Median(Row row, string name) =>
        _readings.TryGetValue((row, name), out var readings) ? Quantile(readings, 0.5) : null;

    /// <summary>
    /// How Portreeve does beside the best program that others use for the same: more than 1 is
    /// always in its favour.
    /// </summary>
    public (double Ratio, string Peer)? ToBest(Row row)
    {
        var peers = Present.Where(c => c.IsPeer && Median(row, c.Name) != null)
            .OrderBy(c => Median(row, c.Name) * (row.MoreIsBetter ? -1 : 1)).ToList();
        if (peers.Count == 0 || Median(row, Contenders.Own) is not double own) return null;
        double best = Math.Max(row.Floor, Median(row, peers[0].Name)!.Value);
        own = Math.Max(row.Floor, own);
        double ratio = row.MoreIsBetter ? own / best : best / own;
        return (ratio, peers[0].Name);
    }

    /// <summary>The table. A cell is the median and, in the long one, half of what lies between
    /// the quarters.</summary>
    /// <param name="isShort">The rows of the short one only, without spread.</param>
    public string ToMarkdown(bool isShort)
    {
        StringBuilder text = new();
        text.AppendLine("| | " + string.Join(" | ", Present.Select(c => c.Name))
            + " | Portreeve to the best peer |");
        text.AppendLine("|---|" + string.Concat(Enumerable.Repeat("---:|", Present.Count))
            + "---|");
        foreach (Row row in Rows.All.Where(row => row.IsShort || !isShort))
        {
            if (Median(row, Contenders.Own) == null) continue;
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name}, {row.Unit} |");
            foreach (Contender contender in Present)
            {
                string cell = Cell(row, contender.Name, isShort);
                text.Append(contender.Name == Contenders.Own ? $" **{cell}** |" : $" {cell} |");
            }
            text.AppendLine(ToBest(row) is var (ratio, peer)
                ? string.Create(CultureInfo.InvariantCulture, $" x {ratio:0.00} ({peer}) |")
                : " |");
        }
        return text.ToString();
    }

    private string Cell(Row row, string name, bool isShort)
    {
        if (!_readings.TryGetValue((row, name), out var readings)) return "-";
        string median = Show(Quantile(readings, 0.5));
        double spread = (Quantile(readings, 0.75) - Quantile(readings, 0.25)) / 2;
        return isShort || readings.Count < 3 ? median : $"{median} ±{Show(spread)}";
    }

    /// <summary>Three digits are all that such a figure holds.</summary>
    public static string Show(double value) => value.ToString(
        value >= 100 ? "0" : value >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);

    private static double Quantile(List<double> readings, double share)
    {
        List<double> sorted = [.. readings.Order()];
        double at = share * (sorted.Count - 1);
        int below = (int)at;
        double above = sorted[Math.Min(below + 1, sorted.Count - 1)];
        return sorted[below] + (at - below) * (above - sorted[below]);
    }
}
