// Shell: "help": all commands, one line each; one family with an example; how a rule is written.

using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>"help", "help WORD".</summary>
    internal sealed class HelpCommand : Command
    {
        private const string RuleTopic =
            "A rule is one line:\n"
            + "  tcp|udp PORT TARGET:PORT from WHO,WHO...  and then, in any order:\n"
            + "  max N, each N      connections at once: in all, of one address\n"
            + "  idle 2h, dial 10s  how long to wait: for bytes, for the target to answer\n"
            + "  rate N, ban N      newcomers a minute, refused tries until a ban, of one address\n"
            + "  proxy v1|v2        tells the target the client's real address\n"
            + "  wake MAC           wakes the target when it does not answer\n"
            + "  until 2026-12-01, for 3h, hours mon-fri 08:00-18:00   when the door is open\n"
            + "  anywhere           the target may be a public address\n"
            + "  off                keeps the rule, closed\n"
            + "  # text             a note, to the end of the line\n"
            + "WHO is an address, a network (203.0.113.0/24), a host name (anna.ddns.net), lan, "
            + "any.\n"
            + "A rule without \"from\" lets nobody in. tcp+udp makes a rule of each; so does a "
            + "range\nof ports, as in tcp 8000-8003 192.168.1.20:8000-8003.\n"
            + "  tcp 8080 192.168.1.20:80 from lan,anna.ddns.net max 4 idle 2h # camera";

        private readonly Commands _commands;

        public HelpCommand(Commands commands)
        {
            _commands = commands;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            string topic = words.Lower(at);
            bool isRule = topic == "rule" || topic == "rules" || topic == "who"
                || RuleText.IsWord(topic) || RuleText.BeginsRule(topic);
            if (isRule) return new FixedText(RuleTopic.Split('\n'));
            topic = Hints.TopicOf(topic);
            HelpText all = new HelpText(_commands, topic);
            return all.IsEmpty
                ? (Reply)Answer.Refused("There is no command \"" + topic + "\"; \"help\" lists "
                    + "all.")
                : all;
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            string topics = "rule";
            string last = "";
            for (int i = 0; ; i++)
            {
                string row = _commands.At(i);
                if (row == null) return Choices(topics);
                // Commands of one family stand together.
                string first = Parts(row)[0].Split(' ')[0];
                if (first != last) topics += " " + first;
                last = first;
            }
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
            string[] row = Command.Parts(_commands.At(found));
            string usage = row[0] + " " + row[1];
            if (usage.Length < UsageColumns) return usage.PadRight(UsageColumns) + row[2];
            _second = "".PadRight(UsageColumns) + row[2];
            return usage;
        }

        private int FindFrom(int from)
        {
            for (int i = from; ; i++)
            {
                string row = _commands.At(i);
                if (row == null) return -1;
                if (_topic.Length == 0 || Command.IsNamed(row, _topic)
                    || row.StartsWith(_topic + " "))
                {
                    return i;
                }
            }
        }
    }
}
