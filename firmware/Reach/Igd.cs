// Reach: the words of UPnP's Internet Gateway Device (IGD 1 and 2): how a router is searched for
// and what it is asked, and where its answer says it lives. An answer counts only when it comes
// from our router and leads to our router. Pure; it knows no socket.

using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>Texts to and from the router.</summary>
    internal static class Igd
    {
        /// <summary>239.255.255.250, where devices listen for a search (UDA 1.1, 1.2).</summary>
        public const uint SearchGroup = 0xEFFFFFFA;

        public const int SearchPort = 1900;

        /// <summary>Tags of an answer that we want; the places below are theirs.</summary>
        public static string[] AnswerTags()
        {
            return new string[]
            {
                "NewExternalIPAddress", "errorCode", "NewInternalClient"
            };
        }

        public const int ExternalAddress = 0;
        public const int ErrorCode = 1;
        public const int InternalClient = 2;

        /// <summary>Tags of a description that we want.</summary>
        public static string[] DescriptionTags()
        {
            return new string[] { "serviceType", "controlURL" };
        }

        /// <summary>The search, one kind of device a try.</summary>
        public static string Search(int turn)
        {
            return "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\""
                + "\r\nMX: 2\r\nST: " + (turn % 3 == 2 ? "upnp:rootdevice"
                : "urn:schemas-upnp-org:device:InternetGatewayDevice:"
                + (turn % 3 == 0 ? "1" : "2")) + "\r\n\r\n";
        }

        /// <summary>Where an answer to the search says the description is; null when it is none of
        /// our router's.</summary>
        /// <param name="answer">The datagram as text.</param>
        /// <param name="router">Only a description there is believed.</param>
        public static HttpTarget LocationOf(string answer, uint router)
        {
            if (!answer.StartsWith("HTTP/1.")) return null;
            string lower = answer.ToLower();
            int at = lower.IndexOf("\nlocation:");
            if (at < 0) return null;
            int end = answer.IndexOf('\n', at + 1);
            if (end < 0) end = answer.Length;
            return AtRouter(answer.Substring(at + 10, end - at - 10).Trim(), router);
        }

        /// <summary>Where the service is asked: an address of our router, or null.</summary>
        public static HttpTarget ControlOf(HttpTarget description, string control, uint router)
        {
            if (control.StartsWith("http")) return AtRouter(control, router);
            return AtRouter("http://" + description.HostAndPort
                + (control.StartsWith("/") ? "" : "/") + control, router);
        }

        /// <summary>The field that names what is asked.</summary>
        public static string ActionField(string service, string action)
        {
            return "Content-Type: text/xml; charset=\"utf-8\"\r\nSOAPAction: \"" + service + "#"
                + action + "\"\r\n";
        }

        /// <summary>What is posted.</summary>
        public static string Envelope(string service, string action, string arguments)
        {
            return "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/"
                + "envelope/\" s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">"
                + "<s:Body><u:" + action + " xmlns:u=\"" + service + "\">" + arguments + "</u:"
                + action + "></s:Body></s:Envelope>";
        }

        /// <summary>The arguments that say which port.</summary>
        public static string PortArguments(bool isUdp, int port)
        {
            return "<NewRemoteHost></NewRemoteHost>" + Argument("ExternalPort", port.ToString())
                + Argument("Protocol", isUdp ? "UDP" : "TCP");
        }

        /// <summary>The arguments of AddPortMapping, in its order.</summary>
        public static string LeaseArguments(bool isUdp, int port, uint self, int lifetimeS)
        {
            return PortArguments(isUdp, port) + Argument("InternalPort", port.ToString())
                + Argument("InternalClient", IPv4.ToText(self)) + Argument("Enabled", "1")
                + Argument("PortMappingDescription", "Portreeve")
                + Argument("LeaseDuration", lifetimeS.ToString());
        }

        private static string Argument(string name, string value)
        {
            return "<New" + name + ">" + value + "</New" + name + ">";
        }

        private static HttpTarget AtRouter(string url, uint router)
        {
            HttpTarget target = HttpTarget.Of(url);
            uint address;
            bool isOurs = target != null && !target.IsSecure
                && IPv4.TryParse(target.Host, out address) && address == router;
            return isOurs ? target : null;
        }
    }
}
