// Shell: what is said about people: grant, revoke, allow, unban, friends, wake. Each reads its
// words and hands over to PeopleEdits, which the page calls too.

using Portreeve.Access;
using Portreeve.Changes;
using Portreeve.Journal;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>Reads "for 2h", "for good", "until reboot", "until 2026-12-01", "once".</summary>
    internal static class LengthWords
    {
        /// <summary>How a length is written, for help.</summary>
        public const string Help = "for 2h|for good|until reboot|until DATE|once";

        /// <summary>The length in the one word that PeopleEdits takes; null when it is none.
        /// </summary>
        public static string Read(Words words, int at, out int next)
        {
            string first = words.Lower(at);
            next = at + (first == "once" ? 1 : 2);
            if (first == "once") return first;
            if (first != "for" && first != "until") return null;
            string second = words.Lower(at + 1);
            return second == "restart" ? "reboot" : second;
        }
    }

    /// <summary>"grant 203.0.113.7 on web for 2h".</summary>
    internal sealed class GrantCommand : Command
    {
        private readonly Rooms _rooms;
        private readonly PeopleEdits _edits;

        public GrantCommand(Rooms rooms, PeopleEdits edits)
        {
            _rooms = rooms;
            _edits = edits;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (words.Lower(at + 1) != "on") return Usage();
            int next;
            Rule rule = Find(words, at + 2, out next);
            if (rule == null)
            {
                return Answer.Refused("There is no rule \"" + words.At(at + 2)
                    + "\"; \"show rules\" lists their numbers and notes.");
            }
            if (words.Lower(next) == "to")
            {
                // As a backup writes it: the machine for which it was given.
                string trouble = GrantText.TroubleWithTarget(words.At(next + 1), rule);
                if (trouble != null) return Answer.Refused("Nobody was let in: " + trouble + ".");
                next += 2;
            }
            string length = LengthWords.Read(words, next, out next);
            if (length == null || !IsEnd(words, next)) return Usage();
            return _edits.Give(words.At(at), rule.Number, length);
        }

        // By number, by protocol and port, or by the note or its first word.
        private Rule Find(Words words, int at, out int next)
        {
            RuleTable table = _rooms.Table;
            int number;
            string word = words.Lower(at);
            next = at + 1;
            bool isUdp;
            if (DoorName.TryRead(words, at, out isUdp, out number))
            {
                next = at + 2;
                return table.FindPort(isUdp, number);
            }
            if (Number.TryParse(word, out number)) return table.Find(number);
            for (int i = 0; i < table.Count; i++)
            {
                if (RuleReference.IsNote(table.At(i), word)) return table.At(i);
            }
            return null;
        }
    }

    /// <summary>"allow 3 for 1h".</summary>
    internal sealed class AllowCommand : Command
    {
        private readonly PeopleEdits _edits;

        public AllowCommand(PeopleEdits edits)
        {
            _edits = edits;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            int number;
            int next;
            if (!Number.TryParse(words.At(at), out number)) return Usage();
            string length = LengthWords.Read(words, at + 1, out next);
            return length == null || !IsEnd(words, next) ? Usage() : _edits.Allow(number, length);
        }
    }

    /// <summary>Commands about people with one argument.</summary>
    internal sealed class PersonCommand : Command
    {
        public const int Revoke = 0;
        public const int Unban = 1;
        public const int Lookup = 2;

        private readonly PeopleEdits _edits;
        private readonly int _what;

        public PersonCommand(PeopleEdits edits, int what)
        {
            _edits = edits;
            _what = what;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (at >= words.Count || !IsEnd(words, at + 1)) return Usage();
            int number;
            if (_what == Unban) return _edits.Unban(words.At(at));
            if (_what == Lookup) return _edits.Refresh(words.At(at));
            return Number.TryParse(words.At(at), out number) ? _edits.Revoke(number) : Usage();
        }
    }

    /// <summary>Lists about people.</summary>
    internal sealed class PeopleCommand : Command
    {
        public const int Friends = 0;
        public const int Grants = 1;
        public const int Knocks = 2;
        public const int Bans = 3;

        private readonly Rooms _rooms;
        private readonly PeopleEdits _edits;
        private readonly int _what;

        public PeopleCommand(Rooms rooms, PeopleEdits edits, int what)
        {
            _rooms = rooms;
            _edits = edits;
            _what = what;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (_what == Friends && words.Lower(at) == "grace" && words.Count == at + 2)
            {
                return _edits.SetGrace(words.Lower(at + 1));
            }
            if (_what == Knocks && words.Lower(at) == "forget") return Forget(words, at + 1);
            if (!IsEnd(words, at)) return Usage();
            switch (_what)
            {
                case Friends: return PeopleView.Friends(_rooms);
                case Grants: return PeopleView.Grants(_rooms);
                case Knocks: return PeopleView.Knocks(_rooms);
                default: return PeopleView.Bans(_rooms);
            }
        }

        private Answer Forget(Words words, int at)
        {
            if (IsEnd(words, at)) return _edits.ForgetKnocks();
            int number;
            return Number.TryParse(words.At(at), out number) && IsEnd(words, at + 1)
                ? _edits.ForgetKnock(number) : Usage();
        }
    }

    /// <summary>"wake nas", "wake 3", "wake AA:BB:CC:DD:EE:FF".</summary>
    internal sealed class WakeCommand : Command
    {
        private readonly Rooms _rooms;

        public WakeCommand(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (at >= words.Count || !IsEnd(words, at + 1)) return Usage();
            byte[] mac = MacAddress.Parse(words.At(at));
            if (mac == null) mac = MacOf(words.Lower(at));
            if (mac == null)
            {
                return Answer.Refused("No rule called \"" + words.At(at) + "\" knows an Ethernet "
                    + "address; add \"wake AA:BB:CC:DD:EE:FF\" to it.");
            }
            if (!_rooms.Relay.Waker.Wake(mac))
            {
                return Answer.Refused("The magic packet could not be sent: no socket is free or "
                    + "the network is down.");
            }
            _rooms.Journal.Write(JournalKind.Change, "waking " + MacAddress.ToText(mac)
                + " for the owner", null);
            return Answer.Done("A magic packet is on its way to " + MacAddress.ToText(mac) + ".");
        }

        private byte[] MacOf(string name)
        {
            for (int i = 0; i < _rooms.Table.Count; i++)
            {
                Rule rule = _rooms.Table.At(i);
                if (rule.WakeMac == null) continue;
                if (rule.Number.ToString() == name || rule.Target == name
                    || RuleReference.IsNote(rule, name)) return rule.WakeMac;
            }
            return null;
        }
    }
}
