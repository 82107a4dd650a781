// Reach: which ports of the router we hold and wish for: exactly those of enabled rules, never the
// page's. It follows the table and says which one is to be asked for next; it asks nobody.

using Portreeve.Table;

namespace Portreeve.Reach
{
    /// <summary>The leases of one router.</summary>
    internal sealed class Leases
    {
        private readonly Journal.Journal _journal;
        private readonly Lease[] _all;
        private int _count;

        /// <param name="max">Rules there can be, given-up ones among them.</param>
        /// <param name="journal">Told what a lease has become.</param>
        public Leases(int max, Journal.Journal journal)
        {
            _journal = journal;
            _all = new Lease[max];
        }

        /// <summary>How many there are.</summary>
        public int Count { get { return _count; } }

        /// <summary>Lease i of Count.</summary>
        public Lease At(int i)
        {
            return _all[i];
        }

        /// <summary>The lease of a port, or null.</summary>
        public Lease Find(bool isUdp, int port)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_all[i].IsUdp == isUdp && _all[i].Port == port) return _all[i];
            }
            return null;
        }

        /// <summary>Wishes for what the table has, and no more.</summary>
        public void Follow(RuleTable table, bool isReleasing)
        {
            for (int i = 0; i < _count; i++) _all[i].IsWanted = false;
            for (int i = 0; i < table.Count && !isReleasing; i++)
            {
                Rule rule = table.At(i);
                if (!rule.IsEnabled) continue;
                Lease lease = Find(rule.IsUdp, rule.Port);
                if (lease == null && _count < _all.Length)
                {
                    lease = new Lease();
                    lease.IsUdp = rule.IsUdp;
                    lease.Port = rule.Port;
                    _all[_count++] = lease;
                }
                if (lease != null) lease.IsWanted = true;
            }
            // What was never asked for need not be given back.
            for (int i = _count - 1; i >= 0; i--)
            {
                if (!_all[i].IsWanted && !_all[i].IsAsked) Drop(_all[i]);
            }
        }

        /// <summary>The one to ask about now: first those to be given back. Null: none.
        /// </summary>
        public Lease NextDue(long nowMs)
        {
            Lease due = null;
            for (int i = 0; i < _count; i++)
            {
                Lease lease = _all[i];
                if (lease.IsWanted && nowMs < lease.DueMs) continue;
                if (due == null || !lease.IsWanted || lease.DueMs < due.DueMs) due = lease;
                if (!lease.IsWanted) break;
            }
            if (due != null) due.IsAsked = true;
            return due;
        }

        /// <summary>The first that the router leads here now, or null.</summary>
        public Lease FirstHeld(long nowMs)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_all[i].IsWanted && _all[i].IsHeld(nowMs)) return _all[i];
            }
            return null;
        }

        /// <summary>All are asked for anew: the router has forgotten them, or is another.
        /// </summary>
        public void Renew(long nowMs)
        {
            for (int i = 0; i < _count; i++)
            {
                _all[i].DueMs = nowMs;
                _all[i].Failures = 0;
            }
        }

        /// <summary>What the router has answered.</summary>
        public void Take(Lease lease, PortMessage answer, bool isPcp, long nowMs)
        {
            int result = answer.Result;
            if (result == 0 && answer.LifetimeS > 0)
            {
                Hold(lease, answer.External, answer.LifetimeS, nowMs);
                return;
            }
            int trouble = result == 0 ? LeaseTrouble.Nonsense : isPcp
                ? LeaseTrouble.OfPcp(result) : LeaseTrouble.OfNatPmp(result);
            Refuse(lease, trouble, isPcp ? answer.LifetimeS : 0, nowMs);
        }

        /// <summary>Nothing is held any more: it is another router, or we have another address.
        /// </summary>
        public void Lose()
        {
            for (int i = _count - 1; i >= 0; i--)
            {
                _all[i].External = 0;
                _all[i].IsAsked = false;
                if (!_all[i].IsWanted) Drop(_all[i]);
            }
        }

        /// <summary>The router has given it.</summary>
        public void Hold(Lease lease, int external, long lifetimeS, long nowMs)
        {
            bool isNew = lease.External != external || !lease.IsHeld(nowMs);
            if (lifetimeS < Limits.LeaseMinS) lifetimeS = Limits.LeaseMinS;
            if (lifetimeS > Limits.LeaseS) lifetimeS = Limits.LeaseS;
            lease.External = external;
            lease.EndsMs = nowMs + lifetimeS * 1000;
            lease.DueMs = nowMs + lifetimeS * 500;
            lease.Failures = 0;
            lease.Trouble = LeaseTrouble.None;
            lease.Holder = 0;
            if (isNew) _journal.Write("router: " + lease.ToText(nowMs));
        }

        /// <summary>The router has not given it.</summary>
        /// <param name="lease">The one asked for.</param>
        /// <param name="trouble">One of LeaseTrouble.</param>
        /// <param name="waitS">How long the router says to wait, or 0.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public void Refuse(Lease lease, int trouble, long waitS, long nowMs)
        {
            bool isNew = lease.Trouble != trouble;
            long pauseMs = (long)Limits.LeaseRetryMs << (lease.Failures < 5 ? lease.Failures : 5);
            if (pauseMs < waitS * 1000) pauseMs = waitS * 1000;
            if (pauseMs > Limits.RouterAgainMs) pauseMs = Limits.RouterAgainMs;
            lease.Failures++;
            lease.Trouble = trouble;
            // Silence takes nothing away: what was held is held until it ends.
            if (trouble != LeaseTrouble.Silent) lease.External = 0;
            lease.DueMs = nowMs + pauseMs;
            if (isNew) _journal.Write("router: " + lease.ToText(nowMs));
        }

        /// <summary>Forgets one.</summary>
        public void Drop(Lease lease)
        {
            int kept = 0;
            for (int i = 0; i < _count; i++)
            {
                if (_all[i] != lease) _all[kept++] = _all[i];
            }
            if (kept < _count) _all[--_count] = null;
        }
    }
}
