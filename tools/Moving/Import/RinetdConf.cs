// Moving: rinetd.conf. A forwarding line names both ends; allow and deny before the first one are
// for all, those behind one are for that one (rinetd(8)).

using System.Text.RegularExpressions;

namespace Portreeve.Moving.Import;

/// <summary>rinetd's file.</summary>
internal sealed partial class RinetdConf : IReader
{
    /// <inheritdoc/>
    public string Name => "rinetd";

    /// <inheritdoc/>
    public bool Knows(string text) => text.Split('\n').Any(line =>
        Forward().IsMatch(line) && !line.TrimStart().StartsWith('#'));

    /// <inheritdoc/>
    public Reading Read(string text, Around around)
    {
        Reading reading = new(around);
        List<string> all = [];
        List<Found> last = null;
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Split('#')[0].Trim();
            string[] words = line.Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0] is "logfile" or "logcommon" or "pidlogfile"
                or "dns-refresh" or "buffersize")
            {
                continue;
            }
            if (words[0] == "allow" && words.Length == 2)
            {
                if (PatternOf(words[1]) is not string entry)
                {
                    reading.Miss(i + 1, line, $"\"{words[1]}\" is no network: only whole parts "
                        + "at its end may be *");
                }
                else if (last == null) all.Add(entry);
                else foreach (Found door in last) Allow(door, entry);
            }
            else if (words[0] == "deny" && words.Length == 2)
            {
                reading.Miss(i + 1, line, "a list says who may come in, and nobody else may; "
                    + "it has no word for who may not");
            }
            else if (Forward().Match(line) is { Success: true } match)
            {
                last = [.. Forwarding(reading, i + 1, line, match)];
            }
            else
            {
                reading.Miss(i + 1, line, "this is no line that rinetd's manual has");
            }
        }
        foreach (Found door in reading.Doors.Where(door => door.From.Count == 0))
        {
            foreach (string entry in all) Allow(door, entry);
        }
        return reading;
    }

    private static Found[] Forwarding(Reading reading, int number, string line, Match match)
    {
        string protocol = Protocol(match.Groups["from"].Value);
        string there = match.Groups["to"].Success && match.Groups["to"].Length > 0
            ? Protocol(match.Groups["to"].Value) : protocol;
        if (protocol != there)
        {
            reading.Miss(number, line, "it turns one protocol into the other");
            return [];
        }
        string bound = match.Groups["bind"].Value;
        if (bound.StartsWith("127.", StringComparison.Ordinal) || bound == "localhost")
        {
            reading.Miss(number, line, "it is for that machine's own programs, not for guests");
            return [];
        }
        Found[] added = reading.Add(number, line, [protocol], match.Groups["port"].Value,
            match.Groups["target"].Value, match.Groups["targetport"].Value);
        foreach (Found door in added)
        {
            if (bound != "0.0.0.0") door.Notes.Add($"it listened on {bound} only; a board has one "
                + "address");
            Match options = Options().Match(line);
            foreach (string option in options.Groups[1].Value.Split(',',
                StringSplitOptions.RemoveEmptyEntries))
            {
                string[] pair = option.Trim().Split('=');
                if (pair is ["timeout", string seconds] && int.TryParse(seconds, out int idle))
                {
                    door.Words.Add(idle % 60 == 0 ? $"idle {idle / 60}m" : $"idle {idle}s");
                }
                else
                {
                    door.Notes.Add($"\"{option.Trim()}\" has no word here");
                }
            }
        }
        return added;
    }

    private static void Allow(Found door, string entry)
    {
        if (!door.From.Contains(entry)) door.From.Add(entry);
    }

    private static string Protocol(string text) =>
        text.Equals("udp", StringComparison.OrdinalIgnoreCase) ? "udp" : "tcp";

    // 192.168.2.* is 192.168.2.0/24; *.*.*.* and * are everybody.
    private static string PatternOf(string pattern)
    {
        if (pattern == "*") return "any";
        string[] parts = pattern.Split('.');
        if (parts.Length != 4) return null;
        int whole = parts.TakeWhile(part => byte.TryParse(part, out _)).Count();
        if (!parts.Skip(whole).All(part => part == "*")) return null;
        if (whole == 0) return "any";
        string address = string.Join('.', parts.Take(whole)
            .Concat(Enumerable.Repeat("0", 4 - whole)));
        return whole == 4 ? address : $"{address}/{whole * 8}";
    }

    [GeneratedRegex(@"^\s*(?<bind>[\w.:*-]+)\s+(?<port>[\w-]+)(?:/(?<from>tcp|udp))?\s+"
        + @"(?<target>[\w.:-]+)\s+(?<targetport>[\w-]+)(?:/(?<to>tcp|udp))?\s*(?:\[.*\])?\s*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Forward();

    [GeneratedRegex(@"\[(.*)\]\s*$")]
    private static partial Regex Options();
}
