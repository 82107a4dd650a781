// Access: all grants. It gives and revokes them, lets them end, and keeps those that outlive a
// restart in flash. Admission asks Find, which changes nothing. Those that ended stay listed until
// newer ones need the place. A grant belongs to a door and the machine behind it: when no rule has
// that door any more, or it leads elsewhere, it ends, so that no other machine inherits it.

using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

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
        public Grant Give(Cidr who, Rule rule, int kind, long seconds, long nowMs,
            out string trouble)
        {
            trouble = "";
            long utcSeconds = _clock.UtcSeconds;
            if (kind == GrantKind.Dated && utcSeconds != 0 && seconds <= utcSeconds)
            {
                trouble = "that moment has passed; the time is " + Moment.ToText(utcSeconds, 0);
                return null;
            }
            Grant same = Same(who, rule);
            if (same == null && _live >= Limits.GrantsMax)
            {
                trouble = "all " + Limits.GrantsMax.ToString() + " grants are in force; revoke one"
                    + " first, or put the address on the door's list";
                return null;
            }
            Grant grant = new Grant();
            if (same != null) End(same, "replaced by a newer grant", false);
            grant.Who = who;
            grant.Bind(rule);
            grant.Kind = kind;
            if (kind == GrantKind.Dated) grant.EndUtcSeconds = seconds;
            if (kind == GrantKind.Timed) grant.Start(seconds, nowMs, utcSeconds);
            Add(grant);
            trouble = SaveNow();
            trouble = grant.WordsWithoutClock(utcSeconds) + (trouble == null ? ""
                : "it could not be kept for the next restart: " + trouble);
            return grant;
        }

        /// <summary>Takes a grant back. False: there is none in force of that number.</summary>
        /// <param name="number">Its number.</param>
        /// <param name="trouble">Why flash still has it and it would be back after a restart;
        /// else null.</param>
        public bool Revoke(int number, out string trouble)
        {
            trouble = null;
            Grant grant = FindNumber(number);
            if (grant == null || grant.Ended != null) return false;
            End(grant, "revoked", true);
            if (_isUnsaved) trouble = SaveNow();
            return true;
        }

        /// <summary>The grants in force; for showing and for backups, it allocates.</summary>
        public Grant[] InForce()
        {
            Grant[] grants = new Grant[_live];
            int count = 0;
            for (int i = 0; i < _count; i++)
            {
                if (_grants[i].Ended == null) grants[count++] = _grants[i];
            }
            return grants;
        }

        /// <summary>
        /// Puts exactly these in force: those that are already stay as they are, the others are
        /// given, the rest ends. Null when flash has them; else why not, and all is as it was.
        /// </summary>
        /// <param name="wanted">At most Limits.GrantsMax.</param>
        public string Replace(Grant[] wanted)
        {
            Grant[] before = InForce();
            int numbers = _numbers;
            Enforce(wanted);
            string trouble = SaveNow();
            if (trouble == null) return null;
            Enforce(before);
            while (_count > 0 && _grants[_count - 1].Number > numbers
                && _grants[_count - 1].Ended != null) _grants[--_count] = null;
            return trouble;
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
            long utcSeconds = _clock.UtcSeconds;
            for (int i = 0; i < _count; i++)
            {
                Grant grant = _grants[i];
                if (grant.Ended != null) continue;
                string trouble = isNewTable ? grant.TroubleWith(table) : null;
                if (trouble != null)
                {
                    End(grant, trouble, true);
                    continue;
                }
                if (utcSeconds != 0) Settle(grant, nowMs, utcSeconds);
                if (grant.Judge(nowMs, utcSeconds) == OpenTime.Ended) End(grant, "time over", true);
            }
            _tableVersion = table.Version; // Last: what memory cut short is done again.
            string failed = _isUnsaved && nowMs >= _retryMs ? SaveNow() : null;
            if (failed == null) return;
            _retryMs = nowMs + Limits.SaveRetryMs;
            _journal.Write("grants could not be kept: " + failed);
        }

        /// <summary>Takes the lasting grants out of flash; once, before the first step.</summary>
        /// <param name="table">The rules; those kept before grants had a target are for the
        /// machines that these lead to.</param>
        public void Load(RuleTable table)
        {
            Grant[] kept = _store.Load(table);
            for (int i = 0; i < kept.Length && _live < Limits.GrantsMax; i++) Add(kept[i]);
        }

        private void Settle(Grant grant, long nowMs, long utcSeconds)
        {
            long endUtc = grant.EndUtcSeconds;
            if (grant.Settle(nowMs, utcSeconds)) _version++;
            if (grant.EndUtcSeconds != endUtc) _isUnsaved = true;
        }

        private void Enforce(Grant[] wanted)
        {
            for (int i = 0; i < _count; i++)
            {
                bool isWanted = _grants[i].IsOneOf(wanted, wanted.Length);
                if (_grants[i].Ended == null && !isWanted) End(_grants[i], "replaced", false);
            }
            for (int i = 0; i < wanted.Length; i++)
            {
                Grant grant = wanted[i];
                bool isKnown = grant.IsOneOf(_grants, _count);
                if (isKnown && grant.Ended == null) continue;
                grant.Ended = null;
                if (isKnown) _live++;
                else Add(grant);
                _version++;
            }
        }

        private Grant Same(Cidr who, Rule rule)
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
            if (grant.IsLasting) _isUnsaved = true;
            if (!isTold) return;
            _journal.Write(JournalKind.Change, "grant " + grant.Number.ToString()
                + " for " + grant.Who.ToString()
                + " on " + DoorName.Of(grant.IsUdp, grant.Port) + " ended: " + why, null);
        }

        // Null when flash has them; else why not.
        private string SaveNow()
        {
            string trouble = _store.Save(this);
            _isUnsaved = trouble != null;
            return trouble;
        }
    }
}
