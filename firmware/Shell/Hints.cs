// Shell: what people type first, because another program has taught them: other words for our
// commands, and lines of other programs that forward ports. Words, each with the command that is
// meant, stand in one text that is searched when a line was not understood. Pure.

using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>Other people's words.</summary>
    internal static class Hints
    {
        // ";" before the words, "=" before the command; the longer words come first.
        private const string Same = ";?=help;list=show rules;ls=show rules;rules=show rules"
            + ";status=show status;sessions=show sessions;mappings=show mappings"
            + ";limits=show limits;journal=show journal;logs=show journal;undo=portmap undo"
            + ";add=portmap add;edit=portmap edit;move=portmap move;check=portmap check"
            + ";enable=portmap enable;disable=portmap disable;delete=portmap del;del=portmap del"
            + ";remove=portmap del;rm=portmap del;portmap delete=portmap del"
            + ";portmap remove=portmap del;portmap rm=portmap del;portmap list=show rules"
            + ";portmap ls=show rules;portmap show=show rules;show friends=friends"
            + ";show grants=grants;show knocks=knocks;show bans=bans;show log=show journal"
            + ";show version=version;reboot=restart;";

        // Programs that forward, and what carries a door on other boxes.
        private const string Forwarders = " iptables ip6tables nft ufw firewall-cmd netsh docker "
            + "podman ssh socat rinetd haproxy nginx ncat nc upnpc redir pfctl -p -l ";

        private const string Leavers = " exit quit logout bye close ";

        /// <summary>
        /// The line with the command that its first words mean, or null when they mean none. A
        /// bare rule is one to add.
        /// </summary>
        public static string Meant(string line, Words words)
        {
            if (RuleText.BeginsRule(line)) return "portmap add " + line.Trim();
            string command = Lookup(words.Lower(0) + " " + words.Lower(1));
            int taken = 2;
            if (command == null)
            {
                command = Lookup(words.Lower(0));
                taken = 1;
            }
            if (command == null) return null;
            return command + " " + words.Rest(taken, line);
        }

        /// <summary>The first word of a command that a word stands for; the word itself, if it
        /// stands for none.</summary>
        public static string TopicOf(string word)
        {
            string command = Lookup(word);
            return command == null ? word : command;
        }

        /// <summary>One sentence with the line that would do it; null when the line is none of
        /// these.</summary>
        public static Answer Answer(string line, Words words)
        {
            string first = words.Lower(0);
            if (Leavers.IndexOf(" " + first + " ") >= 0)
            {
                return Wire.Answer.Refused("There is nothing to leave: the gateway goes on when "
                    + "you close the terminal. (Ctrl-C ends it on a computer.)");
            }
            if (first == "sudo") first = words.Lower(1);
            bool isForwarder = Forwarders.IndexOf(" " + first + " ") >= 0;
            int colon = first.IndexOf(':');
            bool isGlued = colon > 0 && Number.IsDigits(first.Substring(0, colon));
            if (!isForwarder && !isGlued) return null;
            return Wire.Answer.Refused(
                (isForwarder ? "That is a command of another program; here it is" : "Here that is")
                + ": portmap add " + RuleOf(line) + " from lan  (\"help rule\" tells more).");
        }

        private static string Lookup(string words)
        {
            int at = Same.IndexOf(";" + words + "=");
            if (at < 0 || words.Length == 0) return null;
            int start = at + words.Length + 2;
            return Same.Substring(start, Same.IndexOf(';', start) - start);
        }

        // What another program's line seems to say: the protocol, the first port that is not the
        // target's, and the address with a port behind it, or the only address.
        private static string RuleOf(string line)
        {
            string[] pieces = Pieces(line);
            bool isUdp = false;
            string target = null;
            int port = 0;
            int targetPort = 0;
            for (int i = 0; i < pieces.Length; i++)
            {
                uint address;
                int number;
                string piece = pieces[i].ToLower();
                if (piece.IndexOf("udp") >= 0) isUdp = true;
                if (IPv4.TryParse(piece, out address) && address != 0
                    && !IPv4.IsLoopback(address))
                {
                    int behind = i + 1 < pieces.Length ? PortOf(pieces[i + 1]) : 0;
                    if (target != null && behind == 0) continue;
                    target = piece;
                    if (behind == 0) continue;
                    targetPort = behind;
                    i++;
                    continue;
                }
                number = PortOf(piece);
                if (number == 0) continue;
                if (port == 0) port = number;
                else if (targetPort == 0) targetPort = number;
            }
            if (port == 0) port = targetPort > 0 ? targetPort : 8000;
            if (targetPort == 0) targetPort = target == null ? 80 : port;
            return (isUdp ? "udp " : "tcp ") + port.ToString() + " "
                + (target == null ? "192.168.1.20" : target) + ":" + targetPort.ToString();
        }

        private static string[] Pieces(string line)
        {
            char[] chars = line.ToCharArray();
            for (int i = 0; i < chars.Length; i++)
            {
                if (":=,/[]\"'@".IndexOf(chars[i]) >= 0) chars[i] = ' ';
            }
            return new string(chars).Split(' ');
        }

        private static int PortOf(string piece)
        {
            int number;
            return Number.TryParse(piece, out number) && number <= 65535 ? number : 0;
        }
    }
}
