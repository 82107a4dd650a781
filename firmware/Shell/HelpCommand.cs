// Shell: "help": all commands, one line each; one family with an example; how a rule is written.

using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>"help", "help WORD".</summary>
    internal sealed class HelpCommand : Command
    {
        private static readonly string[] RuleTopic =
        {
            "A rule is one line:",
            "  tcp|udp PORT TARGET:PORT from WHO,WHO...  and then, in any order:",
            "  max N, each N      connections at once: in all, of one address",
            "  idle 2h, dial 10s  how long to wait: for bytes, for the target to answer",
            "  rate N, ban N      newcomers a minute, refused tries until a ban, of one address",
            "  proxy v1|v2        tells the target the client's real address",
            "  wake MAC           wakes the target when it does not answer",
            "  until 2026-12-01, for 3h, hours mon-fri 08:00-18:00   when the door is open",
            "  anywhere           the target may be a public address",
            "  off                keeps the rule, closed",
            "  # text             a note, to the end of the line",
            "WHO is an address, a network (203.0.113.0/24), a host name (anna.ddns.net), lan, any.",
            "A rule without \"from\" lets nobody in.",
            "  tcp 8080 192.168.1.20:80 from lan,anna.ddns.net max 4 idle 2h # camera"
        };

        private readonly Commands _commands;

        public HelpCommand(Commands commands)
            : base("help", "[WORD]", "all commands; \"help rule\" tells how a rule is written")
        {
            _commands = commands;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            string topic = words.Lower(at);
            if (topic == "rule" || topic == "rules") return new FixedText(RuleTopic);
            HelpText all = new HelpText(_commands, topic);
            return all.IsEmpty
                ? (Reply)Answer.Refused("There is no command \"" + topic + "\"; \"help\" lists "
                    + "all.")
                : all;
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            string[] topics = { "rule", "show", "portmap", "why", "kick", "import", "log" };
            return topics;
        }
    }

    /// <summary>The commands whose first word is the topic, or all.</summary>
    internal sealed class HelpText : TextReport
    {
        private const int UsageColumns = 30;

        private readonly Commands _commands;
        private readonly string _topic;
        private string _second;
        private int _next;

        public HelpText(Commands commands, string topic)
        {
            _commands = commands;
            _topic = topic;
        }

        /// <summary>True when no command is about the topic.</summary>
        public bool IsEmpty { get { return FindFrom(0) < 0; } }

        /// <inheritdoc/>
        public override string NextLine()
        {
            if (_second != null)
            {
                string second = _second;
                _second = null;
                return second;
            }
            int found = FindFrom(_next);
            if (found < 0) return null;
            _next = found + 1;
            Command command = _commands.At(found);
            string usage = command.Name + " " + command.Arguments;
            if (usage.Length < UsageColumns) return usage.PadRight(UsageColumns) + command.Help;
            _second = "".PadRight(UsageColumns) + command.Help;
            return usage;
        }

        private int FindFrom(int from)
        {
            for (int i = from; i < _commands.Count; i++)
            {
                string name = _commands.At(i).Name;
                if (_topic.Length == 0 || name == _topic || name.StartsWith(_topic + " "))
                {
                    return i;
                }
            }
            return -1;
        }
    }
}
