// SignIn: makes guessing slow without shutting the owner out. Each address has a debt in time: a
// wrong proof adds four seconds, time pays them off, and whoever owes more than twelve waits. So
// three wrong tries are free, then one may be made every four seconds, and nobody waits longer
// than those, whatever others do: the right proof is never more than four seconds away. It counts;
// it knows neither passwords nor requests. Logins that live already are never touched.
//
// The debts lie in one byte each, by the last byte of the address, so that the hosts of a home
// network (a /24) have one each and nobody pays for a neighbour. Addresses of larger networks
// share them, which bounds what a whole network can try: 64 guesses a second. An address that has
// logged in since boot has a byte of its own and shares it with nobody.

using System;

namespace Portreeve.SignIn
{
    /// <summary>Counts failures.</summary>
    internal sealed class BackOff
    {
        /// <summary>The longest that anybody ever waits, ms.</summary>
        public const int WaitMaxMs = FailureTicks * TickMs;

        private const int TickMs = 250;
        private const int FailureTicks = 16;
        private const int FreeTicks = 3 * FailureTicks;
        private const int Shared = 256;
        private const int KnownMax = 4;

        // In ticks; FreeTicks + FailureTicks at most.
        private readonly byte[] _debts = new byte[Shared + KnownMax];
        private readonly uint[] _known = new uint[KnownMax];
        private int _nextKnown;
        private long _paidMs;

        /// <summary>
        /// Seconds that this source must wait before it may try again, 0 when it may now; 4 at
        /// most.
        /// </summary>
        /// <param name="source">Address, host order.</param>
        /// <param name="nowMs">Monotonic time, ms.</param>
        public int WaitS(uint source, long nowMs)
        {
            PayOff(nowMs);
            int over = _debts[PlaceOf(source)] - FreeTicks;
            return over <= 0 ? 0 : (over * TickMs + 999) / 1000;
        }

        /// <summary>Counts a wrong proof.</summary>
        public void Fail(uint source, long nowMs)
        {
            PayOff(nowMs);
            int i = PlaceOf(source);
            if (_debts[i] <= FreeTicks) _debts[i] += FailureTicks;
        }

        /// <summary>Forgets the failures of a source that has shown who it is, and remembers it.
        /// </summary>
        public void Succeed(uint source)
        {
            int i = PlaceOf(source);
            if (i < Shared)
            {
                i = Shared + _nextKnown;
                _known[_nextKnown] = source;
                _nextKnown = (_nextKnown + 1) % KnownMax;
            }
            _debts[i] = 0;
        }

        /// <summary>Forgets all failures: the owner says so on the console.</summary>
        public void Clear()
        {
            Array.Clear(_debts, 0, _debts.Length);
        }

        private int PlaceOf(uint source)
        {
            for (int i = 0; i < KnownMax; i++)
            {
                if (_known[i] == source && source != 0) return Shared + i;
            }
            return (int)((source ^ (source >> 8) ^ (source >> 16) ^ (source >> 24)) & 0xFF);
        }

        private void PayOff(long nowMs)
        {
            long ticks = (nowMs - _paidMs) / TickMs;
            if (ticks <= 0) return;
            _paidMs += ticks * TickMs;
            for (int i = 0; i < _debts.Length; i++)
            {
                int debt = _debts[i];
                if (debt > 0) _debts[i] = (byte)(debt > ticks ? debt - ticks : 0);
            }
        }
    }
}
