// Budget: whether there is memory for something, asked before it is made. Two memories count on the
// chip: the managed heap, from which all objects come, and the system's, from which lwIP takes its
// buffers. As with sockets, the owner has a share that nobody else gets: room for one connection
// of his page, for as long as he has not taken it. Asks the board; frees nothing.
//
//   free heap = kept for work (Limits.HeapBytesMin)      nobody may take this
//             + kept for the owner's page                outsiders may not take this
//             + what outsiders may take                  sessions, mappings, knocks, lookups
//
// Measuring collects garbage and takes some ms. Each yes is measured; a no holds for a moment, so
// that whoever keeps asking for what there is no room for cannot keep the board collecting.

using Portreeve.Outside;

namespace Portreeve.Budget
{
    /// <summary>Compares what is free with what must stay free.</summary>
    internal sealed class MemoryBudget
    {
        private const int RefusedMs = 250;
        private const int ShownMs = 5 * 1000;

        private readonly IBoard _board;
        private readonly IClock _clock;
        private readonly SocketBudget _sockets;
        private long _free = -1;
        private long _freeAtMs = -ShownMs - 1;
        private bool _wasRefused;

        /// <param name="board">Knows what is free.</param>
        /// <param name="clock">For the age of the last figure.</param>
        /// <param name="sockets">Knows whether the owner's page is open.</param>
        public MemoryBudget(IBoard board, IClock clock, SocketBudget sockets)
        {
            _board = board;
            _clock = clock;
            _sockets = sockets;
        }

        /// <summary>Free bytes of the heap for showing, some seconds old at most; -1 where that is
        /// not known.</summary>
        public long FreeBytes { get { return Free(ShownMs); } }

        /// <summary>Bytes of the heap below which newcomers are refused now.</summary>
        public int HeapBytesMin { get { return Limits.HeapBytesMin + OwnersShare; } }

        /// <summary>True when newcomers are refused; some seconds old at most.</summary>
        public bool IsShort
        {
            get
            {
                long free = Free(ShownMs);
                return (free >= 0 && free < HeapBytesMin + Limits.SessionBytes)
                    || IsSystemShort;
            }
        }

        /// <summary>May an outsider cause that so many bytes are taken? Asked before they are.
        /// </summary>
        public bool Admits(int bytes)
        {
            return !IsSystemShort && Has(bytes, HeapBytesMin);
        }

        /// <summary>The same for what is the owner's own: his page, his commands.</summary>
        public bool Allows(int bytes)
        {
            return Has(bytes, Limits.HeapBytesMin);
        }

        /// <summary>Is there as much as one command or request needs on its way? It may use what is
        /// kept for work.</summary>
        public bool CanWork(int bytes)
        {
            return Has(bytes, 0);
        }

        /// <summary>How many more of a thing outsiders could have now; -1 where that is not known.
        /// </summary>
        /// <param name="bytes">What one takes.</param>
        public int RoomFor(int bytes)
        {
            long free = Free(ShownMs);
            if (free < 0) return -1;
            return free <= HeapBytesMin ? 0 : (int)((free - HeapBytesMin) / bytes);
        }

        private int OwnersShare
        {
            get { return _sockets.OwnerConnections > 0 ? 0 : Limits.WebConnectionBytes; }
        }

        private bool IsSystemShort
        {
            get
            {
                long free = _board.SystemFreeBytes;
                return free >= 0 && free < Limits.SystemBytesMin;
            }
        }

        private bool Has(int bytes, int kept)
        {
            long free = Free(_wasRefused ? RefusedMs : -1);
            _wasRefused = free >= 0 && free - bytes < kept;
            return !_wasRefused;
        }

        private long Free(int ageMsMax)
        {
            long nowMs = _clock.NowMs;
            if (nowMs - _freeAtMs <= ageMsMax) return _free;
            _freeAtMs = nowMs;
            _free = _board.FreeBytes;
            return _free;
        }
    }
}
