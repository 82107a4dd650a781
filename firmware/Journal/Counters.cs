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
            _ends[reason.Place]++;
        }

        /// <summary>How often this reason happened.</summary>
        public int Of(EndReason reason)
        {
            return _ends[reason.Place];
        }
    }
}
