// Shell: "log": which journal lines the console shows by itself, as they are written.

using Portreeve.Journal;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>What the console shows by itself.</summary>
    internal sealed class LogSetting
    {
        /// <summary>True when anything is shown.</summary>
        public bool IsOn;

        /// <summary>The highest <see cref="JournalKind"/> that is shown.</summary>
        public int KindMax = JournalKind.Admin;
    }

    /// <summary>"log on|off", "log level changes".</summary>
    internal sealed class LogCommand : Command
    {
        private const string Levels = "quiet changes sessions all";

        private readonly LogSetting _log;

        public LogCommand(LogSetting log)
        {
            _log = log;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            string word = words.Lower(at);
            bool isLevel = word == "level";
            if (!IsEnd(words, isLevel ? at + 2 : at + 1)) return Usage();
            if (isLevel)
            {
                int level = LevelOf(words.Lower(at + 1));
                if (level < 0)
                {
                    return Answer.Refused("There is no level \"" + words.At(at + 1) + "\"; "
                        + Spelling.Propose(words.Lower(at + 1), Choices(Levels)));
                }
                _log.KindMax = JournalKind.Admin + level;
                _log.IsOn = true;
            }
            else if (word == "on" || word == "off")
            {
                _log.IsOn = word == "on";
            }
            else if (word.Length > 0)
            {
                return Usage();
            }
            return Answer.Done(_log.IsOn
                ? "The console shows the journal: "
                    + Choices(Levels)[_log.KindMax - JournalKind.Admin] + "."
                : "The console does not show the journal; \"show journal\" does.");
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            if (argument == 0) return Choices("on off level");
            return argument == 1 ? Choices(Levels) : base.Complete(words, argument);
        }

        private static int LevelOf(string word)
        {
            string[] levels = Choices(Levels);
            for (int i = 0; i < levels.Length; i++)
            {
                if (levels[i] == word) return i;
            }
            return -1;
        }
    }
}
