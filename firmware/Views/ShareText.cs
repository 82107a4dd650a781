// Views: the address to hand to a friend: the public name or address with the port behind it, in
// the form of the program that will use it. Where nothing public is known it says so: an address of
// the house is no use elsewhere.

using Portreeve.Changes;
using Portreeve.Reach;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Views
{
    /// <summary>What to tell a friend.</summary>
    internal static class ShareText
    {
        /// <summary>The lines for a person.</summary>
        public static string[] Of(Rooms rooms, Rule rule)
        {
            string host = ShareAddress.HostOf(rooms.Reach);
            uint own = rooms.Around.Lan.Address;
            string home = ShareAddress.Of(rule, own == 0 ? rooms.Settings.Name
                : IPv4.ToText(own), rule.Port);
            string who = rule.From.IsEmpty ? "Nobody is on its list yet."
                : "For those on its list: " + AllowText.Write(rule.From) + ".";
            if (host.Length == 0)
            {
                return new string[]
                {
                    "At home:  " + home, "From outside: no public name or address is known; "
                    + "\"ddns\" keeps a name, \"router on\" asks the router.", who
                };
            }
            return new string[]
            {
                "From outside:  " + ShareAddress.Of(rule, host,
                    ShareAddress.PortOf(rooms.Reach, rule)), "At home:  " + home, who
            };
        }
    }
}
