// Admin: who is inside now: sessions and mappings, one line each for a person, docs/openapi.yaml's
// schema Now for page and scripts. Between two lines clients come and go, so the list is followed
// by number, the newest first. Reads only.

using Portreeve.Access;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>Walks sessions, mappings or both by falling number.</summary>
    internal sealed class NowWalk
    {
        private readonly Roster _roster;
        private readonly bool _sessions;
        private readonly bool _mappings;
        private int _before = int.MaxValue;

        public NowWalk(Roster roster, bool sessions, bool mappings)
        {
            _roster = roster;
            _sessions = sessions;
            _mappings = mappings;
        }

        /// <summary>The session here, or null when a mapping or nothing is here.</summary>
        public Session Session;

        /// <summary>The mapping here, or null.</summary>
        public Mapping Mapping;

        /// <summary>Goes to the next one. False: there is none.</summary>
        public bool Advance()
        {
            int best = 0;
            Session = null;
            Mapping = null;
            for (int i = 0; _sessions && i < _roster.SessionCount; i++)
            {
                Session session = _roster.SessionAt(i);
                if (session.Number <= best || session.Number >= _before) continue;
                best = session.Number;
                Session = session;
            }
            for (int i = 0; _mappings && i < _roster.MappingCount; i++)
            {
                Mapping mapping = _roster.MappingAt(i);
                if (mapping.Number <= best || mapping.Number >= _before) continue;
                best = mapping.Number;
                Session = null;
                Mapping = mapping;
            }
            _before = best;
            return best > 0;
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
            Session session = _walk.Session;
            Mapping mapping = _walk.Mapping;
            if (session != null)
            {
                return Line(session.Number, session.Rule, session.ClientAddress,
                    session.ClientPort, StateText(session.State), now - session.StartMs,
                    session.IdleMs(now), session.BytesIn, session.BytesOut);
            }
            return Line(mapping.Number, mapping.Rule, mapping.ClientAddress, mapping.ClientPort,
                "open", now - mapping.StartMs, mapping.IdleMs(now), mapping.BytesIn,
                mapping.BytesOut);
        }

        /// <summary>dialing, open or draining.</summary>
        public static string StateText(int state)
        {
            if (state == SessionState.Dialing) return "dialing";
            return state == SessionState.HalfClosed ? "draining" : "open";
        }

        private static string Line(int number, Rule rule, uint address, int port, string state,
            long ageMs, long idleMs, long bytesIn, long bytesOut)
        {
            return number.ToString().PadLeft(5) + "  " + (rule.IsUdp ? "udp " : "tcp ")
                + rule.Port.ToString() + "  " + Address.ToText(address, port) + " > "
                + rule.Target + ":" + rule.TargetPort.ToString() + "  " + state + " "
                + Spoken.Time(ageMs) + ", idle " + Spoken.Time(idleMs) + ", in "
                + Spoken.Bytes(bytesIn) + ", out " + Spoken.Bytes(bytesOut);
        }
    }

    /// <summary>The same for page and scripts: head, one piece each, end.</summary>
    internal sealed class NowJson : JsonReport
    {
        private readonly NowWalk _walk;
        private readonly IClock _clock;
        private bool _isHead = true;
        private bool _isEnd;

        public NowJson(NowWalk walk, IClock clock)
        {
            _walk = walk;
            _clock = clock;
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
            else if (_walk.Session != null)
            {
                WriteSession(json, _walk.Session);
            }
            else
            {
                WriteMapping(json, _walk.Mapping);
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

        private void WriteSession(JsonWriter json, Session session)
        {
            long now = _clock.NowMs;
            Open(json, session.Number, session.Rule, session.ClientAddress, session.ClientPort);
            json.Text("state", NowText.StateText(session.State));
            Close(json, now - session.StartMs, session.IdleMs(now), session.BytesIn,
                session.BytesOut);
        }

        private void WriteMapping(JsonWriter json, Mapping mapping)
        {
            long now = _clock.NowMs;
            Open(json, mapping.Number, mapping.Rule, mapping.ClientAddress, mapping.ClientPort);
            json.Text("state", "open");
            Close(json, now - mapping.StartMs, mapping.IdleMs(now), mapping.BytesIn,
                mapping.BytesOut);
        }

        private static void Open(JsonWriter json, int number, Rule rule, uint address, int port)
        {
            json.OpenObject();
            json.Number("id", number);
            json.Text("protocol", rule.IsUdp ? "udp" : "tcp");
            json.Number("rule", rule.Number);
            json.Name("client");
            json.Endpoint(address, port);
            json.Text("target", rule.Target + ":" + rule.TargetPort.ToString());
        }

        private static void Close(JsonWriter json, long ageMs, long idleMs, long bytesIn,
            long bytesOut)
        {
            json.Number("ageS", ageMs / 1000);
            json.Number("idleS", idleMs / 1000);
            json.Number("in", bytesIn);
            json.Number("out", bytesOut);
            json.CloseObject();
        }
    }
}
