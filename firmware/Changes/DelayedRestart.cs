// Changes: what must happen a moment after the answer that announces it is out: restart, factory
// reset. Also watches how low free memory has been. Knows time only by Step.

namespace Portreeve.Changes
{
    /// <summary>Does things a moment later.</summary>
    internal sealed class DelayedRestart
    {
        private const int DelayMs = 700;
        private const int WatchMs = 1000;

        private readonly Rooms _rooms;
        private long _dueMs;
        private long _watchMs;
        private bool _isReset;

        public DelayedRestart(Rooms rooms)
        {
            _rooms = rooms;
            FreeBytesLowest = -1;
        }

        /// <summary>Fewest free bytes seen since boot, looked at once a second; -1 where that is
        /// not known.</summary>
        public long FreeBytesLowest { get; private set; }

        /// <summary>Restarts in a moment.</summary>
        public void Restart(long nowMs)
        {
            if (_dueMs == 0) _dueMs = nowMs + DelayMs;
        }

        /// <summary>Forgets everything in a moment, and restarts.</summary>
        public void FactoryReset(long nowMs)
        {
            _isReset = true;
            Restart(nowMs);
        }

        /// <summary>Does what is due.</summary>
        public void Step(long nowMs)
        {
            if (nowMs >= _watchMs)
            {
                _watchMs = nowMs + WatchMs;
                long free = _rooms.Relay.Memory.FreeBytes;
                if (FreeBytesLowest < 0 || free < FreeBytesLowest) FreeBytesLowest = free;
            }
            if (_dueMs == 0 || nowMs < _dueMs) return;
            bool isReset = _isReset;
            _dueMs = 0;
            _isReset = false;
            if (isReset) Changes.FactoryReset.Do(_rooms);
            else _rooms.Around.Board.Restart();
        }
    }
}
