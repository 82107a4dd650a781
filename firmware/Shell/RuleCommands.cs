// Shell: "portmap ...": the commands that change rules. They read numbers and lines; TableEdits
// does the rest, for the page as well.

using Portreeve.Changes;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>Which rule somebody means: its number, or protocol and port.</summary>
    internal static class RuleReference
    {
        /// <summary>
        /// Reads "3" or "tcp 8080" from word <paramref name="at"/> on, and moves it behind.
        /// Null: see the answer.
        /// </summary>
        public static Rule Read(RuleTable table, Words words, ref int at, out Answer refusal)
        {
            refusal = null;
            int number;
            string word = words.Lower(at);
            if (Number.TryParse(word, out number))
            {
                at++;
                Rule rule = table.Find(number);
                if (rule == null) refusal = TableEdits.NoRule(number);
                return rule;
            }
            bool isUdp;
            if (DoorName.TryRead(words, at, out isUdp, out number))
            {
                at += 2;
                Rule rule = table.FindPort(isUdp, number);
                if (rule == null)
                {
                    refusal = Answer.Refused("No rule has " + DoorName.Of(isUdp, number)
                        + "; \"show rules\" lists them.");
                }
                return rule;
            }
            refusal = Answer.Refused("Which rule? Write its number, or protocol and port, such as "
                + "tcp 8080; \"show rules\" lists them.");
            return null;
        }

        /// <summary>Is this the rule's note, or the first word of it, in lower case?</summary>
        public static bool IsNote(Rule rule, string word)
        {
            string note = rule.Note.ToLower();
            return word.Length > 0 && (note == word || note.StartsWith(word + " "));
        }
    }

    /// <summary>A command about the table; Tab knows the numbers of its rules.</summary>
    internal abstract class TableCommand : Command
    {
        protected readonly Rooms Rooms;
        protected readonly TableEdits Edits;

        protected TableCommand(Rooms rooms, TableEdits edits)
        {
            Rooms = rooms;
            Edits = edits;
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            if (argument > 0 || !Parts(Row)[1].StartsWith("N"))
            {
                return base.Complete(words, argument);
            }
            RuleTable table = Rooms.Table;
            string[] numbers = new string[table.Count];
            for (int i = 0; i < numbers.Length; i++) numbers[i] = table.At(i).Number.ToString();
            return numbers;
        }
    }

    /// <summary>"portmap add RULE".</summary>
    internal sealed class AddCommand : TableCommand
    {
        public AddCommand(Rooms rooms, TableEdits edits) : base(rooms, edits)
        {
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (IsEnd(words, at)) return Usage();
            return Edits.Add(Modern(words, at, line));
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            if (argument == 0) return Choices("tcp udp off");
            return argument > 2 ? RuleText.Keywords : base.Complete(words, argument);
        }

        /// <summary>
        /// The rule of the line. "TCP 8080 192.168.4.2 80", the shape that users know from
        /// esp32_nat_router, gets the colon between target and port.
        /// </summary>
        public static string Modern(Words words, int at, string line)
        {
            int port;
            int targetPort;
            bool isOld = Number.TryParse(words.At(at + 1), out port)
                && words.At(at + 2).IndexOf(':') < 0
                && Number.TryParse(words.At(at + 3), out targetPort);
            if (!isOld) return words.Rest(at, line);
            string rest = words.Rest(at + 4, line);
            return words.At(at) + " " + words.At(at + 1) + " " + words.At(at + 2) + ":"
                + words.At(at + 3) + (rest.Length > 0 ? " " + rest : "");
        }
    }

    /// <summary>"portmap edit N RULE".</summary>
    internal sealed class EditCommand : TableCommand
    {
        public EditCommand(Rooms rooms, TableEdits edits) : base(rooms, edits)
        {
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            int number;
            if (!Number.TryParse(words.At(at), out number)) return Usage();
            Rule rule = Rooms.Table.Find(number);
            if (rule == null) return TableEdits.NoRule(number);
            if (IsEnd(words, at + 1))
            {
                return Answer.Refused("Rule " + number.ToString() + " is: "
                    + RuleText.Write(rule) + "  Write the new line behind the number.");
            }
            return Edits.Edit(number, AddCommand.Modern(words, at + 1, line));
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            int number;
            if (argument > 1) return RuleText.Keywords;
            Rule rule = argument == 1 && Number.TryParse(words.At(2), out number)
                ? Rooms.Table.Find(number) : null;
            if (rule == null) return base.Complete(words, argument);
            string[] line = { RuleText.Write(rule) };
            return line;
        }
    }

    /// <summary>"portmap enable|disable|del N".</summary>
    internal sealed class RuleCommand : TableCommand
    {
        public const int Enable = 0;
        public const int Disable = 1;
        public const int Delete = 2;

        private readonly int _what;

        public RuleCommand(Rooms rooms, TableEdits edits, int what) : base(rooms, edits)
        {
            _what = what;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            Answer refusal;
            Rule rule = RuleReference.Read(Rooms.Table, words, ref at, out refusal);
            if (rule == null) return refusal;
            if (!IsEnd(words, at)) return Usage();
            if (_what == Delete) return Edits.Delete(rule.Number);
            return Edits.Switch(rule.Number, _what == Enable);
        }
    }

    /// <summary>"portmap move N PLACE".</summary>
    internal sealed class MoveCommand : TableCommand
    {
        public MoveCommand(Rooms rooms, TableEdits edits) : base(rooms, edits)
        {
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            Answer refusal;
            Rule rule = RuleReference.Read(Rooms.Table, words, ref at, out refusal);
            if (rule == null) return refusal;
            int place;
            if (!Number.TryParse(words.At(at), out place) || !IsEnd(words, at + 1)) return Usage();
            return Edits.Move(rule.Number, place);
        }
    }

    /// <summary>"portmap undo".</summary>
    internal sealed class UndoCommand : TableCommand
    {
        public UndoCommand(Rooms rooms, TableEdits edits) : base(rooms, edits)
        {
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            return IsEnd(words, at) ? Edits.Undo() : Usage();
        }
    }

    /// <summary>"portmap check RULE".</summary>
    internal sealed class CheckCommand : TableCommand
    {
        public CheckCommand(Rooms rooms, TableEdits edits) : base(rooms, edits)
        {
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (IsEnd(words, at)) return Usage();
            return Edits.Check(AddCommand.Modern(words, at, line));
        }
    }
}
