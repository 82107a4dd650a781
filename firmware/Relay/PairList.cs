// Relay: a list of live pairs of one kind. The order changes when one leaves: the last takes its
// place, so that leaving costs the same however many there are. It ends nobody by itself.

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

        /// <summary>
        /// Where the one is that has been idle longest, for Limits.GiveWayIdleMs at least; or -1.
        /// </summary>
        public int FindIdlest(long nowMs)
        {
            int found = -1;
            long most = Limits.GiveWayIdleMs - 1;
            for (int i = 0; i < _count; i++)
            {
                long idle = _pairs[i].YieldIdleMs(nowMs);
                if (idle <= most) continue;
                most = idle;
                found = i;
            }
            return found;
        }
    }
}
