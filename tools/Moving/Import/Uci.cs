// Moving: OpenWrt's configuration language, UCI
// (https://openwrt.org/docs/guide-user/base-system/uci): sections of options and lists, quoted by
// ' or ". Strict: what it cannot read is an error.

using System.Text;

namespace Portreeve.Moving.Import;

/// <summary>One section.</summary>
internal sealed class UciSection
{
    /// <summary>Number of the line it begins on.</summary>
    public int Line { get; init; }

    /// <summary>Its type: redirect, ipset.</summary>
    public string Type { get; init; }

    /// <summary>Its name, or empty.</summary>
    public string Name { get; init; }

    /// <summary>Options and lists; an option has one value.</summary>
    public Dictionary<string, List<string>> Values { get; } = [];

    /// <summary>An option, or what stands for it.</summary>
    public string Of(string option, string otherwise = "") =>
        Values.TryGetValue(option, out List<string> values) ? string.Join(' ', values) : otherwise;

    /// <summary>The words of an option or list.</summary>
    public string[] WordsOf(string option) => Of(option).Split(' ',
        StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Reads UCI files.</summary>
internal static class Uci
{
    /// <summary>All sections.</summary>
    /// <param name="text">The file.</param>
    /// <param name="miss">Takes line, text and reason of what cannot be read.</param>
    public static List<UciSection> Read(string text, Action<int, string, string> miss)
    {
        List<UciSection> sections = [];
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = Cut(lines[i]);
            if (words == null)
            {
                miss(i + 1, lines[i], "a quotation mark is not closed");
                continue;
            }
            switch (words)
            {
                case [] or ["package", _]:
                    break;
                case ["config", string type, ..] when words.Length <= 3:
                    sections.Add(new UciSection
                    {
                        Line = i + 1, Type = type, Name = words.Length == 3 ? words[2] : "",
                    });
                    break;
                case ["option", string name, string value] when sections.Count > 0:
                    sections[^1].Values[name] = [value];
                    break;
                case ["list", string name, string value] when sections.Count > 0:
                    if (!sections[^1].Values.TryGetValue(name, out List<string> values))
                    {
                        sections[^1].Values[name] = values = [];
                    }
                    values.Add(value);
                    break;
                default:
                    miss(i + 1, lines[i], "this is no line of OpenWrt's configuration language");
                    break;
            }
        }
        return sections;
    }

    private static string[] Cut(string line)
    {
        List<string> words = [];
        StringBuilder word = null;
        char quote = '\0';
        foreach (char c in line)
        {
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                else word.Append(c);
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                word ??= new StringBuilder();
            }
            else if (char.IsWhiteSpace(c) || c == '#')
            {
                if (word != null) words.Add(word.ToString());
                word = null;
                if (c == '#') break;
            }
            else
            {
                (word ??= new StringBuilder()).Append(c);
            }
        }
        if (word != null) words.Add(word.ToString());
        return quote == '\0' ? [.. words] : null;
    }
}
