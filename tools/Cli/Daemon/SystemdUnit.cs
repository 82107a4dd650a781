// Daemon: the unit that systemd runs the gateway by, with what its manual lists for hardening
// (systemd.exec(5), "Sandboxing"): nobody's files but its own folder, no devices, no privileges but
// low ports, a sign of life from the gateway's own loop.

using System.Collections.Generic;
using System.Linq;

namespace Portreeve.Cli.Daemon
{
    /// <summary>Writes portreeve.service.</summary>
    internal sealed class SystemdUnit
    {
        /// <summary>What the unit is called.</summary>
        public const string Name = "portreeve.service";

        /// <summary>The folder that stands for flash, below /var/lib.</summary>
        public const string StateFolder = "portreeve";

        // A step takes microseconds; half a minute without one is a gateway that hangs.
        private const int WatchdogSeconds = 30;

        // Each closes something that a gateway has no use for.
        private static readonly string[] Sandbox =
        [
            "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes",
            "PrivateDevices=yes", "ProtectHostname=yes", "ProtectClock=yes",
            "ProtectKernelTunables=yes", "ProtectKernelModules=yes", "ProtectKernelLogs=yes",
            "ProtectControlGroups=yes", "ProtectProc=invisible", "RestrictNamespaces=yes",
            "RestrictRealtime=yes", "RestrictSUIDSGID=yes", "LockPersonality=yes",
            "RemoveIPC=yes", "SystemCallArchitectures=native",
            "SystemCallFilter=@system-service", "SystemCallErrorNumber=EPERM",
            // Addresses of the machine are read by netlink, and systemd is told by a Unix socket.
            "RestrictAddressFamilies=AF_INET AF_UNIX AF_NETLINK",
        ];

        /// <summary>True for a path that a unit can have: systemd starts no program whose name
        /// has quotation marks.</summary>
        public static bool Takes(string path) => path.IndexOfAny(['"', '\'', '\\']) < 0;

        /// <summary>The command that runs the gateway.</summary>
        public required string Program { get; init; }

        /// <summary>Whom it runs as; null: a user's own unit.</summary>
        public string? User { get; init; }

        /// <summary>The folder that stands for flash; null: systemd's own.</summary>
        public string? Flash { get; init; }

        /// <summary>Port of the page.</summary>
        public int Web { get; init; } = 8088;

        /// <summary>True for native code, which never makes memory executable.</summary>
        public bool IsNative { get; init; }

        /// <summary>The file.</summary>
        public override string ToString()
        {
            string flash = Flash == null ? "%S/" + StateFolder
                : Quoted(Flash).Replace("$", "$$");
            List<string> lines =
            [
                "[Unit]",
                "Description=Portreeve, the doorkeeper of this network",
                "After=network-online.target",
                "Wants=network-online.target",
                "",
                "[Service]",
                "Type=notify",
                $"ExecStart={Quoted(Program)} --flash {flash} --web {Web}",
                "Restart=on-failure",
                "RestartSec=2",
                $"WatchdogSec={WatchdogSeconds}",
                "TimeoutStopSec=15",
                "UMask=0077",
            ];
            if (User != null)
            {
                lines.AddRange(
                [
                    "User=" + User,
                    "StateDirectory=" + StateFolder,
                    "StateDirectoryMode=0700",
                    // Doors below 1024 without being root.
                    "AmbientCapabilities=CAP_NET_BIND_SERVICE",
                    "CapabilityBoundingSet=CAP_NET_BIND_SERVICE",
                    .. Sandbox,
                    .. IsNative ? (string[])["MemoryDenyWriteExecute=yes"] : [],
                ]);
            }
            lines.AddRange(["", "[Install]",
                "WantedBy=" + (User != null ? "multi-user.target" : "default.target")]);
            return string.Concat(lines.Select(line => line + "\n"));
        }

        // systemd.service(5), "Command lines": words end at blanks, and % begins a specifier.
        private static string Quoted(string path)
        {
            string text = path.Replace("%", "%%");
            return text.Any(char.IsWhiteSpace) ? $"\"{text}\"" : text;
        }
    }
}
