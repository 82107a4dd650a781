// Changes: invites, as console and page ask for them: made, ended, and the port of their door. An
// invite opens nothing by itself; whoever uses it is let in as by a grant.

using Portreeve.Journal;
using Portreeve.Reach;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>What the owner can do about invites.</summary>
    internal sealed class InviteEdits
    {
        private readonly Rooms _rooms;

        public InviteEdits(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <summary>Makes an invite; its link is in the answer, and else only in the list.
        /// </summary>
        /// <param name="number">The rule's number.</param>
        /// <param name="length">How long a guest is let in: "3h".</param>
        /// <param name="uses">How many guests, 1 to Limits.InviteUsesMax.</param>
        public Answer Make(int number, string length, int uses)
        {
            Rule rule = _rooms.Table.Find(number);
            int seconds;
            if (rule == null) return TableEdits.NoRule(number);
            if (!Duration.TryParse(length.ToLower(), out seconds))
            {
                return Answer.Refused("\"" + length + "\" is no length of time: write 3h or 2d.");
            }
            if (uses < 1 || uses > Limits.InviteUsesMax)
            {
                return Answer.Refused("An invite is for 1 to " + Limits.InviteUsesMax.ToString()
                    + " guests.");
            }
            Reachability reach = _rooms.Reach;
            if (reach.Settings.InvitePort == 0)
            {
                return Answer.Refused(Refusal.Conflict, "Invites have no port yet: \"invite port "
                    + "8444\" gives them one; the router must lead it here, too.");
            }
            if (!_rooms.Relay.Memory.Allows(Limits.InviteBytes))
            {
                return Answer.Refused(Refusal.NoRoom, "No invite was made: " + Shortage.Sentence
                    + ".");
            }
            if (reach.Invites == null) reach.Invites = new Invites(reach, _rooms.Grants);
            Invite invite = reach.Invites.Make(rule, seconds, uses, _rooms.Around.Clock.NowMs);
            if (invite == null)
            {
                return Answer.Refused(Refusal.Conflict, "There are " + Limits.InvitesMax.ToString()
                    + " invites, which is all that fit; end one first.");
            }
            string text = "invite " + invite.Number.ToString() + " to " + DoorName.Of(rule)
                + " for " + Duration.ToText(seconds) + (uses == 1 ? ", once" : ", for "
                + uses.ToString() + " guests");
            _rooms.Journal.Write(JournalKind.Change, text, null);
            return Answer.Done("I" + text.Substring(1) + ": " + LinkOf(reach, invite),
                invite.Number, null);
        }

        /// <summary>Ends an invite.</summary>
        public Answer End(int number)
        {
            Invites invites = _rooms.Reach.Invites;
            if (invites == null || !invites.End(number))
            {
                return Answer.Refused(Refusal.Gone, "There is no invite " + number.ToString()
                    + ".");
            }
            _rooms.Journal.Write(JournalKind.Change, "invite " + number.ToString() + " ended",
                null);
            return Answer.Done("Invite " + number.ToString() + " is over.", number, null);
        }

        /// <summary>Gives the invites' door a port; 0 for none, which ends them.</summary>
        public Answer SetPort(int port)
        {
            if (port < 0 || port > 65535) return Answer.Refused("The port is 1 to 65535.");
            Rule rule = _rooms.Table.FindPort(false, port);
            if (rule != null || (port != 0 && port == _rooms.Settings.WebPort))
            {
                return Answer.Refused(Refusal.Conflict, (rule == null ? "The page"
                    : "Rule " + rule.Number.ToString()) + " has port " + port.ToString() + ".");
            }
            ReachSettings wish = ReachEdits.Fresh(_rooms);
            wish.InvitePort = port;
            Answer refusal = ReachEdits.Store(_rooms, wish);
            if (refusal != null) return refusal;
            string text = port == 0 ? "invites have no port any more"
                : "invites are opened at tcp " + port.ToString();
            _rooms.Journal.Write(JournalKind.Change, text, null);
            return Answer.Done(Readable.Sentence(text));
        }

        /// <summary>The link to send.</summary>
        public static string LinkOf(Reachability reach, Invite invite)
        {
            string host = ShareAddress.HostOf(reach);
            if (host.Length == 0) host = IPv4.ToText(reach.Around.Lan.Address);
            return "http://" + host + ":" + reach.Settings.InvitePort.ToString() + "/"
                + invite.Text;
        }
    }
}
