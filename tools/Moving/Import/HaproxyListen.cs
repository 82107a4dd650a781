// Moving: HAProxy's listen blocks, and a frontend with its one backend, as far as they carry TCP to
// one server. Lists by "acl NAME src ..." and "tcp-request connection reject" are understood in the
// two forms that people write.

using System.Text.RegularExpressions;

namespace Portreeve.Moving.Import;

/// <summary>HAProxy's file.</summary>
internal sealed partial class HaproxyListen : IReader
{
    /// <inheritdoc/>
    public string Name => "haproxy";

    /// <inheritdoc/>
    public bool Knows(string text) => text.Split('\n').Any(line =>
        Head().IsMatch(line)) && text.Contains("server ", StringComparison.Ordinal);

    /// <inheritdoc/>
    public Reading Read(string text, Around around)
    {
        Reading reading = new(around);
        List<Section> sections = Cut(text);
        string mode = sections.Where(one => one.Kind == "defaults")
            .Select(one => one.One("mode")).LastOrDefault() ?? "tcp";
        foreach (Section section in sections.Where(one => one.Kind is "listen" or "frontend"))
        {
            if (section.One("stats") != null && section.All("server").Count == 0) continue;
            Section backend = section.Kind == "listen" ? section
                : sections.FirstOrDefault(one => one.Kind == "backend"
                    && one.Name == section.One("default_backend"));
            string why = Take(reading, section, backend, section.One("mode") ?? mode);
            if (why != null) reading.Miss(section.Line, $"{section.Kind} {section.Name}", why);
        }
        return reading;
    }

    private static string Take(Reading reading, Section section, Section backend, string mode)
    {
        if (mode == "http") return "it reads HTTP; a door carries bytes as they are";
        if (section.All("use_backend").Count > 0) return "it chooses among several backends";
        if (backend == null) return "its backend is not in the file";
        List<string> servers = backend.All("server");
        if (backend.All("server-template").Count > 0) return "several servers share it";
        if (servers.Count != 1) return $"{servers.Count} servers share it; a door leads to one";
        string[] server = servers[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (server.Length < 2 || server.Contains("ssl")) return "its server wants TLS from HAProxy";
        Match to = Server().Match(server[1]);
        if (!to.Success) return $"its server {server[1]} is no IPv4 address or name, and port";
        List<string> from = [];
        string trouble = ListOf(section, from)
            ?? (backend == section ? null : ListOf(backend, from));
        if (trouble != null) return trouble;
        foreach (string bind in section.All("bind").SelectMany(text => text.Split(' ')[0]
            .Split(',').Select(one => (text.Split(' ').Contains("v4v6") ? AnyAddress().Replace(one,
                "*:") : one) + (text.Contains(" ssl") ? " ssl" : ""))))
        {
            if (bind.EndsWith(" ssl", StringComparison.Ordinal)) return "it ends TLS";
            Match at = Bind().Match(bind);
            if (!at.Success) return $"bind {bind} is no IPv4 address and port";
            string address = at.Groups["address"].Value;
            if (Reading.IsInward(address))
            {
                reading.MissInward(section.Line, $"{section.Kind} {section.Name}: {bind}");
                continue;
            }
            string ports = at.Groups["ports"].Value;
            string there = to.Groups["port"].Success ? to.Groups["port"].Value : ports;
            foreach (Found door in reading.Add(section.Line, $"{section.Kind} {section.Name}: "
                + $"{bind} to {server[1]}", ["tcp"], ports, to.Groups["host"].Value, there))
            {
                door.Name = Reading.NameOf(section.One("description") ?? section.Name);
                door.From.AddRange(from);
                Words(door, section, server);
                if (address is not ("" or "*" or "0.0.0.0"))
                {
                    door.Notes.Add($"it listened on {address} only; a board has one address");
                }
            }
        }
        return section.All("bind").Count == 0 ? "it has no bind line" : null;
    }

    private static void Words(Found door, Section section, string[] server)
    {
        if (int.TryParse(section.One("maxconn"), out int max) && max is > 0 and < 10000)
        {
            door.Words.Add("max " + max);
        }
        string idle = section.All("timeout").FirstOrDefault(one =>
            one.StartsWith("client ", StringComparison.Ordinal));
        if (idle != null && Length().Match(idle) is { Success: true } length
            && length.Groups[2].Value is "s" or "m" or "h" or "d")
        {
            door.Words.Add("idle " + length.Value.Trim());
        }
        if (server.Contains("send-proxy")) door.Words.Add("proxy v1");
        if (server.Contains("send-proxy-v2")) door.Words.Add("proxy v2");
        if (server.Contains("check")) door.Notes.Add("nobody asks the server whether it lives; "
            + "the doctor does when you press Test");
    }

    // Who may come in, by the two usual forms: each such line asks everybody. A sentence where
    // there is another one.
    private static string ListOf(Section section, List<string> from)
    {
        Dictionary<string, List<string>> lists = [];
        foreach (string acl in section.All("acl"))
        {
            string[] words = acl.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 3 || words[1] != "src") continue;
            if (!lists.TryGetValue(words[0], out List<string> list)) lists[words[0]] = list = [];
            foreach (string source in words[2..])
            {
                if (Reading.Entry(source) is not string entry)
                {
                    return $"\"{source}\" in its list is no address or network";
                }
                list.Add(entry);
            }
        }
        foreach (string rule in section.All("tcp-request").Concat(section.All("http-request")))
        {
            Match match = OnlyThose().Match(rule);
            if (!match.Success || !lists.TryGetValue(match.Groups[1].Value, out List<string> list))
            {
                if (rule.StartsWith("inspect-delay", StringComparison.Ordinal)) continue;
                return $"\"{rule}\" has no word here";
            }
            List<string> before = [.. from];
            from.Clear();
            from.AddRange(before.Count == 0 ? list : Reading.Both(before, list));
            if (from.Count == 0) return Reading.NobodyOnBoth;
        }
        return null;
    }

    private static List<Section> Cut(string text)
    {
        List<Section> sections = [];
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = Comment().Replace(lines[i], "").Trim();
            if (line.Length == 0) continue;
            if (Head().Match(line) is { Success: true } head)
            {
                sections.Add(new Section(i + 1, head.Groups[1].Value, head.Groups[2].Value));
                // "listen web *:80" is the old way to write a bind line.
                if (head.Groups[3].Length > 0) sections[^1].Add("bind " + head.Groups[3].Value);
            }
            else if (sections.Count > 0)
            {
                sections[^1].Add(line);
            }
        }
        return sections;
    }

    private sealed class Section(int line, string kind, string name)
    {
        private readonly List<string> _lines = [];

        public int Line => line;

        public string Kind => kind;

        public string Name => name;

        public void Add(string text) => _lines.Add(Regex.Replace(text, @"\s+", " "));

        public List<string> All(string keyword) => [.. _lines
            .Where(one => one.StartsWith(keyword + " ", StringComparison.Ordinal))
            .Select(one => one[(keyword.Length + 1)..])];

        public string One(string keyword) => All(keyword).LastOrDefault();
    }

    [GeneratedRegex(@"^\s*(global|defaults|listen|frontend|backend|resolvers|peers|cache)\b"
        + @"\s*(\S*)\s*(\S*:\d+)?")]
    private static partial Regex Head();

    [GeneratedRegex(@"(?<=^|\s)#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(?:ipv4@)?(?<address>\*|[\d.]*):(?<ports>\d+(?:-\d+)?)$")]
    private static partial Regex Bind();

    // "v4v6": what listens on any address of IPv6 does so on IPv4 as well.
    [GeneratedRegex(@"^(?:ipv6@)?(?:\[::\]|::|\*|):(?=\d)")]
    private static partial Regex AnyAddress();

    [GeneratedRegex(@"^(?<host>[\w.-]+)(?::(?<port>\d+))?$")]
    private static partial Regex Server();

    [GeneratedRegex(@"^connection reject (?:if !\s*|unless )(\w+)$")]
    private static partial Regex OnlyThose();

    [GeneratedRegex(@"(\d+)(ms|s|m|h|d)")]
    private static partial Regex Length();
}
