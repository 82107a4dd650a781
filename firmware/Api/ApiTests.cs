// Api: the part of the API about the doctor (docs/openapi.yaml, tag proof): one rule, all of them,
// or the wait for a knock. It starts and stops; the findings are the doctor's.

using Portreeve.Changes;
using Portreeve.Table;
using Portreeve.Views;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about tests.</summary>
    internal sealed class ApiTests
    {
        private readonly Rooms _rooms;

        public ApiTests(Rooms rooms)
        {
            _rooms = rooms;
        }

        public void Show(Exchange exchange)
        {
            exchange.Answer(new DoctorJson(_rooms.Doctor));
        }

        public void Start(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            int id;
            bool waits, isEnd;
            if (!body.TryFlag("wait", out waits)) waits = false;
            if (!body.TryFlag("stop", out isEnd)) isEnd = false;
            if (isEnd)
            {
                _rooms.Doctor.Stop();
                exchange.Done("The test has ended.");
                return;
            }
            bool hasId = body.TryNumber("id", out id);
            if (!hasId && (waits || body.KindOf("id") != JsonKind.Missing))
            {
                exchange.Refuse(400, "id", "the rule's number is missing");
                return;
            }
            Rule rule = hasId ? _rooms.Table.Find(id) : null;
            if (hasId && rule == null)
            {
                ErrorsJson.Refuse(exchange, "id", TableEdits.NoRule(id));
                return;
            }
            if (waits) _rooms.Doctor.Await(rule, exchange.NowMs);
            else _rooms.Doctor.Start(rule, exchange.NowMs);
            exchange.Done(waits ? "Waiting for a knock at rule " + id.ToString() + "."
                : hasId ? "Testing rule " + id.ToString() + "." : "Testing everything.");
        }
    }
}
