// Moving: the portmap lines of esp32_nat_router and its relatives (esp_wifi_repeater):
// portmap add TCP 8080 192.168.4.2 80. A later "del" takes an earlier line back.

using System.Text.RegularExpressions;

namespace Portreeve.Moving.Import;

/// <summary>esp32_nat_router's console lines.</summary>
internal sealed partial class NatRouterPortmap : IReader
{
    /// <inheritdoc/>
    public string Name => "portmap";

    /// <inheritdoc/>
    public bool Knows(string text) => Line().IsMatch(text);

    /// <inheritdoc/>
    public Reading Read(string text, Around around)
    {
        Reading reading = new(around);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            Match match = Line().Match(line);
            if (!match.Success)
            {
                if (line.StartsWith("portmap ", StringComparison.OrdinalIgnoreCase))
                {
                    reading.Miss(i + 1, line, "it is not written as the router's manual has it");
                }
                continue;
            }
            string protocol = match.Groups["protocol"].Value.ToLowerInvariant();
            string port = match.Groups["port"].Value;
            if (match.Groups["verb"].Value.Equals("del", StringComparison.OrdinalIgnoreCase))
            {
                reading.Doors.RemoveAll(door => door.Protocol == protocol
                    && door.Port.ToString() == port);
                continue;
            }
            if (match.Groups["target"].Length == 0)
            {
                reading.Miss(i + 1, line, "the target and its port are missing");
                continue;
            }
            reading.Add(i + 1, line, [protocol], port, match.Groups["target"].Value,
                match.Groups["there"].Value);
        }
        return reading;
    }

    [GeneratedRegex(@"^\s*portmap\s+(?<verb>add|del)\s+(?<protocol>tcp|udp)\s+(?<port>\d+)"
        + @"(?:\s+(?<target>[\w.-]+)\s+(?<there>\d+))?",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Line();
}
