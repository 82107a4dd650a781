// SignIn: makes guessing slow: after failures a source must wait, twice as long each time, and all
// sources together get only so many failures a minute. It counts; it knows neither passwords nor
// requests. Logins that live already are never touched, and the console always gets in.

namespace Portreeve.SignIn
{
    /// <summary>Counts failures.</summary>
    internal sealed class BackOff
    {
        private const int SourcesMax = 8;

        private readonly uint[] _sources = new uint[SourcesMax];
        private readonly int[] _failures = new int[SourcesMax];
        private readonly long[] _lastMs = new long[SourcesMax];
        private readonly long[] _untilMs = new long[SourcesMax];
        private int _recent;
        private long _recentMs;

        /// <summary>Wrong proofs and keys since boot.</summary>
        public int Failures { get; private set; }

        /// <summary>
        /// Seconds that this source must wait before it may try again, 0 when it may now.
        /// </summary>
        /// <param name="source">Address, host order.</param>
        /// <param name="isOwner">True for an address with a live login: the failures of others
        /// do not count for it.</param>
        /// <param name="nowMs">Monotonic time, ms.</param>
        public int WaitS(uint source, bool isOwner, long nowMs)
        {
            long until = 0;
            int i = Find(source);
            if (i >= 0) until = _untilMs[i];
            Forgive(nowMs);
            if (!isOwner && _recent >= Limits.FailuresAtOnceMax)
            {
                long all = _recentMs + Limits.FailureForgottenMs;
                if (all > until) until = all;
            }
            return until <= nowMs ? 0 : (int)((until - nowMs + 999) / 1000);
        }

        /// <summary>Counts a wrong proof or key.</summary>
        public void Fail(uint source, long nowMs)
        {
            Failures++;
            Forgive(nowMs);
            if (_recent == 0) _recentMs = nowMs;
            if (_recent < Limits.FailuresAtOnceMax) _recent++;
            int i = Find(source);
            if (i < 0) i = Take(source);
            if (nowMs - _lastMs[i] >= Limits.SourceForgottenMs) _failures[i] = 0;
            _lastMs[i] = nowMs;
            int tooMany = ++_failures[i] - Limits.FailuresFreeMax;
            if (tooMany <= 0) return;
            // 1, 2, 4 .. 256 s.
            long waitMs = tooMany > 9 ? Limits.BackOffMaxMs : 1000L << (tooMany - 1);
            _untilMs[i] = nowMs + (waitMs < Limits.BackOffMaxMs ? waitMs : Limits.BackOffMaxMs);
        }

        /// <summary>Forgets the failures of a source that has shown who it is.</summary>
        public void Succeed(uint source)
        {
            int i = Find(source);
            if (i < 0) return;
            _failures[i] = 0;
            _untilMs[i] = 0;
            _lastMs[i] = 0;
        }

        private int Find(uint source)
        {
            for (int i = 0; i < SourcesMax; i++)
            {
                if (_sources[i] == source && _failures[i] > 0) return i;
            }
            return -1;
        }

        // A free row, else the one that has been quiet longest.
        private int Take(uint source)
        {
            int taken = 0;
            for (int i = 0; i < SourcesMax; i++)
            {
                if (_failures[i] == 0)
                {
                    taken = i;
                    break;
                }
                if (_lastMs[i] < _lastMs[taken]) taken = i;
            }
            _sources[taken] = source;
            _failures[taken] = 0;
            _untilMs[taken] = 0;
            _lastMs[taken] = 0;
            return taken;
        }

        // One failure of all is forgiven every few seconds.
        private void Forgive(long nowMs)
        {
            while (_recent > 0 && nowMs - _recentMs >= Limits.FailureForgottenMs)
            {
                _recent--;
                _recentMs += Limits.FailureForgottenMs;
            }
        }
    }
}
