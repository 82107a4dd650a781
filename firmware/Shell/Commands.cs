// Shell: the one list of commands. It finds the command a line means, proposes what a mistyped
// one was meant to be, and completes words. What a command does is in its own file; rules, kicks
// and verdicts go through TableEdits and LiveEdits, which the page calls too.

using Portreeve.Changes;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>Everything that can be said to the gateway.</summary>
    internal sealed class Commands : ICompletion
    {
        private readonly Command[] _all;

        public Commands(Rooms rooms, TableEdits edits, LiveEdits live, LogSetting log)
        {
            PeopleEdits people = new PeopleEdits(rooms);
            _all = new Command[]
            {
                new HelpCommand(this),
                new ShowCommand(rooms, edits, ShowCommand.Status),
                new ShowCommand(rooms, edits, ShowCommand.Rules),
                new ShowCommand(rooms, edits, ShowCommand.Sessions),
                new ShowCommand(rooms, edits, ShowCommand.Mappings),
                new ShowCommand(rooms, edits, ShowCommand.LimitsTable),
                new ShowCommand(rooms, edits, ShowCommand.JournalLines),
                new AddCommand(rooms, edits),
                new EditCommand(rooms, edits),
                new RuleCommand(rooms, edits, RuleCommand.Enable),
                new RuleCommand(rooms, edits, RuleCommand.Disable),
                new RuleCommand(rooms, edits, RuleCommand.Delete),
                new MoveCommand(rooms, edits),
                new UndoCommand(rooms, edits),
                new CheckCommand(rooms, edits),
                new WhyCommand(rooms),
                new KickCommand(live),
                new PeopleCommand(rooms, people, PeopleCommand.Friends),
                new PersonCommand(people, PersonCommand.Lookup),
                new PeopleCommand(rooms, people, PeopleCommand.Grants),
                new GrantCommand(rooms, people),
                new PersonCommand(people, PersonCommand.Revoke),
                new PeopleCommand(rooms, people, PeopleCommand.Knocks),
                new AllowCommand(people),
                new PeopleCommand(rooms, people, PeopleCommand.Bans),
                new PersonCommand(people, PersonCommand.Unban),
                new WakeCommand(rooms),
                new ExportCommand(rooms),
                new ImportCommand(rooms, edits),
                new LogCommand(log),
                new BoardCommand(rooms, BoardCommand.Version),
                new BoardCommand(rooms, BoardCommand.Uptime),
                new BoardCommand(rooms, BoardCommand.Free),
                new PageCommand(rooms, PageCommand.Page),
                new PageCommand(rooms, PageCommand.Claim),
                new PageCommand(rooms, PageCommand.Confirm),
                new PageCommand(rooms, PageCommand.Revert),
                new PageCommand(rooms, PageCommand.Forget),
                new AddressCommand(rooms),
                new RestartCommand(rooms),
                new FactoryResetCommand(rooms)
            };
        }

        /// <summary>Commands there are.</summary>
        public int Count { get { return _all.Length; } }

        /// <summary>Command i of Count, in the order help lists them.</summary>
        public Command At(int i)
        {
            return _all[i];
        }

        /// <summary>Does what the line says.</summary>
        public Reply Run(string line)
        {
            Words words = new Words(line);
            if (words.Count == 0) return null;
            int length;
            Command command = Find(words, out length);
            return command != null ? command.Run(words, length, line) : Unknown(words);
        }

        /// <inheritdoc/>
        public string[] Complete(string head)
        {
            Words words = new Words(head);
            bool startsNew = head.Length == 0 || head[head.Length - 1] == ' ';
            int place = startsNew ? words.Count : words.Count - 1;
            string typed = startsNew ? "" : words.Lower(place);
            int length;
            Command command = Find(words, out length);
            if (command != null && place >= length)
            {
                return Beginning(command.Complete(words, place - length), typed);
            }
            return place < 2 ? Beginning(NameWords(words.Lower(0), place), typed) : new string[0];
        }

        // The command whose one or two words the line begins with.
        private Command Find(Words words, out int length)
        {
            string first = words.Lower(0);
            string both = first + " " + words.Lower(1);
            for (int i = 0; i < _all.Length; i++)
            {
                bool isTwo = _all[i].Name == both;
                if (!isTwo && _all[i].Name != first) continue;
                length = isTwo ? 2 : 1;
                return _all[i];
            }
            length = 0;
            return null;
        }

        // The word of each name at a place; for the second, of the names that begin with first.
        private string[] NameWords(string first, int place)
        {
            string[] found = new string[_all.Length];
            int count = 0;
            for (int i = 0; i < _all.Length; i++)
            {
                string[] parts = _all[i].Name.Split(' ');
                if (place >= parts.Length || (place == 1 && parts[0] != first)) continue;
                if (count == 0 || found[count - 1] != parts[place]) found[count++] = parts[place];
            }
            return Cut(found, count);
        }

        private Answer Unknown(Words words)
        {
            string first = words.Lower(0);
            string[] seconds = NameWords(first, 1);
            if (seconds.Length > 0)
            {
                string word = words.Lower(1);
                return Answer.Refused(word.Length == 0
                    ? "Write: " + first + " " + Listed(seconds)
                    : "There is no \"" + first + " " + word + "\"; "
                        + Spelling.Propose(word, seconds));
            }
            string nearest = Spelling.Nearest(first, NameWords("", 0));
            return Answer.Refused("There is no command \"" + words.At(0) + "\"; "
                + (nearest == null ? "\"help\" lists all." : "did you mean " + nearest
                + "? \"help\" lists all."));
        }

        private static string Listed(string[] words)
        {
            string text = words[0];
            for (int i = 1; i < words.Length; i++) text += "|" + words[i];
            return text;
        }

        private static string[] Beginning(string[] words, string typed)
        {
            string[] found = new string[words.Length];
            int count = 0;
            for (int i = 0; i < words.Length; i++)
            {
                if (words[i].StartsWith(typed)) found[count++] = words[i];
            }
            return Cut(found, count);
        }

        private static string[] Cut(string[] words, int count)
        {
            string[] cut = new string[count];
            for (int i = 0; i < count; i++) cut[i] = words[i];
            return cut;
        }
    }
}
