// Changes: ends live sessions and mappings, as console and page ask for it.

using Portreeve.Journal;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>Shows people out.</summary>
    internal sealed class LiveEdits
    {
        private readonly Rooms _rooms;

        public LiveEdits(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <summary>Ends the session or mapping of that number.</summary>
        public Answer Kick(int number)
        {
            bool isDone = _rooms.Relay.Roster.Kick(number, _rooms.Around.Clock.NowMs);
            return isDone ? Answer.Done("Ended: " + number.ToString() + ".", number, null)
                : Answer.Refused(Refusal.Gone, "Nobody with number " + number.ToString()
                    + " is inside; \"show sessions\" and \"show mappings\" list who is.");
        }

        /// <summary>Ends all of them.</summary>
        public Answer KickAll()
        {
            int ended = _rooms.Relay.Roster.EndAll(EndReason.Kicked,
                _rooms.Around.Clock.NowMs);
            _rooms.Journal.Write(JournalKind.Admin, "all " + ended.ToString()
                + " inside were ended by the owner", null);
            return Answer.Done("Ended: " + Readable.Count(ended, "connection") + ".");
        }
    }
}
