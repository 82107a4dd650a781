// Reach: the router above, the part that takes what it answers, or its silence.

using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <content>Answers.</content>
    internal sealed partial class PortControl
    {
        // True: it was the answer.
        private bool Hear(PortMessage message, long nowMs)
        {
            Lease lease = _lease;
            bool isPcp = _asked == Pcp;
            if (isPcp && message.IsOlder(message.Length))
            {
                Know(NatPmp, nowMs);
                _watchMs = 0;
                return true;
            }
            if (!message.Read(isPcp, _nonce, lease)) return false;
            Know(_asked, nowMs);
            if (_epoch.HasForgotten(message.Epoch, nowMs))
            {
                _reach.Journal.Write("router: it has started anew; every lease is asked for again");
                Leases.Renew(nowMs);
            }
            // PCP tells it with a lease, NAT-PMP when asked for it alone: there the same result
            // for a lease is any failure (miniupnpd).
            bool isNone = message.Result == PortMessage.NoInternet(isPcp);
            bool isAbout = isPcp ? lease != null && !_gives : lease == null;
            if (isAbout && (isNone || message.Result == 0))
            {
                TakeOutside(isNone ? 0 : message.Outside);
            }
            if (lease == null) _watchMs = nowMs + Limits.RouterWatchMs;
            else if (_gives) Drop(lease);
            else Leases.Take(lease, message, isPcp, nowMs);
            return true;
        }

        // It is back at the router; the table may have wished for it again meanwhile, or for
        // another one that had no place.
        private void Drop(Lease lease)
        {
            Leases.Drop(lease);
            _tableVersion = -1;
        }

        private void HearSearch(long nowMs)
        {
            HttpTarget location = Igd.LocationOf(_talk.Message.Text, Router);
            if (location == null)
            {
                if (_talk.Stray()) BeSilent(nowMs);
                return;
            }
            EndTalk();
            if (!_igd.Describe(location, nowMs)) _againMs = nowMs + LookEveryMs;
        }

        private void BeSilent(long nowMs)
        {
            EndTalk();
            if (_asked == Upnp)
            {
                IsMute = true;
                Outside = 0;
                _againMs = nowMs + Limits.RouterAgainMs;
                return;
            }
            if (Protocol == Unknown)
            {
                Ask(_asked == Pcp ? NatPmp : Upnp, null);
                return;
            }
            Lose(nowMs);
        }

        // The router has fallen silent, or is another one now: it is looked for anew.
        private void Lose(long nowMs)
        {
            Lease lease = _lease;
            if (lease != null && !lease.IsWanted) Drop(lease);
            else if (lease != null) Leases.Refuse(lease, LeaseTrouble.Silent, 0, nowMs);
            Protocol = Unknown;
            _againMs = nowMs + Limits.LeaseRetryMs;
        }

        private void AfterIgd(long nowMs)
        {
            if (_igd.IsLost && Protocol == Unknown)
            {
                IsMute = true;
                _againMs = nowMs + Limits.RouterAgainMs;
            }
            else if (_igd.IsLost) Lose(nowMs);
            else
            {
                Know(Upnp, nowMs);
                if (_igd.HasSaidAddress) TakeOutside(_igd.Outside);
                // As after Drop, when a port was given back.
                _tableVersion = -1;
            }
        }

        private void Know(int protocol, long nowMs)
        {
            HeardMs = nowMs;
            if (Protocol != protocol)
            {
                _reach.Journal.Write("router: " + IPv4.ToText(Router) + " speaks "
                    + LeaseTrouble.NameOf(protocol));
            }
            Protocol = protocol;
            IsMute = false;
        }

        // 0: the router says that it has none.
        private void TakeOutside(uint address)
        {
            HasSaidAddress = true;
            if (address == Outside) return;
            Outside = address;
            if (address == 0) return;
            _reach.Journal.Write("router: its outside address is " + IPv4.ToText(address));
        }
    }
}
