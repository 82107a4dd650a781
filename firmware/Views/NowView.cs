// Views: who is inside now: sessions and mappings, one line each for a person, docs/openapi.yaml's
// schema Now for page and scripts. Between two lines clients come and go, so the list is followed
// by number, the newest first. Reads only.

using Portreeve.Access;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>Walks sessions, mappings or both by falling number.</summary>
    internal sealed class NowWalk
    {
        private readonly Roster _roster;
        private readonly bool _sessions;
        private readonly bool _mappings;
        private int _before = int.MaxValue;
        private LivePair _pair;

        public NowWalk(Roster roster, bool sessions, bool mappings)
        {
            _roster = roster;
            _sessions = sessions;
            _mappings = mappings;
        }

        /// <summary>The one here, or null.</summary>
        public LivePair Pair { get { return _pair; } }

        /// <summary>Goes to the next one. False: there is none.</summary>
        public bool Advance()
        {
            _pair = null;
            for (int i = 0; _sessions && i < _roster.SessionCount; i++)
            {
                Look(_roster.SessionAt(i));
            }
            for (int i = 0; _mappings && i < _roster.MappingCount; i++)
            {
                Look(_roster.MappingAt(i));
            }
            _before = _pair == null ? 0 : _pair.Number;
            return _pair != null;
        }

        /// <summary>dialing, open or half-closed.</summary>
        public string StateText()
        {
            Session session = _pair as Session;
            if (session == null) return "open";
            if (session.State == SessionState.Dialing) return "dialing";
            return session.State == SessionState.HalfClosed ? "half-closed" : "open";
        }

        // The newest of those older than the last one shown.
        private void Look(LivePair pair)
        {
            int best = _pair == null ? 0 : _pair.Number;
            if (pair.Number > best && pair.Number < _before) _pair = pair;
        }
    }

    /// <summary>"show sessions" and "show mappings" for a person.</summary>
    internal sealed class NowText : TextReport
    {
        private readonly NowWalk _walk;
        private readonly IClock _clock;
        private readonly string _whenEmpty;
        private bool _saidSomething;

        public NowText(NowWalk walk, IClock clock, string whenEmpty)
        {
            _walk = walk;
            _clock = clock;
            _whenEmpty = whenEmpty;
        }

        /// <inheritdoc/>
        public override string NextLine()
        {
            bool found = _walk.Advance();
            if (!found && _saidSomething) return null;
            _saidSomething = true;
            if (!found) return _whenEmpty;
            long now = _clock.NowMs;
            LivePair pair = _walk.Pair;
            Rule rule = pair.Rule;
            return pair.Number.ToString().PadLeft(5) + "  " + DoorName.Of(rule) + "  "
                + IPv4.ToText(pair.ClientAddress, pair.ClientPort) + " > "
                + rule.Target + ":" + rule.TargetPort.ToString() + "  " + _walk.StateText() + " "
                + Readable.Time(now - pair.StartMs) + ", idle " + Readable.Time(pair.IdleMs(now))
                + ", " + Readable.Bytes(pair.BytesIn) + " in, "
                + Readable.Bytes(pair.BytesOut) + " out";
        }
    }

    /// <summary>The same for page and scripts: head, one piece each, end.</summary>
    internal sealed class NowJson : JsonReport
    {
        private readonly NowWalk _walk;
        private readonly IClock _clock;
        private readonly Admission _admission;
        private bool _isHead = true;
        private bool _isEnd;

        /// <param name="walk">Whom to show.</param>
        /// <param name="clock">For ages.</param>
        /// <param name="admission">Knows which entry names a client.</param>
        public NowJson(NowWalk walk, IClock clock, Admission admission)
        {
            _walk = walk;
            _clock = clock;
            _admission = admission;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            if (_isHead)
            {
                json.OpenObject();
                json.Name("live");
                json.OpenArray();
            }
            else if (_isEnd)
            {
                json.CloseArray();
                json.CloseObject();
            }
            else
            {
                WritePair(json);
            }
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            if (_isEnd) return false;
            _isHead = false;
            _isEnd = !_walk.Advance();
            return true;
        }

        private void WritePair(JsonWriter json)
        {
            LivePair pair = _walk.Pair;
            Rule rule = pair.Rule;
            long now = _clock.NowMs;
            json.OpenObject();
            json.Number("id", pair.Number);
            json.Text("protocol", rule.IsUdp ? "udp" : "tcp");
            json.Number("rule", rule.Number);
            json.Name("client");
            json.Endpoint(pair.ClientAddress, pair.ClientPort);
            if (pair.Grant == null) json.Null("grant");
            else json.Number("grant", pair.Grant.Number);
            json.Text("by", EntryOf(pair, now));
            json.Text("target", rule.Target + ":" + rule.TargetPort.ToString());
            json.Text("state", _walk.StateText());
            json.Number("ageS", (now - pair.StartMs) / 1000);
            json.Number("idleS", pair.IdleMs(now) / 1000);
            json.Number("in", pair.BytesIn);
            json.Number("out", pair.BytesOut);
            json.CloseObject();
        }

        // The first entry that names the client, without its hours; null when a grant lets it in.
        private string EntryOf(LivePair pair, long nowMs)
        {
            AllowEntry[] entries = pair.Rule.From.Entries;
            for (int i = 0; pair.Grant == null && i < entries.Length; i++)
            {
                if (_admission.Names(entries[i], pair.ClientAddress, nowMs))
                {
                    return entries[i].Text;
                }
            }
            return null;
        }
    }
}
