// Changes: the way back in for an owner who has forgotten the password. Only the console asks for
// it: who holds the serial cable holds the board.

namespace Portreeve.Changes
{
    /// <summary>Makes the board nobody's again, but keeps its rules.</summary>
    internal static class ForgetOwner
    {
        /// <summary>Forgets the password and ends all logins; a new claim code is ready. False:
        /// flash refused it, everything is as before, and Settings.Trouble says why.</summary>
        public static bool Do(Rooms rooms)
        {
            if (rooms.Trial.IsPending) rooms.Trial.Revert();
            rooms.Settings.Verifier = null;
            bool isKept = rooms.Settings.Keep();
            if (!isKept) rooms.Settings.Return();
            else rooms.Login.Sessions.CloseAllBut(null);
            rooms.Login.ForgetChallenges();
            rooms.Login.Claim.Renew();
            return isKept;
        }
    }
}
