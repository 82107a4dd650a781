// Admin: ends live sessions and mappings, as console and page ask for it.

using Portreeve.Journal;
using Portreeve.Relay;

namespace Portreeve.Admin
{
    /// <summary>Shows people out.</summary>
    internal sealed class LiveEdits
    {
        private readonly Interior _inside;

        public LiveEdits(Interior inside)
        {
            _inside = inside;
        }

        /// <summary>Ends the session or mapping of that number.</summary>
        public Answer Kick(int number)
        {
            bool isDone = _inside.Relay.Roster.Kick(number, _inside.Around.Clock.NowMs);
            return isDone ? Answer.Done("Ended: " + number.ToString() + ".", number, null)
                : Answer.Refused("Nobody with number " + number.ToString() + " is inside; \"show "
                    + "sessions\" and \"show mappings\" list who is.");
        }

        /// <summary>Ends all of them.</summary>
        public Answer KickAll()
        {
            int ended = _inside.Relay.Roster.EndAll(EndReason.Kicked,
                _inside.Around.Clock.NowMs);
            _inside.Journal.Write(JournalKind.Admin, "all " + ended.ToString()
                + " inside were ended by the owner", null);
            return Answer.Done("Ended: " + Spoken.Count(ended, "connection") + ".");
        }
    }
}
