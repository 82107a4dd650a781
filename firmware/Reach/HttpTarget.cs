// Reach: an address on the web, taken apart. Pure.

using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>http:// or https://, host, port and path.</summary>
    internal sealed class HttpTarget
    {
        /// <summary>True for https.</summary>
        public bool IsSecure;

        /// <summary>A host name or an address.</summary>
        public string Host;

        /// <summary>1 to 65535.</summary>
        public int Port;

        /// <summary>From the first slash on; no blank in it.</summary>
        public string Path;

        /// <summary>For the field Host: without the port that goes without saying.</summary>
        public string HostAndPort
        {
            get
            {
                return Port == (IsSecure ? 443 : 80) ? Host : Host + ":" + Port.ToString();
            }
        }

        /// <summary>Reads one; null when it cannot be one. Names and passwords in it, as in
        /// "http://user@host/", are refused.</summary>
        public static HttpTarget Of(string url)
        {
            HttpTarget target = new HttpTarget();
            target.IsSecure = url.StartsWith("https://");
            if (!target.IsSecure && !url.StartsWith("http://")) return null;
            for (int i = 0; i < url.Length; i++)
            {
                if (url[i] <= ' ' || url[i] >= 127) return null;
            }
            int start = target.IsSecure ? 8 : 7;
            int slash = url.IndexOf('/', start);
            string host = slash < 0 ? url.Substring(start) : url.Substring(start, slash - start);
            target.Path = slash < 0 ? "/" : url.Substring(slash);
            target.Port = target.IsSecure ? 443 : 80;
            int colon = host.IndexOf(':');
            if (colon >= 0)
            {
                int port;
                if (!Number.TryParse(host.Substring(colon + 1), out port)) return null;
                if (!Number.IsPort(port)) return null;
                target.Port = port;
                host = host.Substring(0, colon);
            }
            uint address;
            if (!HostName.IsValid(host) && !IPv4.TryParse(host, out address)) return null;
            target.Host = host.ToLower();
            return target;
        }
    }
}
