// Moving: a plan as a table of nftables: the Linux kernel carries the bytes. A newcomer whose
// address is in a door's set is sent on to the target; everybody else meets whatever listens on
// that port, or nothing. Who is inside is asked again with every packet, those to him as those from
// him, so that an end is an end.
//
// Everything is in one table of our own, "ip portreeve". A transaction replaces it or its elements
// as a whole; packets see the old state or the new one (nft(8), "Atomic rule replacement").

using System.Text;
using System.Text.RegularExpressions;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Moving.Export;

/// <summary>What a connection through a door looks like, also when the door is gone.</summary>
/// <param name="IsUdp">UDP, or TCP.</param>
/// <param name="Port">The port outside.</param>
/// <param name="Target">The target's address.</param>
/// <param name="TargetPort">Its port there.</param>
internal sealed partial record Way(bool IsUdp, int Port, uint Target, int TargetPort)
{
    public Way(Door door)
        : this(door.Rule.IsUdp, door.Rule.Port, door.Target, door.Rule.TargetPort)
    {
    }

    /// <summary>tcp or udp.</summary>
    public string Protocol => IsUdp ? "udp" : "tcp";

    /// <summary>As a condition that packets of both directions meet.</summary>
    public string Match => $"ct status dnat meta l4proto {Protocol} ct original proto-dst {Port} "
        + $"ct reply ip saddr {IPv4.ToText(Target)} ct reply proto-src {TargetPort}";

    /// <summary>The ways that a chain of ours has, as nft(8) lists it.</summary>
    public static IEnumerable<Way> Of(string chain) =>
        Written().Matches(chain).Select(match => new Way(match.Groups[1].Value == "udp",
            int.Parse(match.Groups[2].Value), IPv4.TryParse(match.Groups[3].Value,
                out uint target) ? target : 0, int.Parse(match.Groups[4].Value)));

    [GeneratedRegex(@"l4proto (tcp|udp) ct original proto-dst (\d+) ct reply ip saddr ([\d.]+) "
        + @"ct reply proto-src (\d+) goto")]
    private static partial Regex Written();
}

/// <summary>nftables.</summary>
internal sealed class Nftables : IEngine
{
    /// <summary>The table that is ours.</summary>
    public const string Table = "portreeve";

    /// <summary>The chain of it that asks who is inside.</summary>
    public const string Guard = "inside";

    private const int SecondsADay = 24 * 3600;

    private const string Private =
        "{ 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16 }";

    /// <inheritdoc/>
    public string Name => "nftables";

    /// <inheritdoc/>
    public string[] Use =>
    [
        "Load it with \"nft -f FILE\"; \"nft delete table ip portreeve\" takes it away. Forwarding",
        "must be on: sysctl net.ipv4.ip_forward=1.",
    ];

    /// <inheritdoc/>
    public string Write(Plan plan)
    {
        Prepare(plan);
        // A file may be loaded at any time, so that an end is a moment and no length of time.
        plan.Refuse((_, guest) => guest.Hours != null
            ? $"its hours, {guest.Hours}, end in no file; --follow keeps them" : null);
        return Frame(plan, door => Elements(door.Guests.Where(guest => guest.EndUtc == 0), 0),
            door => [.. door.Guests.Where(guest => guest.EndUtc != 0)], []);
    }

    /// <summary>Takes out what the kernel cannot do at all.</summary>
    public static void Prepare(Plan plan)
    {
        plan.Refuse(door => door.Rule.ProxyVersion > 0
            ? "its target waits for a PROXY header, which the kernel does not write" : null);
        plan.RefuseLost();
        foreach (Rule rule in plan.Doors.Select(door => door.Rule))
        {
            plan.NoteUnsaid(rule);
            if (rule.DialMs > 0) plan.Note(rule, "dial: the client's own patience counts");
        }
    }

    /// <summary>The whole table with its sets empty, for somebody who fills them at once.</summary>
    /// <param name="plan">What to carry.</param>
    /// <param name="former">Ways that no door has any more, each with the door that still asks who
    /// is inside there; null: nobody may stay.</param>
    public static string Frame(Plan plan, IEnumerable<(Way Way, Door Door)> former) =>
        Frame(plan, _ => "", _ => [], [.. former]);

    /// <summary>What a set holds, as "elements"; ends become time-outs from now.</summary>
    public static string Elements(IEnumerable<Guest> guests, long utcSeconds) =>
        string.Join(", ", Segment.Of(guests)
            .Where(segment => segment.EndUtc == 0 || segment.EndUtc > utcSeconds)
            .Select(segment => segment + (segment.EndUtc == 0 ? ""
                : " timeout " + Length(segment.EndUtc - utcSeconds))));

    // nft(8) takes eight digits, three years in seconds: what is longer has days.
    private static string Length(long seconds) =>
        $"{seconds / SecondsADay}d{seconds % SecondsADay}s";

    private static string Frame(Plan plan, Func<Door, string> elements,
        Func<Door, Guest[]> ending, (Way Way, Door Door)[] former)
    {
        StringBuilder text = new();
        text.Append($"add table ip {Table}\ndelete table ip {Table}\n\ntable ip {Table} {{\n");
        foreach (Door door in plan.Doors) Sets(text, door, elements(door));
        Chain(text, "doors", "type nat hook prerouting priority dstnat", plan.Doors.SelectMany(
            door => Matches(door, ending(door)).Select(match =>
                $"fib daddr type local {Protocol(door)} dport {door.Rule.Port} {match} dnat to "
                + $"{IPv4.ToText(door.Target)}:{door.Rule.TargetPort} comment \"{door.Title}\"")));
        // As a relay does: the target sees this machine, and its answers come back here.
        Chain(text, "answers", "type nat hook postrouting priority srcnat", plan.Doors.Select(
            door => new Way(door).Match + " masquerade"));
        string targets = string.Join(", ", plan.Doors.Select(door => IPv4.ToText(door.Target))
            .Distinct());
        Chain(text, Guard, "type filter hook forward priority filter",
        [
            .. plan.Doors.Select(door => $"{new Way(door).Match} goto {door.Key}_in"),
            .. former.Select(one => $"{one.Way.Match} goto "
                + (one.Door == null ? "gone" : one.Door.Key + "_in")),
            // Nobody from outside gets to a target past the doors, now that forwarding is on.
            .. plan.Doors.Count == 0 ? [] : (string[])[$"ct state new ct status & dnat == 0 "
                + $"ip daddr {{ {targets} }} ip saddr != {Private} drop"],
        ]);
        Chain(text, "patience", "type filter hook prerouting priority mangle", plan.Doors
            .Where(door => door.Rule.IdleMs > 0).Select(door => "ct state new fib daddr type local "
                + $"{Protocol(door)} dport {door.Rule.Port} ct timeout set \"{door.Key}_idle\""));
        foreach (Door door in plan.Doors) Inside(text, door, ending(door));
        if (former.Length > 0)
        {
            text.Append("\tchain gone {\n\t\tmeta l4proto tcp reject with tcp reset\n\t\tdrop\n"
                + "\t}\n\n");
        }
        return text.Append("}\n").ToString();
    }

    private static void Sets(StringBuilder text, Door door, string elements)
    {
        string key = door.Key;
        text.Append($"\tset {key} {{\n\t\ttype ipv4_addr\n\t\tflags interval,timeout\n");
        if (elements.Length > 0) text.Append($"\t\telements = {{ {elements} }}\n");
        text.Append("\t}\n\n");
        // Friends who have moved: their old connections stay, new ones come from the new place.
        text.Append($"\tset {key}_stay {{\n\t\ttype ipv4_addr\n\t\tflags timeout\n\t}}\n\n");
        if (door.Rule.SourceSessionsMax > 0)
        {
            text.Append($"\tset {key}_each {{\n\t\ttype ipv4_addr\n\t\tsize 65535\n"
                + "\t\tflags dynamic\n\t}\n\n");
        }
        if (door.Rule.SourceRateMax > 0)
        {
            text.Append($"\tset {key}_rate {{\n\t\ttype ipv4_addr\n\t\tsize 65535\n"
                + "\t\tflags dynamic,timeout\n\t\ttimeout 2m\n\t}\n\n");
        }
        if (door.Rule.IdleMs == 0) return;
        string policy = door.Rule.IsUdp ? "unreplied: 30, replied: " : "established: ";
        text.Append($"\tct timeout {key}_idle {{\n\t\tprotocol {Protocol(door)}\n\t\tl3proto ip\n"
            + $"\t\tpolicy = {{ {policy}{door.IdleSeconds} }}\n\t}}\n\n");
    }

    private static void Inside(StringBuilder text, Door door, Guest[] ending)
    {
        string no = door.Rule.IsUdp ? "drop" : "reject with tcp reset";
        Rule rule = door.Rule;
        text.Append($"\tchain {door.Key}_in {{\n");
        foreach (string match in Matches(door, ending))
        {
            text.Append($"\t\tct original {match} jump {door.Key}_limits\n");
            text.Append($"\t\tct original {match} accept\n");
        }
        text.Append($"\t\tct original ip saddr @{door.Key}_stay accept\n"
            + $"\t\tmeta l4proto {Protocol(door)} {no}\n\t}}\n\n\tchain {door.Key}_limits {{\n");
        if (rule.SessionsMax > 0)
        {
            text.Append($"\t\tct state new ct count over {rule.SessionsMax} {Reject(rule, no)}\n");
        }
        if (rule.SourceSessionsMax > 0)
        {
            text.Append($"\t\tct state new add @{door.Key}_each {{ ip saddr ct count over "
                + $"{rule.SourceSessionsMax} }} {Reject(rule, no)}\n");
        }
        if (rule.SourceRateMax > 0)
        {
            text.Append($"\t\tct state new add @{door.Key}_rate {{ ip saddr limit rate over "
                + $"{rule.SourceRateMax}/minute burst {rule.SourceRateMax} packets }} "
                + $"{Reject(rule, no)}\n");
        }
        text.Append("\t}\n\n");
    }

    private static string Reject(Rule rule, string no) =>
        rule.IsUdp ? no : "meta l4proto tcp " + no;

    private static void Chain(StringBuilder text, string name, string hook,
        IEnumerable<string> rules)
    {
        text.Append($"\tchain {name} {{\n\t\t{hook}; policy accept;\n");
        foreach (string rule in rules) text.Append($"\t\t{rule}\n");
        text.Append("\t}\n\n");
    }

    // The set, and a line of its own for each who has an end of the calendar. nft(8) takes a number
    // for seconds since 1970; its nanoseconds are the kernel's only.
    private static IEnumerable<string> Matches(Door door, Guest[] ending) =>
    [
        $"ip saddr @{door.Key}",
        .. ending.Select(guest => $"ip saddr {guest.Who} meta time < {guest.EndUtc}"),
    ];

    private static string Protocol(Door door) => door.Rule.IsUdp ? "udp" : "tcp";
}
