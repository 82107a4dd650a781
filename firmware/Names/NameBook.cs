// Names: keeps host names and their addresses up to date: looks each up when its time to live is
// over, at once when somebody needs it, slower and slower while that fails. A good answer replaces
// the last good one; anything else leaves it, and how long it is still believed is the heir's to
// say. It knows the DNS client; it never waits, and costs nothing while no lookup is due.

using Portreeve.Table;

namespace Portreeve.Names
{
    /// <summary>Followed names of one kind.</summary>
    internal abstract class NameBook
    {
        private const int GrowBy = 4;

        // Grows with the names: most tables have few, or none.
        private NamedHost[] _hosts = new NamedHost[0];
        private readonly int _hostsMax;
        private readonly DnsClient _dns;
        private readonly DnsLookup[] _lookups = new DnsLookup[Limits.LookupsPerBookMax];
        private readonly NamedHost[] _askers = new NamedHost[Limits.LookupsPerBookMax];
        private int _count;
        private int _underWay;
        private int _turn;
        private long _nextDueMs;

        /// <param name="dns">Asks for us.</param>
        /// <param name="hostsMax">Most names.</param>
        protected NameBook(DnsClient dns, int hostsMax)
        {
            _dns = dns;
            _hostsMax = hostsMax;
        }

        /// <summary>Names in the book.</summary>
        public int Count { get { return _count; } }

        /// <summary>Name i of Count.</summary>
        public NamedHost At(int i)
        {
            return _hosts[i];
        }

        /// <summary>The entry of that name, or null.</summary>
        public NamedHost Find(string name)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_hosts[i].Name == name) return _hosts[i];
            }
            return null;
        }

        /// <summary>
        /// Looks a name up now, before others, unless that was done within
        /// Limits.KnockLookupMs. True: an answer is on its way.
        /// </summary>
        public bool AskNow(NamedHost host, long nowMs)
        {
            if (host.IsAsking || host.DueMs <= nowMs) return true;
            if (host.AskedMs >= 0 && nowMs - host.AskedMs < Limits.KnockLookupMs) return false;
            if (!Ask(host, true, nowMs)) SetDue(host, nowMs);
            return true;
        }

        /// <summary>Does what is due. True when something was done.</summary>
        public virtual bool Step(long nowMs)
        {
            bool worked = false;
            for (int i = 0; _underWay > 0 && i < _askers.Length; i++)
            {
                if (_askers[i] == null || _lookups[i].IsUnderWay) continue;
                NamedHost host = _askers[i];
                DnsLookup lookup = _lookups[i];
                _askers[i] = null;
                _lookups[i] = null;
                _underWay--;
                host.IsAsking = false;
                Take(host, lookup, nowMs);
                worked = true;
            }
            if (nowMs >= _nextDueMs) AskDue(nowMs);
            return worked;
        }

        /// <summary>May this address stand for this name?</summary>
        protected abstract bool Trusts(NamedHost host, uint address);

        /// <summary>How long a good answer is believed when no other follows, ms.</summary>
        protected abstract long BeliefMs(int ttlMs);

        /// <summary>The addresses of a name are others now.</summary>
        protected abstract void NoteChange(NamedHost host, long nowMs);

        /// <summary>A lookup of this name has failed.</summary>
        protected virtual void NoteFailure(NamedHost host, long nowMs)
        {
        }

        /// <summary>Before a walk over all uses: nobody uses any name.</summary>
        protected void BeginUses()
        {
            for (int i = 0; i < _count; i++) _hosts[i].Uses = 0;
        }

        /// <summary>The entry of a name that is in use, made if need be. Null: the book is full.
        /// </summary>
        protected NamedHost Use(string name)
        {
            NamedHost host = Find(name);
            if (host == null)
            {
                if (_count == _hostsMax) return null;
                if (_count == _hosts.Length) Grow();
                host = new NamedHost();
                host.Name = name;
                _hosts[_count++] = host;
                SetDue(host, 0);
            }
            host.Uses++;
            return host;
        }

        /// <summary>After the walk: names nobody uses are forgotten. True when there were any.
        /// </summary>
        protected bool EndUses()
        {
            int kept = 0;
            for (int i = 0; i < _count; i++)
            {
                if (_hosts[i].Uses > 0) _hosts[kept++] = _hosts[i];
                else Withdraw(_hosts[i]);
            }
            bool forgot = kept < _count;
            while (_count > kept) _hosts[--_count] = null;
            return forgot;
        }

        private void Grow()
        {
            int places = _count + GrowBy < _hostsMax ? _count + GrowBy : _hostsMax;
            NamedHost[] hosts = new NamedHost[places];
            for (int i = 0; i < _count; i++) hosts[i] = _hosts[i];
            _hosts = hosts;
        }

        private void Withdraw(NamedHost host)
        {
            for (int i = 0; i < _askers.Length; i++)
            {
                if (_askers[i] != host) continue;
                _dns.Forget(_lookups[i]);
                _askers[i] = null;
                _lookups[i] = null;
                _underWay--;
            }
        }

        private void AskDue(long nowMs)
        {
            // Kept only when all have been looked at: what memory cut short is still due.
            long next = long.MaxValue;
            for (int k = 0; k < _count; k++)
            {
                _turn = _turn + 1 < _count ? _turn + 1 : 0;
                NamedHost host = _hosts[_turn];
                if (host.IsAsking) continue;
                if (host.DueMs <= nowMs && !Ask(host, false, nowMs))
                {
                    // Every lookup is lent: the first that comes back is passed on.
                    _nextDueMs = nowMs;
                    return;
                }
                if (!host.IsAsking && host.DueMs < next) next = host.DueMs;
            }
            _nextDueMs = next;
        }

        private bool Ask(NamedHost host, bool isUrgent, long nowMs)
        {
            for (int i = 0; i < _askers.Length; i++)
            {
                if (_askers[i] != null) continue;
                DnsLookup lookup = new DnsLookup();
                lookup.Name = host.Name;
                if (!_dns.Ask(lookup, isUrgent)) return false;
                _lookups[i] = lookup;
                _askers[i] = host;
                _underWay++;
                host.IsAsking = true;
                host.AskedMs = nowMs;
                return true;
            }
            return false;
        }

        private void Take(NamedHost host, DnsLookup lookup, long nowMs)
        {
            host.Outcome = lookup.State;
            uint[] good = lookup.State == DnsVerdict.Found ? Trusted(host, lookup) : null;
            if (good == null || good.Length == 0)
            {
                NoteFailure(host, nowMs);
                SetDue(host, nowMs + PauseMs(host));
                return;
            }
            host.Failures = 0;
            host.IsUnconfirmed = false;
            host.GoodMs = nowMs;
            host.TtlMs = lookup.TtlMs;
            host.BelievedUntilMs = nowMs + BeliefMs(lookup.TtlMs);
            SetDue(host, nowMs + lookup.TtlMs);
            if (IsSameSet(host.Addresses, good)) return;
            host.Addresses = good;
            NoteChange(host, nowMs);
        }

        private uint[] Trusted(NamedHost host, DnsLookup lookup)
        {
            int count = 0;
            host.HasDistrusted = false;
            for (int i = 0; i < lookup.Count; i++)
            {
                if (Trusts(host, lookup.Addresses[i]))
                {
                    count++;
                    continue;
                }
                host.HasDistrusted = true;
                host.Distrusted = lookup.Addresses[i];
            }
            uint[] good = new uint[count];
            for (int i = lookup.Count - 1; i >= 0; i--)
            {
                if (Trusts(host, lookup.Addresses[i])) good[--count] = lookup.Addresses[i];
            }
            return good;
        }

        // Servers turn their lists round to spread the load: order means nothing.
        private static bool IsSameSet(uint[] a, uint[] b)
        {
            if (a.Length != b.Length) return false;
            for (int i = 0; i < a.Length; i++)
            {
                int k = 0;
                while (k < b.Length && b[k] != a[i]) k++;
                if (k == b.Length) return false;
            }
            return true;
        }

        private static int PauseMs(NamedHost host)
        {
            if (host.Outcome == LookupState.NoServer || host.Outcome == LookupState.NoSocket
                || host.Outcome == LookupState.NoMemory)
            {
                if (host.Failures == 0) host.Failures = 1;
                return Limits.LookupNoNetworkMs;
            }
            int pause = Limits.LookupTtlMinMs;
            for (int i = 0; i < host.Failures && pause < Limits.LookupPauseMaxMs; i++) pause *= 2;
            host.Failures++;
            return pause < Limits.LookupPauseMaxMs ? pause : Limits.LookupPauseMaxMs;
        }

        private void SetDue(NamedHost host, long dueMs)
        {
            host.DueMs = dueMs;
            if (dueMs < _nextDueMs) _nextDueMs = dueMs;
        }
    }
}
