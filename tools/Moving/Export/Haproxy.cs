// Moving: a plan as a configuration of HAProxy: TCP only, with names of targets, PROXY headers,
// limits, and ends by the calendar.

using System.Text;
using Portreeve.Table;

namespace Portreeve.Moving.Export;

/// <summary>HAProxy.</summary>
internal sealed class Haproxy : IEngine
{
    /// <inheritdoc/>
    public string Name => "haproxy";

    /// <inheritdoc/>
    public string[] Use =>
        ["Check it with \"haproxy -c -f FILE\"; run it with \"haproxy -f FILE\"."];

    /// <inheritdoc/>
    public string Write(Plan plan)
    {
        plan.Refuse(door => door.Rule.IsUdp ? "HAProxy carries no UDP" : null);
        // One name that it cannot find, and it starts nothing at all.
        plan.RefuseLost();
        plan.Refuse((_, guest) => guest.Hours != null
            ? $"its hours, {guest.Hours}, follow a time zone that HAProxy does not know" : null);
        StringBuilder text = new();
        text.Append("global\n    maxconn 4000\n\ndefaults\n    mode tcp\n"
            + "    timeout client-fin 30s\n    timeout tunnel 0\n\n");
        foreach (Door door in plan.Doors)
        {
            Notes(plan, door.Rule);
            Listen(text, door);
        }
        return text.ToString();
    }

    private static void Notes(Plan plan, Rule rule)
    {
        plan.NoteUnsaid(rule);
        if (plan.Doors.First(door => door.Rule == rule).Guests.Any(guest => guest.EndUtc != 0))
        {
            plan.Note(rule, "at its end nobody new comes in, but who is inside stays");
        }
    }

    private static void Listen(StringBuilder text, Door door)
    {
        Rule rule = door.Rule;
        text.Append($"listen {door.Key}\n    description {Quoted(door.Title)}\n"
            + $"    bind 0.0.0.0:{rule.Port}\n"
            + $"    timeout connect {door.DialSeconds}s\n    timeout client {door.IdleSeconds}s\n"
            + $"    timeout server {door.IdleSeconds}s\n");
        List<string> ways = [];
        foreach (IGrouping<long, Guest> group in door.Guests.GroupBy(guest => guest.EndUtc))
        {
            string name = "guest_" + group.Key;
            foreach (Guest guest in group)
            {
                string who = guest.Who.Bits == 0 ? "0.0.0.0/0" : guest.Who.ToString();
                text.Append($"    acl {name} src {who}\n");
            }
            if (group.Key != 0) text.Append($"    acl before_{group.Key} date lt {group.Key}\n");
            ways.Add(name + (group.Key == 0 ? "" : " before_" + group.Key));
        }
        text.Append("    tcp-request connection reject unless " + string.Join(" || ", ways) + "\n");
        if (rule.SessionsMax > 0)
        {
            text.Append($"    tcp-request connection reject if {{ fe_conn gt {rule.SessionsMax} "
                + "}\n");
        }
        if (rule.SourceSessionsMax > 0 || rule.SourceRateMax > 0)
        {
            text.Append("    stick-table type ip size 64k expire 2m store conn_cur,conn_rate(60s)\n"
                + "    tcp-request connection track-sc0 src\n");
        }
        if (rule.SourceSessionsMax > 0)
        {
            text.Append("    tcp-request connection reject if { sc0_conn_cur gt "
                + $"{rule.SourceSessionsMax} }}\n");
        }
        if (rule.SourceRateMax > 0)
        {
            text.Append("    tcp-request connection reject if { sc0_conn_rate gt "
                + $"{rule.SourceRateMax} }}\n");
        }
        text.Append($"    server target {rule.Target}:{rule.TargetPort}"
            + rule.ProxyVersion switch { 1 => " send-proxy", 2 => " send-proxy-v2", _ => "" }
            + "\n\n");
    }

    private static string Quoted(string text) => "\"" + text.Replace("$", "\\$") + "\"";
}
