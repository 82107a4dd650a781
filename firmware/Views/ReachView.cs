// Views: how we are reached, for a person and for a script. No password is in it. Reads only.

using Portreeve.Reach;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>The state of the room Reach.</summary>
    internal static class ReachView
    {
        /// <summary>The router's sentence while it is asked for nothing.</summary>
        public const string RouterIsOff = "The router is asked for nothing.";

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
            if (router == null) return new string[] { RouterIsOff };
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

        /// <summary>All of it for a person, beginning with our address outside.</summary>
        public static string[] Lines(Reachability reach, long nowMs)
        {
            string[] router = Router(reach, nowMs);
            string[] lines = new string[router.Length + 3];
            uint outside = reach.OutsideAddress;
            lines[0] = outside == 0 ? "Our address outside is not known."
                : "Our address outside is " + IPv4.ToText(outside) + ".";
            lines[1] = Ddns(reach, nowMs);
            router.CopyTo(lines, 2);
            lines[lines.Length - 1] = House(reach);
            return lines;
        }
    }

    /// <summary>All of it for page and scripts (docs/openapi.yaml, schema Reach): three pieces, one
    /// for each lease, one more.</summary>
    internal sealed class ReachJson : JsonReport
    {
        private const int FirstLease = 3;

        private readonly Reachability _reach;
        private readonly long _nowMs;
        private int _piece;

        public ReachJson(Reachability reach, long nowMs)
        {
            _reach = reach;
            _nowMs = nowMs;
        }

        private int Leases
        {
            get { return _reach.Router == null ? 0 : _reach.Router.Leases.Count; }
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            switch (_piece)
            {
                case 0: WriteAccount(json); break;
                case 1: WriteState(json); break;
                case 2: WriteRouter(json); break;
                default:
                    int lease = _piece - FirstLease;
                    if (lease < Leases) WriteLease(json, _reach.Router.Leases.At(lease));
                    else WriteHouse(json);
                    break;
            }
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            // A lease may go between two pieces: the end is written all the same, and once.
            bool wasLast = _piece >= FirstLease + Leases;
            _piece++;
            return !wasLast;
        }

        private void WriteAccount(JsonWriter json)
        {
            ReachSettings settings = _reach.Settings;
            json.OpenObject();
            json.AddressOrNull("outside", _reach.OutsideAddress);
            json.Name("ddns");
            json.OpenObject();
            json.Flag("on", _reach.Ddns != null);
            json.Text("provider", settings.Provider);
            json.Text("names", settings.Names);
            json.Text("user", settings.User);
            json.Flag("plain", settings.Has(ReachSettings.Plain));
        }

        private void WriteState(JsonWriter json)
        {
            ReachSettings settings = _reach.Settings;
            DynamicDns ddns = _reach.Ddns;
            json.Number("refreshDays", settings.RefreshDays);
            json.Text("checkUrl", settings.CheckUrl);
            json.Text("resolver", settings.Resolver);
            json.AddressOrNull("address", ddns == null ? 0 : ddns.Sent);
            json.Flag("stopped", ddns != null && ddns.IsStopped);
            json.Text("state", ddns == null ? "DNS updates are off." : ddns.Status(_nowMs));
            json.CloseObject();
        }

        private void WriteRouter(JsonWriter json)
        {
            PortControl router = _reach.Router;
            json.Name("router");
            json.OpenObject();
            json.Flag("on", _reach.Settings.Has(ReachSettings.Router));
            json.AddressOrNull("address", router == null ? 0 : router.Router);
            json.Text("speaks", router == null || router.Protocol == PortControl.Unknown ? null
                : LeaseTrouble.NameOf(router.Protocol));
            json.AddressOrNull("outside", router == null ? 0 : router.Outside);
            json.Text("state", router == null ? ReachView.RouterIsOff
                : ReachView.RouterLine(router));
            json.Name("leases");
            json.OpenArray();
        }

        private void WriteLease(JsonWriter json, Lease lease)
        {
            bool isHeld = lease.IsHeld(_nowMs);
            json.OpenObject();
            json.Text("protocol", lease.IsUdp ? "udp" : "tcp");
            json.Number("port", lease.Port);
            if (isHeld) json.Number("external", lease.External);
            else json.Null("external");
            json.Text("state", lease.ToText(_nowMs));
            json.CloseObject();
        }

        private void WriteHouse(JsonWriter json)
        {
            Mdns house = _reach.House;
            json.CloseArray();
            json.CloseObject();
            json.Name("house");
            json.OpenObject();
            json.Flag("on", house != null);
            json.Text("name", house == null ? _reach.Settings.HouseName + ".local" : house.Name);
            json.Text("state", ReachView.House(_reach));
            json.CloseObject();
            json.CloseObject();
        }
    }
}
