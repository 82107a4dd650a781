// Relay: a list of live pairs of one kind. The order changes when one leaves: the last takes its
// place, so that leaving costs the same however many there are. It ends nobody by itself.

using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>Live sessions, or live mappings.</summary>
    internal sealed class PairList
    {
        private readonly LivePair[] _pairs;
        private int _count;

        /// <param name="pairsMax">How many it holds.</param>
        public PairList(int pairsMax)
        {
            _pairs = new LivePair[pairsMax];
        }

        /// <summary>How many are alive.</summary>
        public int Count { get { return _count; } }

        /// <summary>Pair i of Count, the oldest not always first.</summary>
        public LivePair At(int i)
        {
            return _pairs[i];
        }

        /// <summary>Adds one; the budget has made sure that it fits.</summary>
        public void Add(LivePair pair)
        {
            _pairs[_count++] = pair;
        }

        /// <summary>Takes out pair i.</summary>
        public void RemoveAt(int i)
        {
            _pairs[i] = _pairs[--_count];
            _pairs[_count] = null;
        }

        /// <summary>Puts pair i first.</summary>
        public void PutFirst(int i)
        {
            LivePair pair = _pairs[i];
            _pairs[i] = _pairs[0];
            _pairs[0] = pair;
        }

        /// <summary>Where the pair of that number is, or -1.</summary>
        public int Find(int number)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_pairs[i].Number == number) return i;
            }
            return -1;
        }

        /// <summary>Sockets of those who would give way now, one after the other.</summary>
        /// <param name="enough">So many are; it counts no further.</param>
        /// <param name="within">Of this rule only; null: of all.</param>
        /// <param name="isNamed">Whether for somebody named, to whom all may give way.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public int CountYielding(int enough, Rule within, bool isNamed, long nowMs)
        {
            int sockets = 0;
            for (int i = 0; i < _count && sockets < enough; i++)
            {
                LivePair pair = _pairs[i];
                if (within != null && pair.Rule != within) continue;
                int gladly = pair.YieldsNow(isNamed, nowMs);
                if (gladly == Yield.No) continue;
                if (gladly == Yield.OneOfMany && IsKept(i, within, isNamed, nowMs)) continue;
                sockets += pair.Sockets;
            }
            return sockets;
        }

        // When all of an address rest, one of them is the last in the end, and stays: counted as
        // the one with most sockets, so that what is promised is there. Those at other doors stay
        // where only this door's give way, so nobody here is the last.
        private bool IsKept(int kept, Rule within, bool isNamed, long nowMs)
        {
            LivePair pair = _pairs[kept];
            if (pair.YieldsNow(isNamed, true, nowMs) != Yield.No) return false;
            for (int i = 0; i < _count; i++)
            {
                LivePair other = _pairs[i];
                if (i == kept || other.ClientAddress != pair.ClientAddress) continue;
                int gladly = within != null && other.Rule != within ? Yield.No
                    : other.YieldsNow(isNamed, nowMs);
                if (gladly == Yield.No) return false;
                if (gladly != Yield.OneOfMany || other.Sockets < pair.Sockets) continue;
                if (other.Sockets > pair.Sockets || i > kept) return false;
            }
            return true;
        }

        /// <summary>
        /// Where the one is that gives way first to a newcomer; -1: nobody does. One that is over
        /// goes first, then those of its own address, then those of whom their address has most,
        /// then whoever has rested longest.
        /// </summary>
        public int FindYielding(uint address, Rule within, bool isNamed, long nowMs)
        {
            int found = -1;
            long best = 0;
            for (int i = 0; i < _count; i++)
            {
                LivePair pair = _pairs[i];
                if (within != null && pair.Rule != within) continue;
                int gladly = pair.YieldsNow(isNamed, nowMs);
                if (gladly == Yield.No) continue;
                // Its own, also the last of them, comes just before others' that are one of many.
                bool isOwn = pair.ClientAddress == address;
                if (isOwn && gladly == Yield.Last) gladly = Yield.OneOfMany;
                int rank = 2 * gladly + (isOwn ? 1 : 0);
                long worth = ((long)rank << 56) + ((long)pair.Siblings << 44)
                    + pair.IdleMs(nowMs);
                if (worth <= best) continue;
                best = worth;
                found = i;
            }
            return found;
        }

        /// <summary>Where the one of this address at this door is that rests most; or -1.</summary>
        public int FindOwn(uint address, Rule rule, long nowMs)
        {
            int found = -1;
            long most = -1;
            for (int i = 0; i < _count; i++)
            {
                LivePair pair = _pairs[i];
                if (pair.ClientAddress != address || pair.Rule != rule) continue;
                if (pair.YieldsToOwn(nowMs) == Yield.No) continue;
                if (pair.IdleMs(nowMs) <= most) continue;
                most = pair.IdleMs(nowMs);
                found = i;
            }
            return found;
        }

        /// <summary>Tells one that has come or gone, and all of its address, how many they are.
        /// </summary>
        /// <param name="pair">The one.</param>
        /// <param name="change">1: it has come; -1: it has gone.</param>
        public void CountSiblings(LivePair pair, int change)
        {
            int siblings = 1;
            int here = 1;
            uint address = pair.ClientAddress;
            // An edited rule keeps its tally.
            Tally door = pair.Rule.Tally;
            for (int i = 0; i < _count; i++)
            {
                LivePair other = _pairs[i];
                if (other.ClientAddress != address || other == pair) continue;
                siblings++;
                other.Siblings += change;
                if (other.Rule.Tally != door) continue;
                here++;
                other.SiblingsHere += change;
            }
            pair.Siblings = siblings;
            pair.SiblingsHere = here;
        }
    }
}
