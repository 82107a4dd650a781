// Shell: one command of the console: its check and its effect. Commands has a row for each, with
// name, arguments and a line of help, and makes the command when somebody types it; each family of
// them has a file of its own.

using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>What somebody can type.</summary>
    internal abstract class Command
    {
        private const char Between = ';';

        /// <summary>Its row: "show rules;[json];the rules, ...": the one or two words it begins
        /// with, what follows (capitals stand for what one puts in), and what it does. Set by
        /// Commands.</summary>
        public string Row;

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
            return new string[0];
        }

        /// <summary>How it is used, as a refusal.</summary>
        protected Answer Usage()
        {
            string[] row = Parts(Row);
            return Answer.Refused("Write: " + row[0] + (row[1].Length > 0 ? " " : "") + row[1]);
        }

        /// <summary>Name, arguments and help of a row.</summary>
        public static string[] Parts(string row)
        {
            int first = row.IndexOf(Between);
            int second = row.IndexOf(Between, first + 1);
            string[] parts =
            {
                row.Substring(0, first), row.Substring(first + 1, second - first - 1),
                row.Substring(second + 1)
            };
            return parts;
        }

        /// <summary>True when the row begins with exactly this name.</summary>
        public static bool IsNamed(string row, string name)
        {
            if (row.Length <= name.Length || row[name.Length] != Between) return false;
            // Not StartsWith, which copies the row first.
            for (int i = 0; i < name.Length; i++)
            {
                if (row[i] != name[i]) return false;
            }
            return true;
        }

        /// <summary>Words that can stand somewhere.</summary>
        /// <param name="words">Apart by spaces.</param>
        protected static string[] Choices(string words)
        {
            return words.Split(' ');
        }

        /// <summary>True when nothing follows; else the line says more than is understood.
        /// </summary>
        protected static bool IsEnd(Words words, int at)
        {
            return at >= words.Count;
        }
    }
}
