// Changes: every change about people, as console and page ask for it: grants, answers to knocks,
// lookups of friends, bans. A change is checked completely before anything is done; the sentences
// are the same for both mouths.

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>Changes who may come in beside the rules.</summary>
    internal sealed class PeopleEdits
    {
        private readonly Rooms _rooms;
        private readonly TableEdits _edits;

        /// <param name="rooms">Whose grants, knocks, bans and friends.</param>
        /// <param name="edits">Puts names on lists.</param>
        public PeopleEdits(Rooms rooms, TableEdits edits)
        {
            _rooms = rooms;
            _edits = edits;
        }

        /// <summary>Lets somebody in at a rule's door.</summary>
        /// <param name="who">Address, network or name, as a person writes it.</param>
        /// <param name="number">The rule's number.</param>
        /// <param name="length">"2h", "3d", "good", "reboot", "once", or the date it ends.</param>
        public Answer Give(string who, int number, string length)
        {
            TextErrors errors = new TextErrors();
            AllowEntry entry = AllowText.Read(who, 1, 0, null, errors);
            if (entry == null) return Answer.Refused("Nobody was let in.", errors, who);
            bool isName = entry.Kind == AllowKind.Friend;
            if ((!isName && entry.Kind != AllowKind.Network) || who.IndexOf('[') >= 0)
            {
                return Answer.Refused("A grant is for a name or an address such as "
                    + "anna.ddns.net, 203.0.113.9 or 203.0.113.0/24; lan and any go on a door's "
                    + "list.");
            }
            Rule rule = _rooms.Table.Find(number);
            if (rule == null) return TableEdits.NoRule(number);
            if (isName) return PutOnList(entry.Text, rule, length.ToLower());
            return Give(entry.Network, rule, length);
        }

        /// <summary>Answers a knock: its address may come in at the door it knocked at.
        /// </summary>
        public Answer Allow(int knockNumber, string length)
        {
            KnockLedger knocks = _rooms.Admission.Knocks;
            Knock knock = knocks.Find(knockNumber);
            if (knock == null) return NoKnock(knockNumber);
            Rule rule = _rooms.Table.FindPort(knock.IsUdp, knock.Port);
            if (rule == null)
            {
                return Answer.Refused(Refusal.Conflict, "The rule it knocked at is gone.");
            }
            uint source = knock.Address;
            Answer answer = Give(new Cidr(source, 32), rule, length);
            if (!answer.IsGood) return answer;
            knocks.Forget(knock);
            _rooms.Admission.Bans.Lift(source, _rooms.Around.Clock.NowMs);
            return answer;
        }

        /// <summary>Takes a grant back.</summary>
        public Answer Revoke(int number)
        {
            string trouble;
            if (!_rooms.Grants.Revoke(number, out trouble))
            {
                return Answer.Refused(Refusal.Gone, "There is no grant " + number.ToString()
                    + " in force.");
            }
            return Answer.Done("Grant " + number.ToString() + " is revoked."
                + (trouble == null ? "" : " But after a restart it would be there again: "
                + trouble + "."), number, null);
        }

        /// <summary>Sets how long a friend is believed without a new answer.</summary>
        /// <param name="length">"24h", or "strict" or "0" for no longer than the answer says.
        /// </param>
        public Answer SetGrace(string length)
        {
            int seconds = 0;
            bool isStrict = length == "strict" || length == "0";
            if (!isStrict && !Duration.TryParse(length, out seconds))
            {
                return Answer.Refused("\"" + length + "\" is no length of time: write 24h, 90m, "
                    + "or strict.");
            }
            Names.FriendBook friends = _rooms.Names.Friends;
            bool isKept = friends.SetGrace(seconds * 1000L, _rooms.Around.Clock.NowMs);
            Note("friends' grace period: " + Names.FriendBook.TextOf(friends.GraceMs));
            return Answer.Done((isStrict
                ? "A friend whose name cannot be resolved is denied as soon as the last answer "
                    + "runs out."
                : "A friend whose name cannot be resolved is believed for "
                    + Names.FriendBook.TextOf(friends.GraceMs) + " after the last good answer.")
                + (isKept ? "" : " But flash failed: it counts until the next restart."));
        }

        /// <summary>Looks a friend's name up now.</summary>
        public Answer Refresh(string name)
        {
            NamedHost friend = _rooms.Names.Friends.Find(name.ToLower());
            if (friend == null)
            {
                return Answer.Refused(Refusal.Gone, "No rule has a friend called \"" + name
                    + "\".");
            }
            return _rooms.Names.Friends.AskNow(friend, _rooms.Around.Clock.NowMs)
                ? Answer.Done("Asking where " + friend.Name + " is.")
                : Answer.Done(friend.Name + " was asked for a moment ago: "
                    + NamedHost.AddressesOf(friend) + ".");
        }

        /// <summary>Lifts a ban.</summary>
        public Answer Unban(string address)
        {
            uint source;
            if (!IPv4.TryParse(address, out source))
            {
                return Answer.Refused("\"" + address + "\" is no address; write it like "
                    + "203.0.113.9.");
            }
            if (!_rooms.Admission.Bans.Lift(source, _rooms.Around.Clock.NowMs))
            {
                return Answer.Refused(Refusal.Gone, address + " is not banned.");
            }
            Note("ban lifted: " + address);
            return Answer.Done(address + " is not banned any more.");
        }

        /// <summary>Empties the list of knocks.</summary>
        public Answer ForgetKnocks()
        {
            _rooms.Admission.Knocks.Clear();
            return Answer.Done("All knocks are forgotten.");
        }

        /// <summary>Takes one knock off the list.</summary>
        public Answer ForgetKnock(int number)
        {
            KnockLedger knocks = _rooms.Admission.Knocks;
            Knock knock = knocks.Find(number);
            if (knock == null) return NoKnock(number);
            knocks.Forget(knock);
            return Answer.Done("Knock " + number.ToString() + " is forgotten.");
        }

        private Answer Give(Cidr who, Rule rule, string length)
        {
            int kind = GrantKind.Timed;
            int seconds;
            long end = 0;
            Zone zone = _rooms.Settings.Zone;
            string word = length.ToLower();
            if (word == "good") kind = GrantKind.Good;
            else if (word == "reboot") kind = GrantKind.Reboot;
            else if (word == "once") kind = GrantKind.Once;
            else if (Duration.TryParse(word, out seconds)) end = seconds;
            else if (Moment.TryParse(word, zone, out end, out seconds)) kind = GrantKind.Dated;
            else
            {
                return Answer.Refused("\"" + length + "\" is no length: write 2h, 3d, good, "
                    + "reboot, once or a date such as 2026-12-01.");
            }
            string trouble;
            Grant grant = _rooms.Grants.Give(who, rule, kind, end,
                _rooms.Around.Clock.NowMs, out trouble);
            if (grant == null) return Answer.Refused(Readable.Sentence(trouble));
            string text = who.ToString() + " may come in at "
                + DoorName.Of(rule) + LengthText(kind, end, zone);
            Note("granted: " + text);
            return Answer.Done("Grant " + grant.Number.ToString() + ": " + text + "."
                + (trouble.Length > 0 ? " But " + trouble + "." : ""), grant.Number, null);
        }

        // A name is followed by a list, so it goes there, with its end in brackets.
        private Answer PutOnList(string name, Rule rule, string length)
        {
            int seconds;
            long end;
            string time = "[for " + length + "]";
            if (length == "good") time = "";
            else if (Moment.TryParse(length, _rooms.Settings.Zone, out end, out seconds))
            {
                time = "[until " + length + "]";
            }
            else if (!Duration.TryParse(length, out seconds))
            {
                return Answer.Refused("A name comes in for a time such as 2h, until a date, or "
                    + "for good.");
            }
            string line = RuleText.Write(rule);
            string list = AllowText.Write(rule.From);
            string head = (rule.IsEnabled ? "" : "off ") + DoorName.Of(rule) + " " + rule.Target
                + ":" + rule.TargetPort.ToString() + " from ";
            int behind = head.Length + (list.Length == 0 ? -" from ".Length : list.Length);
            Answer answer = _edits.Edit(rule.Number, head + list + (list.Length == 0 ? "" : ",")
                + name + time + line.Substring(behind));
            return !answer.IsGood ? answer : Answer.Done(name + " may come in at "
                + DoorName.Of(rule) + (time.Length == 0 ? " for good"
                : " " + time.Substring(1, time.Length - 2)) + ": it is on the door's list.",
                rule.Number, null);
        }

        private static Answer NoKnock(int number)
        {
            return Answer.Refused(Refusal.Gone, "There is no knock " + number.ToString()
                + " any more.");
        }

        private static string LengthText(int kind, long end, Zone zone)
        {
            switch (kind)
            {
                case GrantKind.Good: return " for good";
                case GrantKind.Reboot: return " until the next start";
                case GrantKind.Once: return " once";
                case GrantKind.Dated: return " until " + zone.Write(end);
                default: return " for " + Duration.ToText((int)end);
            }
        }

        private void Note(string text)
        {
            _rooms.Journal.Write(JournalKind.Change, text, null);
        }
    }
}
