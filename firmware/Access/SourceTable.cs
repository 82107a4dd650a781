// Access: a table of fixed size that remembers something about source addresses. Each address may
// stand in one of four places only, which an unpredictable seed chooses: looking up costs four
// comparisons whatever the table holds, and nobody can aim a flood at somebody else's places.
// When all four are taken, the owner of the table says which gives way.

using Portreeve.Table;

namespace Portreeve.Access
{
    /// <summary>Finds places for keys of an address and a door.</summary>
    internal sealed class SourceTable
    {
        /// <summary>Places of a set.</summary>
        public const int Ways = 4;

        /// <summary>What a table takes beside its places.</summary>
        public const int Bytes = 160;

        private const int UdpDoor = 1 << 16;

        private readonly uint[] _addresses;
        private readonly int[] _doors;
        private readonly long[] _touchedMs;
        private readonly uint _seed;
        private readonly uint _setsMask;

        /// <param name="sets">Sets of four places, a power of two.</param>
        /// <param name="seed">Anything unpredictable.</param>
        public SourceTable(int sets, uint seed)
        {
            _setsMask = (uint)sets - 1;
            _seed = seed;
            _addresses = new uint[sets * Ways];
            _doors = new int[sets * Ways];
            _touchedMs = new long[sets * Ways];
            Clear();
        }

        /// <summary>A rule's door as one number.</summary>
        public static int DoorOf(Rule rule)
        {
            return rule.IsUdp ? rule.Port | UdpDoor : rule.Port;
        }

        /// <summary>All places, taken or not.</summary>
        public int Places { get { return _addresses.Length; } }

        /// <summary>The address in this place; 0 = empty.</summary>
        public uint AddressAt(int place)
        {
            return _addresses[place];
        }

        /// <summary>When this place was last touched, monotonic ms.</summary>
        public long TouchedMsAt(int place)
        {
            return _touchedMs[place];
        }

        /// <summary>The place of this key, or -1. Changes nothing.</summary>
        public int Find(uint address, int door)
        {
            int first = FirstPlace(address, door);
            for (int i = first; i < first + Ways; i++)
            {
                if (_addresses[i] == address && _doors[i] == door) return i;
            }
            return -1;
        }

        /// <summary>The first of the four places where this key may stand.</summary>
        public int FirstPlace(uint address, int door)
        {
            uint mixed = (address ^ _seed) * 0x9E3779B1u;
            mixed = (mixed ^ (mixed >> 15) ^ (uint)door) * 0x85EBCA6Bu;
            return (int)((mixed >> 16) & _setsMask) * Ways;
        }

        /// <summary>Of the four places from this one, an empty one or the one touched longest
        /// ago.</summary>
        public int Oldest(int first)
        {
            int oldest = first;
            for (int i = first; i < first + Ways; i++)
            {
                if (_addresses[i] == 0) return i;
                if (_touchedMs[i] < _touchedMs[oldest]) oldest = i;
            }
            return oldest;
        }

        /// <summary>Puts a key into a place.</summary>
        public void Put(int place, uint address, int door, long nowMs)
        {
            _addresses[place] = address;
            _doors[place] = door;
            _touchedMs[place] = nowMs;
        }

        /// <summary>Notes that a place is in use.</summary>
        public void Touch(int place, long nowMs)
        {
            _touchedMs[place] = nowMs;
        }

        /// <summary>Empties a place.</summary>
        public void Free(int place)
        {
            _addresses[place] = 0;
        }

        /// <summary>Empties all places.</summary>
        public void Clear()
        {
            for (int i = 0; i < _addresses.Length; i++) _addresses[i] = 0;
        }
    }
}
