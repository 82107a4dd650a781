// The words that people stumbled over, and those that took their place: on the page, and in what
// the gateway says on page and console.

using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Portreeve.Page;

public sealed class WordsTests
{
    private static readonly string[] Sources =
    [
        .. Directory.GetFiles(Checkout.Find("firmware"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Regex.IsMatch(file, @"[\\/](bin|obj)[\\/]")),
        .. Directory.GetFiles(Checkout.Find("firmware/Web/Page"), "*.js",
            SearchOption.AllDirectories),
    ];

    [Theory]
    [InlineData("password so far", "Current password")]
    [InlineData("Address by itself", "Automatic address (DHCP)")]
    [InlineData("At once, at most", "Connections at most")]
    [InlineData("Port here", "Outside port")]
    [InlineData("Its port", "Port of the machine")]
    [InlineData("Undone in 60 s", "Will be undone in % s")]
    [InlineData("For you alone", "Only you see this")]
    [InlineData("do everything", "'full', 'full'")]
    [InlineData("apart by dots", "separated by dots")]
    [InlineData("leads nowhere", "cannot be found")]
    [InlineData("mend its name", "fix its name")]
    public void Words_ThatPuzzle_AreSaidOtherwise(string before, string now)
    {
        Assert.DoesNotContain(Sources, file => Says(file, before));
        Assert.Contains(Sources, file => File.ReadAllText(file).Contains(now));
    }

    // Within quotes: a comment may speak as it likes.
    private static bool Says(string file, string words) => File.ReadLines(file)
        .Where(line => !line.TrimStart().StartsWith("//") && !line.TrimStart().StartsWith('*'))
        .Any(line => Regex.IsMatch(line, "[\"'`][^\"'`]*" + Regex.Escape(words)));
}
