// Views: the state of the whole gateway: a few lines for a person, the polled JSON for page and
// scripts (docs/openapi.yaml, schema Status). Reads only.

using Portreeve.Budget;
using Portreeve.Changes;
using Portreeve.Reach;
using Portreeve.Relay;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>"show status".</summary>
    internal static class StatusView
    {
        /// <summary>For a person.</summary>
        public static TextReport Text(Rooms rooms)
        {
            Roster roster = rooms.Relay.Roster;
            SocketBudget budget = rooms.Relay.Budget;
            uint address = rooms.Around.Lan.Address;
            int open = 0;
            for (int i = 0; i < rooms.Table.Count; i++)
            {
                if (DoorState.IsOpen(rooms.Relay.DoorOf(rooms.Table.At(i)))) open++;
            }
            string[] lines =
            {
                rooms.Settings.Name + ", Portreeve " + Release.Version + ", up "
                    + Readable.Time(rooms.Around.Clock.NowMs) + ", "
                    + (address == 0 ? "no address yet; check the cable"
                        : "at " + IPv4.ToText(address)),
                Readable.Count(rooms.Table.Count, "rule") + ", " + open.ToString() + " open; "
                    + Readable.Count(roster.SessionCount, "session") + ", "
                    + Readable.Count(roster.MappingCount, "mapping") + "; "
                    + budget.Open.ToString() + " of " + budget.Max.ToString() + " sockets",
                Readable.Bytes(BytesIn(rooms.Table)) + " in, "
                    + Readable.Bytes(BytesOut(rooms.Table)) + " out; last start: "
                    + rooms.Around.LastStart,
                rooms.Around.SafeMode
                    ? "SAFE MODE after several crashes: no door is open. \"show journal\" tells "
                        + "more; \"restart\" tries again."
                    : rooms.Table.Count == 0
                    ? "No door yet. The first one: portmap add tcp 8080 192.168.1.20:80 from lan"
                    : null
            };
            return new FixedText(WithoutLastNull(lines));
        }

        /// <summary>For page and scripts.</summary>
        /// <param name="rooms">What to look at.</param>
        /// <param name="trial">The change that waits, or null to leave it out.</param>
        public static JsonReport Json(Rooms rooms, ConfirmOrRevert trial)
        {
            return new StatusJson(rooms, trial);
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
        private readonly Rooms _rooms;
        private readonly ConfirmOrRevert _trial;
        private int _rule = -1;

        public StatusJson(Rooms rooms, ConfirmOrRevert trial)
        {
            _rooms = rooms;
            _trial = trial;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            if (_rule < 0) WriteHead(json);
            else if (_rule < _rooms.Table.Count) WriteRule(json, _rooms.Table.At(_rule));
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
            Roster roster = _rooms.Relay.Roster;
            SocketBudget budget = _rooms.Relay.Budget;
            long free = _rooms.Relay.Memory.FreeBytes;
            json.OpenObject();
            json.Names("name version uptimeS time heapFree revision sessions mappings in out "
                + "sockets used total knocks journal safe pending");
            json.Next().Text(_rooms.Settings.Name);
            json.Next().Text(Release.Version);
            json.Next().Number(_rooms.Around.Clock.NowMs / 1000);
            json.Next().Moment(_rooms.Around.Clock.UtcSeconds);
            if (free < 0) json.Next().Null();
            else json.Next().Number(free);
            json.Next().Number(_rooms.Table.Version);
            json.Next().Number(roster.SessionCount);
            json.Next().Number(roster.MappingCount);
            json.Next().Number(StatusView.BytesIn(_rooms.Table));
            json.Next().Number(StatusView.BytesOut(_rooms.Table));
            json.Next().OpenObject();
            json.Next().Number(budget.Open);
            json.Next().Number(budget.Max);
            json.CloseObject();
            json.Next().Number(_rooms.Admission.Knocks.Count);
            json.Next().Number(_rooms.Journal.Written);
            json.Next().Flag(_rooms.Around.SafeMode);
            if (_trial != null)
            {
                PendingJson.Write(json.Next(), _trial, _rooms.Around.Clock.NowMs);
            }
            json.Name("rules");
            json.OpenArray();
        }

        private void WriteRule(JsonWriter json, Rule rule)
        {
            json.OpenObject();
            int state = _rooms.Relay.DoorOf(rule);
            json.Names("id state checks live total refused in out");
            json.Next().Number(rule.Number);
            json.Next().Text(DoorState.ToText(state));
            json.Next().Number(DoorChecks.Of(state, rule, _rooms.Relay.NowMs));
            json.Next().Number(rule.Tally.Live);
            json.Next().Number(rule.Tally.Admitted);
            json.Next().Number(rule.Tally.Refused);
            json.Next().Number(rule.Tally.BytesIn);
            json.Next().Number(rule.Tally.BytesOut);
            int outside = ShareAddress.PortOf(_rooms.Reach, rule);
            if (outside != rule.Port) json.Number("outside", outside);
            json.CloseObject();
        }
    }
}
