// Reach: the address of a door as the program that will use it wants it: a web address, a line for
// ssh, or host:port. Values only.

using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>Addresses to hand out.</summary>
    internal static class ShareAddress
    {
        /// <summary>The name or address that leads here from outside, or an empty string.
        /// </summary>
        public static string HostOf(Reachability reach)
        {
            string name = reach.NameToShare;
            if (name.Length > 0) return name;
            return reach.OutsideAddress == 0 ? "" : IPv4.ToText(reach.OutsideAddress);
        }

        /// <summary>The port outside: the rule's own, or the one that the router has given for it.
        /// </summary>
        public static int PortOf(Reachability reach, Rule rule)
        {
            Lease lease = reach.Router == null ? null
                : reach.Router.Leases.Find(rule.IsUdp, rule.Port);
            return lease != null && lease.IsHeld(reach.Around.Clock.NowMs) ? lease.External
                : rule.Port;
        }

        /// <summary>The whole address, by the target's usual port.</summary>
        public static string Of(Rule rule, string host, int port)
        {
            string tail = ":" + port.ToString();
            if (rule.IsUdp) return host + tail;
            switch (rule.TargetPort)
            {
                case 22: return port == 22 ? "ssh " + host
                    : "ssh -p " + port.ToString() + " " + host;
                case 80: case 3000: case 5000: case 8000: case 8080: case 8081: case 8123:
                    return "http://" + host + (port == 80 ? "/" : tail + "/");
                case 443: case 5001: case 8443:
                    return "https://" + host + (port == 443 ? "/" : tail + "/");
                case 554: case 8554: return "rtsp://" + host + (port == 554 ? "/" : tail + "/");
                case 32400: return "http://" + host + (port == 80 ? "" : tail) + "/web";
                default: return host + tail;
            }
        }
    }
}
