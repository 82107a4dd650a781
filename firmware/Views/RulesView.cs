// Views: the rules: two lines each for a person, docs/openapi.yaml's schema Rules for page and
// scripts. Reads only.

using Portreeve.Changes;
using Portreeve.Reach;
using Portreeve.Relay;
using Portreeve.Settings;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>"show rules" for a person.</summary>
    internal sealed class RulesText : TextReport
    {
        private readonly Rooms _rooms;
        private int _rule;
        private string _second;
        private bool _saidEmpty;

        public RulesText(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override string NextLine()
        {
            if (_second != null)
            {
                string second = _second;
                _second = null;
                return second;
            }
            if (_rule >= _rooms.Table.Count)
            {
                if (_rule > 0 || _saidEmpty) return null;
                _saidEmpty = true;
                return "No rule yet. The first one: portmap add tcp 8080 192.168.1.20:80 from lan";
            }
            Rule rule = _rooms.Table.At(_rule++);
            int state = _rooms.Relay.DoorOf(rule);
            string sentence = DoorSentence.Of(state, rule, _rooms.Relay);
            _second = "            " + (sentence == null || rule.Tally.Admitted > 0
                ? Counts(rule.Tally) : "") + (sentence == null ? ""
                : (rule.Tally.Admitted > 0 ? "; " : "") + sentence
                + DoorSentence.CommandFor(state, rule));
            return rule.Number.ToString().PadLeft(3) + "  "
                + DoorState.ToText(state).PadRight(6) + " " + RuleText.Write(rule);
        }

        private static string Counts(Tally tally)
        {
            return tally.Live.ToString() + " inside, " + tally.Admitted.ToString()
                + " let in, " + tally.Refused.ToString() + " refused, "
                + Readable.Bytes(tally.BytesIn) + " in, " + Readable.Bytes(tally.BytesOut)
                + " out"
                + (tally.TooLong == 0 ? "" : ", " + tally.TooLong.ToString() + " too long");
        }
    }

    /// <summary>"show rules json": head, one piece a rule, end.</summary>
    internal sealed class RulesJson : JsonReport
    {
        private readonly Rooms _rooms;
        private readonly string _undo;
        private int _rule = -1;

        /// <param name="rooms">Whose rules.</param>
        /// <param name="undo">What undo would take back, in words; or null.</param>
        public RulesJson(Rooms rooms, string undo)
        {
            _rooms = rooms;
            _undo = undo;
        }

        /// <summary>One rule as an element.</summary>
        public static void Write(JsonWriter json, Rule rule, Rooms rooms)
        {
            json.OpenObject();
            json.Number("id", rule.Number);
            json.Text("line", RuleText.Write(rule));
            json.Flag("enabled", rule.IsEnabled);
            json.Text("protocol", rule.IsUdp ? "udp" : "tcp");
            json.Number("port", rule.Port);
            json.Text("target", rule.Target + ":" + rule.TargetPort.ToString());
            json.Name("from");
            json.OpenArray();
            AllowEntry[] entries = rule.From.Entries;
            for (int i = 0; i < entries.Length; i++) json.Text(entries[i].Text);
            json.CloseArray();
            json.Text("note", rule.Note.Length == 0 ? null : rule.Note);
            int state = rooms.Relay.DoorOf(rule);
            json.Text("state", DoorState.ToText(state));
            json.Text("stateText", DoorSentence.Of(state, rule, rooms.Relay));
            json.CloseObject();
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            if (_rule < 0) WriteHead(json);
            else if (_rule < _rooms.Table.Count) Write(json, _rooms.Table.At(_rule), _rooms);
            if (_rule + 1 < _rooms.Table.Count) return;
            json.CloseArray();
            json.CloseObject();
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            return ++_rule < _rooms.Table.Count;
        }

        private void WriteHead(JsonWriter json)
        {
            json.OpenObject();
            json.Number("revision", _rooms.Table.Version);
            json.Number("max", _rooms.Table.Max);
            json.Text("undo", _undo);
            json.Name("hosts");
            json.OpenArray();
            // Names and addresses of the doors, best first.
            string best = ShareAddress.HostOf(_rooms.Reach);
            if (best.Length > 0) json.Text(best);
            string[] hosts = _rooms.Settings.Hosts;
            for (int i = 0; i < hosts.Length; i++)
            {
                // An origin is the page's; doors have no TLS proxy before them.
                bool isMore = hosts[i] != best && !BoardSettings.IsOrigin(hosts[i]);
                if (isMore) json.Text(hosts[i]);
            }
            uint own = _rooms.Around.Lan.Address;
            if (own != 0) json.Address(own);
            json.CloseArray();
            json.Name("rules");
            json.OpenArray();
        }
    }
}
