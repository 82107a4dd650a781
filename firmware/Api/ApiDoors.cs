// Api: the part of the API about rules (docs/openapi.yaml, tag doors, and why). It turns JSON
// into calls of TableEdits, the same that the console makes, and their answers into JSON.

using System.Text;
using Portreeve.Changes;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about rules.</summary>
    internal sealed class ApiDoors
    {
        private readonly Rooms _rooms;
        private readonly TableEdits _edits;

        public ApiDoors(Rooms rooms, TableEdits edits)
        {
            _rooms = rooms;
            _edits = edits;
        }

        public void List(Exchange exchange)
        {
            exchange.Answer(new RulesJson(_rooms, _edits.UndoText));
        }

        public void Add(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            string line;
            if (body == null || !TryLine(exchange, body, out line)) return;
            Answer(exchange, _edits.Add(line));
        }

        public void Edit(Exchange exchange)
        {
            JsonReader body;
            int id;
            string line;
            if (!TryRule(exchange, out body, out id) || !TryLine(exchange, body, out line)) return;
            Answer(exchange, _edits.Edit(id, line));
        }

        public void Enable(Exchange exchange)
        {
            JsonReader body;
            int id;
            if (TryRule(exchange, out body, out id)) Answer(exchange, _edits.Switch(id, true));
        }

        public void Disable(Exchange exchange)
        {
            JsonReader body;
            int id;
            if (TryRule(exchange, out body, out id)) Answer(exchange, _edits.Switch(id, false));
        }

        public void Delete(Exchange exchange)
        {
            JsonReader body;
            int id;
            if (TryRule(exchange, out body, out id)) Answer(exchange, _edits.Delete(id));
        }

        public void Move(Exchange exchange)
        {
            JsonReader body;
            int id, to;
            if (!TryRule(exchange, out body, out id)) return;
            if (body.TryNumber("to", out to)) Answer(exchange, _edits.Move(id, to));
            else exchange.Refuse(400, "to", "the place that the rule shall have is missing");
        }

        public void Undo(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null || exchange.RefuseStale(body, _rooms.Table.Version)) return;
            Answer(exchange, _edits.Undo());
        }

        public void Check(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            string line;
            int id;
            if (body == null || !TryLine(exchange, body, out line)) return;
            body.TryNumber("id", out id);
            // One rule cannot be replaced by several.
            Answer all = id == 0 ? _edits.CheckAll(line) : null;
            RuleDraft draft = all == null ? _edits.Judge(line, id) : null;
            bool isGood = all == null ? draft.IsGood : all.IsGood;
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Flag("ok", isGood);
            json.Name("errors");
            ErrorsJson.Write(json, all == null ? draft.Errors : all.Errors);
            if (isGood) json.Text("line", all == null ? RuleText.Write(draft.Rule) : line);
            if (all != null) json.Text("message", all.Text);
            json.CloseObject();
            exchange.EndJson();
        }

        public void Why(Exchange exchange)
        {
            byte[] bytes = exchange.Request.Bytes;
            int query = exchange.Request.Head.Query;
            int protocol = QueryText.Find(bytes, query, "protocol");
            bool isUdp = AsciiText.Is(bytes, protocol, "udp");
            int port = AsciiText.Number(bytes, QueryText.Find(bytes, query, "port"));
            uint source;
            if (!isUdp && !AsciiText.Is(bytes, protocol, "tcp"))
            {
                exchange.Refuse(400, "protocol", "the protocol is tcp or udp");
            }
            else if (!Number.IsPort(port))
            {
                exchange.Refuse(400, "port", "the port is 1 to 65535");
            }
            else if (!AsciiText.TryAddress(bytes, QueryText.Find(bytes, query, "source"),
                out source))
            {
                exchange.Refuse(400, "source", "write the address like 203.0.113.9");
            }
            else Why(exchange, isUdp, port, source);
        }

        private void Why(Exchange exchange, bool isUdp, int port, uint source)
        {
            byte[] bytes = exchange.Request.Bytes;
            int at = QueryText.Find(bytes, exchange.Request.Head.Query, "at");
            long utcSeconds = 0;
            string time = Encoding.UTF8.GetString(bytes, Piece.Start(at), Piece.Count(at));
            // Many tools escape the colon.
            int escape = time.IndexOf("%3A");
            if (escape > 0) time = time.Substring(0, escape) + ":" + time.Substring(escape + 3);
            int offset;
            if (Piece.Count(at) == 0
                || Moment.TryParse(time, _rooms.Settings.Zone, out utcSeconds, out offset))
            {
                exchange.Answer(new WhyJson(WhyReport.Ask(_rooms, isUdp, port, source,
                    utcSeconds)));
                return;
            }
            exchange.Refuse(400, "at", "write the time like 2026-12-01T18:00, or "
                + "2026-12-01T18:00Z for UTC");
        }

        private void Answer(Exchange exchange, Answer answer)
        {
            ErrorsJson.Finish(exchange, null, answer, _rooms.Table);
        }

        private static bool TryLine(Exchange exchange, JsonReader body, out string line)
        {
            line = body.Text("line");
            if (line != null) return true;
            exchange.Refuse(400, "line", "the rule's line is missing");
            return false;
        }

        // The rule meant, if it is there and the table is the one the asker has seen.
        private bool TryRule(Exchange exchange, out JsonReader body, out int id)
        {
            id = 0;
            body = exchange.ReadBody();
            if (body == null) return false;
            if (!body.TryNumber("id", out id))
            {
                exchange.Refuse(400, "id", "the rule's number is missing");
            }
            else if (exchange.RefuseStale(body, _rooms.Table.Version)) return false;
            else if (_rooms.Table.Find(id) == null)
            {
                ErrorsJson.Refuse(exchange, "id", TableEdits.NoRule(id));
            }
            else
            {
                return true;
            }
            return false;
        }
    }
}
