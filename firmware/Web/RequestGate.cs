// Web: the one place that says who may ask what. Every request passes here before anything is
// done, in this order: is the name ours (421), does the thing exist (404, 405), is the page that
// asks ours (403), is it JSON (415), who asks (401), and may he (403). It knows the routes by
// their table only; what they answer is theirs.

using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.SignIn;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Web
{
    /// <summary>Admits requests.</summary>
    internal sealed class RequestGate : IRequestHandler, IPeerFilter
    {
        private readonly OwnNames _names;
        private readonly AdminNetworks _networks;
        private readonly BoardSettings _settings;
        private readonly Login _login;
        private readonly IClock _clock;
        private readonly MemoryBudget _memory;

        public RequestGate(OwnNames names, AdminNetworks networks, BoardSettings settings,
            Login login, IClock clock, MemoryBudget memory)
        {
            _memory = memory;
            _names = names;
            _networks = networks;
            _settings = settings;
            _login = login;
            _clock = clock;
        }

        /// <summary>Everything that can be asked; set once, before the first step: some routes are
        /// about the server, which is made after its gate.</summary>
        public RouteTable Routes;

        /// <inheritdoc/>
        public bool IsAdmitted(uint address)
        {
            return _networks.Holds(address);
        }

        /// <inheritdoc/>
        public bool IsOwner(uint address)
        {
            return _login.Sessions.HasFrom(address, _clock.NowMs);
        }

        /// <inheritdoc/>
        public int BodyMax(Exchange exchange)
        {
            return RouteTable.IsLarge(exchange.Row) ? Limits.WebLargeBytesMax
                : Limits.WebBodyBytesMax;
        }

        /// <inheritdoc/>
        public void Answer(Exchange exchange)
        {
            Routes.Answer(exchange.Route, exchange);
        }

        /// <inheritdoc/>
        public void Continue(Exchange exchange)
        {
            exchange.Response.OpenSlice();
            if (exchange.Report != null) exchange.ContinueReport();
            else Routes.Answer(exchange.Route, exchange);
        }

        /// <inheritdoc/>
        public int Admit(Exchange exchange)
        {
            HttpHead head = exchange.Request.Head;
            byte[] bytes = exchange.Request.Bytes;
            if (!_names.Hold(bytes, head.Host, exchange.Source))
            {
                return Refuse(exchange, 421, "this name is not one of ours; use the board's "
                    + "address, or add the name on the console or the page");
            }
            string allowed = null;
            if (!Find(exchange, bytes, head, ref allowed))
            {
                if (allowed == null) return Refuse(exchange, 404, "there is no such thing here");
                exchange.AddField("Allow", allowed);
                return Refuse(exchange, 405, "this is asked by " + allowed);
            }
            if (Piece.Count(head.Origin) > 0 && !IsOwnOrigin(bytes, head))
            {
                return Refuse(exchange, 403, "another site's page asked for this");
            }
            if (head.Method == HttpMethod.Post && !IsJson(bytes, head.ContentType))
            {
                return Refuse(exchange, 415, "the body must be application/json");
            }
            int status = Identify(exchange);
            if (status != 0) return status;
            // A long body is kept whole, and what is made of it beside it.
            // One in chunks says its length at its end.
            int bytesMax = head.IsChunked ? Limits.WebLargeBytesMax : head.BodyBytes;
            bool isLarge = RouteTable.IsLarge(exchange.Row)
                && bytesMax <= Limits.WebLargeBytesMax;
            bool fits = isLarge ? _memory.Allows(2 * bytesMax)
                : _memory.CanWork(Limits.WorkBytes);
            return fits ? 0 : Refuse(exchange, 503, Shortage.Sentence);
        }

        private bool Find(Exchange exchange, byte[] bytes, HttpHead head, ref string allowed)
        {
            int method = head.Method == HttpMethod.Head ? HttpMethod.Get : head.Method;
            // The page comes first in the table; few others are outside.
            bool isApi = AsciiText.StartsWith(bytes, head.Path, RouteTable.Prefix);
            int path = !isApi ? head.Path
                : Piece.Of(Piece.Start(head.Path) + RouteTable.Prefix.Length,
                    Piece.End(head.Path));
            for (int i = isApi ? 1 : 0; ; i++)
            {
                string row = Routes.At(i);
                if (row == null) break;
                if (RouteTable.IsOutside(row) == isApi) continue;
                if (!RouteTable.IsPath(bytes, path, row)) continue;
                if (RouteTable.MethodOf(row) == method)
                {
                    exchange.Row = row;
                    exchange.Route = i;
                    return true;
                }
                string word = RouteTable.MethodOf(row) == HttpMethod.Get ? "GET, HEAD" : "POST";
                allowed = allowed == null ? word : allowed + ", " + word;
            }
            return false;
        }

        // "http://" and then what stands in Host, port included; or what the owner has named: the
        // page behind a TLS proxy is called by another name than the proxy calls us.
        private bool IsOwnOrigin(byte[] bytes, HttpHead head)
        {
            const string Scheme = "http://";
            if (!AsciiText.StartsWith(bytes, head.Origin, Scheme))
            {
                return _names.HoldOrigin(bytes, head.Origin);
            }
            return AsciiText.AreSameWord(bytes,
                Piece.Of(Piece.Start(head.Origin) + Scheme.Length, Piece.End(head.Origin)),
                head.Host);
        }

        // A form cannot send this type, and a script of another site may not.
        private static bool IsJson(byte[] bytes, int type)
        {
            int semicolon = AsciiText.Find(bytes, type, (byte)';');
            if (semicolon >= 0) type = Piece.Of(Piece.Start(type), semicolon);
            return AsciiText.IsWord(bytes, AsciiText.Trim(bytes, type), "application/json");
        }

        private int Identify(Exchange exchange)
        {
            HttpHead head = exchange.Request.Head;
            byte[] bytes = exchange.Request.Bytes;
            if (Piece.Count(head.Authorization) > 0) exchange.Key = FindKey(exchange);
            else exchange.Login = _login.Sessions.Find(bytes, head.Token, exchange.Source,
                exchange.NowMs);
            char access = RouteTable.AccessOf(exchange.Row);
            if (access == RouteAccess.Anybody) return 0;
            if (access == RouteAccess.Watcher)
            {
                if (_settings.Metrics == MetricsSetting.Off)
                {
                    return Refuse(exchange, 404, "metrics are off; switch them on with "
                        + "\"metrics key\" on the console");
                }
                if (_settings.Metrics == MetricsSetting.Open) return 0;
            }
            if (!exchange.IsKnown)
            {
                exchange.AddField("WWW-Authenticate", "Bearer realm=\"portreeve\"");
                return Refuse(exchange, 401, _settings.IsClaimed
                    ? "log in first; a login ends after half an hour without a sign of life"
                    : "this board is nobody's yet; open its page and claim it");
            }
            return exchange.Key != null ? Judge(exchange, exchange.Key) : 0;
        }

        // What can lock the owner out is not for keys; and a key has one place, so that no script
        // can hold all of them.
        private static int Judge(Exchange exchange, ApiKey key)
        {
            char access = RouteTable.AccessOf(exchange.Row);
            if (access == RouteAccess.Login)
            {
                return Refuse(exchange, 403, "a key cannot do this; log in on the page");
            }
            if (access == RouteAccess.Owner && !key.IsFull)
            {
                return Refuse(exchange, 403, "this key may only read");
            }
            string trouble = key.TroubleAt(exchange.Source, exchange.UtcSeconds);
            if (trouble != null) return Refuse(exchange, 403, trouble);
            Exchange other = (Exchange)key.User;
            if (other != null && other != exchange && other.Key == key)
            {
                exchange.Key = null;
                exchange.AddField("Retry-After", "1");
                return Refuse(exchange, 503, "another request with this key is under way; one "
                    + "at a time");
            }
            key.User = exchange;
            return 0;
        }

        private ApiKey FindKey(Exchange exchange)
        {
            byte[] bytes = exchange.Request.Bytes;
            int value = exchange.Request.Head.Authorization;
            const string Scheme = "bearer ";
            ApiKey key = null;
            if (Piece.Count(value) > Scheme.Length && AsciiText.IsWord(bytes,
                Piece.Of(Piece.Start(value), Piece.Start(value) + Scheme.Length), Scheme))
            {
                int text = Piece.Of(Piece.Start(value) + Scheme.Length, Piece.End(value));
                key = _settings.Keys.Find(bytes, AsciiText.Trim(bytes, text), exchange.NowMs);
            }
            // A key cannot be guessed, so a wrong one is told but makes nobody wait: it may well
            // be an old one in a script on the owner's own machine.
            if (key == null)
            {
                _login.TellFailure(exchange.Source, exchange.NowMs, "a wrong key came from ");
            }
            return key;
        }

        private static int Refuse(Exchange exchange, int status, string message)
        {
            exchange.Refuse(status, message);
            return status;
        }
    }
}
