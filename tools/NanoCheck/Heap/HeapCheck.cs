// NanoCheck heap: the image's heap against its budget, hardware/heap.txt: every room's line, every
// live thing's, every path's, what must stay free, and that nothing which runs all day makes
// structs. Says what a room holds when it has outgrown its line.

using Portreeve.HeapModel;

namespace Portreeve.NanoCheck.Heap;

/// <summary>A line of the budget and what was measured.</summary>
internal sealed record HeapFigure(HeapLine Line, string Detail);

/// <summary>Measures and judges.</summary>
internal sealed class HeapCheck
{
    /// <summary>A method that makes more in a minute is a finding, unless it has a line.</summary>
    private const double StructsAMinute = 1;

    private readonly IReadOnlyList<Sizes> _tables;
    private readonly IReadOnlyList<string> _libraries;
    private readonly HeapScenario _scenario;

    /// <param name="tables">The image's assemblies.</param>
    /// <param name="libraries">What it is built upon.</param>
    /// <param name="scenario">After its run.</param>
    public HeapCheck(IReadOnlyList<Sizes> tables, IReadOnlyList<string> libraries,
        HeapScenario scenario)
    {
        _tables = tables;
        _libraries = libraries;
        _scenario = scenario;
    }

    /// <summary>Everything measured, in the order of the file.</summary>
    public IReadOnlyList<HeapFigure> Figures()
    {
        var figures = new List<HeapFigure>();
        foreach (Sizes sizes in _tables)
        {
            Add("tables", sizes.Name.Split(' ')[0], ChipLayout.Round(sizes.TableRamBytes),
                $"{sizes.Types} types, {sizes.Methods} methods, {sizes.Fields} fields, "
                + $"{sizes.StaticFields} static, {sizes.References} references");
        }

        Add("libraries", "", LibraryTables.BytesOf(_libraries), $"{_libraries.Count} of them");
        Add("runtime", "", Fixed.RuntimeBytes, "the loop's thread and its frames, app domain");
        HeapWalk rest = At(HeapScenario.WithRules);
        foreach ((string room, long bytes) in rest.Rooms
            .OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            Add("room", room, bytes, string.Join(", ", rest.Of(room).Take(6)
                .Select(l => $"{l.Count} {l.Type} {l.Bytes:N0}")));
        }

        foreach ((string name, long bytes) in _scenario.Live)
        {
            Add("live", name, bytes, "");
        }

        foreach (PathCost path in _scenario.Paths.Where(p => p.Path != PathMeter.IdleTurn))
        {
            Add("path", path.Path, (long)Math.Ceiling(path.Bytes), $"{path.Objects:0.#} objects");
        }

        return figures;

        void Add(string kind, string name, long bytes, string detail) =>
            figures.Add(new HeapFigure(new HeapLine(kind, name, bytes), detail));
    }

    /// <summary>What the board runs on some of its paths, its whole loop included.</summary>
    public IEnumerable<Cost.Cost> Costs() =>
        from named in CostPaths
        let path = _scenario.Paths.Single(p => p.Path == named.Path)
        select new Cost.Cost(named.Occasion, (long)Math.Ceiling(path.Instructions),
            (long)Math.Ceiling(path.Calls), (long)Math.Ceiling(path.Objects));

    private static readonly (string Path, string Occasion)[] CostPaths =
    [
        (PathMeter.IdleTurn, PathMeter.IdleTurn),
        ("session opened", "newcomer admitted"),
        ("newcomer refused", "newcomer refused"),
        ("session ended", "session ended"),
        ("status poll", "page poll"),
    ];

    /// <summary>What stands at rest with five rules.</summary>
    public static long Sum(IEnumerable<HeapFigure> figures) => figures
        .Where(f => f.Line.Kind is "tables" or "libraries" or "runtime" or "room")
        .Sum(f => f.Line.Bytes);

    /// <summary>What is past its line, has none, or is none, and what is kept free too little.
    /// </summary>
    public IEnumerable<Finding> Judge(HeapBudget budget, IReadOnlyList<HeapFigure> figures) =>
        JudgeLines(budget, figures).Concat(JudgeSums(budget, figures));

    private IEnumerable<Finding> JudgeLines(HeapBudget budget, IReadOnlyList<HeapFigure> figures)
    {
        foreach (HeapFigure figure in figures)
        {
            HeapLine line = figure.Line;
            long? limit = budget[line.Kind, line.Name];
            if (limit == null)
            {
                yield return new Finding("heap", "hardware/heap.txt",
                    $"\"{line.Kind} {line.Name}\" has no line; it takes {line.Bytes:N0} bytes",
                    $"the line: {line}   (or check --heap, which writes all)");
            }
            else if (line.Bytes > limit)
            {
                yield return new Finding("heap", $"{line.Kind} {line.Name}".Trim(),
                    $"{line.Bytes:N0} bytes, its line in hardware/heap.txt says {limit:N0}: "
                    + $"{line.Bytes - limit:+#,0}. It holds {figure.Detail}",
                    "less in the heap of a board without PSRAM, or a larger line with its reason");
            }
        }

        foreach (HeapLine line in budget.Lines.Where(l => l.Kind is not ("heap" or "keep")
            && !(l.Kind == "struct" ? _scenario.Structs.ContainsKey(l.Name)
                : figures.Any(f => f.Line.Kind == Measured(l) && f.Line.Name == l.Name))))
        {
            yield return new Finding("heap", "hardware/heap.txt",
                $"\"{line.Kind} {line.Name}\" is nothing that was measured",
                "the file without it (check --heap)");
        }

        foreach (HeapFigure figure in figures.Where(f => f.Line.Kind == "path"
            && f.Line.Bytes > budget["most", f.Line.Name]))
        {
            yield return new Finding("heap", $"path {figure.Line.Name}",
                $"{figure.Line.Bytes:N0} bytes, and {budget["most", figure.Line.Name]:N0} are the "
                + "most that one run may make", "less garbage; this line is not raised by --heap");
        }
    }

    private IEnumerable<Finding> JudgeSums(HeapBudget budget, IReadOnlyList<HeapFigure> figures)
    {
        long free = budget.Heap - Sum(figures);
        long keep = budget["keep", "at rest"] ?? 0;
        if (free < keep)
        {
            yield return new Finding("heap", "hardware/heap.txt",
                $"{free:N0} bytes are free at rest with five rules, {keep:N0} must be",
                "less in the rooms that hold most");
        }

        long reached = free - _scenario.Live.GetValueOrDefault("being reached");
        if (reached < (budget["keep", "reached"] ?? 0))
        {
            yield return new Finding("heap", "hardware/heap.txt",
                $"{reached:N0} bytes are free at rest with every way of being reached on, "
                + $"{budget["keep", "reached"]:N0} must be", "less in the room Reach");
        }

        foreach (AdapterSize size in _scenario.Adapters.Where(a => a.Found != a.Said))
        {
            yield return new Finding("heap", "tools/HeapModel/Adapters.cs",
                $"{size.Name} takes {size.Found:N0} bytes of the room Platform in the image, "
                + $"{size.Said:N0} by this file", "the fields counted anew");
        }

        foreach ((string method, double count) in _scenario.Structs
            .Where(s => s.Value > (budget["struct", s.Key] ?? StructsAMinute))
            .OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            yield return new Finding("struct", method,
                $"{count:0} structs in a minute with the page open and one session; each is an "
                + "object of its own on this runtime, made on entry of the method, by a copy or by "
                + "a library's result",
                "numbers, a class that is made once, or a look that is taken less often");
        }
    }

    // The most that a path may make is held against the same figure as its line.
    private static string Measured(HeapLine line) => line.Kind == "most" ? "path" : line.Kind;

    private HeapWalk At(string moment) =>
        _scenario.Standings.First(s => s.Moment == moment).Walk;
}
