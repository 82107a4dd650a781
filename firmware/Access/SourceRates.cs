// Access: how fast each address may open sessions at a rule ("rate 20" = 20 a minute). A bucket
// each: it holds one minute's worth and fills evenly, so a burst of N passes at once and then one
// more every 60/N seconds. Fixed memory; when a flood of addresses turns it over, an old bucket is
// forgotten, which lets its owner in sooner and nobody out.

using Portreeve.Table;

namespace Portreeve.Access
{
    /// <summary>Buckets by source and rule.</summary>
    internal sealed class SourceRates
    {
        private const int MinuteMs = 60 * 1000;

        private readonly int _sets;
        private readonly uint _seed;
        // Made with the first session of a rule with "rate"; most boards have none.
        private SourceTable _table;
        private int[] _levels;

        /// <param name="sets">Sets of four buckets, a power of two (Limits.RateSets).</param>
        /// <param name="seed">Anything unpredictable.</param>
        public SourceRates(int sets, uint seed)
        {
            _sets = sets;
            _seed = seed;
        }

        /// <summary>Bytes that a session of this rule would take here, since it is the first: 0
        /// for all others.</summary>
        public int BytesFor(Rule rule)
        {
            const int PlaceBytes = 20;
            return _table != null || rule.SourceRateMax == 0 ? 0
                : _sets * SourceTable.Ways * PlaceBytes + SourceTable.Bytes;
        }

        /// <summary>May this source open one more session at this rule now? Changes nothing.
        /// </summary>
        public bool Allows(Rule rule, uint source, long nowMs)
        {
            if (rule.SourceRateMax == 0 || _table == null) return true;
            int place = _table.Find(source, SourceTable.DoorOf(rule));
            return place < 0 || LevelAt(place, rule.SourceRateMax, nowMs) >= MinuteMs;
        }

        /// <summary>Takes one session out of the bucket; ask Allows first.</summary>
        public void Take(Rule rule, uint source, long nowMs)
        {
            if (rule.SourceRateMax == 0) return;
            if (_table == null)
            {
                SourceTable table = new SourceTable(_sets, _seed);
                _levels = new int[table.Places];
                _table = table;
            }
            int door = SourceTable.DoorOf(rule);
            int place = _table.Find(source, door);
            if (place < 0)
            {
                place = _table.Oldest(_table.FirstPlace(source, door));
                _levels[place] = rule.SourceRateMax * MinuteMs;
            }
            else
            {
                _levels[place] = LevelAt(place, rule.SourceRateMax, nowMs);
            }
            _levels[place] -= MinuteMs;
            _table.Put(place, source, door, nowMs);
        }

        // One session costs a minute's milliseconds; each millisecond pours in N.
        private int LevelAt(int place, int rate, long nowMs)
        {
            long passedMs = nowMs - _table.TouchedMsAt(place);
            if (passedMs >= MinuteMs) return rate * MinuteMs;
            int level = _levels[place] + (int)passedMs * rate;
            return level > rate * MinuteMs ? rate * MinuteMs : level;
        }
    }
}
