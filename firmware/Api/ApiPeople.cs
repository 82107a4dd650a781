// Api: the part of the API about friends, grants, knocks and bans (docs/openapi.yaml, tag
// people). It turns JSON into calls of PeopleEdits, the same that the console makes.

using Portreeve.Changes;
using Portreeve.Views;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about people.</summary>
    internal sealed class ApiPeople
    {
        private readonly Rooms _rooms;
        private readonly PeopleEdits _edits;

        public ApiPeople(Rooms rooms, TableEdits edits)
        {
            _rooms = rooms;
            _edits = new PeopleEdits(rooms, edits);
        }

        public void List(Exchange exchange)
        {
            exchange.Answer(new PeopleJson(_rooms));
        }

        public void Give(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            int rule;
            string who = body.Text("who");
            string length = body.Text("for");
            if (who == null) exchange.Refuse(400, "who", "the address is missing");
            else if (!body.TryNumber("rule", out rule)) Missing(exchange, "rule");
            else if (length == null) exchange.Refuse(400, "for", "the length is missing");
            else if (exchange.RefuseStale(body, _rooms.Table.Version)) return;
            else if (_rooms.Table.Find(rule) == null)
            {
                ErrorsJson.Refuse(exchange, "rule", TableEdits.NoRule(rule));
            }
            else ErrorsJson.Finish(exchange, null, _edits.Give(who, rule, length));
        }

        public void Allow(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            int knock;
            string length = body.Text("for");
            if (!body.TryNumber("knock", out knock)) Missing(exchange, "knock");
            else if (length == null) exchange.Refuse(400, "for", "the length is missing");
            else if (exchange.RefuseStale(body, _rooms.Table.Version)) return;
            else if (_rooms.Admission.Knocks.Find(knock) == null)
            {
                exchange.Refuse(404, "knock", "there is no such knock any more");
            }
            else ErrorsJson.Finish(exchange, null, _edits.Allow(knock, length));
        }

        public void Revoke(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            int id;
            if (body.TryNumber("id", out id)) ErrorsJson.Finish(exchange, "id", _edits.Revoke(id));
            else Missing(exchange, "id");
        }

        public void Refresh(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string name = body.Text("name");
            if (name != null) ErrorsJson.Finish(exchange, "name", _edits.Refresh(name));
            else exchange.Refuse(400, "name", "the friend's name is missing");
        }

        public void Grace(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string length = body.Text("for");
            if (length != null)
            {
                ErrorsJson.Finish(exchange, "for", _edits.SetGrace(length.ToLower()));
            }
            else exchange.Refuse(400, "for", "the length is missing");
        }

        public void Unban(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string address = body.Text("address");
            if (address != null) ErrorsJson.Finish(exchange, "address", _edits.Unban(address));
            else exchange.Refuse(400, "address", "the address is missing");
        }

        public void ForgetKnocks(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            int knock;
            if (body.TryNumber("knock", out knock))
            {
                ErrorsJson.Finish(exchange, "knock", _edits.ForgetKnock(knock));
            }
            else if (body.KindOf("knock") != JsonKind.Missing) Missing(exchange, "knock");
            else ErrorsJson.Finish(exchange, null, _edits.ForgetKnocks());
        }

        private static void Missing(Exchange exchange, string field)
        {
            exchange.Refuse(400, field, "the number is missing");
        }
    }
}
