// Table: the words of a rule behind its target, in any order: from, max, each, rate, ban,
// idle, yield, dial, proxy, wake, anywhere, until, for, hours, off. One object a line, used by
// RuleReader.

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>Reads the words behind the target.</summary>
    internal sealed class RuleWords
    {
        private readonly Rule _rule;
        private readonly RuleDraft _draft;
        private readonly TextErrors _errors;
        private readonly Words _words;
        private readonly TimeWords _time;
        private readonly FromWords _from;
        private readonly bool[] _seen = new bool[RuleText.Keywords.Length];
        private int _at;

        public RuleWords(RuleDraft draft, Words words, long nowUtcSeconds, Zone zone)
        {
            _draft = draft;
            _rule = draft.Rule;
            _errors = draft.Errors;
            _words = words;
            _time = new TimeWords(_errors, nowUtcSeconds, zone);
            _from = new FromWords(draft, words, nowUtcSeconds, zone);
        }

        /// <summary>Reads from this place to the end.</summary>
        public void Read(int at)
        {
            _at = at;
            while (_at < _words.Count) ReadWord();
            _rule.Time = _time.Time;
        }

        private void ReadWord()
        {
            string word = _words.Lower(_at);
            int column = _words.ColumnOf(_at);
            int taken = _time.Read(_words, _at);
            if (taken > 0)
            {
                if (word != "hours") _draft.UntilColumn = column;
                _at += taken;
                return;
            }
            int index = IndexOf(word);
            if (index < 0)
            {
                // Read on as the word that was meant, so that its argument is no second error.
                word = RefuseWord(word);
                index = IndexOf(word);
            }
            if (index < 0) return;
            if (_seen[index])
            {
                _errors.Add(column, word, word + " is written twice", "leave one out");
            }
            _seen[index] = true;
            _at++;
            switch (word)
            {
                case "from": _at = _from.Read(_at); break;
                case "max": _rule.SessionsMax = ReadCount("max", 9999); break;
                case "each": _rule.SourceSessionsMax = ReadCount("each", 9999); break;
                case "rate": _rule.SourceRateMax = ReadCount("rate", 9999); break;
                case "ban": _rule.BanTriesMax = ReadCount("ban", 255); break;
                case "idle": _draft.IdleColumn = _words.ColumnOf(_at);
                    _rule.IdleMs = ReadLength("idle", Limits.IdleSecondsMax); break;
                case "yield": _rule.YieldMs = ReadLength("yield", Limits.IdleSecondsMax); break;
                case "dial": _rule.DialMs = ReadLength("dial", Limits.DialSecondsMax); break;
                case "proxy": ReadProxy(); break;
                case "wake": ReadWake(); break;
                case "anywhere": _rule.IsAnywhere = true; break;
                case "off": _rule.IsEnabled = false; break;
                // A keyword without its case is an error in the code: the rule must not be taken
                // as if the word were not there. A test tries every keyword.
                default:
                    _errors.Add(column, word, word + " has no meaning in this image", "");
                    break;
            }
        }

        // The word that was meant, or an empty string when nothing more is to be read of it.
        private string RefuseWord(string lower)
        {
            string word = _words.At(_at);
            bool isEntry = word.IndexOf('.') > 0 && _draft.FromColumn > 0;
            string meant = isEntry ? null : Spelling.Nearest(lower, RuleText.Keywords);
            string proposal = isEntry ? "if it belongs to the list, put a comma before it"
                : Spelling.Propose(lower, RuleText.Keywords);
            _errors.Add(
                _words.ColumnOf(_at), "word", "there is no word \"" + word + "\"", proposal);
            if (meant != "until" && meant != "for" && meant != "hours" && meant != null)
            {
                return meant;
            }
            _at++;
            int arguments = meant == null ? 0 : meant == "hours" ? 2 : 1;
            while (arguments-- > 0 && RuleText.ArgumentOf(_words, _at) != null) _at++;
            return "";
        }

        private int ReadCount(string field, int max)
        {
            string text = RuleText.ArgumentOf(_words, _at);
            int number;
            if (text == null)
            {
                _errors.Add(_words.ColumnOf(_at - 1), field, field + " needs a number",
                    "write one from 1 to " + max.ToString());
                return 0;
            }
            _at++;
            if (Number.TryParse(text, out number) && number >= 1 && number <= max) return number;
            string nearest = !Number.IsDigits(text) ? "a number from 1 to " + max.ToString()
                : number == 0 && text.Length < 9 ? "1, or leave " + field + " out for no limit"
                : max.ToString();
            _errors.Add(_words.ColumnOf(_at - 1), field, "\"" + text + "\" is no number from 1 to "
                + max.ToString(), "write " + nearest);
            return 0;
        }

        private int ReadLength(string field, int secondsMax)
        {
            string text = RuleText.ArgumentOf(_words, _at);
            int seconds;
            if (text == null)
            {
                _errors.Add(_words.ColumnOf(_at - 1), field, field + " needs a length of time",
                    "write it like 90s, 5m, 2h or 3d");
                return 0;
            }
            _at++;
            int column = _words.ColumnOf(_at - 1);
            if (!Duration.TryParse(text, out seconds))
            {
                _errors.Add(column, field, "\"" + text + "\" is no length of time",
                    RuleText.ProposeDuration(text));
                return 0;
            }
            if (seconds <= secondsMax) return seconds * 1000;
            _errors.Add(column, field, text + " is too long", "write "
                + Duration.ToText(secondsMax) + " or less");
            return 0;
        }

        private void ReadProxy()
        {
            string text = RuleText.ArgumentOf(_words, _at);
            string lower = text == null ? "" : text.ToLower();
            if (lower == "v1" && _rule.IsUdp)
            {
                _errors.Add(_words.ColumnOf(_at), "proxy", "proxy v1 is for tcp only",
                    "write proxy v2");
            }
            else if (lower == "v1") _rule.ProxyVersion = 1;
            else if (lower == "v2") _rule.ProxyVersion = 2;
            else
            {
                _errors.Add(_words.ColumnOf(text == null ? _at - 1 : _at), "proxy",
                    text == null ? "proxy needs its version" : "\"" + text
                    + "\" is no version of the PROXY protocol", "write proxy v1 or proxy v2");
            }
            if (text != null) _at++;
        }

        private void ReadWake()
        {
            string text = RuleText.ArgumentOf(_words, _at);
            if (text != null) _rule.WakeMac = MacAddress.Parse(text);
            if (_rule.WakeMac == null)
            {
                _errors.Add(_words.ColumnOf(text == null ? _at - 1 : _at), "wake",
                    text == null ? "wake needs the target's Ethernet address" : "\"" + text
                    + "\" is no Ethernet address of one machine",
                    "write six pairs of 0-9 and A-F, such as AA:BB:CC:DD:EE:FF");
            }
            if (text != null) _at++;
        }

        private static int IndexOf(string word)
        {
            for (int i = 0; i < RuleText.Keywords.Length; i++)
            {
                if (RuleText.Keywords[i] == word) return i;
            }
            return -1;
        }
    }
}
