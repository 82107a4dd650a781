// NanoCheck: prints the sizes for a person.

namespace Portreeve.NanoCheck;

internal static class SizeTable
{
    public static void Print(TextWriter output, IReadOnlyList<Sizes> all)
    {
        string[] head =
        [
            "assembly", "IL bytes", "strings", "signatures", "initialisers", "types", "methods",
            "fields", "static", "table RAM",
        ];
        string[][] rows = [.. all.Select(s => new[]
        {
            s.Name, Part(s.CodeBytes), Part(s.StringBytes), Part(s.SignatureBytes),
            s.InitialiserBytes.ToString("N0"), s.Types.ToString("N0"), s.Methods.ToString("N0"),
            s.Fields.ToString("N0"), s.StaticFields.ToString("N0"), s.TableRamBytes.ToString("N0"),
        })];
        int[] widths =
            [.. head.Select((h, c) => rows.Max(r => Math.Max(r[c].Length, h.Length)))];
        foreach (string[] row in rows.Prepend(head))
        {
            output.WriteLine("  " + row[0].PadRight(widths[0]) + string.Concat(
                row.Skip(1).Select((cell, c) => "  " + cell.PadLeft(widths[c + 1]))));
        }

        output.WriteLine($"  Limit {Sizes.TableMax:N0} bytes or rows per table, "
            + $"{Sizes.PercentMax}% of it may be used. Table RAM is what the runtime allocates to "
            + "load the assembly.");
    }

    private static string Part(int value) => $"{value:N0} ({value * 100L / Sizes.TableMax}%)";
}
