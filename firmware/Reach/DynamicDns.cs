// Reach: keeps names at a provider of dynamic DNS pointing at us, without ever being a nuisance:
// it sends when the address has changed or the name would expire, never before the pause of the
// last answer is over, and never again after a refusal until the owner changes something. All of
// that stands in flash before a request leaves and after its answer, so that a board that restarts
// in a loop asks no more often than one that runs.
//
//            changed or expiring, and permitted: note it in flash, ask
//   Resting ------------------------------------------------------------> Asking
//      ^  good: pause 5 min | trouble: 30 min | failure: 5 min, doubled      |
//      +---------------------------------------------------------------------+
//                                                 refused: Stopped, until the settings change

using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>The updates of one account; made when DNS updates are switched on.</summary>
    internal sealed class DynamicDns
    {
        private const int LookEveryMs = 1000;
        private const int AfterChangeS = 30;
        private const long DaySeconds = 24 * 60 * 60;

        private readonly Reachability _reach;
        private readonly DdnsState _state;
        private HttpErrand _errand;
        private uint _asking;
        private string _detail = "";
        private long _lookMs;

        /// <param name="reach">Clock, journal, and who we are outside.</param>
        public DynamicDns(Reachability reach)
        {
            _reach = reach;
            _state = new DdnsState(reach.Around);
            FollowSettings();
        }

        /// <summary>The address the provider took last, host order; 0 for none.</summary>
        public uint Sent { get { return _state.Sent; } }

        /// <summary>True when nothing is asked any more until the owner changes something.
        /// </summary>
        public bool IsStopped { get { return _state.IsStopped; } }

        /// <summary>True while a request is under way.</summary>
        public bool IsAsking { get { return _errand != null; } }

        /// <summary>Sends soon, if it is permitted, though nothing has changed.</summary>
        public void Refresh()
        {
            _state.Sent = 0;
            _lookMs = 0;
        }

        /// <summary>Takes changed settings: what was refused may be tried again.</summary>
        public void FollowSettings()
        {
            ReachSettings settings = _reach.Settings;
            uint provider = DdnsState.MarkOf(settings.Provider);
            uint mark = DdnsState.MarkOf(settings.Provider + " " + settings.Names + " "
                + settings.User + " " + settings.Password);
            if (mark == _state.Mark) return;
            bool isElsewhere = provider != _state.ProviderMark;
            bool wasRefused = _state.IsStopped || _state.Refused != 0;
            if (isElsewhere) _state.WaitS = 0;
            else if (wasRefused && _state.WaitS > AfterChangeS) _state.WaitS = AfterChangeS;
            _state.Mark = mark;
            _state.ProviderMark = provider;
            _state.Sent = 0;
            _state.Refused = 0;
            _state.Failures = 0;
            _state.IsStopped = false;
            _state.Word = "";
            _detail = "";
            _lookMs = 0;
        }

        /// <summary>Does what is due. True: something was done.</summary>
        public bool Step(long nowMs)
        {
            if (_errand != null)
            {
                bool moved = _errand.Step(nowMs);
                if (_errand.IsOver) Settle(nowMs);
                return moved;
            }
            if (_state.IsStopped || nowMs < _lookMs) return false;
            _lookMs = nowMs + LookEveryMs;
            uint address = _reach.OutsideAddress;
            if (address == 0 || !_state.IsPermitted(nowMs)) return false;
            if (address == _state.Sent && !_state.IsOver(_state.GoodMs, _state.GoodUtc,
                _reach.Settings.RefreshDays * DaySeconds, nowMs)) return false;
            return Begin(address, nowMs);
        }

        /// <summary>Gives up what is under way.</summary>
        public void Close()
        {
            _reach.End(_errand);
            _errand = null;
        }

        /// <summary>How it stands, whole sentences for the owner.</summary>
        public string Status(long nowMs)
        {
            if (_errand != null) return "Asking the provider now.";
            string names = _reach.Settings.Names;
            if (_state.IsStopped) return "Stopped: " + DdnsProvider.ToText(_state.Word) + ".";
            if (_detail.Length == 0 && _state.Word.Length == 0)
            {
                return _reach.OutsideAddress != 0 ? "Not asked yet." : Readable.Sentence(
                    "waits for our outside address" + _reach.OutsideTrouble);
            }
            string text = _state.Sent != 0 ? names + " is at " + IPv4.ToText(_state.Sent) : Words();
            if (_state.Refused != 0) text += "; refused: " + NamesWith(true) + " (" + Words() + ")";
            long leftS = _state.LeftS(nowMs);
            if (_state.Sent == 0 && leftS > 0)
            {
                text += "; asks again in " + Readable.Time(leftS * 1000);
            }
            // A name keeps its small letters where a sentence would begin with a capital.
            return _state.Sent != 0 ? text + "." : Readable.Sentence(text);
        }

        private string Words()
        {
            return _detail.Length > 0 ? _detail : DdnsProvider.ToText(_state.Word);
        }

        private bool Begin(uint address, long nowMs)
        {
            HttpErrand errand = _reach.Borrow();
            if (errand == null) return false;
            // What a restart in the middle will find: asked, and no answer known.
            _state.TriedMs = nowMs;
            _state.TriedUtc = _reach.Around.Clock.UtcSeconds;
            int before = _state.WaitS;
            string word = _state.Word;
            _state.WaitS = RetryS();
            _state.Word = "sent";
            if (!_state.Save())
            {
                _reach.End(errand);
                _state.Word = word;
                _detail = "nothing was sent, since flash did not keep it: " + _state.Trouble;
                return true;
            }
            _asking = address;
            _state.WaitS = before;
            _errand = errand;
            errand.Begin(HttpTarget.Of(DdnsProvider.Fill(_reach.Settings, NamesWith(false),
                IPv4.ToText(address))), "GET", DdnsProvider.ProofOf(_reach.Settings), null, nowMs);
            return true;
        }

        private void Settle(long nowMs)
        {
            HttpErrand errand = _errand;
            _state.TriedMs = nowMs;
            bool wasGood = _state.Sent != 0;
            string trouble = errand.Trouble;
            _detail = trouble;
            _state.Word = "";
            if (trouble.Length > 0) Fail();
            else if (errand.Status == 401) Stop("badauth");
            else Read(errand.Text.ToLower().Trim().Split('\n'), errand.Status, nowMs);
            _state.TriedUtc = _reach.Around.Clock.UtcSeconds;
            _state.Save();
            // Not before: should memory run out on the way, it is settled again.
            _reach.End(errand);
            _errand = null;
            Tell(wasGood);
        }

        // One line for each name in the order asked, or one for all of them.
        private void Read(string[] lines, int status, long nowMs)
        {
            int bits = (1 << _reach.Settings.Names.Split(',').Length) - 1;
            int asked = bits & ~_state.Refused;
            int worst = DdnsVerdict.Good;
            int waitS = 0;
            int line = 0;
            bool isEach = false;
            for (int i = 0; (1 << i) <= asked; i++)
            {
                if ((asked & (1 << i)) == 0) continue;
                string text = lines[line].Trim();
                int pause;
                int verdict = DdnsProvider.VerdictOf(text, out pause);
                if (status != 200 && verdict == DdnsVerdict.Good) verdict = DdnsVerdict.Retry;
                if (pause > waitS) waitS = pause;
                if (verdict == DdnsVerdict.NameRefused) _state.Refused |= 1 << i;
                if (verdict > worst || !isEach)
                {
                    worst = verdict;
                    int blank = text.IndexOf(' ');
                    _state.Word = Clean(blank < 0 ? text : text.Substring(0, blank));
                }
                isEach = true;
                if (lines.Length > 1 && line < lines.Length - 1) line++;
            }
            if (worst == DdnsVerdict.Refused || _state.Refused == bits) Stop(_state.Word);
            else if (worst == DdnsVerdict.Retry) Fail();
            else if (worst == DdnsVerdict.Trouble)
            {
                _state.Failures++;
                _state.WaitS = waitS == 0 ? Limits.DdnsTroubleS
                    : waitS > Limits.DdnsPauseS ? waitS : Limits.DdnsPauseS;
            }
            else
            {
                _state.Sent = _asking;
                _state.GoodMs = nowMs;
                _state.GoodUtc = _reach.Around.Clock.UtcSeconds;
                _state.Failures = 0;
                _state.WaitS = Limits.DdnsPauseS;
            }
        }

        private void Fail()
        {
            _state.WaitS = RetryS();
            if (_state.Failures < 16) _state.Failures++;
        }

        private int RetryS()
        {
            int s = Limits.DdnsRetryS;
            for (int i = 0; i < _state.Failures && s < Limits.DdnsRetryMaxS; i++) s *= 2;
            return s < Limits.DdnsRetryMaxS ? s : Limits.DdnsRetryMaxS;
        }

        private void Stop(string word)
        {
            _state.Word = word;
            _state.IsStopped = true;
        }

        private void Tell(bool wasGood)
        {
            Journal.Journal journal = _reach.Journal;
            if (_state.IsStopped || (_state.Word.Length > 0 && _state.Refused != 0))
            {
                journal.Write("dns: " + NamesWith(_state.Refused != 0) + ": "
                    + DdnsProvider.ToText(_state.Word));
            }
            else if (_state.Sent == _asking)
            {
                journal.Write("dns: " + _reach.Settings.Names + " is at " + IPv4.ToText(_state.Sent)
                    + " now");
            }
            else if (_state.Failures < 2)
            {
                journal.Write("dns: " + _reach.Settings.Names + " was not updated: " + Words());
            }
        }

        // The names that were refused, or the others.
        private string NamesWith(bool isRefused)
        {
            string[] names = _reach.Settings.Names.Split(',');
            string text = "";
            for (int i = 0; i < names.Length; i++)
            {
                if ((_state.Refused & (1 << i)) != 0 != isRefused) continue;
                text += (text.Length > 0 ? "," : "") + names[i];
            }
            return text;
        }

        // A word goes to flash and to people: what is no word of a provider stays short.
        private static string Clean(string word)
        {
            if (word.Length > 10) word = word.Substring(0, 10);
            return word.Length == 0 ? "nothing" : word;
        }
    }
}
