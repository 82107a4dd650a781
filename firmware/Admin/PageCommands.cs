// Admin: the console's commands about the page: where it is, the code that claims a new board,
// keeping or taking back a change that waits, and the way back in for who forgot the password.
// The console needs no login: who holds the serial cable holds the board.

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>"page", "claim", "confirm", "revert", "forget-password".</summary>
    internal sealed class PageCommand : Command
    {
        public const int Page = 0;
        public const int Claim = 1;
        public const int Confirm = 2;
        public const int Revert = 3;
        public const int Forget = 4;

        private static readonly string[] Names =
        {
            "page", "claim", "confirm", "revert", "forget-password"
        };

        private static readonly string[] ArgumentsOf = { "", "[new]", "", "", "" };

        private static readonly string[] Helps =
        {
            "where the page is, and who may see it",
            "shows the one-time code that makes this board yours; new makes another",
            "keeps the change that waits",
            "takes the change that waits back",
            "makes the page ask for a new password; rules and settings stay"
        };

        private static readonly string[] NewWord = { "new" };

        private readonly Interior _inside;
        private readonly int _what;

        public PageCommand(Interior inside, int what)
            : base(Names[what], ArgumentsOf[what], Helps[what])
        {
            _inside = inside;
            _what = what;
        }

        /// <inheritdoc/>
        public override Reply Run(Words words, int at, string line)
        {
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
            return _what == Claim && argument == 0 ? NewWord : base.Complete(words, argument);
        }

        /// <summary>What an owner needs to know to claim the board; null when it is claimed.
        /// </summary>
        public static string ClaimText(Interior inside)
        {
            if (inside.Settings.IsClaimed) return null;
            return "This board is nobody's yet. Open " + Url(inside) + " and enter the code "
                + inside.Front.Login.Claim.Code + " to make it yours.";
        }

        private Reply ShowPage()
        {
            Front front = _inside.Front;
            string networks = "";
            string[] entries = _inside.Settings.AdminNetworks;
            for (int i = 0; i < entries.Length; i++) networks += (i > 0 ? ", " : "") + entries[i];
            string trouble = front.Server.Trouble;
            string trial = front.Trial.IsPending ? " Waiting for \"confirm\": " + front.Trial.Text
                + " (" + front.Trial.LeftS(_inside.Around.Clock.NowMs).ToString() + " s left)."
                : "";
            if (_inside.Settings.WebPort == 0) return Answer.Done("The page is switched off.");
            return Answer.Done((trouble.Length > 0 ? "The page has no port: " + trouble + "."
                : "The page is at " + Url(_inside) + ", for " + networks + ".") + trial
                + (_inside.Settings.IsClaimed ? "" : " " + ClaimText(_inside)));
        }

        private Reply ShowCode(bool isNew)
        {
            if (isNew) _inside.Front.Login.Claim.Renew();
            string text = ClaimText(_inside);
            return text != null ? Answer.Done(text)
                : Answer.Refused("This board has an owner. Who forgot the password writes "
                    + "\"forget-password\".");
        }

        private Reply Settle(bool keep)
        {
            ConfirmOrRevert trial = _inside.Front.Trial;
            string text = trial.Text;
            string trouble = keep ? trial.Confirm(null) : trial.Revert();
            if (trouble != null) return Answer.Refused(Spoken.Sentence(trouble));
            return Answer.Done((keep ? "Kept: " : "Taken back: ") + text + ".");
        }

        private Reply ForgetPassword()
        {
            if (!_inside.Settings.IsClaimed) return ShowCode(false);
            if (!_inside.Front.ForgetOwner())
            {
                return Answer.Refused(Spoken.Sentence(_inside.Settings.Trouble));
            }
            _inside.Journal.Write(JournalKind.Admin, "the password was forgotten on the console",
                null);
            return Answer.Done("The password is forgotten and everybody logged out. "
                + ClaimText(_inside));
        }

        private static string Url(Interior inside)
        {
            uint address = inside.Around.Lan.Address;
            int port = inside.Settings.WebPort;
            return "http://" + (address == 0 ? inside.Settings.Name + ".local"
                : Address.ToText(address)) + (port == 80 ? "/" : ":" + port.ToString() + "/");
        }
    }
}
