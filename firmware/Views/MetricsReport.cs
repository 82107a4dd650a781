// Views: the gateway's numbers in Prometheus' text format, version 0.0.4
// (prometheus.io/docs/instrumenting/exposition_formats): a head for each metric, then its samples.
// Only numbers that are counted anyway; written piece by piece like every other report. Reads only.

using Portreeve.Budget;
using Portreeve.Changes;
using Portreeve.Journal;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>GET /metrics.</summary>
    internal sealed class MetricsReport : JsonReport
    {
        /// <summary>How the text is called.</summary>
        public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

        private const int FirstOfRules = 10;
        private const int Ends = 9;
        private const int Metrics = 17;

        private readonly Rooms _rooms;
        private int _metric;

        // Before the first sample: the head.
        private int _at = -1;

        public MetricsReport(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter text)
        {
            string row = Row(_metric);
            int name = row.IndexOf(' ');
            if (_at < 0) WriteHead(text, row, name);
            else if (_metric == Ends) WriteEnd(text, row, name);
            else if (_metric >= FirstOfRules) WriteRule(text, row, name);
            else WriteOne(text, row, name);
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            if (++_at < Samples()) return true;
            _at = -1;
            return ++_metric < Metrics;
        }

        private int Samples()
        {
            if (_metric == Ends) return EndReason.All.Length;
            return _metric >= FirstOfRules ? _rooms.Table.Count : 1;
        }

        // Name behind "portreeve_", whether it only grows (+), and what it is.
        private static string Row(int metric)
        {
            switch (metric)
            {
                case 0: return "info = Name and release.";
                case 1: return "uptime_seconds = Since the last start.";
                case 2: return "heap_free_bytes = Free memory.";
                case 3: return "sockets_open = Sockets in use.";
                case 4: return "sockets_max = Sockets there are.";
                case 5: return "sessions = TCP sessions inside now.";
                case 6: return "mappings = UDP mappings inside now.";
                case 7: return "safe_mode = 1 when no door opens after several crashes.";
                case 8: return "clock_known = 1 when the time of day is known.";
                case 9: return "ends_total + Ends and refusals, by reason.";
                case 10: return "rule_open = 1 when the door lets somebody in.";
                case 11: return "rule_live = Sessions or mappings of the rule inside now.";
                case 12: return "rule_admitted_total + Clients let in.";
                case 13: return "rule_refused_total + Clients refused.";
                case 14: return "rule_unreached_total + Clients whose target did not answer.";
                case 15: return "rule_received_bytes_total + Bytes from clients to the target.";
                default: return "rule_sent_bytes_total + Bytes from the target to clients.";
            }
        }

        private static void WriteHead(JsonWriter text, string row, int name)
        {
            text.Raw("# HELP portreeve_");
            text.Raw(row, 0, name);
            text.Raw(row, name + 2, row.Length - name - 2);
            text.Raw("\n# TYPE portreeve_");
            text.Raw(row, 0, name);
            text.Raw(row[name + 1] == '+' ? " counter\n" : " gauge\n");
        }

        private void WriteOne(JsonWriter text, string row, int name)
        {
            SocketBudget budget = _rooms.Relay.Budget;
            long value;
            switch (_metric)
            {
                case 0: value = 1; break;
                case 1: value = _rooms.Around.Clock.NowMs / 1000; break;
                case 2: value = _rooms.Relay.Memory.FreeBytes; break;
                case 3: value = budget.Open; break;
                case 4: value = budget.Max; break;
                case 5: value = _rooms.Relay.Roster.SessionCount; break;
                case 6: value = _rooms.Relay.Roster.MappingCount; break;
                case 7: value = _rooms.Around.SafeMode ? 1 : 0; break;
                default: value = _rooms.Around.Clock.UtcSeconds == 0 ? 0 : 1; break;
            }
            // What is not known has no sample.
            if (value < 0) return;
            Begin(text, row, name);
            if (_metric == 0)
            {
                text.Raw("{name=\"");
                text.Raw(_rooms.Settings.Name);
                text.Raw("\",version=\"");
                text.Raw(Release.Version);
                text.Raw("\"}");
            }
            End(text, value);
        }

        private void WriteEnd(JsonWriter text, string row, int name)
        {
            EndReason reason = EndReason.All[_at];
            int count = _rooms.Counters.Of(reason);
            // Most of them never happen; a counter that is not there yet counts from zero.
            if (count == 0) return;
            Begin(text, row, name);
            text.Raw("{reason=\"");
            text.Raw(reason.Letters);
            text.Raw("\"}");
            End(text, count);
        }

        private void WriteRule(JsonWriter text, string row, int name)
        {
            // The table may have become shorter since the last piece.
            if (_at >= _rooms.Table.Count) return;
            Rule rule = _rooms.Table.At(_at);
            Tally tally = rule.Tally;
            Begin(text, row, name);
            text.Raw("{rule=\"");
            text.RawNumber(rule.Number);
            text.Raw(rule.IsUdp ? "\",door=\"udp " : "\",door=\"tcp ");
            text.RawNumber(rule.Port);
            text.Raw("\"}");
            switch (_metric)
            {
                case 10:
                    End(text, DoorState.IsOpen(_rooms.Relay.DoorOf(rule)) ? 1 : 0);
                    break;
                case 11: End(text, tally.Live); break;
                case 12: End(text, tally.Admitted); break;
                case 13: End(text, tally.Refused); break;
                case 14: End(text, tally.Unreached); break;
                case 15: End(text, tally.BytesIn); break;
                default: End(text, tally.BytesOut); break;
            }
        }

        private static void Begin(JsonWriter text, string row, int name)
        {
            text.Raw("portreeve_");
            text.Raw(row, 0, name);
        }

        private static void End(JsonWriter text, long value)
        {
            text.Raw(" ");
            text.RawNumber(value);
            text.Raw("\n");
        }
    }
}
