// SignIn: the way in for a person: claiming a new board, and logging in to a claimed one. It keeps
// no challenge: the nonce that it sends holds the time and a code over it (by a key of this
// start), over the client's nonce and over the address it went to, so that the answer shows by
// itself whose it is. So no crowd of challenges can push out the owner's. It speaks in values;
// ApiEntry turns them into HTTP.

using System;
using System.Security.Cryptography;
using System.Text;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.SignIn
{
    /// <summary>The way in.</summary>
    internal sealed class Login
    {
        /// <summary>What a wrong proof is answered with.</summary>
        public const string WrongPassword = "the password is wrong";

        /// <summary>What an answer to no challenge of ours is answered with.</summary>
        public const string StartAgain = "this took too long; start again";

        // Four bytes of time and fourteen of code, which are 24 characters of base64.
        private const int TimeBytes = 4;
        private const int NonceBytes = 18;
        private const int NonceChars = 24;
        private const int KeyBytes = 32;
        private const int AheadMaxMs = 1000;

        private readonly BoardSettings _settings;
        private readonly IBoard _board;
        private readonly Journal.Journal _journal;
        private byte[] _key;
        private long _madeMs = -1;
        private long _usedMs = -1;
        private long _tellMs;
        private int _untold;

        public Login(BoardSettings settings, IBoard board, Journal.Journal journal)
        {
            _settings = settings;
            _board = board;
            _journal = journal;
            Sessions = new WebSessions(board);
            BackOff = new BackOff();
            Claim = new Claim(board);
            ForgetChallenges();
        }

        /// <summary>Who is logged in.</summary>
        public readonly WebSessions Sessions;

        /// <summary>Who must wait.</summary>
        public readonly BackOff BackOff;

        /// <summary>The one-time code of an unclaimed board.</summary>
        public readonly Claim Claim;

        /// <summary>The challenge to a client's first message, or null when it is malformed.
        /// </summary>
        public string Begin(string clientFirst, uint source, long nowMs)
        {
            string clientNonce = Scram.NonceIn(clientFirst);
            if (clientNonce == null) return null;
            // No two have the same time, so that a used one can be told by it; a crowd of them
            // does not run away from the clock.
            _madeMs = nowMs > _madeMs || nowMs < _madeMs - AheadMaxMs ? nowMs : _madeMs + 1;
            string nonce = NonceFor(clientNonce, source, (uint)_madeMs);
            return Scram.Begin(clientFirst, _settings.Verifier, nonce).ServerFirst;
        }

        /// <summary>
        /// Checks a client's final message. Null: it answers no challenge that counts (any more),
        /// which is nobody's failure; he shall start again. Else ServerFinal says whether the
        /// proof was right; the back-off knows it too.
        /// </summary>
        public Scram Finish(string clientFinal, uint source, long nowMs)
        {
            if (!_settings.IsClaimed) return null;
            Scram scram = Scram.Resume(clientFinal, _settings.Verifier, NonceChars);
            if (scram == null) return null;
            byte[] nonce = Base64.Decode(scram.ServerNonce);
            if (nonce == null || nonce.Length != NonceBytes) return null;
            uint made = (uint)(nonce[0] << 24 | nonce[1] << 16 | nonce[2] << 8 | nonce[3]);
            // Time since boot in 32 bits goes round in seven weeks, and so does the difference.
            int ageMs = (int)((uint)nowMs - made);
            if (ageMs >= Limits.WebChallengeMs) return null;
            string ours = NonceFor(scram.ClientNonce, source, made);
            if (!Secrets.AreSame(nonce, Base64.Decode(ours))) return null;
            // Whoever has listened could send a right proof again. One is taken once, and none
            // whose challenge is older than that.
            if (nowMs - ageMs <= _usedMs) return null;
            if (scram.Check(clientFinal))
            {
                _usedMs = nowMs - ageMs;
                BackOff.Succeed(source);
                return scram;
            }
            Fail(source, nowMs, "a wrong password came from ");
            return scram;
        }

        /// <summary>Asks somebody who is logged in for the password once more: the final message
        /// in a request's "clientFinal". Null when he does not have it, with the reason.
        /// </summary>
        public Scram Prove(JsonReader request, uint source, long nowMs, out string trouble)
        {
            trouble = null;
            int wait = BackOff.WaitS(source, nowMs);
            string final = request.Text("clientFinal");
            if (wait > 0)
            {
                trouble = "too many wrong tries; wait " + Readable.Time(wait * 1000L);
                return null;
            }
            Scram scram = final == null ? null : Finish(final, source, nowMs);
            if (scram == null) trouble = StartAgain;
            else if (scram.ServerFinal == null) trouble = WrongPassword;
            return trouble == null ? scram : null;
        }

        /// <summary>Logs a browser in.</summary>
        public WebSession Enter(uint source, long nowMs)
        {
            _journal.Write(JournalKind.Admin, "logged in from " + IPv4.ToText(source), null);
            return Sessions.Open(source, _settings.Verifier, nowMs);
        }

        /// <summary>Counts a wrong proof, and tells the journal.</summary>
        public void Fail(uint source, long nowMs, string what)
        {
            BackOff.Fail(source, nowMs);
            TellFailure(source, nowMs, what);
        }

        /// <summary>Tells the journal of a wrong proof or key; one line a few seconds at most,
        /// with how many there were meanwhile.</summary>
        public void TellFailure(uint source, long nowMs, string what)
        {
            if (nowMs < _tellMs)
            {
                _untold++;
                return;
            }
            string more = _untold == 0 ? "" : " (and " + _untold.ToString() + " more before)";
            _journal.Write(JournalKind.Refused, what + IPv4.ToText(source) + more, null);
            _untold = 0;
            _tellMs = nowMs + Limits.FailureToldMs;
        }

        /// <summary>Makes every challenge that is under way worthless: they belong to another
        /// verifier now.</summary>
        public void ForgetChallenges()
        {
            _key = Secrets.Random(_board, KeyBytes);
        }

        private string NonceFor(string clientNonce, uint source, uint timeMs)
        {
            byte[] code = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(
                clientNonce + "," + source.ToString() + "," + timeMs.ToString()));
            byte[] nonce = new byte[NonceBytes];
            for (int i = 0; i < TimeBytes; i++) nonce[i] = (byte)(timeMs >> (24 - 8 * i));
            Array.Copy(code, 0, nonce, TimeBytes, NonceBytes - TimeBytes);
            return Convert.ToBase64String(nonce);
        }
    }
}
