// Names: targets given by host name. It finds them in the table and keeps their addresses up to
// date, so that a dial need not wait for DNS; after a failed dial Relay asks it to look again. An
// address of our own is never a target: that would be a loop. Whether a public one may be dialed
// is the rule's to say (the word "anywhere"), when it is dialed.

using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Names
{
    /// <summary>All targets that have names.</summary>
    internal sealed class TargetBook : NameBook
    {
        private readonly ILan _lan;
        private readonly SocketBudget _budget;
        private readonly Journal.Journal _journal;
        private RuleTable _table;
        private int _tableVersion = -1;

        /// <param name="dns">Asks for us.</param>
        /// <param name="around">Our place in the LAN.</param>
        /// <param name="journal">Told when a target moves.</param>
        /// <param name="limits">Most rules, and so most targets.</param>
        /// <param name="budget">Knows the page's port.</param>
        public TargetBook(DnsClient dns, Surroundings around, Journal.Journal journal,
            Limits limits, SocketBudget budget) : base(dns, limits.RulesMax)
        {
            _lan = around.Lan;
            _budget = budget;
            _journal = journal;
        }

        /// <summary>Follows the table and does what is due. True when something was done.
        /// </summary>
        public bool Step(RuleTable table, long nowMs)
        {
            if (table.Version != _tableVersion)
            {
                _table = table;
                BeginUses();
                for (int i = 0; i < table.Count; i++)
                {
                    Rule rule = table.At(i);
                    if (rule.TargetAddress == 0) rule.TargetHost = Use(rule.Target);
                }
                EndUses();
                // Last: what memory has cut short is done at the next visit.
                _tableVersion = table.Version;
            }
            return Step(nowMs);
        }

        /// <summary>
        /// The address to dial for a rule: the written one, or number <paramref name="turn"/> of
        /// those its name has. 0: none is known, or none may be dialed.
        /// </summary>
        public uint AddressOf(Rule rule, int turn, long nowMs)
        {
            if (rule.TargetAddress != 0) return LeadsBack(rule) ? 0 : rule.TargetAddress;
            NamedHost host = rule.TargetHost;
            if (host == null || !host.IsKnown(nowMs)) return 0;
            uint address = host.Addresses[turn % host.Addresses.Length];
            bool isInside = IPv4.IsInside(address, _lan.IsNear(address));
            return isInside || rule.IsAnywhere ? address : 0;
        }

        /// <summary>Why a rule's target cannot be dialed by its name, for a person.</summary>
        public string TroubleOf(Rule rule, long nowMs)
        {
            NamedHost host = rule.TargetHost;
            if (rule.TargetAddress != 0)
            {
                return LeadsBack(rule) ? rule.Target + " is this gateway's own address now" : "";
            }
            if (host == null) return "the name has not been looked up yet";
            if (!host.IsKnown(nowMs))
            {
                return host.HasDistrusted ? "the name leads to " + IPv4.ToText(host.Distrusted)
                    + ", which is this gateway itself or no machine"
                    : LookupState.ToText(host.Outcome);
            }
            return AddressOf(rule, 0, nowMs) != 0 ? "" : "the name leads to "
                + IPv4.ToText(host.Addresses[0]) + ", a public address; add the word anywhere"
                + " if the bytes shall leave your network";
        }

        // A rule that was no loop when it was written becomes one when DHCP hands us its target's
        // address, or when the page moves to its port.
        private bool LeadsBack(Rule rule)
        {
            if (!_lan.IsOurs(rule.TargetAddress)) return false;
            if (!rule.IsUdp && _budget.OwnAt(rule.TargetPort) != null) return true;
            return _table != null && _table.FindPort(rule.IsUdp, rule.TargetPort) != null;
        }

        /// <inheritdoc/>
        protected override bool Trusts(NamedHost host, uint address)
        {
            return IPv4.IsUnicast(address) && !_lan.IsOurs(address);
        }

        /// <inheritdoc/>
        protected override long BeliefMs(int ttlMs)
        {
            return Limits.FriendGraceMs;
        }

        /// <inheritdoc/>
        protected override void NoteChange(NamedHost host, long nowMs)
        {
            _journal.Write("target " + host.Name + " is at " + IPv4.ToText(host.Addresses[0])
                + " now");
        }
    }
}
