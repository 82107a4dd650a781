// Admin: the state of the whole gateway: a few lines for a person, the polled JSON for page and
// scripts (docs/openapi.yaml, schema Status). Reads only.

using Portreeve.Access;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>"show status".</summary>
    internal static class StatusView
    {
        /// <summary>For a person.</summary>
        public static TextReport Text(Interior inside)
        {
            Roster roster = inside.Relay.Roster;
            SocketBudget budget = inside.Relay.Budget;
            uint address = inside.Around.Lan.Address;
            int open = 0;
            for (int i = 0; i < inside.Table.Count; i++)
            {
                string state = DoorState.Of(inside.Table.At(i), inside);
                if (state == DoorState.Open || state == DoorState.Full) open++;
            }
            string[] lines =
            {
                inside.Settings.Name + ", Portreeve " + Release.Version + ", up "
                    + Spoken.Time(inside.Around.Clock.NowMs) + ", "
                    + (address == 0 ? "no address yet: is the cable in?"
                        : "at " + Address.ToText(address)),
                Spoken.Count(inside.Table.Count, "rule") + ", " + open.ToString() + " open; "
                    + Spoken.Count(roster.SessionCount, "session") + ", "
                    + Spoken.Count(roster.MappingCount, "mapping") + "; "
                    + budget.Open.ToString() + " of " + budget.Max.ToString() + " sockets",
                "from clients " + Spoken.Bytes(BytesIn(inside.Table)) + ", from targets "
                    + Spoken.Bytes(BytesOut(inside.Table)) + "; last start: "
                    + inside.Around.LastStart,
                inside.Around.SafeMode
                    ? "SAFE MODE after several crashes: no door is open. \"show journal\" tells "
                        + "more; \"restart\" tries again."
                    : inside.Table.Count == 0
                    ? "No door yet. The first one: portmap add tcp 8080 192.168.1.20:80 from lan"
                    : null
            };
            return new FixedText(WithoutLastNull(lines));
        }

        /// <summary>For page and scripts.</summary>
        /// <param name="inside">What to look at.</param>
        /// <param name="trial">The change that waits, or null to leave it out.</param>
        public static JsonReport Json(Interior inside, ConfirmOrRevert trial)
        {
            return new StatusJson(inside, trial);
        }

        /// <summary>Bytes from clients by all rules of the table.</summary>
        public static long BytesIn(RuleTable table)
        {
            long bytes = 0;
            for (int i = 0; i < table.Count; i++) bytes += table.At(i).Tally.BytesIn;
            return bytes;
        }

        /// <summary>Bytes from targets by all rules of the table.</summary>
        public static long BytesOut(RuleTable table)
        {
            long bytes = 0;
            for (int i = 0; i < table.Count; i++) bytes += table.At(i).Tally.BytesOut;
            return bytes;
        }

        private static string[] WithoutLastNull(string[] lines)
        {
            int count = lines.Length;
            if (lines[count - 1] == null) count--;
            string[] kept = new string[count];
            for (int i = 0; i < count; i++) kept[i] = lines[i];
            return kept;
        }
    }

    /// <summary>Head, then one piece for each rule, then the end.</summary>
    internal sealed class StatusJson : JsonReport
    {
        private readonly Interior _inside;
        private readonly ConfirmOrRevert _trial;
        private int _rule = -1;

        public StatusJson(Interior inside, ConfirmOrRevert trial)
        {
            _inside = inside;
            _trial = trial;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            if (_rule < 0) WriteHead(json);
            else if (_rule < _inside.Table.Count) WriteRule(json, _inside.Table.At(_rule));
            if (_rule + 1 < _inside.Table.Count) return;
            json.CloseArray();
            json.CloseObject();
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            return ++_rule < _inside.Table.Count;
        }

        private void WriteHead(JsonWriter json)
        {
            Roster roster = _inside.Relay.Roster;
            SocketBudget budget = _inside.Relay.Budget;
            long free = _inside.Around.Board.FreeBytes;
            json.OpenObject();
            json.Text("name", _inside.Settings.Name);
            json.Text("version", Release.Version);
            json.Number("uptimeS", _inside.Around.Clock.NowMs / 1000);
            json.Moment("time", _inside.Around.Clock.UtcSeconds);
            if (free < 0) json.Null("heapFree");
            else json.Number("heapFree", free);
            json.Number("revision", _inside.Table.Version);
            json.Number("sessions", roster.SessionCount);
            json.Number("mappings", roster.MappingCount);
            json.Number("in", StatusView.BytesIn(_inside.Table));
            json.Number("out", StatusView.BytesOut(_inside.Table));
            json.Name("sockets");
            json.OpenObject();
            json.Number("used", budget.Open);
            json.Number("total", budget.Max);
            json.CloseObject();
            json.Number("knocks", Refused(_inside.Table));
            json.Number("journal", _inside.Journal.Written);
            json.Flag("safe", _inside.Around.SafeMode);
            if (_trial != null)
            {
                json.Name("pending");
                ApiTrials.WritePending(json, _trial, _inside.Around.Clock.NowMs);
            }
            json.Name("rules");
            json.OpenArray();
        }

        private void WriteRule(JsonWriter json, Rule rule)
        {
            json.OpenObject();
            json.Number("id", rule.Number);
            json.Text("state", DoorState.Of(rule, _inside));
            json.Number("live", rule.Tally.Live);
            json.Number("total", rule.Tally.Admitted);
            json.Number("refused", rule.Tally.Refused);
            json.Number("in", rule.Tally.BytesIn);
            json.Number("out", rule.Tally.BytesOut);
            json.CloseObject();
        }

        private static int Refused(RuleTable table)
        {
            int refused = 0;
            for (int i = 0; i < table.Count; i++) refused += table.At(i).Tally.Refused;
            return refused;
        }
    }
}
