// Reach: the doctor's look at the way from outside: the router above, our address outside. What is
// switched off is told as such and asked of nobody.
//
//   Router -> Outside        each waits for its answer, a bounded time

using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>The way to our doors.</summary>
    internal sealed class WayCheck
    {
        private const int Router = 0;
        private const int Over = 2;

        private readonly Doctor _doctor;
        private readonly Reachability _reach;
        private readonly Rule _rule;
        private int _stage;
        private long _sinceMs = -1;
        private bool _hasAsked;

        /// <param name="doctor">Takes the findings.</param>
        /// <param name="rule">The rule, or null for the gateway as a whole.</param>
        public WayCheck(Doctor doctor, Rule rule)
        {
            _doctor = doctor;
            _reach = doctor.Reach;
            _rule = rule;
        }

        /// <summary>Goes on. True: it is over.</summary>
        public bool Step(long nowMs)
        {
            if (_sinceMs < 0) _sinceMs = nowMs;
            if (!(_stage == Router ? LookAtRouter(nowMs) : LookAtOutside(nowMs))) return false;
            _stage++;
            _sinceMs = -1;
            _hasAsked = false;
            return _stage >= Over;
        }

        private bool LookAtRouter(long nowMs)
        {
            PortControl router = _reach.Router;
            string door = _rule == null ? "the ports" : DoorName.Of(_rule);
            uint own = _reach.Around.Lan.Address;
            string byHand = "Forward " + door + " to " + (own == 0 ? "this gateway"
                : IPv4.ToText(own)) + " on the router";
            if (router == null)
            {
                _doctor.Add("router", Finding.Unsure, "The router is not asked for anything: that "
                    + "is switched off.", byHand + ", or switch \"router on\".");
                return true;
            }
            if (!_hasAsked) router.Refresh();
            _hasAsked = true;
            // What it spoke an hour ago says nothing of now.
            bool isKnown = router.Protocol != PortControl.Unknown && router.HeardMs >= _sinceMs;
            bool isLate = nowMs - _sinceMs >= Limits.RouterWaitMs;
            if (!isKnown && !router.IsMute && !isLate) return false;
            if (!isKnown)
            {
                string how = router.IsMute ? " speaks neither PCP nor NAT-PMP nor UPnP."
                    : " has not answered in this test.";
                _doctor.Add("router", Finding.Unsure, router.Router == 0 ? "There is no router."
                    : "The router " + IPv4.ToText(router.Router) + how, byHand + ".");
                return true;
            }
            Lease lease = _rule == null || !_rule.IsEnabled ? null
                : router.Leases.Find(_rule.IsUdp, _rule.Port);
            bool isOpen = lease != null && lease.Trouble == LeaseTrouble.None
                && !lease.IsHeld(nowMs);
            bool isDue = lease != null && lease.DueMs <= nowMs;
            if ((isOpen || isDue) && !isLate) return false;
            string speaks = "The router " + IPv4.ToText(router.Router) + " speaks "
                + LeaseTrouble.NameOf(router.Protocol);
            if (lease == null)
            {
                _doctor.Add("router", Finding.Good, speaks + ".", null);
                return true;
            }
            bool isHeld = lease.IsHeld(nowMs) && lease.External == _rule.Port && !isDue;
            _doctor.Add("router", isHeld ? Finding.Good : isOpen || isDue ? Finding.Unsure
                : Finding.Bad, speaks + "; " + (isDue ? door + ": it does not answer now"
                : lease.ToText(nowMs)) + ".", isHeld ? null
                : lease.External != 0 ? "Tell your friends port " + lease.External.ToString()
                    + ", or choose another port for the rule." : byHand + ".");
            return true;
        }

        // The router's word first; what a service outside sees is asked where names are kept at a
        // provider, which asks it anyway. Only what either has said since the test began counts.
        private bool LookAtOutside(long nowMs)
        {
            PortControl router = _reach.Router;
            bool hasSaid = router != null && router.HasSaidAddress;
            bool isAskable = router != null && router.Protocol != PortControl.Unknown
                && (router.Protocol != PortControl.Pcp || router.Leases.Count > 0);
            bool mayWait = isAskable && !_hasAsked && nowMs - _sinceMs < Limits.RouterWaitMs;
            if (mayWait && !hasSaid) return false;
            bool mayAsk = _reach.Ddns != null;
            if (mayAsk && !_hasAsked) _reach.Public.Refresh();
            _hasAsked = true;
            if (mayAsk && _reach.Public.IsOpen)
            {
                _reach.Public.Step(nowMs);
                if (_reach.Public.IsOpen && nowMs - _sinceMs < Limits.ReachHttpMs) return false;
            }
            bool hasSeen = mayAsk && !_reach.Public.IsOpen && _reach.Public.Trouble.Length == 0;
            uint said = hasSaid ? router.Outside : 0;
            uint seen = hasSeen ? _reach.Public.Seen : 0;
            _doctor.Outside = PublicAddress.IsReachable(said) ? said : seen;
            TellOutside(said, seen, hasSaid && said == 0);
            return true;
        }

        private void TellOutside(uint said, uint seen, bool isNone)
        {
            if (said != 0 && !PublicAddress.IsReachable(said))
            {
                bool isCarrier = IPv4.IsCarrierShared(said);
                _doctor.Add("address", Finding.Bad, "The router's own outside address is "
                    + IPv4.ToText(said) + ", " + (isCarrier
                    ? "which the carrier shares among many: nobody outside can dial it."
                    : "a private one: there is another router above it."), isCarrier
                    ? "Ask the carrier for a public address, or see the guide about carrier NAT."
                    : "Forward the port there too, or set one of the two to bridge mode.");
                return;
            }
            if (isNone)
            {
                _doctor.Add("address", Finding.Bad, "The router says that it has no public address"
                    + (seen == 0 ? ": a NAT above it, or no internet."
                    : ", and a service outside sees " + IPv4.ToText(seen)
                    + ": there is a NAT above it."), "Its own page shows an address outside. If "
                    + "that begins with 100.64 to 100.127 it is the carrier's NAT: see the guide. "
                    + "If it is another private one, a second router stands above.");
            }
            else if (said != 0 && seen != 0 && said != seen)
            {
                _doctor.Add("address", Finding.Bad, "The router says that our outside "
                    + "address is " + IPv4.ToText(said) + ", but a service outside sees "
                    + IPv4.ToText(seen) + ".", "There is another NAT on the way, or two lines to "
                    + "the internet; only one of them leads here.");
            }
            else if (said == 0 && seen == 0)
            {
                string trouble = _reach.Ddns != null ? _reach.OutsideTrouble : "";
                _doctor.Add("address", Finding.Unsure,
                    "Our address outside is not known" + trouble + ".",
                    "The router's own page shows it; \"router on\" or \"ddns\" let us ask.");
            }
            else
            {
                _doctor.Add("address", Finding.Good, "Our address outside is "
                    + IPv4.ToText(said != 0 ? said : seen)
                    + (said == 0 ? ", a service outside says."
                    : seen == 0 ? ", the router says."
                    : "; the router and a service outside agree."), null);
            }
        }
    }
}
