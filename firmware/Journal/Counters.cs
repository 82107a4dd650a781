// Journal: how often each end reason happened since boot, and a few totals. Plain numbers.

namespace Portreeve.Journal
{
    /// <summary>Counts of one gateway.</summary>
    internal sealed class Counters
    {
        private readonly int[] _ends = new int[EndReason.All.Length];

        /// <summary>Counts one end.</summary>
        public void Add(EndReason reason)
        {
            for (int i = 0; i < _ends.Length; i++)
            {
                if (EndReason.All[i] == reason)
                {
                    _ends[i]++;
                    return;
                }
            }
        }

        /// <summary>How often this reason happened.</summary>
        public int Of(EndReason reason)
        {
            for (int i = 0; i < _ends.Length; i++)
            {
                if (EndReason.All[i] == reason) return _ends[i];
            }
            return 0;
        }
    }
}
