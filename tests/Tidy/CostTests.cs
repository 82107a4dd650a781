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
    public void Gateway_StaysBelowItsLines_TheSameEveryTime()
    {
        var findings = new List<Finding>();
        var stubs = new ReferenceStubs(Tree.Repository.Reference);
        IReadOnlyList<Cost>? first = new CostCount(Tree.Repository, stubs).Run(findings);
        IReadOnlyList<Cost>? second = new CostCount(Tree.Repository, stubs).Run(findings);
        Assert.Empty(findings.Select(f => f.ToString()));
        Assert.NotNull(first);
        Assert.Equal(first, second!);
        CostBudget budget = CostBudget.Parse(File.ReadLines(Tree.Repository.CostBudget));
        Assert.All(budget.Judge(first).Select(f => f.ToString()),
            f => Assert.Contains("nothing that was measured", f));
        Assert.All(first, c => Assert.True(c.Instructions > 50 && c.Calls > 0 && c.Objects == 0));
        // Admission costs the same however many are inside: a tenth is left to places of the
        // hash table that somebody else has.
        Cost[] admissions = [.. first.Where(c => c.Occasion.StartsWith("admission"))];
        Assert.Equal(2, admissions.Length);
        Assert.InRange(admissions[1].Instructions, admissions[0].Instructions * 0.9,
            admissions[0].Instructions * 1.1);
    }

    [Fact]
    public void DearerThanItsLine_IsReportedWithBoth()
    {
        CostBudget budget = CostBudget.Parse(
            ["# what it is", "", "a chunk          1,300  20  0", "page poll  40,000  2,000  45"]);
        Assert.Empty(budget.Judge(
            [new Cost("a chunk", 1300, 20, 0), new Cost("page poll", 9, 9, 9)]));
        Assert.Equal(4, budget.Judge([new Cost("a chunk", 1301, 20, 0),
            new Cost("page poll", 9, 9, 46), new Cost("no line", 1, 1, 1)]).Count()
            + budget.Judge([new Cost("page poll", 9, 9, 9)]).Count());
        string[] why = [.. budget.Judge([new Cost("a chunk", 1301, 20, 0)])
            .Select(f => f.ToString())];
        Assert.Contains("1,301 IL instructions and 20 calls", why[0]);
        Assert.Contains("says 1,300 and 20", why[0]);
        Assert.Contains("\"page poll\" is nothing that was measured", why[1]);
        Assert.Throws<InvalidDataException>(() => CostBudget.Parse(["a chunk 1 2 many"]));
    }

    [Fact]
    public void Budget_IsWrittenAnewWithItsWordsKept()
    {
        string[] written = [.. CostBudget.Write(["# words", "#", "old    1    2    3"],
            [new Cost("a chunk", 100, 50, 0)])];
        Assert.Equal(["# words", "#"], written[..2]);
        Assert.Equal("a chunk 104 52 0",
            string.Join(' ', written[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(3, written.Length);
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
