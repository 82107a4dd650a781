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
        Lists all = new();
        List<(Found Door, Lists Own)> doors = [];
        Lists last = all;
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
                last.Allowed.Add(PatternOf(words[1]));
                if (last.Allowed[^1] != null) continue;
                reading.Miss(i + 1, line, $"\"{words[1]}\" is no network: only whole parts at its "
                    + "end may be *");
            }
            else if (words[0] == "deny" && words.Length == 2)
            {
                last.Denied.Add(PatternOf(words[1]) ?? Reading.Any);
                reading.Miss(i + 1, line, "a list says who may come in, and nobody else may; "
                    + "it has no word for who may not");
            }
            else if (Forward().Match(line) is { Success: true } match)
            {
                last = new Lists();
                foreach (Found door in Forwarding(reading, i + 1, line, match))
                {
                    doors.Add((door, last));
                }
            }
            else
            {
                reading.Miss(i + 1, line, "this is no line that rinetd's manual has");
            }
        }
        foreach ((Found door, Lists own) in doors)
        {
            if (TroubleWith(door, all, own) is not string trouble) continue;
            reading.Doors.Remove(door);
            reading.Miss(door.Line, door.Text, trouble);
        }
        return reading;
    }

    // rinetd asks the list for all, then the line's own: who comes in is on both.
    private static string TroubleWith(Found door, Lists all, Lists own)
    {
        if (all.IsLost || own.IsLost) return "its list is not understood";
        List<string> from = all.Allowed.Count == 0 ? own.Known
            : own.Allowed.Count == 0 ? all.Known : Reading.Both(all.Known, own.Known);
        if (all.Allowed.Count + own.Allowed.Count == 0 || from.Contains(Reading.Any)) return null;
        if (from.Count == 0) return Reading.NobodyOnBoth;
        door.From.AddRange(from);
        return Reading.Both(from, [.. all.Denied, .. own.Denied]).Count == 0 ? null
            : "somebody on its list may not come in, and a list has no word for that";
    }

    /// <summary>Who may come in, and who may not: for all lines, or for one.</summary>
    private sealed class Lists
    {
        /// <summary>Its allow lines; null stands for one that is not understood.</summary>
        public List<string> Allowed { get; } = [];

        /// <summary>Its deny lines; one that is not understood is about everybody.</summary>
        public List<string> Denied { get; } = [];

        /// <summary>What is understood of the allow lines.</summary>
        public List<string> Known => [.. Allowed.OfType<string>().Distinct()];

        /// <summary>True when it lets somebody in, and nobody knows whom.</summary>
        public bool IsLost => Allowed.Count > 0 && Known.Count == 0;
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
        if (Reading.IsInward(bound))
        {
            reading.MissInward(number, line);
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

    private static string Protocol(string text) =>
        text.Equals("udp", StringComparison.OrdinalIgnoreCase) ? "udp" : "tcp";

    // 192.168.2.* is 192.168.2.0/24; *.*.*.* and * are everybody.
    private static string PatternOf(string pattern)
    {
        if (pattern == "*") return Reading.Any;
        string[] parts = pattern.Split('.');
        if (parts.Length != 4) return null;
        int whole = parts.TakeWhile(part => byte.TryParse(part, out _)).Count();
        if (!parts.Skip(whole).All(part => part == "*")) return null;
        if (whole == 0) return Reading.Any;
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
