// Tidy: the counters count right, the same every time, and a dearer hot path is reported.

using Portreeve.NanoCheck;
using Portreeve.NanoCheck.Cost;
using Portreeve.NanoCheck.Rules;

namespace Portreeve.Tidy;

public class CostTests
{
    private const string Meter = "Portreeve.Scenario.Meter";

    // A turn of the loop is 11 instructions, as measured on the interpreter too: s += i is four,
    // i++ four, the comparison three.
    [Theory]
    [InlineData("Loop", 10, 20, 11 * 10, 0)]
    [InlineData("Calling", 3, 5, 2 * (12 + 4), 2)]
    [InlineData("Catching", 1, 1, 0, 0)]
    public void Counter_CountsWhatRuns(string method, int few, int many, long more, long calls)
    {
        const string source = """
            public static class Sample
            {
                public static int Loop(int n)
                {
                    int s = 0;
                    for (int i = 0; i < n; i++) s += i;
                    return s;
                }
                public static int Calling(int n)
                {
                    int s = 0;
                    for (int i = 0; i < n; i++) s += Twice(i);
                    return s;
                }
                public static int Catching(int n)
                {
                    try { if (n == 1) throw new System.Exception(); return n; }
                    catch (System.Exception) { return Twice(n); }
                    finally { n++; }
                }
                private static int Twice(int i) { return i + i; }
            }
            """;
        (long a, long callsA) = Count(source, method, few);
        (long b, long callsB) = Count(source, method, many);
        Assert.Equal(more, b - a);
        Assert.Equal(calls, callsB - callsA);
        Assert.True(a > 0);
    }

    [Fact]
    public void Gateway_StaysBelowItsCeilings_TheSameEveryTime()
    {
        var findings = new List<Finding>();
        var stubs = new ReferenceStubs(Tree.Repository.Reference);
        IReadOnlyList<Cost>? first = new CostCount(Tree.Repository, stubs).Run(findings);
        IReadOnlyList<Cost>? second = new CostCount(Tree.Repository, stubs).Run(findings);
        Assert.Empty(findings.Select(f => f.ToString()));
        Assert.NotNull(first);
        Assert.Equal(first, second!);
        Assert.All(first, c => Assert.InRange(c.Instructions, 50, c.InstructionsMax));
        Assert.All(first, c => Assert.True(c.Calls > 0));
        // Admission costs the same however many are inside: a tenth is left to places of the
        // hash table that somebody else has.
        Cost[] admissions = [.. first.Where(c => c.Occasion.StartsWith("admission"))];
        Assert.Equal(2, admissions.Length);
        Assert.InRange(admissions[1].Instructions, admissions[0].Instructions * 0.9,
            admissions[0].Instructions * 1.1);
    }

    [Fact]
    public void DearerThanTheCeiling_IsReported()
    {
        Assert.Null(new Cost("chunk", 300, 1, 0, 300).Judge());
        Assert.Contains("new objects", new Cost("chunk", 300, 1, 1, 300).Judge()!.Why);
        Assert.Equal("cost", new Cost("chunk", 301, 1, 0, 300).Judge()!.Rule);
    }

    private static (long Instructions, long Calls) Count(string source, string method, int n)
    {
        var stubs = new ReferenceStubs(Tree.Repository.Reference);
        string meter = Path.Combine(Path.GetDirectoryName(Tree.Repository.Reference)!,
            "scenario", "Meter.cs");
        var findings = new List<Finding>();
        ChipAssembly? assembly = new ChipCompiler(stubs, p => p).Compile("Sample",
            [("Sample.cs", source), (meter, File.ReadAllText(meter))],
            [stubs.Image("mscorlib")], false, findings);
        Assert.True(assembly != null, string.Join('\n', findings));
        using var resolver = new IlRules(x => stubs.Has(x) ? stubs.Image(x) : null, p => p);
        var context = new ScenarioContext();
        context.Add(assembly, resolver, Instrumenter.Apply);
        context.Invoke("Sample", "Sample", method, n);
        return ((long)context.Value("Sample", Meter, "Instructions")!,
            (long)context.Value("Sample", Meter, "Calls")!);
    }
}
