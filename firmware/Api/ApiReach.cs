// Api: the part of the API about being reached (docs/openapi.yaml, tag reach). It turns JSON into
// calls of ReachEdits, the same that the console makes. No password comes out of it.

using Portreeve.Changes;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about being reached.</summary>
    internal sealed class ApiReach
    {
        private readonly Rooms _rooms;
        private readonly ReachEdits _edits;

        public ApiReach(Rooms rooms)
        {
            _rooms = rooms;
            _edits = new ReachEdits(rooms);
        }

        public void Show(Exchange exchange)
        {
            exchange.Answer(new ReachJson(_rooms.Reach, exchange.NowMs));
        }

        public void Ddns(Exchange exchange)
        {
            JsonReader body;
            bool isOn;
            if (!TryBegin(exchange, out body, out isOn)) return;
            Reach.ReachSettings wish = WishOf(exchange, body);
            if (wish == null) return;
            if (!isOn)
            {
                ErrorsJson.Finish(exchange, null, _edits.StopDdns(wish));
                return;
            }
            bool isPlain;
            int days;
            if (!body.TryFlag("plain", out isPlain)) isPlain = false;
            if (!body.TryNumber("refreshDays", out days)) days = 0;
            string password = body.Text("password");
            if (days < 0 || days > Limits.DdnsRefreshDaysMax)
            {
                exchange.Refuse(400, "refreshDays", "1 to "
                    + Limits.DdnsRefreshDaysMax.ToString() + " days");
                return;
            }
            if (password != null && password.Length == 0) password = null;
            ErrorsJson.Finish(exchange, null, _edits.SetDdns(wish, TextOf(body, "provider"),
                TextOf(body, "names"), TextOf(body, "user"), password, isPlain, days));
        }

        public void Router(Exchange exchange)
        {
            JsonReader body;
            bool isOn;
            if (!TryBegin(exchange, out body, out isOn)) return;
            ErrorsJson.Finish(exchange, null, _edits.SetRouter(isOn));
        }

        public void House(Exchange exchange)
        {
            JsonReader body;
            bool isOn;
            if (!TryBegin(exchange, out body, out isOn)) return;
            ErrorsJson.Finish(exchange, null, _edits.SetHouse(isOn, TextOf(body, "name")));
        }

        // What may be set beside the switch, and is stored with it. Null: a word of it was refused,
        // and that is said.
        private Reach.ReachSettings WishOf(Exchange exchange, JsonReader body)
        {
            Reach.ReachSettings wish = ReachEdits.Fresh(_rooms);
            string check = body.Text("checkUrl");
            if (check != null) wish.CheckUrl = check;
            if (IsRefused(exchange, "checkUrl", wish)) return null;
            string resolver = body.Text("resolver");
            if (resolver != null) wish.Resolver = resolver.Trim();
            return IsRefused(exchange, "resolver", wish) ? null : wish;
        }

        private static bool IsRefused(Exchange exchange, string field, Reach.ReachSettings wish)
        {
            string trouble = ReachEdits.TroubleWith(wish);
            if (trouble == null) return false;
            exchange.Refuse(400, field, Readable.Sentence(trouble));
            return true;
        }

        private static bool TryBegin(Exchange exchange, out JsonReader body, out bool isOn)
        {
            isOn = false;
            body = exchange.ReadBody();
            if (body == null) return false;
            if (body.TryFlag("on", out isOn)) return true;
            exchange.Refuse(400, "on", "say true or false");
            return false;
        }

        private static string TextOf(JsonReader body, string name)
        {
            string text = body.Text(name);
            return text == null ? "" : text.Trim();
        }
    }
}
