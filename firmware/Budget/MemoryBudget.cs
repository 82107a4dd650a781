// Budget: whether memory lets a newcomer in. Two memories count on the chip: the managed heap, from
// which a session's objects come, and the system's, from which lwIP takes its buffers. As with
// sockets, the owner has a share that nobody else gets: room for one connection of his page, for
// as long as he has not taken it. Asks the board; frees nothing.

using Portreeve.Outside;

namespace Portreeve.Budget
{
    /// <summary>Compares what is free with what must stay free.</summary>
    internal sealed class MemoryBudget
    {
        private readonly IBoard _board;
        private readonly SocketBudget _sockets;

        /// <param name="board">Knows what is free.</param>
        /// <param name="sockets">Knows whether the owner's page is open.</param>
        public MemoryBudget(IBoard board, SocketBudget sockets)
        {
            _board = board;
            _sockets = sockets;
        }

        /// <summary>Bytes of the heap below which newcomers are refused now.</summary>
        public int HeapBytesMin
        {
            get
            {
                return Limits.HeapBytesMin
                    + (_sockets.OwnerConnections > 0 ? 0 : Limits.WebConnectionBytes);
            }
        }

        /// <summary>True when newcomers are to be refused.</summary>
        public bool IsShort
        {
            get
            {
                return IsBelow(_board.FreeBytes, HeapBytesMin)
                    || IsBelow(_board.SystemFreeBytes, Limits.SystemBytesMin);
            }
        }

        /// <summary>True when the page may have a connection beyond its first.</summary>
        public bool HasRoomForPage
        {
            get
            {
                return !IsBelow(_board.FreeBytes,
                    Limits.HeapBytesMin + Limits.WebConnectionBytes);
            }
        }

        // What is not known is taken for enough.
        private static bool IsBelow(long free, int least)
        {
            return free >= 0 && free < least;
        }
    }
}
