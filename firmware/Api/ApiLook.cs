// Api: looking ahead while a door is being filled in (docs/openapi.yaml, tag proof): is this
// machine there, where is that friend? It checks what was asked and hands it to the scout.

using Portreeve.Outside;
using Portreeve.Reach;
using Portreeve.Values;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about machines and friends that no rule knows yet.</summary>
    internal sealed class ApiLook
    {
        private readonly Scout _scout;
        private readonly ILan _lan;

        public ApiLook(Scout scout, ILan lan)
        {
            _scout = scout;
            _lan = lan;
        }

        public void Start(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string host = body.Text("host");
            uint address;
            int port;
            if (!body.TryNumber("port", out port)) port = 0;
            bool isAddress = host != null && IPv4.TryParse(host, out address);
            if (!isAddress && (host == null || !HostName.IsValid(host)))
            {
                exchange.Refuse(400, "host", "write an address like 192.168.1.20, or a name");
            }
            else if (port < 0 || port > 65535)
            {
                exchange.Refuse(400, "port", "the port is 1 to 65535");
            }
            else
            {
                _scout.Start(host, port, exchange.NowMs);
                Result(exchange);
            }
        }

        public void Result(Exchange exchange)
        {
            Sight sight = _scout.Sight;
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            if (sight != null)
            {
                json.Text("host", sight.Host);
                json.Number("port", sight.Port);
                json.Text("verdict", sight.Verdict);
                json.Text("text", sight.Text);
            }
            string near = _lan.Neighbours;
            if (near != null) json.Text("near", near);
            json.CloseObject();
            exchange.EndJson();
        }
    }
}
