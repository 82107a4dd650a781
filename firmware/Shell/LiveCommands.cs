// Shell: "why" and "end": about clients, not about rules. They change nothing but who is inside.

using Portreeve.Changes;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>"why tcp 8080 from 203.0.113.9".</summary>
    internal sealed class WhyCommand : Command
    {
        private readonly Rooms _rooms;

        public WhyCommand(Rooms rooms)
        {
            _rooms = rooms;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            bool isUdp;
            int port;
            uint source;
            if (!DoorName.TryProtocol(words.Lower(at), out isUdp)) return Usage();
            if (!Number.TryPort(words.At(at + 1), out port))
            {
                return Answer.Refused("\"" + words.At(at + 1) + "\" is no port: 1 to 65535.");
            }
            if (words.Lower(at + 2) != "from") return Usage();
            if (!IPv4.TryParse(words.At(at + 3), out source))
            {
                return Answer.Refused("\"" + words.At(at + 3) + "\" is no address; write it like "
                    + "203.0.113.9.");
            }
            at += 4;
            long atUtcSeconds = 0;
            if (words.Lower(at) == "at")
            {
                int offset;
                if (!Moment.TryParse(words.At(at + 1), _rooms.Settings.Zone, out atUtcSeconds,
                    out offset))
                {
                    return Answer.Refused("\"" + words.At(at + 1) + "\" is no moment; write it "
                        + "like 2026-12-01 or 2026-12-01T18:00, in your zone, or with Z for UTC.");
                }
                at += 2;
            }
            bool isJson = words.Lower(at) == "json";
            if (!IsEnd(words, isJson ? at + 1 : at)) return Usage();
            WhyReport answer = WhyReport.Ask(_rooms, isUdp, port, source,
                atUtcSeconds);
            return isJson ? (Reply)new WhyJson(answer) : Answer.Done(answer.Text);
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            if (argument == 0) return Choices("tcp udp");
            if (argument == 1) return Ports(words.Lower(1) == "udp");
            return argument == 2 ? Choices("from") : base.Complete(words, argument);
        }

        private string[] Ports(bool isUdp)
        {
            RuleTable table = _rooms.Table;
            int count = 0;
            for (int i = 0; i < table.Count; i++)
            {
                if (table.At(i).IsUdp == isUdp) count++;
            }
            string[] ports = new string[count];
            for (int i = table.Count - 1; i >= 0; i--)
            {
                if (table.At(i).IsUdp == isUdp) ports[--count] = table.At(i).Port.ToString();
            }
            return ports;
        }
    }

    /// <summary>"end 7", "end all".</summary>
    internal sealed class KickCommand : Command
    {
        private readonly LiveEdits _live;

        public KickCommand(LiveEdits live)
        {
            _live = live;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            if (!IsEnd(words, at + 1)) return Usage();
            if (words.Lower(at) == "all") return _live.KickAll();
            int number;
            return Number.TryParse(words.At(at), out number) ? _live.Kick(number) : Usage();
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            return argument == 0 ? Choices("all") : base.Complete(words, argument);
        }
    }
}
