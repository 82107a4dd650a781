// Admin: "why" and "kick": about clients, not about rules. They change nothing but who is inside.

using Portreeve.Access;
using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>Would this source be let in here, and why? A value, for console and page.</summary>
    internal sealed class WhyAnswer
    {
        /// <summary>True when it would be let in.</summary>
        public bool IsAllowed;

        /// <summary>The verdict in words.</summary>
        public string Text;

        /// <summary>The rule that decided, or null.</summary>
        public Rule Rule;

        /// <summary>The list entry that let it in, or null.</summary>
        public string Entry;

        /// <summary>Asks Admission the very question that a real try asks.</summary>
        /// <param name="inside">The rooms.</param>
        /// <param name="isUdp">Protocol.</param>
        /// <param name="port">Our port.</param>
        /// <param name="source">The client's address, host order.</param>
        /// <param name="atUtcSeconds">The time asked about, seconds since 1970; 0 = now.</param>
        public static WhyAnswer Ask(Interior inside, bool isUdp, int port, uint source,
            long atUtcSeconds)
        {
            WhyAnswer answer = new WhyAnswer();
            answer.Rule = inside.Table.FindPort(isUdp, port);
            if (answer.Rule == null)
            {
                answer.Text = "No: no rule has " + DoorName.Of(isUdp, port)
                    + ", so nobody listens there.";
                return answer;
            }
            Why why = new Why(inside.Admission, inside.Around.Clock);
            answer.Text = why.Explain(answer.Rule, source, atUtcSeconds);
            answer.IsAllowed = why.IsAllowed;
            answer.Entry = why.Entry;
            if (answer.IsAllowed && atUtcSeconds == 0) answer.AskTheDoor(inside);
            return answer;
        }

        // The list may say yes while the door or the way behind it is not open at all.
        private void AskTheDoor(Interior inside)
        {
            string trouble = inside.Relay.TroubleOf(Rule);
            long nowMs = inside.Around.Clock.NowMs;
            if (inside.Around.SafeMode)
            {
                Text += " But this is safe mode: no door is open until the next restart.";
            }
            else if (trouble.Length > 0)
            {
                Text += " But the door cannot be opened now: " + trouble + ".";
            }
            else if (inside.Names.Targets.AddressOf(Rule, 0, nowMs) == 0)
            {
                Text += " But its target cannot be reached now: "
                    + inside.Names.Targets.TroubleOf(Rule, nowMs) + ".";
            }
            else if (inside.Relay.Memory.IsShort)
            {
                Text += " But memory is short now, so newcomers are refused.";
            }
            else if (!inside.Relay.Budget.HasRoomForSession)
            {
                Text += " But all sockets are in use now, so it waits until one is free.";
            }
        }
    }

    /// <summary>"why tcp 8080 from 203.0.113.9".</summary>
    internal sealed class WhyCommand : Command
    {
        private static readonly string[] Protocols = { "tcp", "udp" };
        private static readonly string[] FromWord = { "from" };

        private readonly Interior _inside;

        public WhyCommand(Interior inside)
            : base("why", "tcp|udp PORT from ADDRESS [at 2026-12-01T18:00]",
                "would this address be let in, and why?")
        {
            _inside = inside;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            string protocol = words.Lower(at);
            int port;
            uint source;
            if (protocol != "tcp" && protocol != "udp") return Usage();
            if (!Number.TryParse(words.At(at + 1), out port) || port < 1 || port > 65535)
            {
                return Answer.Refused("\"" + words.At(at + 1) + "\" is no port: 1 to 65535.");
            }
            if (words.Lower(at + 2) != "from") return Usage();
            if (!Address.TryParse(words.At(at + 3), out source))
            {
                return Answer.Refused("\"" + words.At(at + 3) + "\" is no address; write it like "
                    + "203.0.113.9.");
            }
            at += 4;
            long atUtcSeconds = 0;
            if (words.Lower(at) == "at")
            {
                if (!Moment.TryParse(words.At(at + 1), out atUtcSeconds))
                {
                    return Answer.Refused("\"" + words.At(at + 1) + "\" is no moment; write it "
                        + "like 2026-12-01 or 2026-12-01T18:00 (UTC).");
                }
                at += 2;
            }
            bool isJson = words.Lower(at) == "json";
            if (!IsEnd(words, isJson ? at + 1 : at)) return Usage();
            WhyAnswer answer = WhyAnswer.Ask(_inside, protocol == "udp", port, source,
                atUtcSeconds);
            return isJson ? (Reply)new WhyJson(answer) : Answer.Done(answer.Text);
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            if (argument == 0) return Protocols;
            if (argument == 1) return Ports(words.Lower(1) == "udp");
            return argument == 2 ? FromWord : base.Complete(words, argument);
        }

        private string[] Ports(bool isUdp)
        {
            RuleTable table = _inside.Table;
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

    /// <summary>The same for page and scripts.</summary>
    internal sealed class WhyJson : JsonReport
    {
        private readonly WhyAnswer _answer;

        public WhyJson(WhyAnswer answer)
        {
            _answer = answer;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            json.OpenObject();
            json.Flag("allowed", _answer.IsAllowed);
            json.Text("text", _answer.Text);
            if (_answer.Rule == null) json.Null("rule");
            else json.Number("rule", _answer.Rule.Number);
            json.Text("entry", _answer.Entry);
            json.CloseObject();
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            return false;
        }
    }

    /// <summary>"kick 7", "kick all".</summary>
    internal sealed class KickCommand : Command
    {
        private static readonly string[] All = { "all" };

        private readonly LiveEdits _live;

        public KickCommand(LiveEdits live)
            : base("kick", "N|all", "ends a session or mapping, or all of them")
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
            return argument == 0 ? All : base.Complete(words, argument);
        }
    }
}
