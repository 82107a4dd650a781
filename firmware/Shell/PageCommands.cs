// Shell: the console's commands about the page: where it is, the code that claims a new board,
// keeping or taking back a change that waits, and the way back in for who forgot the password.
// The console needs no login: who holds the serial cable holds the board.

using Portreeve.Changes;
using Portreeve.Journal;
using Portreeve.Settings;
using Portreeve.Values;
using Portreeve.Web;
using Portreeve.Wire;

namespace Portreeve.Shell
{
    /// <summary>"page", "claim", "confirm", "revert", "forget-password".</summary>
    internal sealed class PageCommand : Command
    {
        public const int Page = 0;
        public const int Claim = 1;
        public const int Confirm = 2;
        public const int Revert = 3;
        public const int Forget = 4;

        private readonly Rooms _rooms;
        private readonly int _what;

        public PageCommand(Rooms rooms, int what)
        {
            _rooms = rooms;
            _what = what;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
            bool isSure = words.Lower(at + 2) == "sure";
            if (_what == Page && words.Lower(at) == "from" && IsEnd(words, at + (isSure ? 3 : 2)))
            {
                return SetNetworks(words.Lower(at + 1), isSure);
            }
            if (_what == Page && words.Lower(at) == "unlock" && IsEnd(words, at + 1))
            {
                _rooms.Login.BackOff.Clear();
                return Answer.Done("Nobody has to wait before the next password.");
            }
            bool isNew = _what == Claim && words.Lower(at) == "new";
            if (!IsEnd(words, isNew ? at + 1 : at)) return Usage();
            switch (_what)
            {
                case Page: return ShowPage();
                case Claim: return ShowCode(isNew);
                case Confirm: return Settle(true);
                case Revert: return Settle(false);
                default: return ForgetPassword();
            }
        }

        /// <inheritdoc/>
        public override string[] Complete(Words words, int argument)
        {
            if (argument > 0) return base.Complete(words, argument);
            return _what == Claim ? Choices("new") : _what == Page ? Choices("from unlock")
                : base.Complete(words, argument);
        }

        /// <summary>What an owner needs to know to claim the board; null when it is claimed.
        /// </summary>
        public static string ClaimText(Rooms rooms)
        {
            if (rooms.Settings.IsClaimed) return null;
            return "This board is nobody's yet. Open " + Url(rooms) + " and enter the code "
                + rooms.Login.Claim.Code + " to make it yours.";
        }

        private Reply ShowPage()
        {
            string networks = "";
            string[] entries = _rooms.Settings.AdminNetworks;
            for (int i = 0; i < entries.Length; i++) networks += (i > 0 ? ", " : "") + entries[i];
            string trouble = _rooms.Server.Trouble;
            string trial = _rooms.Trial.IsPending ? " Waiting for \"confirm\": " + _rooms.Trial.Text
                + " (" + _rooms.Trial.LeftS(_rooms.Around.Clock.NowMs).ToString() + " s left)."
                : "";
            if (_rooms.Settings.WebPort == 0) return Answer.Done("The page is switched off.");
            return Answer.Done((trouble.Length > 0 ? "The page has no port: " + trouble + "."
                : "The page is at " + Url(_rooms) + ", for " + networks + ".") + trial
                + (_rooms.Settings.IsClaimed ? "" : " " + ClaimText(_rooms)));
        }

        // Kept at once: who holds the cable cannot lock himself out.
        private Reply SetNetworks(string list, bool isSure)
        {
            string[] networks = list.Split(',');
            string trouble = AdminNetworks.TroubleWith(networks);
            if (trouble == null && !isSure) trouble = AdminNetworks.QuestionAbout(networks);
            if (trouble != null) return Answer.Refused(Readable.Sentence(trouble));
            trouble = _rooms.Trial.KeepNetworks(networks);
            if (trouble != null) return Answer.Refused(Readable.Sentence(trouble));
            return Answer.Done("The page is now for " + list + ".");
        }

        private Reply ShowCode(bool isNew)
        {
            if (isNew) _rooms.Login.Claim.Renew();
            string text = ClaimText(_rooms);
            return text != null ? Answer.Done(text)
                : Answer.Refused("This board has an owner. Who forgot the password writes "
                    + "\"forget-password\".");
        }

        private Reply Settle(bool keep)
        {
            ConfirmOrRevert trial = _rooms.Trial;
            string trouble = keep ? trial.Confirm(null) : trial.Revert();
            if (trouble != null) return Answer.Refused(Readable.Sentence(trouble));
            return Answer.Done(trial.Last);
        }

        private Reply ForgetPassword()
        {
            if (!_rooms.Settings.IsClaimed) return ShowCode(false);
            if (!ForgetOwner.Do(_rooms))
            {
                return Answer.Refused(Readable.Sentence(_rooms.Settings.Trouble));
            }
            _rooms.Journal.Write(JournalKind.Admin, "the password was forgotten on the console",
                null);
            return Answer.Done("The password is forgotten and everybody logged out. "
                + ClaimText(_rooms));
        }

        private static string Url(Rooms rooms)
        {
            uint address = rooms.Around.Lan.Address;
            int port = rooms.Settings.WebPort;
            return WebServer.UrlOf(
                address == 0 ? rooms.Settings.Name + ".local" : IPv4.ToText(address), port);
        }
    }
}
