// Api: the part of the API about invites (docs/openapi.yaml, tag people). It turns JSON into calls
// of InviteEdits, the same that the console makes.

using Portreeve.Changes;
using Portreeve.Views;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about invites.</summary>
    internal sealed class ApiInvites
    {
        private readonly Rooms _rooms;
        private readonly InviteEdits _edits;

        public ApiInvites(Rooms rooms)
        {
            _rooms = rooms;
            _edits = new InviteEdits(rooms);
        }

        public void List(Exchange exchange)
        {
            InviteView.Write(exchange.BeginJson(200), _rooms);
            exchange.EndJson();
        }

        public void Make(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            int rule, times;
            string length = body.Text("for");
            if (!body.TryNumber("times", out times)) times = 1;
            if (!body.TryNumber("rule", out rule))
            {
                exchange.Refuse(400, "rule", "the rule's number is missing");
            }
            else if (length == null) exchange.Refuse(400, "for", "the length is missing");
            else ErrorsJson.Finish(exchange, null, _edits.Make(rule, length, times));
        }

        public void End(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            int id;
            if (body.TryNumber("id", out id)) ErrorsJson.Finish(exchange, null, _edits.End(id));
            else exchange.Refuse(400, "id", "the number is missing");
        }

        public void Port(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            int port;
            if (!body.TryNumber("port", out port))
            {
                exchange.Refuse(400, "port", "the port is missing; 0 is for none");
            }
            else ErrorsJson.Finish(exchange, null, _edits.SetPort(port));
        }
    }
}
