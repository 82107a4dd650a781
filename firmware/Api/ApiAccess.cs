// Api: the part of the API about who has access besides: the browsers that are logged in, and the
// keys of scripts (docs/openapi.yaml, parts of tag board). Making a key asks for the password once
// more, since a key outlives a login.

using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.SignIn;
using Portreeve.Values;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about logins and keys.</summary>
    internal sealed class ApiAccess
    {
        private const int DaysMax = 3650;

        private readonly BoardSettings _settings;
        private readonly Login _login;
        private readonly IBoard _board;
        private readonly Journal.Journal _journal;

        public ApiAccess(BoardSettings settings, Login login, IBoard board,
            Journal.Journal journal)
        {
            _settings = settings;
            _login = login;
            _board = board;
            _journal = journal;
        }

        public void Logins(Exchange exchange)
        {
            WebSessions sessions = _login.Sessions;
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Name("logins");
            json.OpenArray();
            for (int i = 0; i < sessions.Max; i++)
            {
                WebSession session = sessions.At(i);
                if (session == null) continue;
                json.OpenObject();
                json.Number("id", session.Id);
                json.Address("source", session.Source);
                json.Number("ageS", (exchange.NowMs - session.BornMs) / 1000);
                json.Number("idleS", (exchange.NowMs - session.SeenMs) / 1000);
                json.Flag("own", session == exchange.Login);
                json.CloseObject();
            }
            json.CloseArray();
            json.CloseObject();
            exchange.EndJson();
        }

        public void RevokeLogin(Exchange exchange)
        {
            int id;
            if (!TryId(exchange, out id)) return;
            if (_login.Sessions.Close(id)) exchange.Done("That browser is logged out.");
            else exchange.Refuse(404, "id", "no browser of this number is logged in");
        }

        public void Keys(Exchange exchange)
        {
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Name("keys");
            json.OpenArray();
            for (int i = 0; i < _settings.Keys.Count; i++)
            {
                ApiKey key = _settings.Keys.At(i);
                json.OpenObject();
                json.Number("id", key.Id);
                json.Text("name", key.Name);
                json.Text("scope", key.Scope);
                ApiKeys.WritePlaces(json, key);
                if (key.EndUtcSeconds == 0) json.Null("until");
                else json.Text("until", Moment.ToText(key.EndUtcSeconds, 0));
                if (key.UsedMs < 0) json.Null("usedS");
                else json.Number("usedS", (exchange.NowMs - key.UsedMs) / 1000);
                json.CloseObject();
            }
            json.CloseArray();
            json.CloseObject();
            exchange.EndJson();
        }

        public void AddKey(Exchange exchange)
        {
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string name = body.Text("name");
            string scope = body.Text("scope");
            if (name != null) name = name.Trim();
            string field = null;
            string trouble = null;
            Cidr[] places = PlacesOf(body);
            int days = 0;
            bool hasDays = body.TryNumber("days", out days);
            if (!ApiKeys.IsName(name))
            {
                field = "name";
                trouble = "a key has a name of 1 to 32 letters, digits and signs";
            }
            else if (scope != "read" && scope != "full")
            {
                field = "scope";
                trouble = "the scope is read or full";
            }
            else if (places == null)
            {
                field = "from";
                trouble = "write up to four addresses or networks, such as 192.168.1.20 or "
                    + "192.168.1.0/24";
            }
            else if (hasDays && (days < 1 || days > DaysMax || exchange.UtcSeconds == 0))
            {
                field = "days";
                trouble = days < 1 || days > DaysMax ? "a key lives 1 to 3650 days"
                    : "the time is not known yet, so a key cannot have an end";
            }
            else if (_settings.Keys.IsFull)
            {
                field = "name";
                trouble = "there are " + Limits.ApiKeysMax.ToString()
                    + " keys, which is all that fit; end one first";
            }
            else if (_login.Prove(body, exchange.Source, exchange.NowMs, out trouble) == null)
            {
                field = "clientFinal";
            }
            if (trouble != null)
            {
                exchange.Refuse(trouble == Login.StartAgain ? 409 : 400, field, trouble);
                return;
            }
            long end = hasDays ? exchange.UtcSeconds + days * 86400L : 0;
            Make(exchange, name, scope == "full", places, end);
        }

        private void Make(Exchange exchange, string name, bool isFull, Cidr[] places, long end)
        {
            string text = _settings.Keys.Make(_board, name, isFull);
            ApiKey key = _settings.Keys.At(_settings.Keys.Count - 1);
            key.From = places;
            key.EndUtcSeconds = end;
            if (!_settings.Save())
            {
                _settings.Keys.Revoke(key.Id);
                exchange.Refuse(503, _settings.Trouble);
                return;
            }
            _journal.Write(JournalKind.Admin, "a key was made: " + name + " (" + key.Scope + ")",
                null);
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Flag("ok", true);
            json.Text("message", "This key is shown only now.");
            json.Text("key", text);
            json.CloseObject();
            exchange.EndJson();
        }

        // Null when one cannot be read or there are too many; empty for everywhere.
        private static Cidr[] PlacesOf(JsonReader body)
        {
            string[] texts = body.Texts("from");
            if (texts == null) return new Cidr[0];
            if (texts.Length > ApiKeys.PlacesMax) return null;
            Cidr[] places = new Cidr[texts.Length];
            for (int i = 0; i < texts.Length; i++)
            {
                places[i] = Cidr.Parse(texts[i].Trim());
                if (places[i] == null) return null;
            }
            return places;
        }

        public void RevokeKey(Exchange exchange)
        {
            int id;
            if (!TryId(exchange, out id)) return;
            if (!_settings.Keys.Revoke(id))
            {
                exchange.Refuse(404, "id", "there is no key of this number");
                return;
            }
            _journal.Write(JournalKind.Admin, "key " + id.ToString() + " was ended", null);
            if (_settings.Save()) exchange.Done("The key is worth nothing any more.");
            else exchange.Refuse(503, "the key is ended until the next start only: "
                + _settings.Trouble);
        }

        private static bool TryId(Exchange exchange, out int id)
        {
            id = 0;
            JsonReader body = exchange.ReadBody();
            if (body == null) return false;
            if (body.TryNumber("id", out id)) return true;
            exchange.Refuse(400, "id", "the number is missing");
            return false;
        }
    }
}
