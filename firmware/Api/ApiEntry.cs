// Api: the part of the API about getting in and out: session, claim, login, logout, and the
// logins and keys there are (docs/openapi.yaml, tag entry and parts of board). It turns JSON into
// calls of Login and ApiKeys and back; the password is never in any of it.

using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.SignIn;
using Portreeve.Values;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Api
{
    /// <summary>Answers about entry.</summary>
    internal sealed class ApiEntry
    {
        private readonly BoardSettings _settings;
        private readonly Login _login;
        private readonly Surroundings _around;
        private readonly Journal.Journal _journal;

        public ApiEntry(BoardSettings settings, Login login, Surroundings around,
            Journal.Journal journal)
        {
            _settings = settings;
            _login = login;
            _around = around;
            _journal = journal;
        }

        public void Standing(Exchange exchange)
        {
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Flag("claimed", _settings.IsClaimed);
            json.Flag("in", exchange.Login != null);
            json.Text("name", _settings.Name);
            json.Number("iterations", Verifier.IterationsNew);
            json.Text("token", exchange.Login == null ? null
                : Secrets.ToHex(exchange.Login.Token));
            json.CloseObject();
            exchange.EndJson();
        }

        public void Claim(Exchange exchange)
        {
            if (_settings.IsClaimed)
            {
                exchange.Refuse(409, "this board has an owner; factory-reset on the console "
                    + "makes it nobody's again");
                return;
            }
            if (MustWait(exchange)) return;
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string field, trouble;
            Verifier verifier = Verifier.Of(body, out field, out trouble);
            string proof = body.Text("proof");
            if (verifier != null && proof == null)
            {
                field = "proof";
                trouble = "the proof is missing";
                verifier = null;
            }
            if (verifier == null)
            {
                exchange.Refuse(400, field, trouble);
                return;
            }
            if (!_login.Claim.IsProven(body, verifier.Iterations, proof))
            {
                _login.Fail(exchange.Source, exchange.NowMs, "a wrong claim code came from ");
                exchange.Refuse(401, "proof",
                    "this is not the code that the serial console shows");
                return;
            }
            _login.BackOff.Succeed(exchange.Source);
            Take(exchange, verifier);
        }

        public void LoginFirst(Exchange exchange)
        {
            if (!_settings.IsClaimed)
            {
                exchange.Refuse(409, "this board is nobody's yet; claim it first");
                return;
            }
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string first = body.Text("clientFirst");
            string challenge = first == null ? null
                : _login.Begin(first, exchange.Source, exchange.NowMs);
            if (challenge == null)
            {
                exchange.Refuse(400, "clientFirst", "send n,,n=" + Scram.User + ",r=NONCE with a "
                    + "nonce of 8 to 64 printable characters (RFC 5802)");
                return;
            }
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Text("serverFirst", challenge);
            json.CloseObject();
            exchange.EndJson();
        }

        public void LoginFinal(Exchange exchange)
        {
            if (MustWait(exchange)) return;
            JsonReader body = exchange.ReadBody();
            if (body == null) return;
            string final = body.Text("clientFinal");
            if (final == null)
            {
                exchange.Refuse(400, "clientFinal", "send c=biws,r=NONCE,p=PROOF (RFC 5802)");
                return;
            }
            Scram scram = _login.Finish(final, exchange.Source, exchange.NowMs);
            if (scram == null) exchange.Refuse(409, "clientFinal", Login.StartAgain);
            else if (scram.ServerFinal != null) Welcome(exchange, scram.ServerFinal);
            else exchange.Refuse(401, "clientFinal", Login.WrongPassword);
        }

        public void Logout(Exchange exchange)
        {
            _login.Sessions.Close(exchange.Login.Id);
            exchange.AddField("Set-Cookie", RequestGate.CookieName
                + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
            exchange.Done("Logged out.");
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
            if (!ApiKeys.IsName(name))
            {
                exchange.Refuse(400, "name", "a key has a name of 1 to 32 letters, digits and "
                    + "signs");
                return;
            }
            if (scope != "read" && scope != "full")
            {
                exchange.Refuse(400, "scope", "the scope is read or full");
                return;
            }
            if (_settings.Keys.IsFull)
            {
                exchange.Refuse(400, "name", "there are " + Limits.ApiKeysMax.ToString()
                    + " keys, which is all that fit; end one first");
                return;
            }
            string text = _settings.Keys.Make(_around.Board, name, scope == "full");
            if (!_settings.Save())
            {
                _settings.Keys.Revoke(_settings.Keys.NextId - 1);
                exchange.Refuse(503, _settings.Trouble);
                return;
            }
            _journal.Write(JournalKind.Admin, "a key was made: " + name + " (" + scope + ")",
                null);
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Flag("ok", true);
            json.Text("message", "This key is shown only now.");
            json.Text("key", text);
            json.CloseObject();
            exchange.EndJson();
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

        private bool MustWait(Exchange exchange)
        {
            int wait = _login.BackOff.WaitS(exchange.Source, exchange.NowMs);
            if (wait == 0) return false;
            exchange.AddField("Retry-After", wait.ToString());
            JsonWriter json = exchange.BeginJson(429);
            json.OpenObject();
            json.Name("errors");
            json.OpenArray();
            json.OpenObject();
            json.Text("message", "too many wrong tries; wait " + Readable.Time(wait * 1000L));
            json.CloseObject();
            json.CloseArray();
            json.Number("retryAfterS", wait);
            json.CloseObject();
            exchange.EndJson();
            return true;
        }

        private void Take(Exchange exchange, Verifier verifier)
        {
            _settings.Verifier = verifier;
            if (!_settings.Keep())
            {
                _settings.Return();
                exchange.Refuse(503, _settings.Trouble);
                return;
            }
            _login.Claim.Renew();
            _journal.Write(JournalKind.Admin, "the board was claimed", null);
            Welcome(exchange, null);
        }

        private void Welcome(Exchange exchange, string signature)
        {
            WebSession session = _login.Enter(exchange.Source, exchange.NowMs);
            exchange.Login = session;
            exchange.AddField("Set-Cookie", RequestGate.CookieName + "="
                + Secrets.ToHex(session.Secret) + "; Path=/; HttpOnly; SameSite=Strict");
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Text("token", Secrets.ToHex(session.Token));
            if (signature != null) json.Text("serverFinal", signature);
            json.CloseObject();
            exchange.EndJson();
        }
    }
}
