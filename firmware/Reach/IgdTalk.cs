// Reach: conversations with a router that speaks UPnP: its description once, then one action at a
// time over the shared HTTP errand. It believes a service that is at the router itself and nobody
// else. PortControl says when; what the router says goes into the leases.

using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>The UPnP side of PortControl.</summary>
    internal sealed class IgdTalk
    {
        private const int Describing = 0;
        private const int AskingAddress = 1;
        private const int Checking = 2;
        private const int Adding = 3;
        private const int Giving = 4;
        private const int AskingHolder = 5;

        // UPnP codes (WANIPConnection:1, 2.4.16 to 2.4.18).
        private const int NoSuchEntry = 714;
        private const int NoSuchPlace = 713;
        private const int Conflict = 718;
        private const int OnlyForEver = 725;

        private readonly Reachability _reach;
        private readonly Leases _leases;
        private HttpTarget _target;
        private string _service;
        private HttpErrand _errand;
        private Lease _lease;
        private uint _self;
        private int _doing;
        private bool _isForEver;

        public IgdTalk(Reachability reach, Leases leases)
        {
            _reach = reach;
            _leases = leases;
        }

        /// <summary>True while something is asked.</summary>
        public bool IsBusy { get { return _errand != null; } }

        /// <summary>After a conversation: true when the router is not there, or no such router.
        /// </summary>
        public bool IsLost { get; private set; }

        /// <summary>After a conversation: true when the router has told its outside address in it,
        /// or that it has none.</summary>
        public bool HasSaidAddress { get; private set; }

        /// <summary>The router's own outside address as it says, or 0.</summary>
        public uint Outside { get; private set; }

        /// <summary>Reads the router's description. False: not now.</summary>
        public bool Describe(HttpTarget location, long nowMs)
        {
            _errand = _reach.Borrow();
            if (_errand == null) return false;
            _doing = Describing;
            HasSaidAddress = false;
            _isForEver = false;
            _target = location;
            _errand.Scan = new TagScan(Igd.DescriptionTags());
            _errand.Begin(location, "GET", "", null, nowMs);
            return true;
        }

        /// <summary>Asks for a lease or gives one back; without one it watches the router.
        /// False: not now.</summary>
        public bool Act(Lease lease, uint self, long nowMs)
        {
            _lease = lease;
            _self = self;
            HasSaidAddress = false;
            if (lease == null)
            {
                return Post(AskingAddress, "GetExternalIPAddress", "", nowMs);
            }
            if (!lease.IsWanted)
            {
                return Post(Giving, "DeletePortMapping",
                    Igd.PortArguments(lease.IsUdp, lease.Port), nowMs);
            }
            return Post(Adding, "AddPortMapping", Igd.LeaseArguments(lease.IsUdp, lease.Port,
                self, _isForEver ? 0 : Limits.LeaseS), nowMs);
        }

        /// <summary>Goes on. True: something was done.</summary>
        public bool Step(long nowMs)
        {
            bool moved = _errand.Step(nowMs);
            if (!_errand.IsOver) return moved;
            HttpErrand errand = _errand;
            _errand = null;
            _reach.End(errand);
            IsLost = errand.Trouble.Length > 0 || errand.Status == 0;
            if (IsLost) return true;
            if (_doing == Describing) TakeDescription(errand.Scan);
            else TakeAnswer(errand.Status == 200, errand.Scan, nowMs);
            return true;
        }

        /// <summary>Gives up what is under way.</summary>
        public void Close()
        {
            _reach.End(_errand);
            _errand = null;
        }

        private bool Post(int doing, string action, string arguments, long nowMs)
        {
            _errand = _reach.Borrow();
            if (_errand == null) return false;
            _doing = doing;
            _errand.Scan = new TagScan(Igd.AnswerTags());
            _errand.Begin(_target, "POST", Igd.ActionField(_service, action),
                Igd.Envelope(_service, action, arguments), nowMs);
            return true;
        }

        private void TakeDescription(TagScan scan)
        {
            HttpTarget control = scan.Control == null ? null
                : Igd.ControlOf(_target, scan.Control, AddressOf(_target.Host));
            IsLost = control == null;
            if (IsLost) return;
            _target = control;
            _service = scan.Service;
        }

        private void TakeAnswer(bool isGood, TagScan scan, long nowMs)
        {
            int code;
            string text = scan.Value(Igd.ErrorCode);
            if (text == null || !Number.TryParse(text, out code)) code = 0;
            switch (_doing)
            {
                case AskingAddress:
                    string address = scan.Value(Igd.ExternalAddress);
                    Outside = isGood && address != null ? AddressOf(address) : 0;
                    HasSaidAddress = true;
                    Watch(nowMs);
                    break;
                case Checking:
                    string client = scan.Value(Igd.InternalClient);
                    bool isOurs = isGood && client != null && AddressOf(client) == _self;
                    if (!isOurs && (isGood || code == NoSuchEntry || code == NoSuchPlace))
                    {
                        _reach.Journal.Write("router: it has forgotten our leases; every one is "
                            + "asked for again");
                        _leases.Renew(nowMs);
                    }
                    break;
                case Giving: _leases.Drop(_lease); break;
                case AskingHolder:
                    string holder = scan.Value(Igd.InternalClient);
                    if (isGood && holder != null) _lease.Holder = AddressOf(holder);
                    _leases.Refuse(_lease, LeaseTrouble.Taken, 0, nowMs);
                    break;
                default: TakeLease(isGood, code, nowMs); break;
            }
        }

        private void Watch(long nowMs)
        {
            Lease held = _leases.FirstHeld(nowMs);
            if (held == null) return;
            Post(Checking, "GetSpecificPortMappingEntry",
                Igd.PortArguments(held.IsUdp, held.Port), nowMs);
        }

        private void TakeLease(bool isGood, int code, long nowMs)
        {
            if (isGood)
            {
                _leases.Hold(_lease, _lease.Port, Limits.LeaseS, nowMs);
                if (_isForEver) _lease.EndsMs = long.MaxValue;
            }
            else if (code == OnlyForEver && !_isForEver)
            {
                // Due as before, and asked for at once without an end.
                _isForEver = true;
            }
            else if (code == Conflict && Post(AskingHolder, "GetSpecificPortMappingEntry",
                Igd.PortArguments(_lease.IsUdp, _lease.Port), nowMs))
            {
                return;
            }
            else
            {
                _leases.Refuse(_lease, LeaseTrouble.OfUpnp(code), 0, nowMs);
            }
        }

        private static uint AddressOf(string text)
        {
            uint address;
            return IPv4.TryParse(text, out address) ? address : 0;
        }
    }
}
