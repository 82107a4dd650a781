// Views: the invites there are, as lines for a person and as JSON. Reads, changes nothing.

using Portreeve.Changes;
using Portreeve.Reach;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>The invites.</summary>
    internal static class InviteView
    {
        /// <summary>A line each, and one about their door.</summary>
        public static string[] Lines(Rooms rooms)
        {
            Invites invites = rooms.Reach.Invites;
            int count = invites == null ? 0 : invites.Count;
            int port = rooms.Reach.Settings.InvitePort;
            string[] lines = new string[count + 1];
            for (int i = 0; i < count; i++)
            {
                Invite invite = invites.At(i);
                lines[i] = "Invite " + invite.Number.ToString() + " to rule "
                    + invite.RuleNumber.ToString() + " for " + Duration.ToText(invite.LengthS)
                    + ", " + Readable.Count(invite.UsesLeft, "guest") + ", open for "
                    + Readable.Time(invite.EndsMs - rooms.Around.Clock.NowMs) + ": "
                    + InviteEdits.LinkOf(rooms.Reach, invite);
            }
            lines[count] = Readable.Count(count, "invite") + (port == 0
                ? "; \"invite port 8444\" gives their door a port"
                : "; their door is tcp " + port.ToString())
                + (invites == null || invites.Trouble.Length == 0 ? "." : ", but "
                + invites.Trouble + ".");
            return lines;
        }

        /// <summary>The same for page and scripts.</summary>
        public static void Write(JsonWriter json, Rooms rooms)
        {
            Invites invites = rooms.Reach.Invites;
            int port = rooms.Reach.Settings.InvitePort;
            json.OpenObject();
            if (port == 0) json.Null("port");
            else json.Number("port", port);
            json.Text("trouble", invites == null || invites.Trouble.Length == 0 ? null
                : invites.Trouble);
            json.Name("invites");
            json.OpenArray();
            for (int i = 0; invites != null && i < invites.Count; i++)
            {
                Invite invite = invites.At(i);
                json.OpenObject();
                json.Number("id", invite.Number);
                json.Number("rule", invite.RuleNumber);
                json.Text("for", Duration.ToText(invite.LengthS));
                json.Number("times", invite.UsesLeft);
                json.Number("leftS", (invite.EndsMs - rooms.Around.Clock.NowMs) / 1000);
                json.Text("link", InviteEdits.LinkOf(rooms.Reach, invite));
                json.CloseObject();
            }
            json.CloseArray();
            json.CloseObject();
        }
    }
}
