// Moving: what "netsh interface portproxy show all" prints on Windows, in any language, and the
// commands that made it ("netsh interface portproxy dump").

using System.Text.RegularExpressions;

namespace Portreeve.Moving.Import;

/// <summary>Windows' port proxy.</summary>
internal sealed partial class NetshPortProxy : IReader
{
    /// <inheritdoc/>
    public string Name => "netsh";

    /// <inheritdoc/>
    public bool Knows(string text) => Head().IsMatch(text)
        || text.Contains("listenport=", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Reading Read(string text, Around around)
    {
        Reading reading = new(around);
        string[] lines = text.Split('\n');
        string families = "44";
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (Head().Match(line) is { Success: true } head)
            {
                families = head.Groups[1].Value + head.Groups[2].Value;
            }
            else if (line.Contains("listenport=", StringComparison.OrdinalIgnoreCase))
            {
                ReadCommand(reading, i + 1, line);
            }
            else if (Row().Match(line) is { Success: true } row)
            {
                Take(reading, i + 1, line, families, row.Groups[1].Value, row.Groups[2].Value,
                    row.Groups[3].Value, row.Groups[4].Value);
            }
            else if (line.Count(char.IsDigit) > 4 && !line.StartsWith('-'))
            {
                reading.Miss(i + 1, line, "this is no row of netsh's table");
            }
        }
        return reading;
    }

    private static void ReadCommand(Reading reading, int number, string line)
    {
        string Of(string name) => Regex.Match(line, name + @"=(\S+)", RegexOptions.IgnoreCase)
            .Groups[1].Value;
        string families = Regex.IsMatch(line, "v4tov6|v6tov4|v6tov6", RegexOptions.IgnoreCase)
            ? "46" : "44";
        string port = Of("listenport");
        // Like the router's "del", it takes an earlier line back.
        if (Delete().IsMatch(line))
        {
            reading.Doors.RemoveAll(door => door.Port.ToString() == port);
            return;
        }
        string there = Of("connectport");
        Take(reading, number, line, families, Of("listenaddress"), port, Of("connectaddress"),
            there.Length == 0 ? port : there);
    }

    private static void Take(Reading reading, int number, string line, string families,
        string address, string port, string target, string targetPort)
    {
        if (families != "44")
        {
            reading.Miss(number, line, "IPv6 is at one of its ends, and a board does not speak it");
            return;
        }
        if (Reading.IsInward(address))
        {
            reading.MissInward(number, line);
            return;
        }
        foreach (Found door in reading.Add(number, line, ["tcp"], port, target, targetPort))
        {
            if (address is not ("*" or "0.0.0.0" or ""))
            {
                door.Notes.Add($"it listened on {address} only; a board has one address");
            }
        }
    }

    [GeneratedRegex(@"\bdelete\s+v[46]tov[46]\b", RegexOptions.IgnoreCase)]
    private static partial Regex Delete();

    [GeneratedRegex(@"ipv([46])\s*:.*ipv([46])\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Head();

    [GeneratedRegex(@"^([\d.*:a-fA-F]+|localhost)\s+(\d+(?:-\d+)?)\s+([\w.:-]+)\s+"
        + @"(\d+(?:-\d+)?)$")]
    private static partial Regex Row();
}
