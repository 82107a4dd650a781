// Tidy: a few lines of source, compiled as the chip's code is and read by every rule.

using Portreeve.NanoCheck;
using Portreeve.NanoCheck.Rules;

namespace Portreeve.Tidy;

internal static class Chip
{
    private static readonly ReferenceStubs Stubs = new(Tree.Repository.Reference);
    private static readonly string[] Libraries =
        ["mscorlib", .. Stubs.Names.Where(n => n != "nanoFramework.TestFramework")];

    /// <summary>The findings of a source, compile errors included.</summary>
    public static List<Finding> Check(string source) => Check(source, out _);

    public static List<Finding> Check(string source, out Sizes? sizes)
    {
        sizes = null;
        var findings = new List<Finding>();
        ChipAssembly? assembly = new ChipCompiler(Stubs, p => p).Compile(
            "Sample", [("Sample.cs", source)], Libraries.Select(Stubs.Image), false, findings);
        if (assembly == null)
        {
            return findings;
        }

        using var rules = new IlRules(n => Stubs.Has(n) ? Stubs.Image(n) : null, p => p);
        RuleContext context = rules.Open(assembly);
        findings.AddRange(IlRules.Check(context, rooms: true));
        sizes = Sizes.Of(context);
        findings.AddRange(sizes.Overflows(Sizes.PercentMax));
        return findings;
    }
}
