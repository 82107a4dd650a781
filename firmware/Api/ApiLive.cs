// Api: the part of the API about this moment: status, who is inside, the journal
// (docs/openapi.yaml, tags now and journal). What is polled is written straight into the send
// buffer by the same views that the console shows.

using Portreeve.Changes;
using Portreeve.Views;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about what is alive.</summary>
    internal sealed class ApiLive
    {
        private readonly Rooms _rooms;
        private readonly LiveEdits _live;
        private readonly ConfirmOrRevert _trial;

        public ApiLive(Rooms rooms, LiveEdits live, ConfirmOrRevert trial)
        {
            _rooms = rooms;
            _live = live;
            _trial = trial;
        }

        public void Status(Exchange exchange)
        {
            exchange.Answer(StatusView.Json(_rooms, _trial));
        }

        public void Now(Exchange exchange)
        {
            exchange.Answer(new NowJson(
                new NowWalk(_rooms.Relay.Roster, true, true), _rooms.Around.Clock,
                _rooms.Admission));
        }

        public void Kick(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            int id;
            if (!body.TryNumber("id", out id))
            {
                exchange.Refuse(400, "id", "the number is missing");
                return;
            }
            Answer answer = _live.Kick(id);
            if (answer.IsGood) exchange.Done(answer.Text);
            else ErrorsJson.Refuse(exchange, "id", answer);
        }

        public void Metrics(Exchange exchange)
        {
            exchange.Answer(new MetricsReport(_rooms), MetricsReport.ContentType);
        }

        public void Journal(Exchange exchange)
        {
            int after = QueryText.Find(exchange.Request.Bytes, exchange.Request.Head.Query,
                "after");
            int number = Piece.Count(after) == 0 ? 0
                : AsciiText.Number(exchange.Request.Bytes, after);
            if (number < 0)
            {
                exchange.Refuse(400, "after", "the number of a line is needed");
                return;
            }
            exchange.Answer(new JournalJson(_rooms.Journal, _rooms.Around.Clock, number));
        }
    }
}
