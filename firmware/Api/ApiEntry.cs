// Api: the part of the API about getting in and out: session, claim, login, logout
// (docs/openapi.yaml, tag entry). It turns JSON into calls of Login and back; the password is
// never in any of it.

using Portreeve.Journal;
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
        private readonly Journal.Journal _journal;

        public ApiEntry(BoardSettings settings, Login login, Journal.Journal journal)
        {
            _settings = settings;
            _login = login;
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
            if (!_settings.IsClaimed)
            {
                _login.Claim.Prepare();
                json.Text("claimSalt", System.Convert.ToBase64String(_login.Claim.Salt));
                json.Number("claimRounds", SignIn.Claim.Rounds);
            }
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
            if (verifier == null)
            {
                exchange.Refuse(400, field, trouble);
                return;
            }
            if (_login.Claim.Key == null)
            {
                exchange.AddField("Retry-After", "1");
                exchange.Refuse(503, "the code is being prepared; try again in a moment");
                return;
            }
            verifier = Sealed.Open(body, verifier, _login.Claim.Key);
            if (verifier == null)
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
            exchange.Done("Logged out.");
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
            JsonWriter json = exchange.BeginJson(200);
            json.OpenObject();
            json.Text("token", Secrets.ToHex(session.Token));
            if (signature != null) json.Text("serverFinal", signature);
            json.CloseObject();
            exchange.EndJson();
        }
    }
}
