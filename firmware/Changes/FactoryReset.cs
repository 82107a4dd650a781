// Changes: makes the board as new again: the one factory reset for console, page and button. It
// empties flash as a whole, so that no store can be left out.

using Portreeve.Journal;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>The effect, for console, page and button alike.</summary>
    internal static class FactoryReset
    {
        /// <summary>Erases everything we keep, asks for the router's address again, and wants a
        /// restart. What is in memory still works until then.</summary>
        public static Answer Do(Rooms rooms)
        {
            rooms.Journal.Write(JournalKind.Admin, "factory reset by the owner", null);
            // Nobody comes in by a rule that is forgotten, not even until the restart.
            rooms.Table.Clear();
            rooms.Around.Slots.EraseAll();
            // A new owner looks for the board where the router put it. It needs no probe, so it is
            // taken before the restart.
            if (rooms.Around.Addressing != null) rooms.Around.Addressing.Apply("dhcp");
            rooms.Around.Board.Restart();
            return Answer.Done("Everything is forgotten. Restarting as new.");
        }
    }
}
