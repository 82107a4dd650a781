// The dashboard's panels, drawn where no Grafana is: its JSON says what is asked, how it is laid
// out and what it is called; Prometheus answers; OxyPlot draws the curves. One SVG comes of it.

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Portreeve.Home;

/// <summary>Draws docs/grafana/portreeve.json.</summary>
internal sealed class DashboardPicture(Prometheus prometheus, int seconds)
{
    // Of Grafana's own grid: 24 columns.
    private const int Column = 50;
    private const int Row = 36;
    private const int Gap = 4;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>What had no answer: the panel and its question.</summary>
    public List<string> Silent { get; } = [];

    /// <summary>How many panels there are.</summary>
    public int Panels { get; private set; }

    /// <summary>The picture.</summary>
    public string Draw(string dashboard)
    {
        JsonElement[] panels = [.. JsonDocument.Parse(dashboard).RootElement.GetProperty("panels")
            .EnumerateArray()];
        Panels = panels.Length;
        int height = panels.Max(panel => Grid(panel, "y") + Grid(panel, "h")) * Row;
        var root = new XElement(Svg + "svg", new XAttribute("viewBox",
            $"0 0 {24 * Column} {height}"), new XAttribute("font-family", "sans-serif"),
            Box(0, 0, 24 * Column, height, "#f4f5f5"));
        foreach (JsonElement panel in panels)
        {
            int width = Grid(panel, "w") * Column - Gap, tall = Grid(panel, "h") * Row - Gap;
            root.Add(new XElement(Svg + "svg", At("x", Grid(panel, "x") * Column + Gap / 2),
                At("y", Grid(panel, "y") * Row + Gap / 2), At("width", width), At("height", tall),
                Box(0, 0, width, tall, "#ffffff"),
                Text(10, 20, 13, panel.GetProperty("title").GetString()),
                Content(panel, width, tall)));
        }
        return root.ToString(SaveOptions.DisableFormatting);
    }

    private IEnumerable<XElement> Content(JsonElement panel, int width, int tall)
    {
        string unit = panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit")
            .GetString();
        JsonElement[] targets = [.. panel.GetProperty("targets").EnumerateArray()];
        if (panel.GetProperty("type").GetString() == "timeseries")
        {
            return [Curves(panel, targets, unit, width, tall)];
        }
        (string Name, double Value)[] values = [.. targets.SelectMany(target =>
            Heard(panel, target, prometheus.Now(Question(target))).Select(one =>
                (Legend(target, one.Labels), one.Value)))];
        return panel.GetProperty("type").GetString() switch
        {
            "bargauge" => Bars(values, unit, width),
            _ when values.Length == 0 => [],
            "gauge" =>
            [
                Box(20, tall / 2, width - 40, 16, "#e4e5e6"),
                Box(20, tall / 2, (int)((width - 40) * Math.Clamp(values[0].Value, 0, 1)), 16,
                    "#56a64b"),
                Text(20, tall / 2 + 42, 22, Say(values[0].Value, unit)),
            ],
            _ => [Text(20, tall / 2 + 22, 36, Say(values[0].Value, unit))],
        };
    }

    private XElement Curves(JsonElement panel, JsonElement[] targets, string unit, int width,
        int tall)
    {
        var model = new PlotModel
        {
            DefaultFont = "sans-serif", DefaultFontSize = 10,
            PlotAreaBorderColor = OxyColors.LightGray, IsLegendVisible = tall > 5 * Row,
        };
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.BottomCenter,
            LegendOrientation = LegendOrientation.Horizontal, LegendFontSize = 10,
            LegendLineSpacing = 4, LegendItemSpacing = 30,
            LegendFont = "sans-serif",
        });
        model.Axes.Add(new DateTimeAxis
        {
            Position = AxisPosition.Bottom, StringFormat = "HH:mm:ss",
            TickStyle = TickStyle.None, TimeZone = TimeZoneInfo.Utc,
            MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = OxyColors.WhiteSmoke,
        });
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left, TickStyle = TickStyle.None,
            LabelFormatter = value => Say(value, unit), MaximumPadding = 0.1,
            MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = OxyColors.WhiteSmoke,
        });
        foreach (JsonElement target in targets)
        {
            foreach ((JsonElement labels, (double At, double Value)[] values) in
                Heard(panel, target, prometheus.Over(seconds, Question(target))))
            {
                var line = new LineSeries { Title = Legend(target, labels), StrokeThickness = 1.5 };
                line.Points.AddRange(values.Select(value => new DataPoint(DateTimeAxis.ToDouble(
                    DateTime.UnixEpoch.AddSeconds(value.At)), value.Value)));
                model.Series.Add(line);
            }
        }
        XElement drawn = XElement.Parse(new SvgExporter
        {
            Width = width - 12, Height = tall - 32, IsDocument = false,
        }.ExportToString(model));
        drawn.SetAttributeValue("x", 4);
        drawn.SetAttributeValue("y", 28);
        // It guesses how wide a text is, and cuts what is wider. Nothing here needs a cut.
        drawn.SetAttributeValue("overflow", "visible");
        drawn.Descendants().Attributes("clip-path").Remove();
        drawn.Descendants().Where(one => one.Name.LocalName == "defs").Remove();
        // The exporter's numbers have more digits than a screen has points.
        foreach (XAttribute part in drawn.Descendants().Attributes())
        {
            part.Value = Regex.Replace(part.Value, @"(\d+\.\d)\d+", "$1");
        }
        return drawn;
    }

    private static IEnumerable<XElement> Bars((string Name, double Value)[] values, string unit,
        int width)
    {
        double most = values.Select(one => one.Value).DefaultIfEmpty(1).Max();
        return values.Where(one => one.Value > 0).Take(8).SelectMany((one, at) => (XElement[])
        [
            Text(14, 52 + at * 28, 12, one.Name),
            Box(50, 40 + at * 28, (int)((width - 130) * one.Value / most), 16, "#5794f2"),
            Text(width - 70, 52 + at * 28, 12, Say(one.Value, unit)),
        ]);
    }

    private IEnumerable<T> Heard<T>(JsonElement panel, JsonElement target, IEnumerable<T> answers)
    {
        T[] all = [.. answers];
        if (all.Length == 0) Silent.Add(panel.GetProperty("title") + ": " + Question(target));
        return all;
    }

    // What Grafana puts in for its own words: every board, and four times between two scrapes.
    private static string Question(JsonElement target) => target.GetProperty("expr").GetString()
        .Replace("$board", ".*").Replace("$__rate_interval", "5s");

    private static string Legend(JsonElement target, JsonElement labels) => Regex.Replace(
        target.GetProperty("legendFormat").GetString(), @"\{\{(\w+)\}\}",
        word => labels.GetProperty(word.Groups[1].Value).GetString());

    private static string Say(double value, string unit)
    {
        (double size, string text) = unit switch
        {
            "percentunit" => (value * 100, "%"),
            "s" => value < 120 ? (value, "s") : (value / 60, "min"),
            "bytes" or "Bps" => (Math.Abs(value) switch
            {
                < 1e3 => (value, "B"), < 1e6 => (value / 1e3, "kB"), < 1e9 => (value / 1e6, "MB"),
                _ => (value / 1e9, "GB"),
            }),
            _ => (value, ""),
        };
        string number = size.ToString(unit == "bytes" ? "0.###" : "0.#",
            CultureInfo.InvariantCulture);
        return (number + " " + text).Trim() + (unit == "Bps" ? "/s" : "");
    }

    private static int Grid(JsonElement panel, string name) =>
        panel.GetProperty("gridPos").GetProperty(name).GetInt32();

    private static XAttribute At(string name, int value) => new(name, value);

    private static XElement Box(int x, int y, int width, int height, string color) => new(
        Svg + "rect", At("x", x), At("y", y), At("width", width), At("height", height),
        new XAttribute("fill", color));

    private static XElement Text(int x, int y, int size, string text) => new(Svg + "text",
        At("x", x), At("y", y), At("font-size", size), new XAttribute("fill", "#24292e"), text);
}
