// NanoCheck: the whole check in order: lists, compilation, rules, sizes. Prints nothing itself.

using Portreeve.HeapModel;
using Portreeve.NanoCheck.Cost;
using Portreeve.NanoCheck.Heap;
using Portreeve.NanoCheck.Rules;

namespace Portreeve.NanoCheck;

/// <summary>The heap of the board without PSRAM, and its budget.</summary>
internal sealed record HeapResult(IReadOnlyList<HeapFigure> Figures, HeapBudget Budget);

/// <summary>Everything that was found and measured.</summary>
internal sealed record CheckResult(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Sizes> Sizes,
    IReadOnlyList<Cost.Cost> Costs,
    HeapResult? Heap,
    IReadOnlyList<string> Boards,
    IReadOnlyList<(string Assembly, IReadOnlyList<string> Rooms)> Rooms,
    int Files);

/// <summary>Checks a tree.</summary>
internal sealed class Check
{
    /// <summary>The board whose heap is weighed: one without PSRAM.</summary>
    private const string HeapBoard = "WT32-ETH01";

    private readonly Repository _repository;
    private readonly ReferenceStubs _stubs;
    private readonly Libraries _libraries;
    private readonly List<Finding> _findings = [];
    private readonly List<Sizes> _sizes = [];
    private readonly Dictionary<string, ChipAssembly> _built = [];
    private readonly HashSet<string> _files = [];
    private readonly List<(string Assembly, IReadOnlyList<string> Rooms)> _rooms = [];
    private readonly List<ChipAssembly> _image = [];
    private readonly bool _writesHeap;

    /// <param name="repository">The tree.</param>
    /// <param name="writesHeap">Writes the heap's budget anew before it is compared.</param>
    public Check(Repository repository, bool writesHeap = false)
    {
        _writesHeap = writesHeap;
        _repository = repository;
        _stubs = new ReferenceStubs(repository.Reference);
        _libraries = new Libraries(_stubs);
    }

    public CheckResult Run()
    {
        _findings.AddRange(CoreLibrary.Trouble(_repository));
        if (_findings.Count > 0)
        {
            return new CheckResult(_findings, [], [], null, [], [], 0);
        }

        _findings.AddRange(ProjectLists.Stale(_repository));
        var compiler = new ChipCompiler(_stubs, _repository.Relative);
        string[] boards = [.. BoardNames()];
        foreach (string path in _repository.ChipProjects)
        {
            ChipProject project = ChipProject.Read(path);
            bool perBoard = project.CompileItems.Any(i => i.Contains("$(Board)"));
            foreach (string board in perBoard ? boards.DefaultIfEmpty("") : [""])
            {
                Add(compiler, project, board, isFirmware: true);
                if (board is "" or HeapBoard && _built.TryGetValue(
                    project.AssemblyName, out ChipAssembly? built))
                {
                    _image.Add(built);
                }
            }
        }

        foreach (string path in _repository.UnitTests.Where(File.Exists))
        {
            Add(compiler, ChipProject.Read(path), "", isFirmware: false);
        }

        List<Cost.Cost> costs = [.. new CostCount(_repository, _stubs).Run(_findings) ?? []];
        HeapResult? heap = Heap(costs);
        Judge(costs);
        return new CheckResult([.. _findings.Distinct()], _sizes, costs, heap, boards, _rooms,
            _files.Count);
    }

    /// <summary>The images that can be built: one for each hardware/boards/*/Board.cs.</summary>
    private IEnumerable<string> BoardNames() =>
        Directory.Exists(_repository.Boards)
            ? Directory.GetDirectories(_repository.Boards)
                .Where(d => File.Exists(Path.Combine(d, "Board.cs")))
                .Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)
            : [];

    private void Add(ChipCompiler compiler, ChipProject project, string board, bool isFirmware)
    {
        string[] sources = [.. project.Sources(board).Where(File.Exists)];
        _files.UnionWith(sources);
        if (isFirmware)
        {
            _findings.AddRange(sources.SelectMany(s => RoomOrder.CheckUsings(
                _repository.Relative(s), File.ReadAllLines(s))));
        }

        ChipAssembly? assembly = compiler.Compile(project, board, _built, _findings);
        if (assembly == null)
        {
            return;
        }

        _built[assembly.Name] = assembly;
        var rules = new IlRules(Image, _repository.Relative);
        RuleContext context = rules.Open(assembly);
        _findings.AddRange(IlRules.Check(context, rooms: isFirmware));
        if (isFirmware && !_rooms.Any(r => r.Assembly == project.AssemblyName))
        {
            AddRooms(project.AssemblyName, RoomOrder.RoomsOf(context));
        }

        _findings.AddRange(_libraries.Check(
            project, context, _repository.Relative(project.FilePath)));
        Sizes sizes = Sizes.Of(context);
        _findings.AddRange(sizes.Overflows(Sizes.PercentMax));
        if (board.Length > 0)
        {
            sizes = sizes with { Name = $"{sizes.Name} for {board}" };
        }
        else if (!isFirmware)
        {
            // The launcher wants the same name of all, so the project's own tells them apart.
            sizes = sizes with { Name = Path.GetFileNameWithoutExtension(project.FilePath) };
        }

        _sizes.Add(sizes);
    }

    private void AddRooms(string assembly, IReadOnlyList<string> rooms)
    {
        _findings.AddRange(_rooms.SelectMany(other =>
            RoomOrder.Halves(assembly, rooms, other.Assembly, other.Rooms)));
        _rooms.Add((assembly, rooms));
    }

    /// <summary>The image of the smallest board, run and weighed; null when it did not compile.
    /// </summary>
    private HeapResult? Heap(List<Cost.Cost> costs)
    {
        if (_image.Count != _repository.ChipProjects.Count || !File.Exists(_repository.HeapBudget))
        {
            return null;
        }

        using var resolver = new IlRules(Image, _repository.Relative);
        HeapScenario scenario;
        try
        {
            scenario = new HeapScenario(new DeviceRun(_image, resolver)).Run();
        }
        catch (InvalidOperationException e)
        {
            _findings.Add(new Finding("heap", "tools/NanoCheck/Heap",
                $"the scenario fails: {e.Message}", "a scenario that fits the image"));
            return null;
        }

        var check = new HeapCheck(
            [.. _image.Select(i => _sizes.First(s => s.Name == i.Name
                || s.Name == $"{i.Name} for {HeapBoard}"))],
            [.. _repository.ChipProjects.SelectMany(p => ChipProject.Read(p).References)
                .Select(r => r.Name).Distinct()], scenario);
        IReadOnlyList<HeapFigure> figures = check.Figures();
        costs.AddRange(check.Costs());
        if (_writesHeap)
        {
            HeapFile.Write(_repository.HeapBudget, figures);
        }

        HeapBudget budget = HeapBudget.Read(_repository.HeapBudget);
        _findings.AddRange(check.Judge(budget, figures));
        return new HeapResult(figures, budget);
    }

    private void Judge(List<Cost.Cost> costs)
    {
        if (costs.Count == 0 || !File.Exists(_repository.CostBudget))
        {
            return;
        }

        if (_writesHeap)
        {
            string[] old = File.ReadAllLines(_repository.CostBudget);
            File.WriteAllLines(_repository.CostBudget, CostBudget.Write(old, costs));
        }

        _findings.AddRange(CostBudget.Parse(File.ReadLines(_repository.CostBudget)).Judge(costs));
    }

    private byte[]? Image(string name) =>
        _built.TryGetValue(name, out ChipAssembly? own) ? own.Image
        : _stubs.Has(name) ? _stubs.Image(name)
        : null;
}
