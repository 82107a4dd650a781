// Api: the part of the API about the board itself (docs/openapi.yaml, tag board): what it is,
// its name and the page's names, the changes that must be confirmed, restart and factory reset.

using Portreeve.Budget;
using Portreeve.Changes;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Settings;
using Portreeve.Values;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about the board.</summary>
    internal sealed class ApiBoard
    {
        private readonly Rooms _rooms;
        private readonly WebServer _server;
        private readonly DelayedRestart _restart;
        private readonly BackupStore _backups;

        public ApiBoard(Rooms rooms, WebServer server, DelayedRestart afterwards,
            BackupStore backups)
        {
            _rooms = rooms;
            _server = server;
            _restart = afterwards;
            _backups = backups;
        }

        public void Board(Exchange exchange)
        {
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            WriteDevice(json);
            WriteNetwork(json);
            json.Number("webPort", _rooms.Settings.WebPort);
            json.Texts("adminNetworks", _rooms.Settings.AdminNetworks);
            json.Texts("hosts", _rooms.Settings.Hosts);
            json.Text("zone", _rooms.Settings.Zone.Text);
            json.Text("metrics", MetricsSetting.ToText(_rooms.Settings.Metrics));
            WriteBudget(json);
            json.CloseObject();
            exchange.EndJson();
        }

        public void Name(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string name = body.Text("name");
            string trouble = name == null ? "the name is missing"
                : BoardSettings.TroubleWithName(name);
            if (trouble != null)
            {
                exchange.Refuse(400, "name", trouble);
                return;
            }
            if (exchange.RefuseStale(body, _rooms.Settings.Name)) return;
            // The board's own name is not the owner's.
            string before = _rooms.Settings.HasOwnName ? _rooms.Settings.Name : "";
            _rooms.Settings.Name = name;
            if (!_rooms.Settings.Save())
            {
                _rooms.Settings.Name = before;
                exchange.Refuse(503, _rooms.Settings.Trouble);
                return;
            }
            Note("the board is now called " + name);
            exchange.Done("The board is now called " + name + ".");
        }

        public void Hosts(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string[] hosts = body.Texts("hosts");
            string trouble = BoardSettings.TroubleWithHosts(hosts);
            if (trouble != null)
            {
                exchange.Refuse(400, "hosts", trouble);
                return;
            }
            string[] before = _rooms.Settings.Hosts;
            if (exchange.RefuseStale(body, before)) return;
            _rooms.Settings.Hosts = hosts;
            if (!_rooms.Settings.Save())
            {
                _rooms.Settings.Hosts = before;
                exchange.Refuse(503, _rooms.Settings.Trouble);
                return;
            }
            Note("the page's names were changed");
            exchange.Done("The page's names are stored.");
        }

        public void Zone(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            if (exchange.RefuseStale(body, _rooms.Settings.Zone.Text)) return;
            string zone = body.Text("zone");
            string trouble = zone == null ? "the zone is missing"
                : ZoneSetting.Set(_rooms.Settings, zone);
            if (trouble != null)
            {
                exchange.Refuse(trouble == _rooms.Settings.Trouble ? 503 : 400, "zone",
                    trouble);
                return;
            }
            string text = "the zone is " + _rooms.Settings.Zone.ShortName + " now";
            Note(text);
            exchange.Done(Readable.Sentence(text));
        }

        public void Metrics(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string word = body.Text("metrics");
            string trouble = word == null ? "the word is missing"
                : MetricsSetting.Set(_rooms.Settings, word);
            if (trouble != null)
            {
                exchange.Refuse(trouble == _rooms.Settings.Trouble ? 503 : 400, "metrics",
                    trouble);
                return;
            }
            string text = MetricsSetting.Sentence(_rooms.Settings.Metrics);
            Note(text);
            exchange.Done(Readable.Sentence(text));
        }

        public void Restart(Exchange exchange)
        {
            if (exchange.ReadBody() == null) return;
            _restart.Restart(exchange.NowMs);
            exchange.MustClose = true;
            exchange.Done("Restarting.");
        }

        public void FactoryReset(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            if (body.Text("name") != _rooms.Settings.Name)
            {
                exchange.Refuse(400, "name", "type the board's name, "
                    + _rooms.Settings.Name + ", to forget everything");
                return;
            }
            IAddressing addressing = _rooms.Around.Addressing;
            // An address from the router is the same again; where else, only the console knows.
            string url = addressing != null && addressing.Setting != "dhcp" ? null
                : WebServer.UrlOf(exchange.Host(), _rooms.Limits.WebPort);
            _restart.FactoryReset(exchange.NowMs);
            exchange.MustClose = true;
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Flag("ok", true);
            json.Text("message", "Everything is being forgotten; the console shows a new claim "
                + "code.");
            json.Text("url", url);
            json.CloseObject();
            exchange.EndJson();
        }

        private void WriteDevice(JsonWriter json)
        {
            Surroundings around = _rooms.Around;
            json.Text("name", _rooms.Settings.Name);
            json.Text("version", Release.Version);
            json.Text("board", around.Board.Name);
            json.Moment("time", around.Clock.UtcSeconds);
            json.Number("uptimeS", around.Clock.NowMs / 1000);
            json.Text("start", around.LastStart);
            long free = _rooms.Relay.Memory.FreeBytes;
            // Looked at once a second, so this moment may be the lowest.
            long lowest = _restart.FreeBytesLowest;
            NumberOrNull(json, "heapFree", free);
            NumberOrNull(json, "heapLowest", lowest < free ? lowest : free);
            json.Flag("safe", around.SafeMode);
            json.Flag("canReturn", _backups.HasBefore);
        }

        private void WriteNetwork(JsonWriter json)
        {
            ILan lan = _rooms.Around.Lan;
            IAddressing addressing = _rooms.Around.Addressing;
            json.Text("mac", addressing == null || addressing.Mac.Length == 0 ? null
                : addressing.Mac);
            if (addressing == null) json.Null("dhcp");
            else json.Flag("dhcp", addressing.Setting == "dhcp");
            json.Text("setting", addressing == null ? null : addressing.Setting);
            json.AddressOrNull("address", lan.Address);
            json.AddressOrNull("mask", lan.Mask);
            json.AddressOrNull("gateway", addressing == null ? 0 : addressing.Router);
            json.Name("dns");
            json.OpenArray();
            for (int i = 0; i < 2; i++)
            {
                if (lan.DnsServer(i) != 0) json.Address(lan.DnsServer(i));
            }
            json.CloseArray();
        }

        private void WriteBudget(JsonWriter json)
        {
            SocketBudget budget = _rooms.Relay.Budget;
            Roster roster = _rooms.Relay.Roster;
            int page = _server.Connections + (_server.Port > 0 ? 1 : 0);
            int sessions = 2 * roster.SessionCount;
            int queries = budget.Owners - _server.Connections;
            int house = _rooms.Reach.House == null ? 0 : _rooms.Reach.House.Sockets;
            json.Name("budget");
            json.OpenObject();
            json.Number("total", budget.Max);
            json.Number("kept", Limits.OwnerSockets);
            json.Name("parts");
            json.OpenArray();
            WritePart(json, "doors",
                budget.Open - page - sessions - queries - roster.MappingCount - house);
            WritePart(json, "sessions", sessions);
            WritePart(json, "mappings", roster.MappingCount);
            WritePart(json, "page", page);
            WritePart(json, "queries", queries);
            if (house > 0) WritePart(json, "mdns", house);
            json.CloseArray();
            json.CloseObject();
        }

        private static void WritePart(JsonWriter json, string name, int sockets)
        {
            json.OpenObject();
            json.Text("name", name);
            json.Number("sockets", sockets);
            json.CloseObject();
        }

        private static void NumberOrNull(JsonWriter json, string name, long number)
        {
            if (number < 0) json.Null(name);
            else json.Number(name, number);
        }

        private void Note(string text)
        {
            _rooms.Journal.Write(JournalKind.Admin, text, null);
        }
    }
}
