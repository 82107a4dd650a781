// Table: the counters of one rule. Plain numbers, added to by Relay, read by everyone.

namespace Portreeve.Table
{
    /// <summary>What one rule has done since boot.</summary>
    internal sealed class Tally
    {
        /// <summary>Bytes from clients to the target.</summary>
        public long BytesIn;

        /// <summary>Bytes from the target to clients.</summary>
        public long BytesOut;

        /// <summary>Clients let in.</summary>
        public int Admitted;

        /// <summary>Clients refused, for whatever reason.</summary>
        public int Refused;

        /// <summary>Admitted clients whose target could not be reached.</summary>
        public int Unreached;

        /// <summary>Datagrams that were dropped since they are longer than the platform can
        /// take.</summary>
        public int TooLong;

        /// <summary>Sessions or mappings alive now.</summary>
        public int Live;

        private const int SeenAnswer = 1;
        private const int SeenNoAnswer = 2;
        private const int SeenOutside = 4;
        private const int SeenInside = 8;

        // One field, since each costs every rule 12 bytes.
        private int _seen;

        /// <summary>The target took the last connection that was tried.</summary>
        public bool HasAnswered { get { return (_seen & SeenAnswer) != 0; } }

        /// <summary>The target refused the last connection, or was silent.</summary>
        public bool HasFailed { get { return (_seen & SeenNoAnswer) != 0; } }

        /// <summary>Somebody from outside the LAN has come as far as our port, let in or not, so
        /// the router sends the port here.</summary>
        public bool WasReached { get { return (_seen & SeenOutside) != 0; } }

        /// <summary>Somebody from outside the LAN was let in.</summary>
        public bool WasEntered { get { return (_seen & SeenInside) != 0; } }

        /// <summary>Notes what became of a connection to the target.</summary>
        public void NoteTarget(bool answers)
        {
            _seen = _seen & (SeenOutside | SeenInside) | (answers ? SeenAnswer : SeenNoAnswer);
        }

        /// <summary>Notes that somebody from outside stood at the port.</summary>
        public void NoteOutside(bool isLetIn)
        {
            _seen |= isLetIn ? SeenOutside | SeenInside : SeenOutside;
        }

        /// <summary>The rule leads elsewhere now, or stands at another port.</summary>
        public void ForgetTheWay()
        {
            _seen = 0;
        }
    }
}
