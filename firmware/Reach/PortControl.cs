// Reach: asks the router above to lead the ports of enabled rules here: by PCP, else NAT-PMP, else
// UPnP IGD. It renews at half life, asks anew when the router's epoch shows that it has forgotten,
// and gives back what no rule has any more. What an answer must prove is PortMessage's and Igd's.
//
//   Unknown --PCP?--> silent --NAT-PMP?--> silent --IGD?--> silent: again in ten minutes
//      ^  yes: Known     yes: Known           yes: Known
//      |                                        |  a lease is due: ask; else once a minute: watch
//      +---- silence, another router, another address of ours ----+

using Portreeve.Outside;

namespace Portreeve.Reach
{
    /// <summary>The leases at the router above; made when that is switched on.</summary>
    internal sealed partial class PortControl
    {
        /// <summary>What the router speaks.</summary>
        public const int Unknown = 0;
        public const int Pcp = 1;
        public const int NatPmp = 2;
        public const int Upnp = 3;

        private const int LookEveryMs = 500;
        private const int ReleaseMs = 20 * 1000;

        private readonly Reachability _reach;
        private readonly byte[] _nonce;
        private readonly IgdTalk _igd;
        private readonly RouterEpoch _epoch = new RouterEpoch();
        private RouterTalk _talk;
        private Lease _lease;
        private int _asked;
        private int _tableVersion = -1;
        private uint _self;
        private bool _gives;
        private long _lookMs;
        private long _watchMs;
        private long _againMs;
        private long _releasedMs = -1;

        /// <param name="reach">Its Settings hold the nonce.</param>
        public PortControl(Reachability reach)
        {
            _reach = reach;
            _nonce = PortMessage.NonceOf(reach.Settings.Nonce);
            Leases = new Leases(reach.Table.Max, reach.Journal);
            _igd = new IgdTalk(reach, Leases);
        }

        /// <summary>Held and wished for.</summary>
        public readonly Leases Leases;

        /// <summary>One of the constants above.</summary>
        public int Protocol { get; private set; }

        /// <summary>The router, host order, or 0.</summary>
        public uint Router { get; private set; }

        /// <summary>The router's own outside address as it says, host order, or 0. It may be one
        /// that nobody outside can reach.</summary>
        public uint Outside { get; private set; }

        /// <summary>True once the router was asked for that address and has answered, such as that
        /// it has none; after Refresh, since then.</summary>
        public bool HasSaidAddress { get; private set; }

        /// <summary>When it last answered, monotonic ms.</summary>
        public long HeardMs { get; private set; }

        /// <summary>True when a router was looked for and speaks nothing we know.</summary>
        public bool IsMute { get; private set; }

        /// <summary>True once everything is given back after Release.</summary>
        public bool IsReleased
        {
            get
            {
                bool isDone = Leases.Count == 0 && _talk == null && !_igd.IsBusy;
                return _releasedMs >= 0
                    && (isDone || _reach.Around.Clock.NowMs >= _releasedMs + ReleaseMs);
            }
        }

        /// <summary>Gives everything back; see IsReleased.</summary>
        public void Release()
        {
            if (_releasedMs < 0) _releasedMs = _reach.Around.Clock.NowMs;
            _tableVersion = -1;
        }

        /// <summary>Goes on after Release.</summary>
        public void Resume()
        {
            _releasedMs = -1;
            _tableVersion = -1;
        }

        /// <summary>Asks the router at once, whatever it said before.</summary>
        public void Refresh()
        {
            _againMs = _watchMs = _lookMs = 0;
            HasSaidAddress = false;
            IsMute = false;
            Leases.Renew(_reach.Around.Clock.NowMs);
        }

        /// <summary>Closes every socket; nothing is given back.</summary>
        public void Close()
        {
            EndTalk();
            _igd.Close();
        }

        /// <summary>Does what is due. True: something was done.</summary>
        public bool Step(long nowMs)
        {
            if (_reach.Table.Version != _tableVersion)
            {
                // At once, in the middle of a question, too: it may be sent again.
                _tableVersion = _reach.Table.Version;
                Leases.Follow(_reach.Table, _releasedMs >= 0);
                _lookMs = 0;
            }
            if (_igd.IsBusy)
            {
                if (!_igd.Step(nowMs)) return false;
                if (!_igd.IsBusy) AfterIgd(nowMs);
                return true;
            }
            if (_talk != null) return Listen(nowMs);
            if (nowMs < _lookMs) return false;
            _lookMs = nowMs + LookEveryMs;
            return Decide(nowMs);
        }

        private bool Decide(long nowMs)
        {
            IUplink uplink = _reach.Around.Uplink;
            uint router = uplink == null ? 0 : uplink.Router;
            uint self = _reach.Around.Lan.Address;
            if (router != Router || self != _self) Meet(router, self, nowMs);
            if (router == 0 || self == 0) return false;
            if (Protocol == Unknown) return nowMs >= _againMs && Ask(Pcp, null);
            Lease lease = Leases.NextDue(nowMs);
            bool isWatch = lease == null && nowMs >= _watchMs;
            // PCP tells its outside address only with a lease: so one is renewed to learn it.
            if (isWatch && Protocol == Pcp) lease = Leases.FirstHeld(nowMs);
            else if (lease == null && !isWatch) return false;
            _lease = lease;
            bool isAsked = Protocol == Upnp ? _igd.Act(lease, self, nowMs) : Ask(Protocol, lease);
            if (isAsked && isWatch) _watchMs = nowMs + Limits.RouterWatchMs;
            return isAsked;
        }

        private void Meet(uint router, uint self, long nowMs)
        {
            Router = router;
            _self = self;
            Outside = 0;
            HasSaidAddress = false;
            IsMute = false;
            _epoch.Forget();
            _againMs = _watchMs = 0;
            Protocol = Unknown;
            // What another router held, or this one for another address, is of no use.
            Leases.Lose();
            Leases.Renew(nowMs);
        }

        private bool Ask(int protocol, Lease lease)
        {
            RouterTalk talk = new RouterTalk(_reach, Router, protocol == Upnp,
                Protocol != Unknown);
            if (!talk.Open()) return false;
            _talk = talk;
            _asked = protocol;
            _lease = lease;
            return true;
        }

        private bool Listen(long nowMs)
        {
            switch (_talk.Step(nowMs))
            {
                case RouterTalk.Nothing: return false;
                case RouterTalk.Due:
                    // Whether a port is given back or asked for may change between two tries.
                    _gives = _lease != null && !_lease.IsWanted;
                    if (_asked == Upnp) _talk.Message.Text = Igd.Search(_talk.Tries);
                    else _talk.Message.Write(_asked == Pcp, _self, _nonce, _lease);
                    _talk.Send(nowMs);
                    return true;
                case RouterTalk.Heard:
                    if (_asked == Upnp) HearSearch(nowMs);
                    else if (Hear(_talk.Message, nowMs)) EndTalk();
                    else if (_talk.Stray()) BeSilent(nowMs);
                    return true;
                default:
                    BeSilent(nowMs);
                    return true;
            }
        }

        private void EndTalk()
        {
            if (_talk != null) _talk.Close();
            _talk = null;
        }
    }
}
