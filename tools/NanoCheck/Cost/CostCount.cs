// NanoCheck cost: what a chunk costs the chip's interpreter. Absolute times need a board; counts
// do not: the chip's code itself is compiled as for the chip, adapters included, given counters,
// and run over simulated sockets. The same sources always give the same numbers.

using Portreeve.NanoCheck.Rules;
using System.Reflection;

namespace Portreeve.NanoCheck.Cost;

/// <summary>What one occasion takes: IL instructions and calls without the libraries' own, and
/// objects, literals included, of which a part counts as one.</summary>
internal sealed record Cost(string Occasion, long Instructions, long Calls, long Objects);

/// <summary>Builds and runs the scenario.</summary>
internal sealed class CostCount
{
    private const string Firmware = "Portreeve.Measured";
    private const string Scenario = "Portreeve.Scenario";
    private const int Rounds = 1000;

    private static readonly string[] Occasions =
    [
        "chunk of a bulk stream",
        "step with one small chunk",
        "step with one datagram in",
        "step with one datagram back",
        "idle step",
        "idle step, 4 doors",
        "idle step, 8 doors",
        "idle step, 1 door, 4 sessions",
        "idle step, 4 doors, 6 sessions",
        "idle step, 8 doors, 6 sessions",
        "admission, nobody inside",
        "admission beside 500 sessions",
    ];

    private readonly Repository _repository;
    private readonly ReferenceStubs _stubs;
    private readonly Dictionary<string, byte[]> _built = [];

    public CostCount(Repository repository, ReferenceStubs stubs)
    {
        _repository = repository;
        _stubs = stubs;
    }

    /// <summary>The costs; null with a finding when the scenario does not run.</summary>
    public IReadOnlyList<Cost>? Run(List<Finding> findings)
    {
        var compiler = new ChipCompiler(_stubs, _repository.Relative);
        ChipAssembly? network = Compile(
            compiler, "System.Net", [Source("System.Net.cs")], [], findings);
        ChipAssembly? firmware = Compile(
            compiler, Firmware, [.. Sources(), Source("Meter.cs")],
            _stubs.Names.Select(_stubs.Image), findings);
        if (network == null || firmware == null)
        {
            return null;
        }

        ChipAssembly? scenario = Compile(
            compiler, Scenario, [Source("CostScenario.cs"), Source("StillWorld.cs")],
            [network.Image, firmware.Image], findings);
        if (scenario == null)
        {
            return null;
        }

        try
        {
            return Run(network, firmware, scenario);
        }
        catch (TargetInvocationException e)
        {
            findings.Add(new Finding("cost", "tools/NanoCheck/scenario",
                $"the scenario fails: {e.InnerException}", "a scenario that fits the gateway"));
            return null;
        }
    }

    private IReadOnlyList<Cost> Run(
        ChipAssembly network, ChipAssembly firmware, ChipAssembly scenario)
    {
        using var resolver = new IlRules(Image, _repository.Relative);
        var context = new ScenarioContext();
        context.Add(network, resolver);
        context.Add(firmware, resolver, Instrumenter.Apply);
        context.Add(scenario, resolver);
        var counts = (long[])context.Invoke(Scenario, Scenario + ".CostScenario", "Run")!;
        context.Unload();
        return [.. Occasions.Select((o, i) => new Cost(o, counts[3 * i], counts[3 * i + 1],
            (counts[3 * i + 2] + Rounds - 1) / Rounds))];
    }

    private ChipAssembly? Compile(
        ChipCompiler compiler, string name, IReadOnlyList<(string Path, string Text)> sources,
        IEnumerable<byte[]> references, List<Finding> findings)
    {
        string[] libraries = ["mscorlib", "nanoFramework.System.Collections",
            "nanoFramework.System.Text", "System.IO.Streams"];
        ChipAssembly? assembly = compiler.Compile(
            name, sources,
            references.Concat(libraries.Select(_stubs.Image)).Distinct(), false, findings);
        if (assembly != null)
        {
            _built[name] = assembly.Image;
        }

        return assembly;
    }

    /// <summary>All of the chip's sources that run anywhere: Device/ needs the board.</summary>
    private IEnumerable<(string Path, string Text)> Sources() => _repository.ChipProjects
        .Select(ChipProject.Read).SelectMany(p => p.Sources(""))
        .Where(f => File.Exists(f)
            && _repository.Relative(f).Split('/')[1] is not ("Device" or "Properties"))
        .Select(f => (f, File.ReadAllText(f)));

    private (string Path, string Text) Source(string name)
    {
        string path = Path.Combine(_repository.Root, "tools", "NanoCheck", "scenario", name);
        return (path, File.ReadAllText(path));
    }

    private byte[]? Image(string name) =>
        _built.TryGetValue(name, out byte[]? own) ? own
        : _stubs.Has(name) ? _stubs.Image(name)
        : null;
}
