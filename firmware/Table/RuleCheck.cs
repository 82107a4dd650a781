// Table: does a rule make sense here, beside the other rules, within the limits and at our place
// in the network? Text has been read before (RuleText); nothing is stored here. It looks at
// everything and tells all that is wrong. Pure but for the place it asks about.

using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>Judges rules before they go into the table.</summary>
    internal sealed class RuleCheck
    {
        private readonly Limits _limits;
        private readonly Surroundings _around;
        private readonly SocketBudget _budget;

        public RuleCheck(Limits limits, Surroundings around, SocketBudget budget)
        {
            _limits = limits;
            _around = around;
            _budget = budget;
        }

        private ILan Lan { get { return _around.Lan; } }

        /// <summary>
        /// Adds what is wrong with the draft to its errors. With draft.Rule.Number set it is
        /// judged as a replacement of that rule, else as one more.
        /// </summary>
        /// <param name="draft">A line read; parts it could not read are not judged.</param>
        /// <param name="table">The rules it would stand beside.</param>
        /// <param name="nowUtcSeconds">Now, 0 = not known.</param>
        public void Judge(RuleDraft draft, RuleTable table, long nowUtcSeconds)
        {
            JudgePort(draft, table);
            JudgeTarget(draft, table);
            JudgeRoom(draft, table);
            JudgeSockets(draft, table, nowUtcSeconds);
            AddNotes(draft, nowUtcSeconds);
        }

        private void JudgePort(RuleDraft draft, RuleTable table)
        {
            Rule rule = draft.Rule;
            if (rule.Port == 0) return;
            string own = rule.IsUdp ? null : _budget.OwnAt(rule.Port);
            if (own != null)
            {
                draft.Errors.Add(draft.PortColumn, "port", "tcp " + rule.Port.ToString() + " is "
                    + own, ProposePort(rule, table));
            }
            for (int i = 0; i < table.Count; i++)
            {
                Rule other = table.At(i);
                if (other.Number == rule.Number || other.IsUdp != rule.IsUdp) continue;
                if (other.Port != rule.Port) continue;
                draft.Errors.Add(draft.PortColumn, "port", DoorName.Of(rule)
                    + " belongs to rule " + other.Number.ToString(),
                    "edit that rule, or " + ProposePort(rule, table));
            }
        }

        private void JudgeTarget(RuleDraft draft, RuleTable table)
        {
            Rule rule = draft.Rule;
            if (rule.Target == "localhost")
            {
                draft.Errors.Add(draft.TargetColumn, "target", "localhost is no name that a DNS "
                    + "server knows", "write 127.0.0.1");
            }
            uint address = rule.TargetAddress;
            if (rule.Target == null || address == 0 && rule.Target != "0.0.0.0") return;
            if (!IsOneHost(address))
            {
                draft.Errors.Add(draft.TargetColumn, "target", rule.Target + " is not the address "
                    + "of one machine", "write that of the machine behind this door");
                return;
            }
            if (!rule.IsAnywhere && !IsInside(address))
            {
                draft.Errors.Add(draft.TargetColumn, "target", rule.Target
                    + (address == IPv4.CloudSecrets ? " gives a cloud's secrets away"
                    : " is a public address"),
                    "add the word anywhere if the bytes shall leave your network");
            }
            string loop = LoopOf(rule, table);
            if (loop == null)
            {
                // A computer has other programs at its addresses.
                if (_around.IsShared || !IsOurs(address)) return;
                draft.Errors.AddNote(draft.TargetColumn, "target", rule.Target + " is the "
                    + "gateway's own address, where a board has no service",
                    "write the address of another machine");
                return;
            }
            draft.Errors.Add(draft.TargetColumn, "target", "this would be a loop: " + loop,
                "write the address of another machine");
        }

        // Sentence about the loop this rule closes, or null.
        private string LoopOf(Rule rule, RuleTable table)
        {
            if (IsOurs(rule.TargetAddress))
            {
                string at = "port " + rule.TargetPort.ToString() + " of " + rule.Target + " is ";
                if (rule.TargetPort == rule.Port) return at + "this very rule";
                string own = rule.IsUdp ? null : _budget.OwnAt(rule.TargetPort);
                if (own != null) return at + own;
                Rule other = table.FindPort(rule.IsUdp, rule.TargetPort);
                if (other != null && other.Number != rule.Number)
                {
                    return at + "rule " + other.Number.ToString();
                }
            }
            for (int i = 0; i < table.Count; i++)
            {
                Rule other = table.At(i);
                if (other.Number == rule.Number || other.IsUdp != rule.IsUdp) continue;
                if (other.TargetPort != rule.Port || !IsOurs(other.TargetAddress)) continue;
                return "rule " + other.Number.ToString() + " leads to port "
                    + rule.Port.ToString() + " of this gateway";
            }
            return null;
        }

        private void JudgeRoom(RuleDraft draft, RuleTable table)
        {
            bool isNew = true;
            int entries = draft.Rule.From.Entries.Length;
            for (int i = 0; i < table.Count; i++)
            {
                if (table.At(i).Number == draft.Rule.Number) isNew = false;
                else entries += table.At(i).From.Entries.Length;
            }
            if (isNew && table.Count >= table.Max)
            {
                TooMany(draft, 0, "table", "rules", table.Count + 1, table.Max,
                    "delete a rule you no longer need");
            }
            if (entries > Limits.AllowEntriesMax)
            {
                TooMany(draft, draft.FromColumn, "from", "list entries over all rules", entries,
                    Limits.AllowEntriesMax, "write a network such as 203.0.113.0/24 for several");
            }
        }

        // Only rules whose door keeps its port take a socket.
        private void JudgeSockets(RuleDraft draft, RuleTable table, long nowUtcSeconds)
        {
            if (!TakesSocket(draft.Rule, nowUtcSeconds)) return;
            int listeners = _budget.PagePort > 0 ? 1 : 0;
            int udpPorts = 0;
            for (int i = 0; i <= table.Count; i++)
            {
                Rule rule = i < table.Count ? table.At(i) : draft.Rule;
                if (i < table.Count && rule.Number == draft.Rule.Number) continue;
                if (!TakesSocket(rule, nowUtcSeconds)) continue;
                if (rule.IsUdp) udpPorts++;
                else listeners++;
            }
            if (!draft.Rule.IsUdp && listeners > _limits.ListenersMax)
            {
                TooMany(draft, 0, "table", _budget.PagePort > 0 ? "TCP listeners, the page's own "
                    + "among them" : "TCP listeners", listeners, _limits.ListenersMax,
                    "switch a tcp rule off");
            }
            // One connection through the gateway must still fit, and the socket on which the next
            // newcomer is judged.
            int sockets = listeners + udpPorts + Limits.OwnerSockets + Limits.SessionSockets
                + Limits.JudgeSockets;
            if (sockets > _limits.SocketsMax)
            {
                TooMany(draft, 0, "table", "sockets before the first connection", sockets,
                    _limits.SocketsMax, "switch a rule off");
            }
        }

        private static void TooMany(RuleDraft draft, int column, string field, string what,
            int count, int max, string proposal)
        {
            draft.Errors.Add(column, field, "this would make " + count.ToString() + " " + what
                + ", " + (count - max).ToString() + " more than the " + max.ToString()
                + " that fit", proposal);
        }

        private static void AddNotes(RuleDraft draft, long nowUtcSeconds)
        {
            Rule rule = draft.Rule;
            TextErrors errors = draft.Errors;
            int state = DoorState.WhenOn(rule, nowUtcSeconds);
            // With a list that has an error, the error says enough.
            if (state == DoorState.Empty && (!rule.From.IsEmpty || draft.FromColumn == 0))
            {
                errors.AddNote(0, "from", (rule.From.IsEmpty ? "nobody is on the list"
                    : "every entry of the list has ended") + ", so the rule is kept closed",
                    "add from with any, lan, an address, a network or a name");
            }
            if (rule.From.HasAny && rule.SessionsMax == 0 && rule.SourceSessionsMax == 0)
            {
                errors.AddNote(draft.FromColumn, "from", "anybody may come in, with as many "
                    + "connections as there are", rule.IsUdp ? "add each or max with a number"
                    : "add each 6, which a browser needs, or max with a number");
            }
            if (rule.IsUdp && rule.IdleMs > 0 && rule.IdleMs < Limits.MappingIdleMinMs)
            {
                errors.AddNote(draft.IdleColumn, "idle", "a mapping that ends before 2 minutes of "
                    + "silence breaks programs that count on the usual", "write idle 2m or more");
            }
            if (state == DoorState.Ended)
            {
                errors.AddNote(draft.UntilColumn, "until", "the rule has already ended, at "
                    + Moment.ToText(rule.Time.UntilSeconds, rule.Time.OffsetMinutes), "");
            }
            if (state == DoorState.NoClock)
            {
                errors.AddNote(draft.UntilColumn, "until", "the time of day is not known yet; "
                    + "until it is, the rule stays closed", "");
            }
        }

        private string ProposePort(Rule rule, RuleTable table)
        {
            for (int i = 0; i < 1000; i++)
            {
                int port = (rule.Port < 1024 ? rule.Port + 8000 : rule.Port) + i;
                if (port > 65535) break;
                if (!rule.IsUdp && _budget.OwnAt(port) != null) continue;
                if (table.FindPort(rule.IsUdp, port) == null) return "write " + port.ToString();
            }
            return "write a free port";
        }

        private bool IsOneHost(uint address)
        {
            if (!IPv4.IsUnicast(address)) return false;
            uint mask = Lan.Mask;
            if (mask == 0 || mask >= 0xFFFFFFFE) return true;
            bool isHere = (address & mask) == (Lan.Address & mask);
            return !isHere || (address != (address | ~mask) && address != (address & mask));
        }

        private bool IsInside(uint address)
        {
            return IPv4.IsInside(address, Lan.IsNear(address));
        }

        private bool IsOurs(uint address)
        {
            return address != 0 && (IPv4.IsLoopback(address) || Lan.IsOurs(address));
        }

        /// <summary>True for a rule whose door is opened: it is on and somebody is on its list.
        /// </summary>
        public static bool TakesSocket(Rule rule, long nowUtcSeconds)
        {
            return DoorState.KeepsPort(DoorState.OfRule(rule, nowUtcSeconds));
        }
    }
}
