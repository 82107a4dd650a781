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
                Know(NatPmp);
                _watchMs = 0;
                return true;
            }
            if (!message.Read(isPcp, _nonce, lease)) return false;
            Know(_asked);
            if (_epoch.HasForgotten(message.Epoch, nowMs))
            {
                _reach.Journal.Write("router: it has started anew; every lease is asked for again");
                Leases.Renew(nowMs);
            }
            bool isNone = message.Result == PortMessage.NoInternet(isPcp);
            if (message.Result == 0) NoteOutside(message.Outside);
            else if (isNone) Outside = 0;
            // PCP tells it with a lease, NAT-PMP when asked for it alone.
            if (isPcp == (lease != null)) _hasSaid = isNone || Outside != 0;
            if (lease == null) _watchMs = nowMs + Limits.RouterWatchMs;
            else if (!lease.IsWanted) Leases.Drop(lease);
            else Leases.Take(lease, message, isPcp, nowMs);
            return true;
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
            if (lease != null && !lease.IsWanted) Leases.Drop(lease);
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
                Know(Upnp);
                if (_igd.HasSaidAddress && _igd.Outside == 0) Outside = 0;
                NoteOutside(_igd.Outside);
            }
        }

        private void Know(int protocol)
        {
            if (Protocol != protocol)
            {
                _reach.Journal.Write("router: " + IPv4.ToText(Router) + " speaks "
                    + LeaseTrouble.NameOf(protocol));
            }
            Protocol = protocol;
            IsMute = false;
        }

        private void NoteOutside(uint address)
        {
            if (address == Outside || address == 0) return;
            Outside = address;
            _reach.Journal.Write("router: its outside address is " + IPv4.ToText(address));
        }
    }
}
