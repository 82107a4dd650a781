// Views: how we are reached, for a person and for a script. No password is in it. Reads only.

using Portreeve.Reach;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>The state of the room Reach.</summary>
    internal static class ReachView
    {
        /// <summary>The names at a provider, in words.</summary>
        public static string Ddns(Reachability reach, long nowMs)
        {
            ReachSettings settings = reach.Settings;
            if (reach.Ddns == null) return "DNS updates are off.";
            uint outside = reach.OutsideAddress;
            return settings.Provider + (settings.Has(ReachSettings.Plain) ? " (plain)" : "")
                + ": " + reach.Ddns.Status(nowMs) + (outside == 0 ? ""
                : " Our outside address is " + IPv4.ToText(outside) + ".");
        }

        /// <summary>The router above, a line for each lease.</summary>
        public static string[] Router(Reachability reach, long nowMs)
        {
            PortControl router = reach.Router;
            if (router == null) return new string[] { "The router is asked for nothing." };
            Leases leases = router.Leases;
            string[] lines = new string[leases.Count + 1];
            lines[0] = RouterLine(router);
            for (int i = 0; i < leases.Count; i++)
            {
                lines[i + 1] = "  " + leases.At(i).ToText(nowMs);
            }
            return lines;
        }

        /// <summary>The router above in a sentence.</summary>
        public static string RouterLine(PortControl router)
        {
            if (router.Router == 0) return "There is no router: is the cable in?";
            string name = "The router " + IPv4.ToText(router.Router);
            if (router.IsMute)
            {
                return name + " speaks neither PCP nor NAT-PMP nor UPnP, or they are switched off "
                    + "there: send the ports here by hand.";
            }
            if (router.Protocol == PortControl.Unknown) return name + " is being asked.";
            uint outside = router.Outside;
            return name + " speaks " + LeaseTrouble.NameOf(router.Protocol) + (outside == 0 ? "."
                : "; its outside address is " + IPv4.ToText(outside)
                + (PublicAddress.IsReachable(outside) ? "."
                : IPv4.IsCarrierShared(outside)
                ? ": your provider shares one address among many, so nobody outside can dial it."
                : ": another router stands before it, which must send the ports on."));
        }

        /// <summary>Our name in the house.</summary>
        public static string House(Reachability reach)
        {
            Mdns house = reach.House;
            if (house == null) return "No name is told in the house.";
            if (house.Trouble.Length > 0) return Readable.Sentence(house.Trouble);
            return house.IsOurs ? "The house knows us as " + house.Name + "."
                : house.Name + " is being claimed.";
        }

        /// <summary>All of it for page and scripts (docs/openapi.yaml, schema Reach).</summary>
        public static void Write(JsonWriter json, Reachability reach, long nowMs)
        {
            ReachSettings settings = reach.Settings;
            json.OpenObject();
            AddressOrNull(json, "outside", reach.OutsideAddress);
            json.Name("ddns");
            json.OpenObject();
            json.Flag("on", reach.Ddns != null);
            json.Text("provider", settings.Provider);
            json.Text("names", settings.Names);
            json.Text("user", settings.User);
            json.Flag("plain", settings.Has(ReachSettings.Plain));
            json.Number("refreshDays", settings.RefreshDays);
            json.Text("checkUrl", settings.CheckUrl);
            json.Text("state", Ddns(reach, nowMs));
            json.CloseObject();
            json.Name("router");
            json.OpenObject();
            json.Flag("on", settings.Has(ReachSettings.Router));
            string[] lines = Router(reach, nowMs);
            json.Text("state", lines[0]);
            json.Name("leases");
            json.OpenArray();
            for (int i = 1; i < lines.Length; i++) json.Text(lines[i].Trim());
            json.CloseArray();
            json.CloseObject();
            json.Name("house");
            json.OpenObject();
            json.Flag("on", reach.House != null);
            json.Text("name", reach.House == null ? settings.HouseName + ".local"
                : reach.House.Name);
            json.Text("state", House(reach));
            json.CloseObject();
            json.CloseObject();
        }

        private static void AddressOrNull(JsonWriter json, string name, uint address)
        {
            if (address == 0) json.Null(name);
            else json.Address(name, address);
        }
    }
}
