// Access: all grants. It gives and revokes them, lets them end, and keeps those that outlive a
// restart in flash. Admission asks Find, which changes nothing. Those that ended stay listed until
// newer ones need the place. A grant belongs to a door (protocol and port): when no rule has that
// door any more, it ends, so that a later rule never inherits it.

using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Access
{
    /// <summary>The permissions beside the rules' lists.</summary>
    internal sealed class GrantBook
    {
        private readonly Grant[] _grants = new Grant[Limits.GrantsMax + Limits.GrantsEndedMax];
        private readonly IClock _clock;
        private readonly GrantStore _store;
        private readonly Journal.Journal _journal;
        private int _count;
        private int _live;
        private int _numbers;
        private int _version;
        private int _tableVersion = -1;
        private long _checkedMs = -1;
        private long _retryMs;
        private bool _isUnsaved;

        /// <param name="clock">Both clocks.</param>
        /// <param name="store">Keeps the lasting ones.</param>
        /// <param name="journal">Told when one ends.</param>
        public GrantBook(IClock clock, GrantStore store, Journal.Journal journal)
        {
            _clock = clock;
            _store = store;
            _journal = journal;
        }

        /// <summary>Grants listed, those that ended too.</summary>
        public int Count { get { return _count; } }

        /// <summary>Grants in force.</summary>
        public int Live { get { return _live; } }

        /// <summary>Grows with every grant given, ended or taken back.</summary>
        public int Version { get { return _version; } }

        /// <summary>Grant i of Count, the oldest first.</summary>
        public Grant At(int i)
        {
            return _grants[i];
        }

        /// <summary>The grant of that number, or null.</summary>
        public Grant FindNumber(int number)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_grants[i].Number == number) return _grants[i];
            }
            return null;
        }

        /// <summary>True when the rule has a grant in force or one that waits for the clock: its
        /// door must be open though its list may be empty.</summary>
        public bool HasAny(Rule rule)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_grants[i].Ended == null && _grants[i].IsFor(rule)) return true;
            }
            return false;
        }

        /// <summary>
        /// The grant that lets this source in at this rule now, else one that would if its time
        /// were right or known, else null. Changes nothing.
        /// </summary>
        public Grant Find(Rule rule, uint source, long nowMs, out int stand)
        {
            stand = OpenTime.Ended;
            Grant found = null;
            if (_live == 0) return null;
            long utcSeconds = _clock.UtcSeconds;
            for (int i = 0; i < _count; i++)
            {
                Grant grant = _grants[i];
                if (grant.Ended != null || !grant.IsFor(rule) || !grant.Who.Holds(source)) continue;
                found = grant;
                stand = grant.Judge(nowMs, utcSeconds);
                if (stand == OpenTime.Open) return grant;
            }
            return found;
        }

        /// <summary>
        /// Gives a grant; one for the same source and door is put in its place. Null, with the
        /// reason in <paramref name="trouble"/>, when it cannot be given.
        /// </summary>
        /// <param name="who">Who may come in.</param>
        /// <param name="rule">At which rule's door.</param>
        /// <param name="kind">One of <see cref="GrantKind"/>.</param>
        /// <param name="seconds">For Timed the length, for Dated the second since 1970.</param>
        /// <param name="nowMs">Monotonic time.</param>
        /// <param name="trouble">Why not, or what to know about it (flash failed, no clock); else
        /// an empty string.</param>
        public Grant Give(Network who, Rule rule, int kind, long seconds, long nowMs,
            out string trouble)
        {
            trouble = "";
            long utcSeconds = _clock.UtcSeconds;
            if (kind == GrantKind.Dated && utcSeconds != 0 && seconds <= utcSeconds)
            {
                trouble = "that moment has passed; the time is " + Moment.ToText(utcSeconds)
                    + " UTC";
                return null;
            }
            Grant same = Same(who, rule);
            if (same == null && _live >= Limits.GrantsMax)
            {
                trouble = "all " + Limits.GrantsMax.ToString() + " grants are in force; revoke one"
                    + " first, or put the address on the rule's list";
                return null;
            }
            if (same != null) End(same, "replaced by a newer grant", false);
            Grant grant = new Grant();
            grant.Who = who;
            grant.IsUdp = rule.IsUdp;
            grant.Port = rule.Port;
            grant.Kind = kind;
            if (kind == GrantKind.Dated) grant.EndUtcSeconds = seconds;
            if (kind == GrantKind.Timed) StartTimer(grant, seconds, nowMs, utcSeconds);
            Add(grant);
            trouble = WordsAbout(grant, utcSeconds) + SaveNow();
            return grant;
        }

        /// <summary>Takes a grant back. False: there is none in force of that number.</summary>
        public bool Revoke(int number)
        {
            Grant grant = FindNumber(number);
            if (grant == null || grant.Ended != null) return false;
            End(grant, "taken back", true);
            return true;
        }

        /// <summary>A client came in by this grant: one that counts once is over.</summary>
        public void Spend(Grant grant)
        {
            if (grant.Kind == GrantKind.Once) End(grant, "used", false);
        }

        /// <summary>Lets grants end whose time is over or whose door is gone; saves what could
        /// not be saved before.</summary>
        public void Step(RuleTable table, long nowMs)
        {
            bool isNewTable = table.Version != _tableVersion;
            if (!isNewTable && nowMs - _checkedMs < 1000 && _checkedMs >= 0) return;
            _checkedMs = nowMs;
            _tableVersion = table.Version;
            long utcSeconds = _clock.UtcSeconds;
            for (int i = 0; i < _count; i++)
            {
                Grant grant = _grants[i];
                if (grant.Ended != null) continue;
                if (isNewTable && table.FindPort(grant.IsUdp, grant.Port) == null)
                {
                    End(grant, "its rule is gone", true);
                    continue;
                }
                if (utcSeconds != 0) SettleClocks(grant, nowMs, utcSeconds);
                if (grant.Judge(nowMs, utcSeconds) == OpenTime.Ended) End(grant, "time over", true);
            }
            if (_isUnsaved && nowMs >= _retryMs)
            {
                if (SaveNow().Length > 0) _retryMs = nowMs + Limits.SaveRetryMs;
            }
        }

        /// <summary>Takes the lasting grants out of flash; once, before the first step.</summary>
        public void Load()
        {
            Grant[] kept = _store.Load();
            for (int i = 0; i < kept.Length && _live < Limits.GrantsMax; i++) Add(kept[i]);
        }

        private static void StartTimer(Grant grant, long seconds, long nowMs, long utcSeconds)
        {
            grant.EndMs = nowMs + seconds * 1000;
            if (utcSeconds != 0) grant.EndUtcSeconds = utcSeconds + seconds;
        }

        // A duration given before the clock was known gets its calendar end, one read from flash
        // gets its end in uptime: each once, so that later corrections of the clock change nothing.
        private void SettleClocks(Grant grant, long nowMs, long utcSeconds)
        {
            if (grant.Kind != GrantKind.Timed) return;
            if (grant.EndMs == 0)
            {
                long left = grant.EndUtcSeconds - utcSeconds;
                grant.EndMs = left > 0 ? nowMs + left * 1000 : nowMs;
                _version++;
            }
            else if (grant.EndUtcSeconds == 0)
            {
                grant.EndUtcSeconds = utcSeconds + (grant.EndMs - nowMs + 999) / 1000;
                _isUnsaved = true;
            }
        }

        private static string WordsAbout(Grant grant, long utcSeconds)
        {
            if (utcSeconds != 0) return "";
            if (grant.Kind == GrantKind.Timed)
            {
                return "the time is not known, so it counts from now and ends at a restart";
            }
            return grant.Kind == GrantKind.Dated
                ? "the time is not known, so it lets nobody in until it is" : "";
        }

        private Grant Same(Network who, Rule rule)
        {
            for (int i = 0; i < _count; i++)
            {
                Grant grant = _grants[i];
                if (grant.Ended == null && grant.IsFor(rule) && grant.Who.Base == who.Base
                    && grant.Who.Bits == who.Bits) return grant;
            }
            return null;
        }

        private void Add(Grant grant)
        {
            if (_count == _grants.Length) ForgetOldestEnded();
            grant.Number = ++_numbers;
            _grants[_count++] = grant;
            _live++;
            _version++;
        }

        private void ForgetOldestEnded()
        {
            int i = 0;
            while (_grants[i].Ended == null) i++;
            _count--;
            for (; i < _count; i++) _grants[i] = _grants[i + 1];
            _grants[_count] = null;
        }

        private void End(Grant grant, string why, bool isTold)
        {
            grant.Ended = why;
            _live--;
            _version++;
            if (IsLasting(grant)) _isUnsaved = true;
            if (!isTold) return;
            _journal.Write(JournalKind.Change, "grant " + grant.Number.ToString()
                + " for " + grant.Who.ToString()
                + " on " + (grant.IsUdp ? "udp " : "tcp ") + grant.Port.ToString() + " ended: "
                + why, null);
        }

        // Returns what to know about it: nothing, or that flash failed.
        private string SaveNow()
        {
            _isUnsaved = false;
            string trouble = _store.Save(this);
            if (trouble == null) return "";
            _isUnsaved = true;
            return "it could not be kept for the next restart: " + trouble;
        }

        /// <summary>True for a grant that outlives a restart.</summary>
        public static bool IsLasting(Grant grant)
        {
            if (grant.Kind == GrantKind.Good || grant.Kind == GrantKind.Dated) return true;
            return grant.Kind == GrantKind.Timed && grant.EndUtcSeconds != 0;
        }
    }
}
