// Moving: a plan as sections for OpenWrt's /etc/config/firewall: one redirect a door, its list as
// an ipset, ends and weekly hours as the firewall's own options
// (https://openwrt.org/docs/guide-user/firewall/firewall_configuration).

using System.Text;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Moving.Export;

/// <summary>OpenWrt's firewall.</summary>
internal sealed class OpenWrt : IEngine
{
    /// <inheritdoc/>
    public string Name => "openwrt";

    /// <inheritdoc/>
    public string[] Use =>
    [
        "Put it at the end of /etc/config/firewall, then: service firewall restart. Zones are",
        "called wan and lan, as OpenWrt has them. Ends and hours go by the router's clock: its",
        "time zone must be the gateway's.",
    ];

    /// <inheritdoc/>
    public string Write(Plan plan)
    {
        plan.Refuse(door => door.Rule.ProxyVersion > 0
            ? "its target waits for a PROXY header, which a firewall does not write" : null);
        plan.RefuseLost();
        plan.Refuse((_, guest) => guest.Hours != null && IsOverMidnight(guest.Hours)
            ? $"its hours, {guest.Hours}, go past midnight"
            : guest.EndUtc > int.MaxValue ? "OpenWrt knows no end after 2038-01-19" : null);
        StringBuilder text = new();
        foreach (Door door in plan.Doors)
        {
            Notes(plan, door.Rule);
            int part = 0;
            foreach (var group in door.Guests.GroupBy(guest => (guest.EndUtc, guest.Hours)))
            {
                string name = "portreeve_" + door.Key + (part == 0 ? "" : "_" + part);
                part++;
                bool isForAll = group.Any(guest => guest.Who.Bits == 0);
                if (!isForAll) Set(text, name, group);
                Redirect(text, plan, door, name, isForAll, group.Key.EndUtc, group.Key.Hours);
            }
        }
        return text.ToString();
    }

    private static void Notes(Plan plan, Rule rule)
    {
        plan.NoteUnsaid(rule);
        if (rule.SessionsMax > 0 || rule.SourceSessionsMax > 0 || rule.SourceRateMax > 0)
        {
            plan.Note(rule, "max, each and rate: the firewall's file has no words for them");
        }
        if (rule.IdleMs > 0 || rule.DialMs > 0)
        {
            plan.Note(rule, "idle and dial: the firewall has one time-out for everybody");
        }
    }

    private static void Set(StringBuilder text, string name, IEnumerable<Guest> guests)
    {
        text.Append("config ipset\n");
        Option(text, "name", name);
        Option(text, "family", "ipv4");
        text.Append("\tlist match 'src_net'\n");
        // No two over one address, and no ranges: fw4 reads the first address of one and no more.
        Cidr[] all = [.. guests.Select(guest => guest.Who).DistinctBy(who => who.ToString())];
        foreach (Cidr one in all.OrderBy(who => who.Base))
        {
            if (all.Any(other => other.Bits < one.Bits && other.Holds(one.Base))) continue;
            text.Append($"\tlist entry '{one}'\n");
        }
        text.Append('\n');
    }

    private static void Redirect(StringBuilder text, Plan plan, Door door, string name,
        bool isForAll, long endUtc, WeekHours hours)
    {
        Rule rule = door.Rule;
        text.Append("config redirect\n");
        Option(text, "name", "Portreeve " + door.Title);
        Option(text, "target", "DNAT");
        Option(text, "family", "ipv4");
        Option(text, "proto", rule.IsUdp ? "udp" : "tcp");
        Option(text, "src", "wan");
        Option(text, "src_dport", rule.Port.ToString());
        Option(text, "dest", "lan");
        Option(text, "dest_ip", IPv4.ToText(door.Target));
        Option(text, "dest_port", rule.TargetPort.ToString());
        if (!isForAll) Option(text, "ipset", name);
        if (hours != null)
        {
            string[] parts = hours.ToString().Split(' ');
            bool isRead = WeekHours.TryParseDays(parts[0], out int days);
            if (isRead && days != WeekHours.AllDays) Option(text, "weekdays", Days(days));
            Option(text, "start_time", parts[1][..5] + ":00");
            string stop = parts[1][6..];
            Option(text, "stop_time", stop == "24:00" ? "23:59:59" : stop + ":00");
        }
        if (endUtc != 0)
        {
            long local = endUtc + plan.Zone.OffsetSeconds(endUtc);
            Option(text, "stop_date", DateTimeOffset.FromUnixTimeSeconds(local)
                .ToString("yyyy-MM-ddTHH:mm:ss"));
        }
        // fw4 reads this word and goes by the router's zone all the same: a moment in UTC would
        // be hours late in America. fw3 does as the word says.
        if (endUtc != 0 || hours != null) Option(text, "utc_time", "0");
        text.Append('\n');
    }

    private static string Days(int days)
    {
        string[] names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        return string.Join(' ', names.Where((_, i) => (days & (1 << i)) != 0));
    }

    private static bool IsOverMidnight(WeekHours hours)
    {
        string span = hours.ToString().Split(' ')[1];
        return string.CompareOrdinal(span[..5], span[6..]) >= 0;
    }

    private static void Option(StringBuilder text, string name, string value) =>
        text.Append($"\toption {name} '{value}'\n");
}
