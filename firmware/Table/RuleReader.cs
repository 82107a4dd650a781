// Table: reads one line into a RuleDraft. One object a line. It never stops at the first problem:
// each part is read on its own, so that all of them are told at once.

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>The reader behind RuleText.Read.</summary>
    internal sealed class RuleReader
    {
        private static readonly string[] Protocols = { "tcp", "udp", "off" };

        private readonly RuleDraft _draft = new RuleDraft();
        private readonly TextErrors _errors;
        private readonly Rule _rule;
        private readonly Words _words;
        private readonly RuleWords _options;
        private int _at;
        private string _glued;
        private int _gluedColumn;

        public RuleReader(string line, long nowUtcSeconds, Zone zone)
        {
            _errors = _draft.Errors;
            _rule = _draft.Rule;
            if (line.Length > Limits.RuleCharsMax)
            {
                _errors.Add(Limits.RuleCharsMax + 1, "line", "the line is "
                    + (line.Length - Limits.RuleCharsMax).ToString() + " characters longer than "
                    + Limits.RuleCharsMax.ToString(), "shorten the note or the list");
                line = line.Substring(0, Limits.RuleCharsMax);
            }
            CheckCharacters(line);
            _words = new Words(line);
            _options = new RuleWords(_draft, _words, nowUtcSeconds, zone);
        }

        /// <summary>Reads the whole line.</summary>
        public RuleDraft Read()
        {
            if (_words.Count == 0)
            {
                _errors.Add(1, "line", "there is no rule here",
                    "write one like: tcp 8080 192.168.1.20:80 from lan");
                return _draft;
            }
            ReadProtocol();
            ReadPort();
            ReadTarget();
            _options.Read(_at);
            _rule.Note = _words.Note;
            return _draft;
        }

        private void CheckCharacters(string line)
        {
            for (int i = 0; i < line.Length; i++)
            {
                bool isControl = Words.IsUnseen(line[i]);
                // Half of a character beyond U+FFFF: nanoFramework.Json would lose the other.
                // And U+FFFD stands for one that the console could not read.
                bool isHalf = (line[i] >= (char)0xD800 && line[i] <= (char)0xDFFF)
                    || line[i] == (char)0xFFFD;
                if (!isControl && !isHalf) continue;
                _errors.Add(i + 1, "line", isHalf ? "this character cannot be kept"
                    : "there is a character here that cannot be seen", "leave it out");
                return;
            }
        }

        private void ReadProtocol()
        {
            if (_words.Lower(0) == "off")
            {
                _rule.IsEnabled = false;
                _at++;
            }
            string word = _words.Lower(_at);
            if (DoorName.TryProtocol(word, out _rule.IsUdp))
            {
                _at++;
                return;
            }
            bool isPort = word.Length > 0 && Number.IsDigit(word[0]);
            string proposal = RuleSeries.IsBoth(word)
                ? "here write tcp or udp; portmap add makes a rule of each"
                : isPort || word.Length == 0 ? "write tcp or udp before the port"
                : Spelling.Propose(word, Protocols);
            _errors.Add(_words.ColumnOf(_at), "protocol", isPort || word.Length == 0
                ? "the protocol is missing" : "\"" + _words.At(_at) + "\" is no protocol",
                proposal);
            if (!isPort) _at++;
        }

        private void ReadPort()
        {
            string word = RuleText.ArgumentOf(_words, _at);
            int column = _words.ColumnOf(_at);
            int colon = word == null ? -1 : word.IndexOf(':');
            bool isGlued = colon > 0 && Number.IsDigits(word.Substring(0, colon));
            if (word == null || (!isGlued && word.IndexOf('.') >= 0))
            {
                _errors.Add(column, "port", "our port is missing",
                    "write it before the target: tcp 8080 192.168.1.20:80");
                return;
            }
            _draft.PortColumn = column;
            if (isGlued)
            {
                // As containers and SSH have it: 8080:192.168.1.20:80. Read on as if it were two.
                string target = word.Substring(colon + 1);
                _errors.Add(column + colon, "port", "our port and the target are two words here",
                    "write " + word.Substring(0, colon) + " " + (Number.IsDigits(target)
                    ? "192.168.1.20:" : "") + target);
                _rule.Port = ReadPortNumber(word.Substring(0, colon), column, "port");
                _glued = target;
                _gluedColumn = column + colon + 1;
            }
            else _rule.Port = ReadPortNumber(word, column, "port");
            _at++;
        }

        private int ReadPortNumber(string word, int column, string field)
        {
            int port;
            if (Number.TryPort(word, out port)) return port;
            _errors.Add(column, field, "\"" + word + "\" is no port", Nearest.Port(word));
            return 0;
        }

        private void ReadTarget()
        {
            string word = _glued != null ? _glued : RuleText.ArgumentOf(_words, _at);
            int column = _glued != null ? _gluedColumn : _words.ColumnOf(_at);
            // "8080:80" has been told already: there is no target in it.
            if (_glued != null && Number.IsDigits(_glued)) return;
            if (word == null || word.Length == 0)
            {
                _errors.Add(column, "target", "the target is missing",
                    "write the machine behind this door, such as 192.168.1.20:80");
                return;
            }
            if (_glued == null) _at++;
            _draft.TargetColumn = column;
            if (IsForeign(word, column)) return;
            int colon = word.IndexOf(':');
            _rule.TargetPort = _rule.Port;
            ReadTargetHost(colon < 0 ? word : word.Substring(0, colon), column);
            if (colon >= 0)
            {
                _rule.TargetPort = ReadPortNumber(
                    word.Substring(colon + 1), column + colon + 1, "target");
            }
            else if (Number.IsDigits(_words.At(_at)))
            {
                // The shape of esp32_nat_router: TCP 8080 192.168.4.2 80.
                _rule.TargetPort = ReadPortNumber(
                    _words.At(_at), _words.ColumnOf(_at), "target");
                _at++;
            }
        }

        // A web address or IPv6: told as what it is.
        private bool IsForeign(string word, int column)
        {
            string plain = HostName.OfUrl(word);
            if (plain != word)
            {
                _errors.Add(column, "target", "\"" + word + "\" is a web address, and a door "
                    + "leads to a machine and its port", "write " + plain);
                return true;
            }
            if (!HostName.IsIPv6(word)) return false;
            _errors.Add(column, "target", "\"" + word + "\" looks like IPv6, which this "
                + "gateway does not speak", "write an IPv4 address or a host name");
            return true;
        }

        private void ReadTargetHost(string host, int column)
        {
            host = HostName.Undotted(host);
            uint address;
            if (IPv4.TryParse(host, out address))
            {
                _rule.Target = host;
                _rule.TargetAddress = address;
            }
            else if (HostName.IsValid(host))
            {
                _rule.Target = host.ToLower();
            }
            else
            {
                string proposal = Nearest.AddressOf(host);
                _errors.Add(column, "target", "\"" + host + "\" is no address or host name"
                    + HostName.Trouble(host), proposal.Length > 0 ? proposal
                    : "write it like 192.168.1.20:80 or nas.lan:80");
            }
        }
    }
}
