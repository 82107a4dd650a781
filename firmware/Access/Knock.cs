// Access: the refused tries, so that the owner can answer one with "let this one in". Places
// are made when they are needed, as many as there may be and while memory lasts; from then on a
// scan of any rate only turns the list over. Tries of one address at one door fold into one. The
// sender of a datagram can be forged, the client of a TCP connection cannot: UDP knocks never push
// out more than half of the list.

using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Table;

namespace Portreeve.Access
{
    /// <summary>Refused tries of one address at one door.</summary>
    internal sealed class Knock
    {
        /// <summary>Number for people; grows with every new knock. 0: this place is empty.
        /// </summary>
        public int Number;

        /// <summary>Who, host order.</summary>
        public uint Address;

        /// <summary>Where: true for UDP.</summary>
        public bool IsUdp;

        /// <summary>Where: our port.</summary>
        public int Port;

        /// <summary>The rule's number at the time.</summary>
        public int RuleNumber;

        /// <summary>Why the last try was refused.</summary>
        public EndReason Reason;

        /// <summary>Tries since this knock was new.</summary>
        public int Count;

        /// <summary>The last try, monotonic ms.</summary>
        public long LastMs;

        /// <summary>The last try, seconds since 1970 in UTC, 0 when the time was not known.
        /// </summary>
        public long LastUtcSeconds;
    }

    /// <summary>The last refused tries.</summary>
    internal sealed class KnockLedger
    {
        private readonly Knock[] _knocks;
        private readonly MemoryBudget _memory;
        private readonly int _forgedMax;
        private int _made;
        private int _numbers;
        private int _forged;
        private int _total;

        /// <param name="knocksMax">Most places, 2 and up (Limits.KnocksMax).</param>
        /// <param name="memory">Asked before a place is made; null where it is plenty.</param>
        public KnockLedger(int knocksMax, MemoryBudget memory)
        {
            _memory = memory;
            _knocks = new Knock[knocksMax];
            _forgedMax = knocksMax / 2;
        }

        /// <summary>Places made so far; empty ones have number 0.</summary>
        public int Places { get { return _made; } }

        /// <summary>Refused tries since boot, the forgotten ones too.</summary>
        public int Total { get { return _total; } }

        /// <summary>Knocks listed.</summary>
        public int Count
        {
            get
            {
                int count = 0;
                for (int i = 0; i < _made; i++)
                {
                    if (_knocks[i].Number != 0) count++;
                }
                return count;
            }
        }

        /// <summary>The knock in place i, in no order.</summary>
        public Knock At(int i)
        {
            return _knocks[i];
        }

        /// <summary>The knocks, the newest first; made for showing, it allocates.</summary>
        public Knock[] List()
        {
            Knock[] list = new Knock[Count];
            int count = 0;
            for (int i = 0; i < _made; i++)
            {
                if (_knocks[i].Number == 0) continue;
                int at = count++;
                for (; at > 0 && IsNewer(_knocks[i], list[at - 1]); at--) list[at] = list[at - 1];
                list[at] = _knocks[i];
            }
            return list;
        }

        /// <summary>The knock with that number, or null when it was never there or is gone.
        /// </summary>
        public Knock Find(int number)
        {
            for (int i = 0; number > 0 && i < _made; i++)
            {
                if (_knocks[i].Number == number) return _knocks[i];
            }
            return null;
        }

        /// <summary>Notes a refused try. True when it is a new knock and no further try of one
        /// that is known.</summary>
        public bool Add(Rule rule, uint source, EndReason reason, long nowMs, long utcSeconds)
        {
            _total++;
            Knock knock = Known(rule, source);
            bool isNew = knock == null;
            if (isNew)
            {
                knock = PlaceFor(rule.IsUdp);
                if (knock == null) return false;
                if (knock.Number != 0 && knock.IsUdp) _forged--;
                if (rule.IsUdp) _forged++;
                knock.Number = ++_numbers;
                knock.Address = source;
                knock.IsUdp = rule.IsUdp;
                knock.Port = rule.Port;
                knock.Count = 0;
            }
            knock.RuleNumber = rule.Number;
            knock.Reason = reason;
            knock.Count++;
            knock.LastMs = nowMs;
            knock.LastUtcSeconds = utcSeconds;
            return isNew;
        }

        /// <summary>Takes one knock off the list, because it was answered.</summary>
        public void Forget(Knock knock)
        {
            if (knock.Number != 0 && knock.IsUdp) _forged--;
            knock.Number = 0;
        }

        /// <summary>Empties the list; numbers go on.</summary>
        public void Clear()
        {
            for (int i = 0; i < _made; i++) _knocks[i].Number = 0;
            _forged = 0;
        }

        private Knock Known(Rule rule, uint source)
        {
            for (int i = 0; i < _made; i++)
            {
                Knock knock = _knocks[i];
                if (knock.Address == source && knock.Port == rule.Port
                    && knock.IsUdp == rule.IsUdp && knock.Number != 0) return knock;
            }
            return null;
        }

        // An empty place, or that of the oldest; a UDP knock takes a TCP knock's only while UDP
        // holds less than its half.
        private Knock PlaceFor(bool isUdp)
        {
            bool onlyForged = isUdp && _forged >= _forgedMax;
            Knock oldest = null;
            for (int i = 0; i < _made; i++)
            {
                Knock knock = _knocks[i];
                if (onlyForged && (knock.Number == 0 || !knock.IsUdp)) continue;
                if (knock.Number == 0) return knock;
                if (oldest == null || IsNewer(oldest, knock)) oldest = knock;
            }
            bool mayAdd = !onlyForged && _made < _knocks.Length
                && (_memory == null || _memory.Admits(Limits.KnockBytes));
            if (!mayAdd) return oldest;
            oldest = new Knock();
            _knocks[_made++] = oldest;
            return oldest;
        }

        private static bool IsNewer(Knock a, Knock b)
        {
            return a.LastMs != b.LastMs ? a.LastMs > b.LastMs : a.Number > b.Number;
        }
    }
}
