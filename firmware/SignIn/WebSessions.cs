// SignIn: the browsers that are logged in: a few at once, each with a secret token that its page
// sends in a field of every request. It is no cookie, since those do not know ports: the browser
// would send it to every door of this address, too. Kept in memory only: a restart logs everybody
// out. It knows time and bytes, not HTTP.

using Portreeve.Outside;
using Portreeve.Settings;

namespace Portreeve.SignIn
{
    /// <summary>One browser that is logged in.</summary>
    internal sealed class WebSession
    {
        /// <summary>Shown to people.</summary>
        public int Id;

        /// <summary>What each request must carry, 16 random bytes.</summary>
        public byte[] Token;

        /// <summary>Where it logged in from; the token is worth nothing elsewhere.</summary>
        public uint Source;

        /// <summary>When it logged in and was last heard of, monotonic ms.</summary>
        public long BornMs;
        public long SeenMs;

        /// <summary>The verifier it logged in by.</summary>
        public Verifier Verifier;
    }

    /// <summary>All of them.</summary>
    internal sealed class WebSessions
    {
        private const int SecretBytes = 16;

        private readonly IBoard _board;
        private readonly WebSession[] _sessions = new WebSession[Limits.WebLoginsMax];
        private int _ids;

        public WebSessions(IBoard board)
        {
            _board = board;
        }

        /// <summary>Places, some of them perhaps empty.</summary>
        public int Max { get { return _sessions.Length; } }

        /// <summary>The login in that place, or null.</summary>
        public WebSession At(int i)
        {
            return _sessions[i];
        }

        /// <summary>Logs a browser in; the one idle longest goes when all places are taken.
        /// </summary>
        public WebSession Open(uint source, Verifier verifier, long nowMs)
        {
            Expire(nowMs);
            int place = 0;
            for (int i = 0; i < _sessions.Length; i++)
            {
                if (_sessions[i] == null)
                {
                    place = i;
                    break;
                }
                if (_sessions[i].SeenMs < _sessions[place].SeenMs) place = i;
            }
            WebSession session = new WebSession();
            session.Id = ++_ids;
            session.Token = Secrets.Random(_board, SecretBytes);
            session.Source = source;
            session.BornMs = nowMs;
            session.SeenMs = nowMs;
            session.Verifier = verifier;
            _sessions[place] = session;
            return session;
        }

        /// <summary>The login of this token from this source, or null; its time starts anew.
        /// </summary>
        public WebSession Find(byte[] buffer, int token, uint source, long nowMs)
        {
            Expire(nowMs);
            for (int i = 0; i < _sessions.Length; i++)
            {
                WebSession session = _sessions[i];
                if (session == null || session.Source != source) continue;
                if (!Secrets.AreSame(buffer, token, session.Token)) continue;
                session.SeenMs = nowMs;
                return session;
            }
            return null;
        }

        /// <summary>True when a live login comes from this address.</summary>
        public bool HasFrom(uint source, long nowMs)
        {
            Expire(nowMs);
            for (int i = 0; i < _sessions.Length; i++)
            {
                if (_sessions[i] != null && _sessions[i].Source == source) return true;
            }
            return false;
        }

        /// <summary>Ends the login of that number. False: there is none.</summary>
        public bool Close(int id)
        {
            for (int i = 0; i < _sessions.Length; i++)
            {
                if (_sessions[i] == null || _sessions[i].Id != id) continue;
                _sessions[i] = null;
                return true;
            }
            return false;
        }

        /// <summary>Ends all logins but one (null: all).</summary>
        public void CloseAllBut(WebSession kept)
        {
            for (int i = 0; i < _sessions.Length; i++)
            {
                if (_sessions[i] != kept) _sessions[i] = null;
            }
        }

        /// <summary>Ends the logins made by another verifier than this one.</summary>
        public void CloseAllNotBy(Verifier verifier)
        {
            for (int i = 0; i < _sessions.Length; i++)
            {
                if (_sessions[i] != null && _sessions[i].Verifier != verifier) _sessions[i] = null;
            }
        }

        private void Expire(long nowMs)
        {
            for (int i = 0; i < _sessions.Length; i++)
            {
                WebSession session = _sessions[i];
                if (session == null) continue;
                bool isOver = nowMs - session.SeenMs >= Limits.WebLoginIdleMs
                    || nowMs - session.BornMs >= Limits.WebLoginMs;
                if (isOver) _sessions[i] = null;
            }
        }
    }
}
