// Bench: the short table as a picture. Bars of one row share a scale; the gateway's is filled. It
// is drawn by hand as SVG, with colours that hold on a light page and on a dark one.

using System.Globalization;
using System.Text;

namespace Portreeve.Bench;

internal static class Chart
{
    private const int Wide = 760, Left = 120, Bar = 14, Gap = 4, Head = 24, Longest = 520;

    public static string Draw(Results results)
    {
        StringBuilder bars = new();
        int y = 8;
        foreach (Row row in Rows.All.Where(row => row.IsShort))
        {
            var shown = results.Present
                .Select(c => (c.Name, Value: results.Median(row, c.Name)))
                .Where(one => one.Value != null).ToList();
            if (shown.Count < 2) continue;
            double most = shown.Max(one => one.Value!.Value);
            string better = row.MoreIsBetter ? "more is better" : "less is better";
            bars.AppendLine(CultureInfo.InvariantCulture,
                $"<text class='h' x='0' y='{y + 14}'>{row.Name}, {row.Unit} ({better})</text>");
            y += Head;
            foreach (var (name, value) in shown)
            {
                double width = Math.Max(1, value!.Value / most * Longest);
                string kind = name is "portreeve" or "native" ? "own"
                    : name is "direct" or "nftables" ? "edge" : "peer";
                bars.AppendLine(CultureInfo.InvariantCulture,
                    $"<text x='{Left - 8}' y='{y + 11}' text-anchor='end'>{name}</text>"
                    + $"<rect class='{kind}' x='{Left}' y='{y}' width='{width:0}' height='{Bar}'/>"
                    + $"<text x='{Left + width + 6:0}' y='{y + 11}'>{Results.Show(value.Value)}"
                    + $"</text>");
                y += Bar + Gap;
            }
            y += 10;
        }
        return $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Wide} {y}' "
            + $"width='{Wide}' height='{y}' role='img' "
            + "aria-label='Portreeve beside its peers; the table holds the same figures'>\n"
            + "<style>text{font:12px system-ui,sans-serif;fill:#57606a}.h{font-weight:600}"
            + ".own{fill:#0969da}.peer{fill:#9aa4ae}.edge{fill:none;stroke:#9aa4ae}"
            + "@media(prefers-color-scheme:dark){text{fill:#adb5bd}.own{fill:#58a6ff}}</style>\n"
            + bars + "</svg>\n";
    }
}
