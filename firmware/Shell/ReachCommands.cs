// Shell: the console's commands about being reached: names at a DNS provider, the router above, our
// name in the house. Changes go through ReachEdits, which the page calls too.

using Portreeve.Changes;
using Portreeve.Reach;
using Portreeve.Values;
using Portreeve.Views;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>"ddns", "router", "mdns".</summary>
    internal sealed class ReachCommand : Command
    {
        public const int Ddns = 0;
        public const int Router = 1;
        public const int House = 2;

        private readonly Rooms _rooms;
        private readonly ReachEdits _edits;
        private readonly int _what;

        public ReachCommand(Rooms rooms, ReachEdits edits, int what)
        {
            _rooms = rooms;
            _edits = edits;
            _what = what;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            string first = words.Lower(at);
            Reachability reach = _rooms.Reach;
            long now = _rooms.Around.Clock.NowMs;
            if (_what == Ddns && !IsEnd(words, at)) return RunDdns(words, at, first);
            if (!IsEnd(words, at + (_what == House && first == "on" ? 2 : 1))) return Usage();
            bool isOn = first == "on";
            bool isSwitch = isOn || first == "off";
            if (_what == Ddns) return Answer.Done(ReachView.Ddns(reach, now));
            if (_what == House)
            {
                if (isSwitch) return _edits.SetHouse(isOn, words.Lower(at + 1));
                return first.Length > 0 ? Usage() : Answer.Done(ReachView.House(reach));
            }
            if (isSwitch) return _edits.SetRouter(isOn);
            if (first == "now" && reach.Router != null) reach.Router.Refresh();
            else if (first.Length > 0) return Usage();
            return new FixedText(ReachView.Router(reach, now));
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            if (argument > 0) return base.Complete(words, argument);
            return _what == Ddns
                ? new string[] { "ask", "duckdns", "dyndns", "noip", "now", "off", "resolver" }
                : _what == Router ? new string[] { "now", "off", "on" }
                : new string[] { "off", "on" };
        }

        private Reply RunDdns(Words words, int at, string first)
        {
            bool isAsk = first == "ask";
            bool isNow = first == "now";
            if (isAsk || first == "resolver")
            {
                string word = words.At(at + 1);
                if (!IsEnd(words, at + 2)) return Usage();
                return isAsk ? _edits.SetCheckUrl(word) : _edits.SetResolver(word);
            }
            if ((isNow || first == "off") && !IsEnd(words, at + 1)) return Usage();
            if (first == "off") return _edits.StopDdns();
            if (isNow)
            {
                if (_rooms.Reach.Ddns == null) return Answer.Refused("DNS updates are off.");
                _rooms.Reach.Ddns.Refresh();
                return Answer.Done("The provider is asked as soon as it permits.");
            }
            string user = "";
            bool isPlain = false;
            int days = 0;
            for (int i = at + 2; i < words.Count; i++)
            {
                string word = words.Lower(i);
                int seconds;
                if (word == "plain") isPlain = true;
                else if (word == "user" && i + 1 < words.Count) user = words.At(++i);
                else if (word == "every" && Duration.TryParse(words.Lower(i + 1), out seconds)
                    && seconds >= 86400 && seconds <= Limits.DdnsRefreshDaysMax * 86400)
                {
                    days = seconds / 86400;
                    i++;
                }
                else return Usage();
            }
            if (words.Count < at + 2) return Usage();
            return new PasswordDialog(_edits, words.At(at), words.Lower(at + 1), user, isPlain,
                days);
        }
    }

    /// <summary>Asks for the password on a line of its own, so that the command can be shown and
    /// repeated without it.</summary>
    internal sealed class PasswordDialog : Dialog
    {
        private readonly ReachEdits _edits;
        private readonly string _provider;
        private readonly string _names;
        private readonly string _user;
        private readonly bool _isPlain;
        private readonly int _days;

        public PasswordDialog(ReachEdits edits, string provider, string names, string user,
            bool isPlain, int days)
        {
            _edits = edits;
            _provider = provider;
            _names = names;
            _user = user;
            _isPlain = isPlain;
            _days = days;
        }

        /// <inheritdoc/>
        public override string Prompt
        {
            get { return "Password or token (empty keeps the stored one): "; }
        }

        /// <inheritdoc/>
        public override Reply Take(string line)
        {
            string password = line.Trim();
            return _edits.SetDdns(_provider, _names, _user, password.Length == 0 ? null
                : password, _isPlain, _days);
        }
    }
}
