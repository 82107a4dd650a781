// Api: the part of the API about changes that could lock the owner out, and their confirmation
// (docs/openapi.yaml, tag board). It checks what was sent and hands it to ConfirmOrRevert.

using Portreeve.Changes;
using Portreeve.Settings;
using Portreeve.SignIn;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about changes that must be confirmed.</summary>
    internal sealed class ApiTrials
    {
        private readonly Rooms _rooms;
        private readonly ConfirmOrRevert _trial;
        private readonly Login _login;

        public ApiTrials(Rooms rooms, ConfirmOrRevert trial, Login login)
        {
            _rooms = rooms;
            _trial = trial;
            _login = login;
        }

        public void Port(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null || IsBusy(exchange)) return;
            int port;
            if (!body.TryNumber("port", out port) || !Number.IsPort(port))
            {
                exchange.Refuse(400, "port", "the port is 1 to 65535");
                return;
            }
            if (exchange.RefuseStale(body, _rooms.Settings.WebPort.ToString())) return;
            Rule rule = _rooms.Table.FindPort(false, port);
            if (rule != null)
            {
                exchange.Refuse(400, "port", "rule " + rule.Number.ToString() + " has port "
                    + port.ToString() + "; take another, or delete the rule");
                return;
            }
            if (port == _rooms.Reach.Budget.InvitePort)
            {
                exchange.Refuse(400, "port", "invites are opened at port " + port.ToString()
                    + "; take another, or give them another");
                return;
            }
            string trouble = _trial.TryPort(port, exchange.Host(), exchange.NowMs);
            Finish(exchange, "port", trouble);
        }

        public void Networks(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null || IsBusy(exchange)) return;
            string[] networks = body.Texts("networks");
            string trouble = AdminNetworks.TroubleWith(networks);
            bool isSure;
            body.TryFlag("sure", out isSure);
            if (trouble == null && !isSure) trouble = AdminNetworks.QuestionAbout(networks);
            if (exchange.RefuseStale(body, _rooms.Settings.AdminNetworks)) return;
            if (trouble == null) trouble = _trial.TryNetworks(networks, exchange.NowMs);
            Finish(exchange, "networks", trouble);
        }

        public void Address(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null || IsBusy(exchange)) return;
            bool isDhcp;
            if (!body.TryFlag("dhcp", out isDhcp))
            {
                exchange.Refuse(400, "dhcp", "say true or false");
                return;
            }
            if (_rooms.Around.Addressing != null
                && exchange.RefuseStale(body, _rooms.Around.Addressing.Setting)) return;
            string setting = "dhcp";
            string url = null;
            if (!isDhcp && !TrySetting(exchange, body, out setting, out url)) return;
            Finish(exchange, "address", _trial.TryAddress(setting, url,
                WebServer.UrlOf(exchange.Host(), _rooms.Settings.WebPort), exchange.NowMs));
        }

        public void Password(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null || IsBusy(exchange)) return;
            string field, trouble;
            Verifier verifier = Verifier.Of(body, out field, out trouble);
            if (verifier == null)
            {
                exchange.Refuse(400, field, trouble);
                return;
            }
            Scram scram = _login.Prove(body, exchange.Source, exchange.NowMs, out trouble);
            if (scram == null)
            {
                exchange.Refuse(trouble == Login.StartAgain ? 409 : 400, "clientFinal", trouble);
                return;
            }
            verifier = Sealed.Open(body, verifier, scram.ClientKey);
            if (verifier == null)
            {
                exchange.Refuse(400, "proof", "the new password is not sealed with the old one; "
                    + "load the page again");
                return;
            }
            trouble = _trial.TryPassword(verifier, exchange.Login, exchange.NowMs);
            _login.ForgetChallenges();
            Finish(exchange, null, trouble);
        }

        public void Pending(Exchange exchange)
        {
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Name("pending");
            PendingJson.Write(json, _trial, exchange.NowMs);
            json.Text("last", _trial.Last);
            json.CloseObject();
            exchange.EndJson();
        }

        public void Confirm(Exchange exchange)
        {
            if (exchange.ReadBody() == null) return;
            string trouble = _trial.Confirm(exchange.Login);
            if (trouble == null) exchange.Done(_trial.Last);
            else exchange.Refuse(409, trouble);
        }

        public void Revert(Exchange exchange)
        {
            if (exchange.ReadBody() == null) return;
            string trouble = _trial.Revert();
            if (trouble == null) exchange.Done(_trial.Last);
            else exchange.Refuse(409, trouble);
        }

        private bool IsBusy(Exchange exchange)
        {
            if (!_trial.IsPending) return false;
            exchange.Refuse(409, _trial.Busy);
            return true;
        }

        private void Finish(Exchange exchange, string field, string trouble)
        {
            if (trouble != null)
            {
                exchange.Refuse(trouble == _rooms.Settings.Trouble ? 503 : 400, field, trouble);
                return;
            }
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Flag("ok", true);
            json.Text("message", "Tried: " + _trial.Text + ". Confirm within a minute.");
            json.Name("pending");
            PendingJson.Write(json, _trial, exchange.NowMs);
            json.CloseObject();
            exchange.EndJson();
        }

        // The words that IAddressing takes, made of the four fields.
        private bool TrySetting(Exchange exchange, JsonReader body, out string setting,
            out string url)
        {
            uint address, mask, gateway, server;
            setting = null;
            url = null;
            if (!TryAddress(exchange, body, "address", out address)) return false;
            if (!TryAddress(exchange, body, "mask", out mask)) return false;
            if (!TryAddress(exchange, body, "gateway", out gateway)) return false;
            int bits = 0;
            while (bits < 32 && (mask & (0x80000000u >> bits)) != 0) bits++;
            if (mask != Cidr.MaskOf(bits) || bits < 8 || bits > 30)
            {
                exchange.Refuse(400, "mask", "a mask is like 255.255.255.0");
                return false;
            }
            string[] dns = body.Texts("dns");
            string list = "";
            for (int i = 0; dns != null && i < dns.Length; i++)
            {
                if (i < 2 && IPv4.TryParse(dns[i], out server))
                {
                    list += (i == 0 ? " dns " : ",") + dns[i];
                    continue;
                }
                exchange.Refuse(400, "dns", "give one or two addresses of name servers");
                return false;
            }
            string text = IPv4.ToText(address);
            setting = text + "/" + bits.ToString() + " via "
                + IPv4.ToText(gateway) + list;
            url = WebServer.UrlOf(text, _rooms.Settings.WebPort);
            return true;
        }

        private static bool TryAddress(Exchange exchange, JsonReader body, string name,
            out uint address)
        {
            string text = body.Text(name);
            if (text != null && IPv4.TryParse(text, out address)) return true;
            address = 0;
            exchange.Refuse(400, name, "write four numbers separated by dots, such as "
                + "192.168.1.50");
            return false;
        }
    }
}
