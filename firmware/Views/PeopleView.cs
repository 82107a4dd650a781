// Views: friends, grants, knocks and bans, a line each for a person. Reads only.

using Portreeve.Access;
using Portreeve.Changes;
using Portreeve.Names;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>Lists about people.</summary>
    internal static class PeopleView
    {
        /// <summary>name, addresses, age, what is wrong.</summary>
        public static TextReport Friends(Rooms rooms)
        {
            FriendBook friends = rooms.Names.Friends;
            long nowMs = rooms.Around.Clock.NowMs;
            string[] lines = new string[friends.Count + 1];
            for (int i = 0; i < friends.Count; i++) lines[i] = Line(friends.At(i), nowMs);
            lines[friends.Count] = friends.Count == 0
                ? "No friend yet. Write a host name into a list: from anna.ddns.net"
                : friends.GraceMs == 0
                    ? "Without an answer a friend is denied when the last one runs out (strict)."
                    : "Without an answer a friend is believed for "
                        + FriendBook.TextOf(friends.GraceMs) + " (friends grace ...).";
            return new FixedText(lines);
        }

        /// <summary>number, who, where, how long; those that ended say why.</summary>
        public static TextReport Grants(Rooms rooms)
        {
            GrantBook grants = rooms.Grants;
            if (grants.Count == 0)
            {
                return Single("No grant yet. For example: grant 203.0.113.7 on 1 for 2h");
            }
            string[] lines = new string[grants.Count];
            for (int i = 0; i < lines.Length; i++) lines[i] = Line(grants.At(i), rooms);
            return new FixedText(lines);
        }

        /// <summary>number, how long ago, who, where, how often, why; the newest first.</summary>
        public static TextReport Knocks(Rooms rooms)
        {
            Knock[] knocks = rooms.Admission.Knocks.List();
            if (knocks.Length == 0) return Single("Nobody has been refused.");
            long nowMs = rooms.Around.Clock.NowMs;
            string[] lines = new string[knocks.Length + 1];
            for (int i = 0; i < knocks.Length; i++)
            {
                Knock knock = knocks[i];
                string tries = knock.Count == 1 ? "1 try" : knock.Count.ToString() + " tries";
                lines[i] = knock.Number.ToString().PadLeft(5)
                    + (Readable.Time(nowMs - knock.LastMs) + " ago").PadLeft(16) + "  "
                    + IPv4.ToText(knock.Address).PadRight(16) + Door(knock.IsUdp, knock.Port)
                    + "  " + tries.PadRight(8)
                    + knock.Reason.Sentence;
            }
            lines[knocks.Length] = "Let one in: allow " + knocks[0].Number.ToString() + " for 1h";
            return new FixedText(lines);
        }

        /// <summary>who, how much longer.</summary>
        public static TextReport Bans(Rooms rooms)
        {
            Ban[] bans = rooms.Admission.Bans.List(rooms.Around.Clock.NowMs);
            if (bans.Length == 0) return Single("Nobody is banned.");
            string[] lines = new string[bans.Length];
            for (int i = 0; i < bans.Length; i++)
            {
                lines[i] = IPv4.ToText(bans[i].Address).PadRight(16)
                    + Readable.Time(bans[i].LeftMs) + " left";
            }
            return new FixedText(lines);
        }

        private static string Line(NamedHost friend, long nowMs)
        {
            string text = friend.Name.PadRight(24) + " " + NamedHost.AddressesOf(friend);
            if (friend.Addresses.Length > 0)
            {
                text += ", " + Readable.Time(nowMs - friend.GoodMs) + " old";
                if (friend.IsUnconfirmed) text += " at least, kept over the restart";
                if (!friend.IsKnown(nowMs)) text += ", no longer believed";
            }
            string trouble = NamedHost.TroubleOf(friend);
            return trouble == null ? text : text + "; " + trouble;
        }

        private static string Line(Grant grant, Rooms rooms)
        {
            return grant.Number.ToString().PadLeft(5) + "  " + grant.Who.ToString().PadRight(19)
                + Door(grant.IsUdp, grant.Port) + "  " + Stand(grant, rooms);
        }

        private static string Stand(Grant grant, Rooms rooms)
        {
            if (grant.Ended != null) return "ended: " + grant.Ended;
            long left = grant.LeftSeconds(rooms.Around.Clock.NowMs,
                rooms.Around.Clock.UtcSeconds);
            switch (grant.Kind)
            {
                case GrantKind.Good: return "for good";
                case GrantKind.Reboot: return "until the next restart";
                case GrantKind.Once: return "once, before the next restart";
                default:
                    if (left >= 0) return Readable.Time(left * 1000) + " left";
                    return "until " + rooms.Settings.Zone.Write(grant.EndUtcSeconds)
                        + ", closed while the time is not known";
            }
        }

        private static string Door(bool isUdp, int port)
        {
            return DoorName.Of(isUdp, port).PadRight(9);
        }

        private static TextReport Single(string line)
        {
            return new FixedText(new string[] { line });
        }
    }
}
