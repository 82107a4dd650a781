// Bench: the gateway beside its peers, in one run on one machine, as ratios. Machines are shared
// and noisy, so each figure is the median of several rounds in which all contenders take turns,
// and nothing here passes or fails.
//
//   tools/portreeve bench [--rounds N] [--seconds N] [--write]
//
// --write puts the table into hardware/bench.md, dated.

using System.Globalization;
using Portreeve.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int rounds = Option("--rounds", 5);
int seconds = Option("--seconds", 2);
string root = Root();

List<Contender> contenders = Contenders.Present(root, Console.Error.WriteLine);
using Workplace workplace = new();
Table table = new(contenders.Select(c => c.Name).ToList());

foreach (Measurement measurement in Measurements.All(seconds))
{
    for (int round = 0; round < rounds; round++)
    {
        foreach (Contender contender in Rotated(contenders, round))
        {
            Console.Error.WriteLine($"{measurement.Name}, round {round + 1}: {contender.Name}");
            double? figure = workplace.Measure(measurement, contender);
            if (figure is double value) table.Add(measurement, contender.Name, value);
        }
    }
}

PageOpen pageOpen = new(root);
Idle idle = new(root);
string report = string.Join(Environment.NewLine, table.ToMarkdown(),
    pageOpen.Measure(workplace.Folder(), windows: 4 * rounds), "", idle.Measure(16, 10));
Console.WriteLine(report);
if (args.Contains("--write")) BenchPage.Write(root, report, rounds, seconds);
return 0;

int Option(string name, int otherwise)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1]) : otherwise;
}

static IEnumerable<Contender> Rotated(List<Contender> all, int by) =>
    Enumerable.Range(0, all.Count).Select(i => all[(i + by) % all.Count]);

static string Root()
{
    DirectoryInfo? folder = new(AppContext.BaseDirectory);
    while (folder != null && !File.Exists(Path.Combine(folder.FullName, "nfproj.sln")))
    {
        folder = folder.Parent;
    }
    return folder?.FullName ?? throw new InvalidOperationException("no nfproj.sln above me");
}
