// World: the side of the router above that speaks UPnP: it answers a search, describes itself, and
// gives and takes ports by SOAP, or refuses with one of the codes that real ones have. A hostile
// machine of the LAN answers the search too, in its own name and in the router's, and leads to
// itself: whoever asks there has broken a law.

using System;
using System.Text;
using Portreeve.Outside;
using Portreeve.Reach;
using Portreeve.Values;
using Portreeve.World.Outside;

namespace Portreeve.World.People
{
    /// <summary>IGD 1 at the router's port 5000.</summary>
    internal sealed class UpnpRouter : WebHost, IHearer
    {
        private const int Port = 5000;
        private const uint Stranger = 0xC0A80142;

        private const string Description = "<?xml version=\"1.0\"?><root><device><deviceList>"
            + "<device><serviceList><service><serviceType>urn:schemas-upnp-org:service:"
            + "WANIPConnection:1</serviceType><controlURL>/ctl/IPConn</controlURL></service>"
            + "</serviceList></device></deviceList></device></root>";

        private readonly HomeRouter _router;
        private bool _isForEver;

        public UpnpRouter(Stage stage, Dice dice, HomeRouter router) : base(stage, dice)
        {
            _router = router;
            stage.Network.Place(HomeRouter.Address, Port, this);
            LayTrap(Stranger);
            stage.Network.Datagrams.Place(Igd.SearchGroup, Igd.SearchPort, this);
        }

        /// <summary>It is switched on at the router.</summary>
        public bool Speaks;

        /// <summary>It knows only leases without an end (725).</summary>
        public bool KnowsNoEnd;

        /// <summary>Whoever is asked here has no business to be.</summary>
        public void LayTrap(uint address)
        {
            Stage.Network.Place(address, Port, new Trap(_router));
        }

        public void Hear(SimPacket packet)
        {
            string asked = Encoding.ASCII.GetString(packet.Bytes, 0, packet.Count);
            if (!asked.StartsWith("M-SEARCH * HTTP/1.1\r\n", StringComparison.Ordinal)) return;
            if (_router.IsForged)
            {
                Found(packet, Stranger, Stranger);
                Found(packet, HomeRouter.Address, Stranger);
            }
            bool isKind = asked.Contains("InternetGatewayDevice:1") || asked.Contains("rootdevice");
            if (!Speaks || !isKind || _router.Mood == RouterMood.Silent) return;
            Found(packet, HomeRouter.Address, HomeRouter.Address);
        }

        protected override string Hear(string request)
        {
            if (!Speaks || _router.Mood == RouterMood.Silent) return null;
            if (request.StartsWith("GET ", StringComparison.Ordinal)) return Page(200, Description);
            if (_router.Mood == RouterMood.Lying) return Nonsense();
            string action = Between(request, "#", "\"");
            if (action == "GetExternalIPAddress")
            {
                _router.Said.Add(_router.Outside);
                return Done(action, "<NewExternalIPAddress>" + IPv4.ToText(_router.Outside)
                    + "</NewExternalIPAddress>");
            }
            int key = int.Parse(Between(request, "<NewExternalPort>", "<"))
                + (Between(request, "<NewProtocol>", "<") == "UDP" ? 65536 : 0);
            switch (action)
            {
                case "GetSpecificPortMappingEntry":
                    return _router.Leads(key) ? Done(action, "<NewInternalClient>"
                        + IPv4.ToText(SimDatagramNetwork.Gateway) + "</NewInternalClient>")
                        : Refused(714);
                case "DeletePortMapping":
                    _router.GiveBack(key);
                    return Done(action, "");
                case "AddPortMapping": return Add(key, request);
                default: return Refused(401);
            }
        }

        private string Add(int key, string request)
        {
            string client = Between(request, "<NewInternalClient>", "<");
            if (client != IPv4.ToText(SimDatagramNetwork.Gateway))
            {
                _router.Break("the router was asked to lead a port to " + client);
            }
            int seconds = int.Parse(Between(request, "<NewLeaseDuration>", "<"));
            if (Dice.Chance(2)) _isForEver = KnowsNoEnd;
            if (_isForEver && seconds > 0) return Refused(725);
            bool isGiven = _router.Mood != RouterMood.Refusing;
            uint lifetime = seconds == 0 ? 7 * 24 * 3600 : (uint)seconds;
            _router.Give(key, ref lifetime, isGiven);
            return isGiven ? Done("AddPortMapping", "")
                : Refused(Dice.Of(402, 501, 606, 718, 728));
        }

        private void Found(SimPacket packet, uint from, uint at)
        {
            byte[] answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nST: urn:schemas-upnp-org:"
                + "device:InternetGatewayDevice:1\r\nLOCATION: http://" + IPv4.ToText(at) + ":"
                + Port + "/rootDesc.xml\r\nCACHE-CONTROL: max-age=1800\r\n\r\n");
            Stage.Network.Datagrams.Send(answer, answer.Length, from, Igd.SearchPort, packet.From,
                packet.FromPort, Dice.Between(0, 2000000));
        }

        // Of an answer like this nothing can be believed.
        private string Nonsense()
        {
            string forged = IPv4.ToText(HomeRouter.Forged);
            return Dice.Of(Page(500, "<NewExternalIPAddress>" + forged + "</NewExternalIPAddress>"),
                Page(200, "<NewExternalIPAddress>" + forged),
                Page(200, "<Other>" + forged + "</Other>"), Page(200, ""), "\0\0\0");
        }

        private static string Done(string action, string arguments)
        {
            return Page(200, "<?xml version=\"1.0\"?><s:Envelope><s:Body><u:" + action
                + "Response>" + arguments + "</u:" + action + "Response></s:Body></s:Envelope>");
        }

        private static string Refused(int code)
        {
            return Page(500, "<s:Envelope><s:Body><s:Fault><detail><UPnPError><errorCode>" + code
                + "</errorCode></UPnPError></detail></s:Fault></s:Body></s:Envelope>");
        }

        private static string Between(string text, string before, string after)
        {
            int at = text.IndexOf(before, StringComparison.Ordinal);
            if (at < 0) return "";
            at += before.Length;
            int end = text.IndexOf(after, at, StringComparison.Ordinal);
            return end < 0 ? "" : text.Substring(at, end - at);
        }

        // The stranger's own server.
        private sealed class Trap : ITarget
        {
            private readonly HomeRouter _router;

            public Trap(HomeRouter router)
            {
                _router = router;
            }

            public int Answer(out long afterUs)
            {
                afterUs = 1000;
                _router.Break("a stranger was asked in the router's place");
                return DialState.Failed;
            }

            public void Arrive(SimConnection connection)
            {
            }
        }
    }
}
