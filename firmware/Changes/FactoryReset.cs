// Changes: makes the board as new again, for console and page alike. It empties the stores; the
// restart that follows is its caller's.

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>The effect, for console, page and button alike.</summary>
    internal static class FactoryReset
    {
        /// <summary>Erases every store and restarts.</summary>
        public static Answer Do(Rooms rooms)
        {
            rooms.Journal.Write(JournalKind.Admin, "factory reset by the owner", null);
            rooms.Store.Erase();
            rooms.Settings.Erase();
            rooms.Backups.Erase();
            // Grants end with their rules, friends are forgotten with theirs; flash is rid of them
            // at once, so that a power cut now brings nobody back.
            rooms.Table.Clear();
            new GrantStore(rooms.Around.Slots).Erase();
            rooms.Names.Friends.Erase();
            // A new owner looks for the board where the router put it. It needs no probe, so it is
            // taken before the restart.
            if (rooms.Around.Addressing != null) rooms.Around.Addressing.Apply("dhcp");
            rooms.Around.Board.Restart();
            return Answer.Done("Everything is forgotten. Restarting as new.");
        }
    }
}
