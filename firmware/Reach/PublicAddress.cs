// Reach: our address as the internet sees it: asks a what-is-my-address service now and then, or
// when somebody wants to know. An answer that nobody outside could reach is none. Made when it is
// needed; what the router says of its own address is PortControl's.

using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>What a service outside sees of us.</summary>
    internal sealed class PublicAddress
    {
        private readonly Reachability _reach;
        private HttpErrand _errand;
        private long _dueMs;

        public PublicAddress(Reachability reach)
        {
            _reach = reach;
            Trouble = "";
        }

        /// <summary>The address seen last, host order; 0 while none was.</summary>
        public uint Seen { get; private set; }

        /// <summary>Why the last question had no answer; empty when it had one.</summary>
        public string Trouble { get; private set; }

        /// <summary>True while the service is being asked.</summary>
        public bool IsAsking { get { return _errand != null; } }

        /// <summary>True while a question of Refresh waits for its answer.</summary>
        public bool IsOpen { get { return _errand != null || _dueMs == 0; } }

        /// <summary>Who is asked.</summary>
        public string Url
        {
            get
            {
                ReachSettings settings = _reach.Settings;
                return settings.CheckUrl.Length > 0 ? settings.CheckUrl
                    : DdnsProvider.CheckUrlOf(settings.Provider);
            }
        }

        /// <summary>Asks at the next step, whenever it was asked last.</summary>
        public void Refresh()
        {
            _dueMs = 0;
        }

        /// <summary>Asks when it is time. True: something was done.</summary>
        public bool Step(long nowMs)
        {
            if (_errand == null)
            {
                if (nowMs < _dueMs) return false;
                return Begin(nowMs);
            }
            bool moved = _errand.Step(nowMs);
            if (_errand.IsOver) Settle(nowMs);
            return moved;
        }

        /// <summary>Gives up what is under way.</summary>
        public void Close()
        {
            _reach.End(_errand);
            _errand = null;
        }

        /// <summary>The first IPv4 address that stands in a text, or 0.</summary>
        public static uint FirstIn(string text)
        {
            bool wasPart = false;
            for (int i = 0; i < text.Length; i++)
            {
                bool isPart = IsPart(text[i]);
                int end = i;
                while (!wasPart && end < text.Length && end < i + 16 && IsPart(text[end])) end++;
                wasPart = isPart;
                uint address;
                // A full stop may end the sentence.
                int count = end > i && text[end - 1] == '.' ? end - i - 1 : end - i;
                if (count < 7 || !IPv4.TryParse(text.Substring(i, count), out address)) continue;
                return address;
            }
            return 0;
        }

        private static bool IsPart(char c)
        {
            return (c >= '0' && c <= '9') || c == '.';
        }

        private bool Begin(long nowMs)
        {
            HttpErrand errand = _reach.Borrow();
            if (errand == null) return false;
            HttpTarget target = HttpTarget.Of(Url);
            if (target == null)
            {
                Trouble = Url + " is no web address";
                _dueMs = nowMs + Limits.PublicAddressMs;
                _reach.End(errand);
                return true;
            }
            _errand = errand;
            errand.Begin(target, "GET", "", null, nowMs);
            return true;
        }

        private void Settle(long nowMs)
        {
            HttpErrand errand = _errand;
            Trouble = errand.Trouble;
            uint seen = Trouble.Length > 0 || errand.Status != 200 ? 0 : FirstIn(errand.Text);
            if (Trouble.Length == 0 && errand.Status != 200)
            {
                Trouble = Url + " answered " + errand.Status.ToString();
            }
            else if (seen == 0 && Trouble.Length == 0)
            {
                Trouble = Url + " named no address";
            }
            else if (seen != 0 && !IsReachable(seen))
            {
                Trouble = Url + " says " + IPv4.ToText(seen)
                    + ", which nobody outside can reach";
                seen = 0;
            }
            _reach.End(errand);
            _errand = null;
            _dueMs = nowMs + (seen != 0 ? Limits.PublicAddressMs : Limits.PublicAddressRetryMs);
            if (seen == 0) return;
            if (seen != Seen) _reach.Journal.Write("our outside address is "
                + IPv4.ToText(seen));
            Seen = seen;
        }

        /// <summary>True for an address that somebody outside could dial: no private one, none of
        /// a carrier's NAT, no loopback.</summary>
        public static bool IsReachable(uint address)
        {
            return IPv4.IsUnicast(address) && !IPv4.IsPrivate(address)
                && !IPv4.IsLoopback(address) && !IPv4.IsCarrierShared(address);
        }
    }
}
