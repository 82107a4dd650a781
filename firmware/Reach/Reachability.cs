// Reach: being found and reached from outside, put together: names in DNS, the router above, our
// name in the house. What is off is not there: its object, its socket, even the settings' words.
// One errand over HTTP at a time, made when it begins and gone when it ends.

using Portreeve.Budget;
using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Settings;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>The room.</summary>
    internal sealed class Reachability
    {
        private readonly Resolver _names;
        private readonly Limits _limits;
        private ReachSettings _settings;
        private PublicAddress _public;
        private bool _isBorrowed;
        private int _wanted;

        /// <param name="around">The world.</param>
        /// <param name="budget">Every socket is asked for first.</param>
        /// <param name="memory">Asked before an errand begins.</param>
        /// <param name="names">Its DNS client finds hosts for us.</param>
        /// <param name="table">Whose ports are leased.</param>
        /// <param name="journal">Told what changes.</param>
        /// <param name="board">Told our name in the house.</param>
        /// <param name="limits">The page's port.</param>
        public Reachability(Surroundings around, SocketBudget budget, MemoryBudget memory,
            Resolver names,
            RuleTable table, Journal.Journal journal, BoardSettings board,
            Limits limits)
        {
            Around = around;
            Board = board;
            _limits = limits;
            Budget = budget;
            Memory = memory;
            _names = names;
            Table = table;
            Journal = journal;
            string report = Settings.Report;
            if (report.Length > 0) journal.Write(report);
            Follow();
        }

        public readonly Surroundings Around;
        public readonly SocketBudget Budget;
        public readonly MemoryBudget Memory;
        public readonly RuleTable Table;
        public readonly Journal.Journal Journal;
        public readonly BoardSettings Board;

        /// <summary>Names at a provider; null while that is off.</summary>
        public DynamicDns Ddns { get; private set; }

        /// <summary>The router above; null while that is off.</summary>
        public PortControl Router { get; private set; }

        /// <summary>Our name in the house; null while that is off.</summary>
        public Mdns House { get; private set; }

        /// <summary>Invites and their door; null while there is none.</summary>
        public Invites Invites;

        /// <summary>The page's TCP port now, 0 for none.</summary>
        public int WebPort { get { return _limits.WebPort; } }

        /// <summary>Finds hosts.</summary>
        public DnsClient Dns { get { return _names.Dns; } }

        /// <summary>The owner's settings; read from flash when somebody asks while all is off.
        /// </summary>
        public ReachSettings Settings
        {
            get
            {
                if (_settings == null)
                {
                    _settings = new ReachSettings(Around.Slots);
                    _settings.Load();
                }
                return _settings;
            }
        }

        /// <summary>What a service outside sees of us; made when first asked for.</summary>
        public PublicAddress Public
        {
            get
            {
                if (_public == null) _public = new PublicAddress(this);
                return _public;
            }
        }

        /// <summary>Who we are to servers. No-IP requires this form, with somebody to write to.
        /// </summary>
        public string UserAgent
        {
            get
            {
                string name = Settings.FirstName;
                return "Portreeve Gateway-" + Around.Board.Name + "/" + Release.Version
                    + " hostmaster@" + (name.Length > 0 ? name : "localhost");
            }
        }

        /// <summary>The name or address that the owner hands out: the first public name of the
        /// board, else the first that is updated, or "".</summary>
        public string NameToShare
        {
            get
            {
                for (int i = 0; i < Board.Hosts.Length; i++)
                {
                    // An origin is the page's; doors have no proxy before them.
                    if (!BoardSettings.IsOrigin(Board.Hosts[i])) return Board.Hosts[i];
                }
                // Not asked of flash for nothing.
                return Ddns == null ? "" : Settings.FirstName;
            }
        }

        /// <summary>Our address outside as far as it is known, host order, or 0: the router's own
        /// when it has one that can be reached, else what a service has seen.</summary>
        public uint OutsideAddress
        {
            get
            {
                if (HasRouterAddress) return Router.Outside;
                return _public == null ? 0 : _public.Seen;
            }
        }

        /// <summary>Why our outside address is not known, beginning with a colon; or empty.
        /// </summary>
        public string OutsideTrouble
        {
            get
            {
                return _public == null || _public.Trouble.Length == 0 ? ""
                    : ": " + _public.Trouble;
            }
        }

        /// <summary>Grows with each change of the settings.</summary>
        public int Version { get; private set; }

        /// <summary>Puts changed settings in force.</summary>
        public void Take(ReachSettings settings)
        {
            _settings = settings;
            Version++;
            Follow();
        }

        /// <summary>Puts the settings in force; after each change.</summary>
        public void Follow()
        {
            _wanted = Settings.Switches;
            Budget.InvitePort = Settings.InvitePort;
            if (_public != null) _public.Refresh();
            if (!Settings.Has(ReachSettings.Ddns)) DropDdns();
            else if (Ddns == null) Ddns = new DynamicDns(this);
            else Ddns.FollowSettings();
            if (Settings.Has(ReachSettings.Router))
            {
                if (Router == null) Router = new PortControl(this);
                Router.Resume();
            }
            else if (Router != null)
            {
                Router.Release();
            }
            if (!Settings.Has(ReachSettings.Mdns)) DropHouse();
            else if (House == null) House = new Mdns(this);
            else House.Follow();
        }

        /// <summary>Visits what is on. True: something was done.</summary>
        public bool Step(long nowMs)
        {
            bool worked = false;
            if (Router != null)
            {
                worked = Router.Step(nowMs);
                if (Router.IsReleased) DropRouter();
            }
            if (House != null && House.Step(nowMs)) worked = true;
            if (Ddns != null && Ddns.Step(nowMs)) worked = true;
            if (Invites != null)
            {
                if (Invites.Step(nowMs)) worked = true;
                if (Invites.Count == 0 && !Invites.IsBusy) DropInvites();
            }
            // Whoever has been refused for good asks for no address any more. What is under way
            // goes on to its end, or the errand would never come back.
            bool isWanted = Ddns != null && !Ddns.IsStopped && !HasRouterAddress;
            bool isUnderWay = _public != null && _public.IsAsking;
            if ((isWanted || isUnderWay) && Public.Step(nowMs)) worked = true;
            // Nobody needs the words any more.
            bool isOff = _wanted == 0 && Router == null && Invites == null;
            if (_settings != null && isOff) _settings = null;
            return worked;
        }

        /// <summary>Closes every socket; leases stay, since a restart comes back to them.
        /// </summary>
        public void Close()
        {
            DropDdns();
            DropRouter();
            DropHouse();
            DropInvites();
            if (_public != null) _public.Close();
        }

        /// <summary>Dials with a connection that was taken from the budget, and gives that back
        /// when nothing comes of it. Null: see the network's Trouble, or the uplink's.</summary>
        /// <param name="address">Whom to dial, host order.</param>
        /// <param name="port">1 to 65535.</param>
        /// <param name="secureHost">The name its certificate must have; null for no TLS.</param>
        public IDial Dial(uint address, int port, string secureHost)
        {
            IDial dial = null;
            try
            {
                dial = secureHost == null ? Around.Network.Dial(address, port)
                    : Around.Uplink.DialSecure(address, port, secureHost);
            }
            finally
            {
                // Also when memory ends the call.
                if (dial == null) Budget.ReturnOwnerConnection();
            }
            return dial;
        }

        /// <summary>An errand over HTTP, or null while another one is under way or memory is
        /// short. Give it back by End.</summary>
        public HttpErrand Borrow()
        {
            if (_isBorrowed || !Memory.Allows(Limits.ReachErrandBytes)) return null;
            HttpErrand errand = new HttpErrand(this);
            _isBorrowed = true;
            return errand;
        }

        /// <summary>The errand is over, or given up. Null is fine.</summary>
        public void End(HttpErrand errand)
        {
            if (errand == null) return;
            errand.Close();
            _isBorrowed = false;
        }

        private bool HasRouterAddress
        {
            get { return Router != null && PublicAddress.IsReachable(Router.Outside); }
        }

        private void DropDdns()
        {
            if (Ddns == null) return;
            Ddns.Close();
            Ddns = null;
            if (_public != null) _public.Close();
            _public = null;
        }

        private void DropRouter()
        {
            if (Router != null) Router.Close();
            Router = null;
        }

        private void DropInvites()
        {
            if (Invites != null) Invites.Close();
            Invites = null;
        }

        private void DropHouse()
        {
            if (House != null) House.Close();
            House = null;
        }
    }
}
