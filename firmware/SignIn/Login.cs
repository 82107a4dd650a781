// SignIn: the way in for a person: claiming a new board, and logging in to a claimed one. It holds
// the challenges under way and asks the back-off before it looks at anything. It speaks in values;
// ApiEntry turns them into HTTP.

using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.Values;

namespace Portreeve.SignIn
{
    /// <summary>The way in.</summary>
    internal sealed class Login
    {
        /// <summary>What a wrong proof is answered with.</summary>
        public const string WrongPassword = "the password is wrong";

        private const int NonceBytes = 18;
        private const int ChallengesMax = 6;

        private readonly BoardSettings _settings;
        private readonly IBoard _board;
        private readonly Journal.Journal _journal;
        private readonly Scram[] _challenges = new Scram[ChallengesMax];
        private readonly uint[] _sources = new uint[ChallengesMax];
        private readonly long[] _madeMs = new long[ChallengesMax];

        public Login(BoardSettings settings, IBoard board, Journal.Journal journal)
        {
            _settings = settings;
            _board = board;
            _journal = journal;
            Sessions = new WebSessions(board);
            BackOff = new BackOff();
            Claim = new Claim(board);
        }

        /// <summary>Who is logged in.</summary>
        public readonly WebSessions Sessions;

        /// <summary>Who must wait.</summary>
        public readonly BackOff BackOff;

        /// <summary>The one-time code of an unclaimed board.</summary>
        public readonly Claim Claim;

        /// <summary>Seconds that this source must wait before it may try, 0 for none.</summary>
        public int WaitS(uint source, long nowMs)
        {
            return BackOff.WaitS(source, Sessions.HasFrom(source, nowMs), nowMs);
        }

        /// <summary>The challenge to a client's first message, or null when it is malformed.
        /// </summary>
        public string Begin(string clientFirst, uint source, long nowMs)
        {
            string nonce = System.Convert.ToBase64String(Secrets.Random(_board, NonceBytes));
            Scram scram = Scram.Begin(clientFirst, _settings.Verifier, nonce);
            if (scram == null) return null;
            int place = PlaceFor(source);
            _challenges[place] = scram;
            _sources[place] = source;
            _madeMs[place] = nowMs;
            return scram.ServerFirst;
        }

        /// <summary>
        /// Checks a client's final message; its challenge is used up by that. The server's final
        /// message, or null when it proves nothing, which the back-off then knows.
        /// </summary>
        public string Finish(string clientFinal, uint source, long nowMs)
        {
            string nonce = Scram.NonceOf(clientFinal);
            string answer = null;
            for (int i = 0; i < ChallengesMax && nonce != null; i++)
            {
                Scram scram = _challenges[i];
                if (scram == null || _sources[i] != source || !scram.IsFor(nonce)) continue;
                _challenges[i] = null;
                bool isFresh = nowMs - _madeMs[i] < Limits.WebChallengeMs;
                if (isFresh) answer = scram.Finish(clientFinal);
                break;
            }
            if (answer == null) Fail(source, nowMs, "a login was refused from ");
            else BackOff.Succeed(source);
            return answer;
        }

        /// <summary>Logs a browser in.</summary>
        public WebSession Enter(uint source, long nowMs)
        {
            _journal.Write(JournalKind.Admin, "logged in from " + IPv4.ToText(source), null);
            return Sessions.Open(source, _settings.Verifier, nowMs);
        }

        /// <summary>Counts a failure and tells the journal, once for each wait.</summary>
        public void Fail(uint source, long nowMs, string what)
        {
            BackOff.Fail(source, nowMs);
            int wait = WaitS(source, nowMs);
            _journal.Write(JournalKind.Admin, what + IPv4.ToText(source)
                + (wait > 0 ? "; it must wait " + Readable.Time(wait * 1000L) : ""), null);
        }

        /// <summary>Throws all challenges away: they belong to another verifier now.</summary>
        public void ForgetChallenges()
        {
            for (int i = 0; i < ChallengesMax; i++) _challenges[i] = null;
        }

        // A source has two challenges at most (two tabs), so that it cannot push others out.
        private int PlaceFor(uint source)
        {
            int oldest = 0;
            int own = -1;
            int owns = 0;
            int free = -1;
            for (int i = 0; i < ChallengesMax; i++)
            {
                if (_challenges[i] == null)
                {
                    free = i;
                    continue;
                }
                if (_challenges[oldest] == null || _madeMs[i] < _madeMs[oldest]) oldest = i;
                if (_sources[i] != source) continue;
                owns++;
                if (own < 0 || _madeMs[i] < _madeMs[own]) own = i;
            }
            if (owns >= 2) return own;
            return free >= 0 ? free : oldest;
        }
    }
}
