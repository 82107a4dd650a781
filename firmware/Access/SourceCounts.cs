// Access: how many sessions and mappings each address has at each door now ("each 2"). Exact, so
// unlike the other tables it forgets nothing: it has room for every socket there can be. Entering
// and leaving cost the same whatever the number of sessions.

namespace Portreeve.Access
{
    /// <summary>Counts what is alive, by source and door.</summary>
    internal sealed class SourceCounts
    {
        private readonly uint[] _addresses;
        private readonly int[] _doors;
        private readonly int[] _counts;
        private readonly int _mask;
        private readonly uint _seed;

        /// <param name="liveMax">Most sessions and mappings at once.</param>
        /// <param name="seed">Anything unpredictable, so that nobody can aim at one place.</param>
        public SourceCounts(int liveMax, uint seed)
        {
            int places = 8;
            while (places < liveMax * 2) places *= 2;
            _mask = places - 1;
            _seed = seed;
            _addresses = new uint[places];
            _doors = new int[places];
            _counts = new int[places];
        }

        /// <summary>How many this address has at this door.</summary>
        public int Of(uint address, int door)
        {
            return _counts[PlaceOf(address, door)];
        }

        /// <summary>One more is alive.</summary>
        public void Enter(uint address, int door)
        {
            int place = PlaceOf(address, door);
            _addresses[place] = address;
            _doors[place] = door;
            _counts[place]++;
        }

        /// <summary>One of those that entered has ended.</summary>
        public void Leave(uint address, int door)
        {
            int place = PlaceOf(address, door);
            if (_counts[place] == 0 || --_counts[place] > 0) return;
            CloseGap(place);
        }

        // The place of this key, or the empty one where it would stand. There always is one: the
        // table is twice as large as what can be alive.
        private int PlaceOf(uint address, int door)
        {
            int place = HomeOf(address, door);
            while (_counts[place] != 0 && (_addresses[place] != address || _doors[place] != door))
            {
                place = (place + 1) & _mask;
            }
            return place;
        }

        private int HomeOf(uint address, int door)
        {
            uint mixed = (address ^ _seed) * 0x9E3779B1u;
            mixed = (mixed ^ (mixed >> 15) ^ (uint)door) * 0x85EBCA6Bu;
            return (int)(mixed >> 8) & _mask;
        }

        // Knuth 6.4, algorithm R: those behind the gap that stand away from home move up.
        private void CloseGap(int gap)
        {
            int place = gap;
            while (true)
            {
                place = (place + 1) & _mask;
                if (_counts[place] == 0) break;
                int home = HomeOf(_addresses[place], _doors[place]);
                if (((place - home) & _mask) < ((place - gap) & _mask)) continue;
                _addresses[gap] = _addresses[place];
                _doors[gap] = _doors[place];
                _counts[gap] = _counts[place];
                gap = place;
            }
            _counts[gap] = 0;
        }
    }
}
