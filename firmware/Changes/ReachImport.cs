// Changes: how a board is reached, out of a backup: lines that are checked as the owner's own would
// be. A password is in no backup: without one, names at a provider are left switched off.

using Portreeve.Reach;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>The settings of the room Reach that a backup wants.</summary>
    internal sealed class ReachImport
    {
        private readonly Rooms _rooms;
        private readonly RestoreErrors _errors;
        private ReachSettings _before;

        /// <param name="rooms">The rooms.</param>
        /// <param name="errors">Takes what is wrong with the lines.</param>
        public ReachImport(Rooms rooms, RestoreErrors errors)
        {
            _rooms = rooms;
            _errors = errors;
        }

        /// <summary>What is to be in force; null where the document says nothing, or nothing new.
        /// </summary>
        public ReachSettings Wanted { get; private set; }

        /// <summary>True when names at a provider are left off, since their password is missing.
        /// </summary>
        public bool LacksPassword { get; private set; }

        /// <summary>Reads the lines.</summary>
        /// <param name="lines">As BackupJson writes them; null for none.</param>
        public void Read(string[] lines)
        {
            if (lines == null) return;
            ReachSettings wish = ReachEdits.Fresh(_rooms);
            wish.TakeLines(lines);
            bool hasAccount = wish.Has(ReachSettings.Ddns)
                || wish.Provider.Length + wish.Names.Length + wish.User.Length > 0;
            string trouble = ReachEdits.TroubleWith(wish);
            if (trouble == null && hasAccount) trouble = DdnsProvider.TroubleWith(wish);
            bool isInRange = wish.RefreshDays > 0 && wish.RefreshDays <= Limits.DdnsRefreshDaysMax
                && (wish.InvitePort == 0 || Number.IsPort(wish.InvitePort));
            if (trouble == null && !isInRange) trouble = "a number is out of its range";
            if (trouble != null)
            {
                _errors.Add("reach", trouble);
                return;
            }
            LacksPassword = wish.Has(ReachSettings.Ddns) && wish.Password.Length == 0
                && DdnsProvider.NeedsPassword(wish);
            if (LacksPassword) wish.Set(ReachSettings.Ddns, false);
            if (!IsInForce(wish)) Wanted = wish;
        }

        /// <summary>Puts them in force. Null when done; else why not, and all is as it was.
        /// </summary>
        public string Store()
        {
            if (Wanted == null) return null;
            _before = ReachEdits.Fresh(_rooms);
            string trouble = TroubleOf(ReachEdits.Store(_rooms, Wanted));
            if (trouble != null) _before = null;
            return trouble;
        }

        /// <summary>Puts back what Store has replaced. Null when done, or when there was nothing.
        /// </summary>
        public string TakeBack()
        {
            return _before == null ? null : TroubleOf(ReachEdits.Store(_rooms, _before));
        }

        private static string TroubleOf(Answer refusal)
        {
            return refusal == null ? null : refusal.Text;
        }

        private bool IsInForce(ReachSettings wish)
        {
            ReachSettings now = _rooms.Reach.Settings;
            for (int i = 0; i < ReachSettings.Lines; i++)
            {
                if (now.LineAt(i) != wish.LineAt(i)) return false;
            }
            return true;
        }
    }
}
