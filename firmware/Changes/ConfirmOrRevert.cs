// Changes: changes that could lock the owner out are tried first. The page's port, the admin
// networks, the password and the board's address take effect at once but are kept only when the
// owner confirms within a minute, which shows that he still gets in; else they are undone. A
// restart undoes them too: nothing tried is in flash but a note of the address to return to.
//
//   Quiet --Try*--> Trying --Confirm--> Quiet (kept)
//                     \--- 60 s, Revert, restart ---> Quiet (as before)

using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.SignIn;
using Portreeve.Web;

namespace Portreeve.Changes
{
    /// <summary>What is being tried.</summary>
    internal static class TrialKind
    {
        public const string Network = "network";
        public const string Admin = "admin";
        public const string Port = "port";
        public const string Password = "password";
    }

    /// <summary>The one change that waits for its confirmation.</summary>
    internal sealed class ConfirmOrRevert
    {
        private readonly BoardSettings _settings;
        private readonly WebServer _server;
        private readonly WebSessions _sessions;
        private readonly AdminNetworks _networks;
        private readonly IAddressing _addressing;
        private readonly Journal.Journal _journal;
        private long _untilMs;

        public ConfirmOrRevert(BoardSettings settings, WebServer server, WebSessions sessions,
            AdminNetworks networks, IAddressing addressing, Journal.Journal journal)
        {
            _settings = settings;
            _server = server;
            _sessions = sessions;
            _networks = networks;
            _addressing = addressing;
            _journal = journal;
        }

        /// <summary>One of <see cref="TrialKind"/>, null when nothing is tried.</summary>
        public string Kind { get; private set; }

        /// <summary>Why no other change may begin while one waits, for a person.</summary>
        public string Busy
        {
            get { return "another change waits: " + Text + "; confirm it or take it back first"; }
        }

        /// <summary>True while a change waits.</summary>
        public bool IsPending { get { return Kind != null; } }

        /// <summary>What was changed, in words.</summary>
        public string Text { get; private set; }

        /// <summary>Where the page is found now if it moved, else null.</summary>
        public string Url { get; private set; }

        /// <summary>Where the page is found again once it is undone, if it moved; else null.
        /// </summary>
        public string Back { get; private set; }

        /// <summary>What became of the last one, as a sentence; null when none has ended yet.
        /// </summary>
        public string Last { get; private set; }

        /// <summary>Seconds until it is undone.</summary>
        public int LeftS(long nowMs)
        {
            long left = _untilMs - nowMs;
            return left <= 0 ? 0 : (int)((left + 999) / 1000);
        }

        /// <summary>At boot: returns to the address before a change that nobody confirmed.
        /// </summary>
        public void ReturnAfterRestart()
        {
            if (_settings.AddressBack == null || _addressing == null) return;
            string trouble = _addressing.Apply(_settings.AddressBack);
            Note(trouble == null
                ? "back to the address before, since the new one was not confirmed"
                : "the address before could not be set again: " + trouble);
            if (trouble != null) return;
            _settings.AddressBack = null;
            _settings.Save();
        }

        /// <summary>Moves the page to another port. Null when tried, else why not.</summary>
        public string TryPort(int port, string host, long nowMs)
        {
            if (IsPending) return Busy;
            int before = _settings.WebPort;
            if (!_server.Listen(port)) return _server.Trouble;
            _settings.WebPort = port;
            _server.LeaveAll();
            Back = WebServer.UrlOf(host, before);
            return Begin(TrialKind.Port, "the page moved to port " + port.ToString(),
                WebServer.UrlOf(host, port), nowMs);
        }

        /// <summary>Changes who may see the page. Null when tried, else why not.</summary>
        public string TryNetworks(string[] entries, long nowMs)
        {
            if (IsPending) return Busy;
            _settings.AdminNetworks = entries;
            _networks.Set(entries);
            _server.LeaveAll();
            return Begin(TrialKind.Admin, "the page is now for " + ListOf(entries), null, nowMs);
        }

        /// <summary>Changes who may see the page for good: on the console, whose owner cannot
        /// lock himself out. Null when done, else why not.</summary>
        public string KeepNetworks(string[] entries)
        {
            if (IsPending) return Busy;
            string[] before = _settings.AdminNetworks;
            _settings.AdminNetworks = entries;
            if (!_settings.Keep())
            {
                _settings.AdminNetworks = before;
                return _settings.Trouble;
            }
            _networks.Set(entries);
            _server.LeaveAll();
            Note("the page is now for " + ListOf(entries));
            return null;
        }

        /// <summary>Tries port and admin networks of a restored backup together, as far as they
        /// differ. Null when done, else why not.</summary>
        public string TryRestored(int port, string[] entries, long nowMs)
        {
            bool isOther = entries.Length != _settings.AdminNetworks.Length;
            for (int i = 0; !isOther && i < entries.Length; i++)
            {
                isOther = entries[i] != _settings.AdminNetworks[i];
            }
            string trouble = null;
            if (isOther) trouble = TryNetworks(entries, nowMs);
            if (trouble != null || port == _settings.WebPort) return trouble;
            if (!_server.Listen(port)) return _server.Trouble;
            _settings.WebPort = port;
            _server.LeaveAll();
            string text = "the page moved to port " + port.ToString();
            return isOther ? Begin(TrialKind.Admin, Text + ", and " + text, null, nowMs)
                : Begin(TrialKind.Port, text, null, nowMs);
        }

        /// <summary>Changes the password; all logins but the one that asks end. Null when tried,
        /// else why not.</summary>
        public string TryPassword(Verifier verifier, WebSession asking, long nowMs)
        {
            if (IsPending) return Busy;
            _settings.Verifier = verifier;
            _sessions.CloseAllBut(asking);
            return Begin(TrialKind.Password, "the password was changed", null, nowMs);
        }

        /// <summary>Changes the board's address (see IAddressing.Apply). Null when tried, else
        /// why not.</summary>
        /// <param name="setting">As IAddressing takes it.</param>
        /// <param name="url">Where the page is found then, or null when nobody knows.</param>
        /// <param name="back">Where it is found now.</param>
        /// <param name="nowMs">The time now.</param>
        public string TryAddress(string setting, string url, string back, long nowMs)
        {
            if (IsPending) return Busy;
            if (_addressing == null) return "here the system sets the address, not Portreeve";
            _settings.AddressBack = _addressing.Setting;
            string trouble = _settings.Save() ? _addressing.Apply(setting) : _settings.Trouble;
            if (trouble != null)
            {
                _settings.AddressBack = null;
                _settings.Save();
                return trouble;
            }
            _server.LeaveAll();
            Back = back;
            return Begin(TrialKind.Network, "the address was changed: " + setting, url, nowMs);
        }

        /// <summary>
        /// Keeps the change. Null when kept, else why not. A new password counts only from a
        /// login that was made with it.
        /// </summary>
        /// <param name="login">Who confirms; null for the console or a key.</param>
        public string Confirm(WebSession login)
        {
            if (!IsPending) return "nothing waits for a confirmation";
            bool isPassword = Kind == TrialKind.Password;
            if (isPassword && login != null && login.Verifier != _settings.Verifier)
            {
                return "log in with the new password first, then confirm";
            }
            string back = _settings.AddressBack;
            _settings.AddressBack = null;
            if (!_settings.Keep())
            {
                _settings.AddressBack = back;
                return _settings.Trouble;
            }
            if (isPassword) _sessions.CloseAllNotBy(_settings.Verifier);
            End("Kept: ", null);
            return null;
        }

        /// <summary>Takes the change back. Null when done, else why not.</summary>
        public string Revert()
        {
            if (!IsPending) return "nothing waits for a confirmation";
            string trouble = null;
            if (Kind == TrialKind.Network)
            {
                trouble = _addressing.Apply(_settings.AddressBack);
                _settings.AddressBack = null;
                _settings.Save();
            }
            bool isPassword = Kind == TrialKind.Password;
            _settings.Return();
            _networks.Set(_settings.AdminNetworks);
            if (!_server.Listen(_settings.WebPort)) trouble = _server.Trouble;
            if (isPassword) _sessions.CloseAllNotBy(_settings.Verifier);
            else _server.LeaveAll();
            End("Undone: ", trouble);
            return trouble;
        }

        /// <summary>Undoes the change when its time is over.</summary>
        public void Step(long nowMs)
        {
            if (!IsPending || nowMs < _untilMs) return;
            Revert();
            Last = "Not kept in time. " + Last;
        }

        private string Begin(string kind, string text, string url, long nowMs)
        {
            Kind = kind;
            Text = text;
            Url = url;
            _untilMs = nowMs + Limits.ConfirmMs;
            Note(text + "; undone in a minute unless confirmed");
            return null;
        }

        private void End(string how, string trouble)
        {
            Last = how + Text + (trouble == null ? "." : "; but " + trouble + ".");
            Note(Last);
            Kind = null;
            Back = null;
        }

        private void Note(string text)
        {
            _journal.Write(JournalKind.Admin, text, null);
        }

        private static string ListOf(string[] entries)
        {
            string list = "";
            for (int i = 0; i < entries.Length; i++) list += (i > 0 ? ", " : "") + entries[i];
            return list;
        }
    }
}
