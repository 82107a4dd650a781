// Admin: "portmap ...": the commands that change rules. They read numbers and lines; TableEdits
// does the rest, for the page as well.

using Portreeve.Table;

namespace Portreeve.Admin
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
            bool isUdp = word == "udp";
            if ((isUdp || word == "tcp") && Number.TryParse(words.At(at + 1), out number))
            {
                at += 2;
                Rule rule = table.FindPort(isUdp, number);
                if (rule == null)
                {
                    refusal = Answer.Refused("No rule has " + word + " " + number.ToString()
                        + "; \"show rules\" lists them.");
                }
                return rule;
            }
            refusal = Answer.Refused("Which rule? Write its number, or protocol and port, such as "
                + "tcp 8080; \"show rules\" lists them.");
            return null;
        }

        /// <summary>The numbers of all rules, for Tab.</summary>
        public static string[] Numbers(RuleTable table)
        {
            string[] numbers = new string[table.Count];
            for (int i = 0; i < numbers.Length; i++) numbers[i] = table.At(i).Number.ToString();
            return numbers;
        }
    }

    /// <summary>"portmap add RULE".</summary>
    internal sealed class AddCommand : Command
    {
        private static readonly string[] Protocols = { "tcp", "udp", "off" };

        private readonly TableEdits _edits;

        public AddCommand(TableEdits edits)
            : base("portmap add", "RULE", "adds a rule; \"help rule\" tells how it is written")
        {
            _edits = edits;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (IsEnd(words, at)) return Usage();
            return _edits.Add(Modern(words, at, line));
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            if (argument == 0) return Protocols;
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
            if (!isOld) return Rest(words, at, line);
            string rest = Rest(words, at + 4, line);
            return words.At(at) + " " + words.At(at + 1) + " " + words.At(at + 2) + ":"
                + words.At(at + 3) + (rest.Length > 0 ? " " + rest : "");
        }
    }

    /// <summary>"portmap edit N RULE".</summary>
    internal sealed class EditCommand : Command
    {
        private readonly Interior _inside;
        private readonly TableEdits _edits;

        public EditCommand(Interior inside, TableEdits edits)
            : base("portmap edit", "N RULE", "puts another line in its place; Tab fetches the old")
        {
            _inside = inside;
            _edits = edits;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            int number;
            if (!Number.TryParse(words.At(at), out number)) return Usage();
            Rule rule = _inside.Table.Find(number);
            if (rule == null) return TableEdits.NoRule(number);
            if (IsEnd(words, at + 1))
            {
                return Answer.Refused("Rule " + number.ToString() + " is: "
                    + RuleText.Write(rule) + "  Write the new line behind the number.");
            }
            return _edits.Edit(number, AddCommand.Modern(words, at + 1, line));
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            if (argument == 0) return RuleReference.Numbers(_inside.Table);
            int number;
            if (argument > 1) return RuleText.Keywords;
            if (!Number.TryParse(words.At(2), out number)) return base.Complete(words, argument);
            Rule rule = _inside.Table.Find(number);
            if (rule == null) return base.Complete(words, argument);
            string[] line = { RuleText.Write(rule) };
            return line;
        }
    }

    /// <summary>"portmap enable|disable|del N".</summary>
    internal sealed class RuleCommand : Command
    {
        public const int Enable = 0;
        public const int Disable = 1;
        public const int Delete = 2;

        private static readonly string[] Names =
        {
            "portmap enable", "portmap disable", "portmap del"
        };

        private static readonly string[] Helps =
        {
            "switches a rule on", "switches a rule off; its connections end", "deletes a rule"
        };

        private readonly Interior _inside;
        private readonly TableEdits _edits;
        private readonly int _what;

        public RuleCommand(Interior inside, TableEdits edits, int what)
            : base(Names[what], "N", Helps[what])
        {
            _inside = inside;
            _edits = edits;
            _what = what;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            Answer refusal;
            Rule rule = RuleReference.Read(_inside.Table, words, ref at, out refusal);
            if (rule == null) return refusal;
            if (!IsEnd(words, at)) return Usage();
            if (_what == Delete) return _edits.Delete(rule.Number);
            return _edits.Switch(rule.Number, _what == Enable);
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            return argument == 0
                ? RuleReference.Numbers(_inside.Table) : base.Complete(words, argument);
        }
    }

    /// <summary>"portmap move N PLACE".</summary>
    internal sealed class MoveCommand : Command
    {
        private readonly Interior _inside;
        private readonly TableEdits _edits;

        public MoveCommand(Interior inside, TableEdits edits)
            : base("portmap move", "N PLACE", "moves a rule to another place in the list")
        {
            _inside = inside;
            _edits = edits;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            Answer refusal;
            Rule rule = RuleReference.Read(_inside.Table, words, ref at, out refusal);
            if (rule == null) return refusal;
            int place;
            if (!Number.TryParse(words.At(at), out place) || !IsEnd(words, at + 1)) return Usage();
            return _edits.Move(rule.Number, place);
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            return argument == 0
                ? RuleReference.Numbers(_inside.Table) : base.Complete(words, argument);
        }
    }

    /// <summary>"portmap undo".</summary>
    internal sealed class UndoCommand : Command
    {
        private readonly TableEdits _edits;

        public UndoCommand(TableEdits edits)
            : base("portmap undo", "", "takes the last change of the rules back")
        {
            _edits = edits;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            return IsEnd(words, at) ? _edits.Undo() : Usage();
        }
    }

    /// <summary>"portmap check RULE".</summary>
    internal sealed class CheckCommand : Command
    {
        private readonly TableEdits _edits;

        public CheckCommand(TableEdits edits)
            : base("portmap check", "RULE", "would this rule be taken? Changes nothing")
        {
            _edits = edits;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (IsEnd(words, at)) return Usage();
            string rule = AddCommand.Modern(words, at, line);
            RuleDraft draft = _edits.Judge(rule, 0);
            return draft.IsGood
                ? Answer.Done("It would be taken: " + RuleText.Write(draft.Rule), 0, draft.Errors)
                : Answer.Refused("It would not be taken.", draft.Errors, rule);
        }
    }
}
