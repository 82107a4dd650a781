// Names: every name the gateway follows, and the one client that looks them up. It only holds the
// books together and visits them once a step.

using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Names
{
    /// <summary>Friends, named targets, and their DNS client.</summary>
    internal sealed class Resolver
    {
        private const int VisitEveryMs = 100;

        private int _tableVersion = -1;
        private long _nextVisitMs;

        /// <param name="around">Network, clock, flash and our place in the LAN.</param>
        /// <param name="budget">The DNS client's socket is one of the owner's.</param>
        /// <param name="memory">Asked before a lookup.</param>
        /// <param name="journal">Told when a name moves.</param>
        /// <param name="limits">How many rules, and so targets, there can be.</param>
        public Resolver(Surroundings around, SocketBudget budget, MemoryBudget memory,
            Journal.Journal journal, Limits limits)
        {
            Dns = new DnsClient(around, budget, memory);
            Friends = new FriendBook(Dns, around, new FriendStore(around.Slots), journal);
            Targets = new TargetBook(Dns, around, journal, limits, budget);
        }

        /// <summary>Asks for all.</summary>
        public readonly DnsClient Dns;

        /// <summary>Names on the rules' lists.</summary>
        public readonly FriendBook Friends;

        /// <summary>Names that rules lead to.</summary>
        public readonly TargetBook Targets;

        /// <summary>Takes what was kept over a restart out of flash; once, after the table.
        /// </summary>
        public void Load(RuleTable table, long nowMs)
        {
            Friends.Load(table, nowMs);
        }

        /// <summary>Does what is due. True when something was done.</summary>
        public bool Step(RuleTable table, long nowMs)
        {
            // While bytes flow this line is all that names cost.
            if (nowMs < _nextVisitMs && !Dns.IsBusy && table.Version == _tableVersion) return false;
            _nextVisitMs = nowMs + VisitEveryMs;
            _tableVersion = table.Version;
            bool worked = Dns.Step(nowMs);
            if (Friends.Step(table, nowMs)) worked = true;
            if (Targets.Step(table, nowMs)) worked = true;
            return worked;
        }
    }
}
