// Moving: ports that Docker publishes: -p and --publish of "docker run", the ports of a compose
// file, the column of "docker ps". The container itself is not to be reached from a board: the
// door leads to the port that Docker's machine has for it.

using System.Text.RegularExpressions;

namespace Portreeve.Moving.Import;

/// <summary>Docker's published ports.</summary>
internal sealed partial class DockerPublish : IReader
{
    private const int Outside = -1;

    /// <inheritdoc/>
    public string Name => "docker";

    /// <inheritdoc/>
    public bool Knows(string text) => Option().IsMatch(text) || Column().IsMatch(text)
        || Item().IsMatch(text) || Published().IsMatch(text);

    /// <inheritdoc/>
    public Reading Read(string text, Around around)
    {
        Reading reading = new(around);
        string[] lines = text.Split('\n');
        string name = "";
        int ports = Outside;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd();
            if (line.TrimStart().StartsWith('#')) continue;
            if (Command().IsMatch(line)) name = "";
            if (Called().Match(line) is { Success: true } called) name = called.Groups[1].Value;
            foreach (Match match in Option().Matches(line))
            {
                Take(reading, i + 1, line, match.Groups[1].Value, name);
            }
            foreach (Match match in Column().Matches(line))
            {
                if (match.Groups["bind"].Value.Contains("::")) continue;
                Take(reading, i + 1, match.Value, match.Groups["bind"].Value + ":"
                    + match.Groups["port"].Value + ":0/" + match.Groups["protocol"].Value, name);
            }
            ports = ReadCompose(reading, i + 1, line, ports, name);
        }
        // The name may stand behind the ports; then it is the command's all the same.
        foreach (Found door in reading.Doors.Where(door => door.Name.Length == 0))
        {
            door.Name = Reading.NameOf(NameBehind(lines, door.Line));
        }
        return reading;
    }

    // The list "ports" of a compose file, in a line or over several. Returns how far that list
    // stands to the right, or Outside.
    private static int ReadCompose(Reading reading, int number, string line, int ports, string name)
    {
        if (Ports().Match(line) is { Success: true } head)
        {
            foreach (string one in head.Groups["list"].Value.Split(',',
                StringSplitOptions.RemoveEmptyEntries))
            {
                Publish(reading, number, line, one, name);
            }
            return head.Groups["space"].Length;
        }
        int space = line.Length - line.TrimStart().Length;
        bool isItem = line.TrimStart().StartsWith("- ", StringComparison.Ordinal);
        if (line.Length > 0 && (space < ports || (space == ports && !isItem))) ports = Outside;
        // Further lines of an item that is written in the long form were told with its first.
        if (ports != Outside && isItem)
        {
            Publish(reading, number, line, line.TrimStart()[2..].Split(" #")[0], name);
        }
        else if (ports == Outside && Item().Match(line) is { Success: true } item)
        {
            Take(reading, number, line, item.Groups[1].Value, name);
        }
        return ports;
    }

    private static void Publish(Reading reading, int number, string line, string item, string name)
    {
        string words = item.Trim().Trim('"', '\'');
        if (words.Contains('$'))
        {
            reading.Miss(number, line, "it has a variable; write the number in its place");
        }
        else if (!Words().IsMatch(words))
        {
            reading.Miss(number, line, "it is in the long form; write it as \"8080:80\"");
        }
        else
        {
            Take(reading, number, line, words, name);
        }
    }

    private static void Take(Reading reading, int number, string line, string words, string name)
    {
        string protocol = words.EndsWith("/udp", StringComparison.Ordinal) ? "udp" : "tcp";
        if (words.EndsWith("/sctp", StringComparison.Ordinal))
        {
            reading.Miss(number, line, "SCTP is neither TCP nor UDP");
            return;
        }
        string[] parts = words.Split('/')[0].Split(':');
        if (parts.Length < 2)
        {
            reading.Miss(number, line, "Docker chooses the port anew at each start; publish a "
                + "fixed one");
            return;
        }
        string bind = string.Join(':', parts[..^2]);
        if (Reading.IsInward(bind))
        {
            reading.Miss(number, line, "Docker publishes it to that machine's own programs only; "
                + "publish it without 127.0.0.1 first");
            return;
        }
        // An address of its own is where a board finds it.
        string target = bind is "" or "0.0.0.0" or "*" ? "localhost" : bind;
        foreach (Found door in reading.Add(number, line, [protocol], parts[^2], target, null))
        {
            door.Name = Reading.NameOf(name);
        }
    }

    private static string NameBehind(string[] lines, int number)
    {
        for (int i = number - 1; i < lines.Length; i++)
        {
            if (Called().Match(lines[i]) is { Success: true } called) return called.Groups[1].Value;
            if (!lines[i].TrimEnd().EndsWith('\\')) return "";
        }
        return "";
    }

    [GeneratedRegex(@"(?:^|\s)(?:-p|--publish)[ =]?[""']?([\w.:\-\[\]]+(?:/\w+)?)[""']?(?=\s|$)")]
    private static partial Regex Option();

    [GeneratedRegex(@"(?<bind>[\d.]+|\[?::\]?):(?<port>\d+(?:-\d+)?)->\d+(?:-\d+)?/"
        + @"(?<protocol>tcp|udp)")]
    private static partial Regex Column();

    [GeneratedRegex(@"^\s*-\s*[""']?((?:[\d.]+:)?\d+(?:-\d+)?:\d+(?:-\d+)?(?:/\w+)?)[""']?\s*$",
        RegexOptions.Multiline)]
    private static partial Regex Item();

    [GeneratedRegex(@"^\s*ports:\s*(?:\[[^\]\n]*:|\n\s*-\s.*(?:\d:\d|target:|\}:))",
        RegexOptions.Multiline)]
    private static partial Regex Published();

    [GeneratedRegex(@"^(?<space>\s*)ports:\s*(?:\[(?<list>[^\]]*)\])?\s*(?:#.*)?$")]
    private static partial Regex Ports();

    [GeneratedRegex(@"^[\w.:\-\[\]]+(?:/\w+)?$")]
    private static partial Regex Words();

    [GeneratedRegex(@"\bdocker\s+run\b")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?:--name[ =]|container_name:\s*)[""']?([\w.-]+)")]
    private static partial Regex Called();
}
