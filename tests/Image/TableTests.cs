// Image: the tables of the documents are the lists of the code, word for word.

using System.Globalization;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Image;

public class TableTests
{
    [Fact]
    public void LampTable_IsTheCodes() => Assert.Equal(
        Enumerable.Range(0, LampCode.Count).Select(code => string.Join(" | ",
            code.ToString(CultureInfo.InvariantCulture), LampPattern.Look(code),
            LampPattern.Meaning(code))),
        Rows("hardware/README.md", "code", 3));

    [Fact]
    public void TroubleTable_IsTheTroubles() => Assert.Equal(
        Trouble.All.Select(t => string.Join(" | ", t.Name, LampPattern.Look(t.Lamp), t.Line,
            t.NextStep)),
        Rows("hardware/README.md", "name", 4));

    [Fact]
    public void ReasonTable_IsTheEndReasons()
    {
        Assert.Equal(EndReason.All.Select(r => $"{r.Letters} | {r.Sentence}"),
            Rows("docs/troubleshooting.md", "reason", 2));
        Assert.All(Project.Table("docs/troubleshooting.md", "reason"),
            row => Assert.True(row.Length == 3 && row[2].Length > 3, row[0] + " has no advice"));
    }

    [Fact]
    public void LimitsPage_HasTheNumbersOfTheCode()
    {
        string page = Project.Text("docs/limits.md");
        var limits = new Limits();
        Assert.Contains($"| sockets of any kind | {limits.SocketsMax} |", page);
        Assert.Contains(
            $"| TCP doors open at once, beside the page | {limits.ListenersMax - 1} |", page);
        Assert.Contains($"| TCP connections, both ends counted | {limits.ConnectionsMax} |", page);
        Assert.Contains($"| kept for you (page, one query) | {Limits.OwnerSockets} |", page);
        Assert.Contains($"| kept to judge a newcomer | {Limits.JudgeSockets} |", page);
        var small = new Limits();
        small.SetSmall();
        Assert.Contains($"| rules stored | {small.RulesMax} | {limits.RulesMax} |", page);
        Assert.Contains(
            $"| lines of journal | {small.JournalLinesMax} | {limits.JournalLinesMax} |", page);
        Assert.Contains($"| knocks remembered | {small.KnocksMax} | {limits.KnocksMax} |", page);
        string kilobytes = (Limits.WebConnectionBytes / 1024.0).ToString("0.0",
            CultureInfo.InvariantCulture);
        Assert.Contains($"{Limits.HeapBytesMin / 1024} KB of the heap for the work itself, "
            + $"{kilobytes} KB for your page while it is not open, "
            + $"{Limits.SystemBytesMin / 1024} KB for", page);
        Assert.Contains($"**Rules**: {Limits.AllowEntriesMax} entries in "
            + $"all their lists together, {Limits.RuleCharsMax} characters a line, "
            + $"{Limits.PayloadBytesMax / 1024} KB", page);
    }

    private static IEnumerable<string> Rows(string path, string header, int cells) =>
        Project.Table(path, header).Select(row => string.Join(" | ", row.Take(cells)));
}
