// Views: every limit that can be reached: how much is used now, how much ever was, how much there
// is. A table for a person, the same numbers for a script. Reads only.

using Portreeve.Budget;
using Portreeve.Changes;
using Portreeve.Settings;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>The numbers of "show limits"; -1 stands for "not counted".</summary>
    internal sealed class LimitsTable
    {
        /// <summary>Rows there are.</summary>
        public const int Rows = 7;

        private const string Names =
            "sockets,listeners,connections,rules,list entries,sessions,journal lines";

        private const string Members =
            "sockets,listeners,connections,rules,entries,sessions,journalLines";

        private readonly int[] _now = new int[Rows];
        private readonly int[] _highest = new int[Rows];
        private readonly int[] _max = new int[Rows];

        public LimitsTable(Rooms rooms)
        {
            SocketBudget budget = rooms.Relay.Budget;
            MemoryBudget memory = rooms.Relay.Memory;
            int sessions = rooms.Relay.Roster.SessionCount;
            RuleTable table = rooms.Table;
            int entries = 0;
            for (int i = 0; i < table.Count; i++) entries += table.At(i).From.Entries.Length;
            Set(0, budget.Open, budget.Highest, budget.Max);
            Set(1, budget.Listeners, -1, budget.ListenersMax);
            Set(2, budget.Connections, -1, budget.ConnectionsMax);
            Set(3, table.Count, -1,
                Least(table.Max, table.Count, memory.RoomFor(Limits.RuleBytes)));
            Set(4, entries, -1, Limits.AllowEntriesMax);
            Set(5, sessions, -1, Least(sessions + MoreSessions(budget), sessions,
                memory.RoomFor(Limits.SessionBytes)));
            Set(6, rooms.Journal.Count, -1, rooms.Limits.JournalLinesMax);
        }

        // Sockets or connections, whichever run out first with the doors that are open.
        private static int MoreSessions(SocketBudget budget)
        {
            int spare = budget.Spare < budget.SpareConnections ? budget.Spare
                : budget.SpareConnections;
            int more = (spare - Limits.JudgeSockets) / Limits.SessionSockets;
            return more < 0 ? 0 : more;
        }

        // Not more than memory has room for beside those there are; -1 = not known.
        private static int Least(int max, int now, int more)
        {
            return more < 0 || now + more > max ? max : now + more;
        }

        /// <summary>Row i for a person.</summary>
        public string Line(int i)
        {
            return Names.Split(',')[i].PadRight(14) + Column(_now[i]) + Column(_highest[i])
                + Column(_max[i]);
        }

        /// <summary>All rows as members of the open object.</summary>
        public void Write(JsonWriter json)
        {
            string[] members = Members.Split(',');
            for (int i = 0; i < Rows; i++)
            {
                json.Name(members[i]);
                json.OpenObject();
                json.Number("now", _now[i]);
                if (_highest[i] >= 0) json.Number("highest", _highest[i]);
                json.Number("max", _max[i]);
                json.CloseObject();
            }
        }

        private void Set(int row, int now, int highest, int max)
        {
            _now[row] = now;
            _highest[row] = highest;
            _max[row] = max;
        }

        private static string Column(int number)
        {
            return (number < 0 ? "-" : number.ToString()).PadLeft(9);
        }
    }

    /// <summary>"show limits" for a person.</summary>
    internal static class LimitsView
    {
        public static TextReport Text(Rooms rooms)
        {
            LimitsTable table = new LimitsTable(rooms);
            string[] lines = new string[LimitsTable.Rows + 4];
            lines[0] = "                    now  highest      max";
            for (int i = 0; i < LimitsTable.Rows; i++) lines[i + 1] = table.Line(i);
            long free = rooms.Relay.Memory.FreeBytes;
            lines[LimitsTable.Rows + 1] = free < 0 ? "Free memory is not known here."
                : "Free memory: " + Readable.Bytes(free) + "; newcomers are refused below "
                    + Readable.Bytes(rooms.Relay.Memory.HeapBytesMin + Limits.SessionBytes) + ".";
            lines[LimitsTable.Rows + 2] = Limits.OwnerSockets.ToString() + " sockets are kept for "
                + "the owner, " + Limits.JudgeSockets.ToString() + " to judge a newcomer"
                + (rooms.Reach.House == null ? "." : ", and mDNS has one.");
            lines[LimitsTable.Rows + 3] = rooms.Settings.Metrics == MetricsSetting.Off
                ? "Metrics are off and take nothing."
                : "Metrics are on: who reads them takes a page connection for that moment, "
                    + Readable.Bytes(Limits.WebConnectionBytes) + ".";
            return new FixedText(lines);
        }
    }

    /// <summary>"show limits json".</summary>
    internal sealed class LimitsJson : JsonReport
    {
        private readonly Rooms _rooms;

        public LimitsJson(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            json.OpenObject();
            new LimitsTable(_rooms).Write(json);
            long free = _rooms.Relay.Memory.FreeBytes;
            if (free < 0) json.Null("freeBytes");
            else json.Number("freeBytes", free);
            json.Number("ownerSockets", Limits.OwnerSockets);
            json.CloseObject();
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            return false;
        }
    }
}
