// Relay: seats for newcomers who are on no list, at a rule that has friends, while DNS is asked
// whether one of them has moved here; and for those beyond the rule's "each", until one of their
// own ends. A seat is one accepted socket and lasts until the answer is there, Limits.ParkMs or
// Limits.EachWaitMs at most. Seats are few, are taken only while a session and the judge's
// socket are free besides, and are cleared as soon as they are not: strangers cannot fill the
// gateway by knocking. It knows no rules of admission; Intake asks and decides.

using Portreeve.Outside;

namespace Portreeve.Relay
{
    /// <summary>One who waits.</summary>
    internal sealed class Seat
    {
        /// <summary>Where it knocked; null: the seat is free.</summary>
        public Listener Listener;

        /// <summary>The accepted stream, one socket.</summary>
        public IStream Client;

        /// <summary>Its address, host order.</summary>
        public uint Address;

        /// <summary>Its port.</summary>
        public int Port;

        /// <summary>When it is sent away at the latest, monotonic ms.</summary>
        public long UntilMs;
    }

    /// <summary>The seats.</summary>
    internal sealed class WaitingRoom
    {
        private readonly Seat[] _seats = new Seat[Limits.ParkedMax];
        private int _taken;

        /// <summary>Seats, free ones too.</summary>
        public int Seats { get { return _seats.Length; } }

        /// <summary>How many wait.</summary>
        public int Taken { get { return _taken; } }

        /// <summary>Seat i; null while nobody has ever sat there.</summary>
        public Seat At(int i)
        {
            return _seats[i];
        }

        /// <summary>Gives a newcomer a seat. False: none is free.</summary>
        public bool Sit(Listener listener, IStream client, uint address, int port, long untilMs)
        {
            for (int i = 0; i < _seats.Length; i++)
            {
                Seat seat = _seats[i];
                if (seat == null) _seats[i] = seat = new Seat();
                if (seat.Listener != null) continue;
                seat.Listener = listener;
                seat.Client = client;
                seat.Address = address;
                seat.Port = port;
                seat.UntilMs = untilMs;
                _taken++;
                return true;
            }
            return false;
        }

        /// <summary>Frees a seat; its stream is the caller's now.</summary>
        public IStream Leave(Seat seat)
        {
            IStream client = seat.Client;
            seat.Listener = null;
            seat.Client = null;
            _taken--;
            return client;
        }
    }
}
