// Shell: one command of the console: its name, its arguments, a line of help, its check and its
// effect. Commands lists them; each family of them has a file of its own.

using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>What somebody can type.</summary>
    internal abstract class Command
    {
        private static readonly string[] Nothing = new string[0];

        /// <param name="name">One word, or two: "show rules".</param>
        /// <param name="arguments">For help: capitals stand for what one puts in.</param>
        /// <param name="help">What it does, in one line.</param>
        protected Command(string name, string arguments, string help)
        {
            Name = name;
            Arguments = arguments;
            Help = help;
        }

        /// <summary>The word or words it begins with.</summary>
        public readonly string Name;

        /// <summary>What follows, for help.</summary>
        public readonly string Arguments;

        /// <summary>One line.</summary>
        public readonly string Help;

        /// <summary>Checks the rest of the line, does it and answers.</summary>
        /// <param name="words">All words of the line.</param>
        /// <param name="at">The first word behind the name.</param>
        /// <param name="line">The line itself.</param>
        public abstract Reply Run(Words words, int at, string line);

        /// <summary>What can stand as the argument of this place, 0 the first.</summary>
        /// <param name="words">The words before it.</param>
        /// <param name="argument">Its place behind the name.</param>
        public virtual string[] Complete(Words words, int argument)
        {
            return Nothing;
        }

        /// <summary>How it is used, as a refusal.</summary>
        protected Answer Usage()
        {
            return Answer.Refused("Write: " + Name + (Arguments.Length > 0 ? " " : "")
                + Arguments);
        }

        /// <summary>True when nothing follows; else the line says more than is understood.
        /// </summary>
        protected static bool IsEnd(Words words, int at)
        {
            return at >= words.Count;
        }

        /// <summary>The line from a word on, its note included.</summary>
        protected static string Rest(Words words, int at, string line)
        {
            int column = at < words.Count || words.NoteColumn == 0
                ? words.ColumnOf(at) : words.NoteColumn;
            return column > line.Length ? "" : line.Substring(column - 1).Trim();
        }
    }
}
