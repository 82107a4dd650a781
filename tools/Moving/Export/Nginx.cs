// Moving: a plan as a configuration of nginx's stream module: TCP and UDP, lists and limits.

using System.Text;
using Portreeve.Table;

namespace Portreeve.Moving.Export;

/// <summary>nginx.</summary>
internal sealed class Nginx : IEngine
{
    /// <inheritdoc/>
    public string Name => "nginx";

    /// <inheritdoc/>
    public string[] Use =>
    [
        "Check it with \"nginx -t -c FILE\". The stream module must be there: on Debian it is the",
        "package libnginx-mod-stream. To join it to what nginx serves already, put the stream",
        "block at the end of /etc/nginx/nginx.conf.",
    ];

    /// <inheritdoc/>
    public string Write(Plan plan)
    {
        plan.Refuse(door => door.Rule.ProxyVersion == 2
            ? "its target waits for a PROXY header of version 2; nginx writes version 1" : null);
        // One name that it cannot find, and it starts nothing at all.
        plan.RefuseLost();
        plan.Refuse((_, guest) => guest.EndUtc != 0 ? "nginx lets nobody in until a moment"
            : guest.Hours != null ? "nginx knows no hours" : null);
        StringBuilder text = new();
        text.Append("include /etc/nginx/modules-enabled/*.conf;\n\n"
            + "events {\n    worker_connections 4096;\n}\n\nstream {\n"
            + "    limit_conn_zone $protocol$server_port zone=door:1m;\n"
            + "    limit_conn_zone $binary_remote_addr$protocol$server_port zone=each:1m;\n");
        foreach (Door door in plan.Doors)
        {
            plan.NoteUnsaid(door.Rule);
            if (door.Rule.SourceRateMax > 0)
            {
                plan.Note(door.Rule, "rate: nginx limits how many, not how fast");
            }
            Server(text, door);
        }
        return text.Append("}\n").ToString();
    }

    private static void Server(StringBuilder text, Door door)
    {
        Rule rule = door.Rule;
        text.Append($"\n    # {door.Title}\n    server {{\n        listen {rule.Port}"
            + (rule.IsUdp ? " udp" : "") + ";\n");
        foreach (Guest guest in door.Guests)
        {
            text.Append($"        allow {(guest.Who.Bits == 0 ? "all" : guest.Who)};\n");
        }
        text.Append("        deny all;\n");
        if (rule.SessionsMax > 0) text.Append($"        limit_conn door {rule.SessionsMax};\n");
        if (rule.SourceSessionsMax > 0)
        {
            text.Append($"        limit_conn each {rule.SourceSessionsMax};\n");
        }
        if (rule.ProxyVersion == 1) text.Append("        proxy_protocol on;\n");
        text.Append($"        proxy_connect_timeout {door.DialSeconds}s;\n"
            + $"        proxy_timeout {door.IdleSeconds}s;\n"
            + $"        proxy_pass {rule.Target}:{rule.TargetPort};\n    }}\n");
    }
}
