// Reach: one visitor at the invites' door: the smallest HTTP there is. Whoever asks gets the same
// page with one button, whatever the code: programs that look ahead at links in messages use
// nothing up, and learn nothing. The button posts to the same place; then the code counts. Nothing
// of what was sent comes back in an answer, and nothing else can be asked.
//
//   Reading --head whole--> Answering --sent--> Leaving --they have finished, a second--> over
//      \---- late, too long, gone -----------------------------------------------------^

using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>One connection.</summary>
    internal sealed class InviteTalk
    {
        private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            + "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: "
            + "nosniff\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; "
            + "form-action 'self'; frame-ancestors 'none'\r\nConnection: close\r\n";

        private const string Top = "<!doctype html><html lang=en><meta charset=utf-8><meta "
            + "name=viewport content=\"width=device-width\"><title>Invite</title><style>body{font:"
            + "1.2em system-ui;max-width:24em;margin:3em auto;padding:0 1em;color-scheme:light "
            + "dark}button{font:inherit;padding:.6em 1.2em}</style><main>";

        private const string Ask = "<h1>You are invited</h1><p>This lets the network you are in "
            + "now come in for a while.<form method=post><button>Let me in</button></form>";

        private const string No = "<h1>This invite is over</h1><p>It was used, its time has "
            + "passed, or it is not written like this. Ask for another one.";

        private readonly Invites _invites;
        private readonly Reachability _reach;
        private readonly IStream _stream;
        private readonly byte[] _bytes = new byte[Limits.InviteHeadBytes];
        private byte[] _answer;
        private int _count;
        private int _sent;
        private long _endsMs;

        /// <param name="invites">Know the codes.</param>
        /// <param name="reach">Our public name.</param>
        /// <param name="stream">The visitor.</param>
        /// <param name="source">From where, host order.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public InviteTalk(Invites invites, Reachability reach, IStream stream, uint source,
            long nowMs)
        {
            _invites = invites;
            _reach = reach;
            _stream = stream;
            Source = source;
            _endsMs = nowMs + Limits.InviteTalkMs;
        }

        /// <summary>From where, host order.</summary>
        public readonly uint Source;

        /// <summary>True once the connection is closed.</summary>
        public bool IsOver { get; private set; }

        /// <summary>True when it tried a code that is none, or kept us waiting.</summary>
        public bool WasWrong { get; private set; }

        /// <summary>Closes at once.</summary>
        public void Close()
        {
            if (!IsOver) _stream.Close(true);
            IsOver = true;
        }

        /// <summary>Goes on. True: something moved.</summary>
        public bool Step(long nowMs)
        {
            if (nowMs >= _endsMs)
            {
                WasWrong = WasWrong || _answer == null;
                Close();
                return true;
            }
            return _answer == null ? Read(nowMs) : Write(nowMs);
        }

        private bool Read(long nowMs)
        {
            int got = _stream.Receive(_bytes, _count, _bytes.Length - _count);
            if (got == Flow.Nothing) return false;
            if (got < 0)
            {
                Close();
                return true;
            }
            _count += got;
            if (IsHeadWhole) Answer(nowMs);
            else if (_count == _bytes.Length)
            {
                WasWrong = true;
                Close();
            }
            return true;
        }

        private bool IsHeadWhole
        {
            get
            {
                for (int i = 3; i < _count; i++)
                {
                    if (_bytes[i] == 10 && _bytes[i - 1] == 13 && _bytes[i - 2] == 10) return true;
                }
                return false;
            }
        }

        private void Answer(long nowMs)
        {
            bool isPost = Begins("POST /");
            string body;
            if (isPost) body = Use(nowMs);
            else if (Begins("GET /")) body = Ask;
            else
            {
                WasWrong = true;
                Close();
                return;
            }
            body = Top + body + "</main>";
            _answer = Utf8Text.Converter.GetBytes(Head + "Content-Length: "
                + Utf8Text.BytesOf(body).ToString() + "\r\n\r\n" + body);
        }

        // The code stands between the first slash and the blank.
        private string Use(long nowMs)
        {
            int start = 6;
            int end = start;
            while (end < _count && _bytes[end] != ' ' && _bytes[end] != '?') end++;
            int lengthS;
            Rule rule = _invites.Use(_bytes, start, end - start, Source, nowMs, out lengthS);
            if (rule == null)
            {
                WasWrong = true;
                return No;
            }
            string host = ShareAddress.HostOf(_reach);
            string place = host.Length == 0 ? "port " + rule.Port.ToString()
                : ShareAddress.Of(rule, host, ShareAddress.PortOf(_reach, rule));
            bool isLink = place.StartsWith("http");
            return "<h1>You are in</h1><p>For " + Duration.ToText(lengthS) + ", from "
                + IPv4.ToText(Source) + ".<p>Now open " + (isLink ? "<a href=\"" + place + "\">"
                + place + "</a>" : "<b>" + place + "</b>") + ".";
        }

        private bool Begins(string text)
        {
            if (_count < text.Length) return false;
            for (int i = 0; i < text.Length; i++)
            {
                if (_bytes[i] != text[i]) return false;
            }
            return true;
        }

        private bool Write(long nowMs)
        {
            if (_sent == _answer.Length) return Leave();
            int room = _stream.Room;
            if (room == Flow.Broken)
            {
                Close();
                return true;
            }
            int count = _answer.Length - _sent;
            if (count > room) count = room;
            if (count == 0) return false;
            if (!_stream.Send(_answer, _sent, count))
            {
                Close();
                return true;
            }
            _sent += count;
            if (_sent < _answer.Length) return true;
            _stream.HalfClose();
            _endsMs = nowMs + Limits.WebLingerMs;
            return true;
        }

        // A close before they have read would lose the answer.
        private bool Leave()
        {
            int got = _stream.Receive(_bytes, 0, _bytes.Length);
            if (got == Flow.Nothing) return false;
            if (got < 0) Close();
            return true;
        }
    }
}
