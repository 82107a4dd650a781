// Shell: what can be said to the gateway. It finds the command a line means, proposes what a
// mistyped one was meant to be, and completes words. What a command does is in its own file; rules,
// ends and verdicts go through TableEdits and LiveEdits, which the page calls too.

using Portreeve.Changes;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>Everything that can be said to the gateway.</summary>
    internal sealed partial class Commands : ICompletion
    {
        /// <summary>Room for the first words of all rows.</summary>
        private const int NamesMax = 64;

        private readonly Rooms _rooms;
        private readonly TableEdits _edits;
        private readonly LiveEdits _live;
        private readonly LogSetting _log;
        // The row looked at last, and whether its command is to be made.
        private string _row;
        private bool _isWanted;

        public Commands(Rooms rooms, TableEdits edits, LiveEdits live, LogSetting log)
        {
            _rooms = rooms;
            _edits = edits;
            _live = live;
            _log = log;
        }

        /// <summary>Row i as Command.Row has it, in the order help lists them; null behind the
        /// last.</summary>
        public string At(int i)
        {
            _isWanted = false;
            Visit(i);
            return _row;
        }

        /// <summary>Does what the line says.</summary>
        public Reply Run(string line)
        {
            Words words = new Words(line);
            if (words.Count == 0) return null;
            int length;
            Command command = Find(words, out length);
            if (command == null)
            {
                // Not ours as it stands: perhaps in other words.
                string meant = Hints.Meant(line, words);
                if (meant != null)
                {
                    line = meant;
                    words = new Words(line);
                    command = Find(words, out length);
                }
            }
            if (command != null) return command.Run(words, length, line);
            Answer hint = Hints.Answer(line, words);
            return hint != null ? hint : Unknown(words);
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
            // What it was called in 0.1.0.
            if (first == "kick") first = "end";
            string both = first + " " + words.Lower(1);
            length = 0;
            for (int i = 0; ; i++)
            {
                string row = At(i);
                if (row == null) return null;
                length = Command.IsNamed(row, both) ? 2 : Command.IsNamed(row, first) ? 1 : 0;
                if (length > 0) return Make(i);
            }
        }

        private Command Make(int i)
        {
            _isWanted = true;
            Command command = Visit(i);
            command.Row = _row;
            return command;
        }

        // The word of each name at a place; for the second, of the names that begin with first.
        private string[] NameWords(string first, int place)
        {
            string[] found = new string[NamesMax];
            int count = 0;
            for (int i = 0; ; i++)
            {
                string row = At(i);
                if (row == null) return Cut(found, count);
                string[] parts = Command.Parts(row)[0].Split(' ');
                if (place >= parts.Length || (place == 1 && parts[0] != first)) continue;
                if (count == 0 || found[count - 1] != parts[place]) found[count++] = parts[place];
            }
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
