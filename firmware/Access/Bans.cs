// Access: addresses that were refused too often stay out for a while, each time longer. Off unless
// a rule says "ban N". A ban only ever stops those whom no entry names: a friend, an address
// written out, a grant, the LAN and the admin networks are let in all the same, so nobody can be
// locked out who was meant to come in. Only TCP tries count: the sender of a datagram can be
// forged, and a flood of forged senders would otherwise ban whom it likes. Fixed memory.
//
//            Nth refused try                  its time is over
//   free -------------------------> banned ---------------------> free, one level up:
//    ^                              1 min, 5 min, 30 min, 2 h, 12 h, 24 h
//    +--- level forgotten after 24 h without a try, tries after 10 min

using Portreeve.Table;

namespace Portreeve.Access
{
    /// <summary>One ban, for showing.</summary>
    internal sealed class Ban
    {
        /// <summary>Who, host order.</summary>
        public uint Address;

        /// <summary>How much longer, ms.</summary>
        public long LeftMs;

        /// <summary>Which ban in a row this is, 1 and up.</summary>
        public int Level;
    }

    /// <summary>Counts refused tries and bans.</summary>
    internal sealed class Bans
    {
        private const int AnyDoor = 0;
        private const int MinuteMs = 60 * 1000;
        private const int LevelMax = 5;

        private readonly int _sets;
        private readonly uint _seed;
        // Made when the first try at a rule with "ban" is refused; most boards have none.
        private SourceTable _table;
        private int[] _tries;
        private int[] _levels;
        private long[] _untilMs;

        /// <param name="sets">Sets of four addresses, a power of two (Limits.BanSets).</param>
        /// <param name="seed">Anything unpredictable.</param>
        public Bans(int sets, uint seed)
        {
            _sets = sets;
            _seed = seed;
        }

        /// <summary>Bytes that a try at this rule would take, since it is the first: 0 for all
        /// others.</summary>
        public int BytesFor(Rule rule)
        {
            const int PlaceBytes = 32;
            return _table != null || rule.BanTriesMax == 0 || rule.IsUdp ? 0
                : _sets * SourceTable.Ways * PlaceBytes + SourceTable.Bytes;
        }

        /// <summary>True while this address is banned. Changes nothing.</summary>
        public bool IsBanned(uint source, long nowMs)
        {
            if (_table == null) return false;
            int place = _table.Find(source, AnyDoor);
            return place >= 0 && nowMs < _untilMs[place];
        }

        /// <summary>
        /// Counts a refused try at a rule. True when it begins a ban. Tries during a ban do not
        /// prolong it.
        /// </summary>
        public bool Count(Rule rule, uint source, long nowMs)
        {
            if (rule.BanTriesMax == 0 || rule.IsUdp) return false;
            if (_table == null) Make();
            int place = _table.Find(source, AnyDoor);
            if (place < 0)
            {
                place = PlaceFor(source, nowMs);
                if (place < 0) return false;
                _tries[place] = 0;
                _levels[place] = 0;
                _untilMs[place] = 0;
                _table.Put(place, source, AnyDoor, nowMs);
            }
            if (nowMs < _untilMs[place]) return false;
            long quietMs = nowMs - _table.TouchedMsAt(place);
            if (quietMs >= Limits.BanTriesForgottenMs) _tries[place] = 0;
            if (quietMs >= Limits.BanLevelForgottenMs) _levels[place] = 0;
            _table.Touch(place, nowMs);
            if (++_tries[place] < rule.BanTriesMax) return false;
            int level = _levels[place];
            _untilMs[place] = nowMs + (long)MinutesOf(level) * MinuteMs;
            // The quiet time that forgives begins when the ban ends.
            _table.Touch(place, _untilMs[place]);
            _tries[place] = 0;
            if (level < LevelMax) _levels[place] = level + 1;
            return true;
        }

        /// <summary>How much longer this address is banned, ms; 0 when it is not.</summary>
        public long LeftMs(uint source, long nowMs)
        {
            if (_table == null) return 0;
            int place = _table.Find(source, AnyDoor);
            return place < 0 || nowMs >= _untilMs[place] ? 0 : _untilMs[place] - nowMs;
        }

        /// <summary>Lifts a ban and forgets the tries. False: there was none.</summary>
        public bool Lift(uint source, long nowMs)
        {
            if (_table == null) return false;
            int place = _table.Find(source, AnyDoor);
            if (place < 0) return false;
            bool wasBanned = nowMs < _untilMs[place];
            _untilMs[place] = 0;
            _table.Free(place);
            return wasBanned;
        }

        /// <summary>The bans in force; made for showing, it allocates.</summary>
        public Ban[] List(long nowMs)
        {
            if (_table == null) return new Ban[0];
            int count = 0;
            for (int i = 0; i < _table.Places; i++)
            {
                if (IsTaken(i, nowMs)) count++;
            }
            Ban[] list = new Ban[count];
            count = 0;
            for (int i = 0; i < _table.Places; i++)
            {
                if (!IsTaken(i, nowMs)) continue;
                Ban ban = new Ban();
                ban.Address = _table.AddressAt(i);
                ban.LeftMs = _untilMs[i] - nowMs;
                ban.Level = _levels[i];
                list[count++] = ban;
            }
            return list;
        }

        private void Make()
        {
            SourceTable table = new SourceTable(_sets, _seed);
            _tries = new int[table.Places];
            _levels = new int[table.Places];
            _untilMs = new long[table.Places];
            // Last: with it all of them are there.
            _table = table;
        }

        private static int MinutesOf(int level)
        {
            switch (level)
            {
                case 0: return 1;
                case 1: return 5;
                case 2: return 30;
                case 3: return 120;
                case 4: return 720;
                default: return 1440;
            }
        }

        // A place whose address is banned is not given away: the table would forget a ban as soon
        // as three more addresses knock. Full of bans, it learns nobody new.
        private int PlaceFor(uint source, long nowMs)
        {
            int first = _table.FirstPlace(source, AnyDoor);
            int place = -1;
            for (int i = first; i < first + 4; i++)
            {
                if (_table.AddressAt(i) == 0) return i;
                if (nowMs < _untilMs[i]) continue;
                if (place < 0 || _table.TouchedMsAt(i) < _table.TouchedMsAt(place)) place = i;
            }
            return place;
        }

        private bool IsTaken(int place, long nowMs)
        {
            return _table.AddressAt(place) != 0 && nowMs < _untilMs[place];
        }
    }
}
