// Api: the owner's second mouth, put together: server, gate, logins, trials, API. The gateway
// makes one and steps it. The console does not know it: what both mouths need stands in Rooms.

using Portreeve.Changes;
using Portreeve.Reach;
using Portreeve.Settings;
using Portreeve.SignIn;
using Portreeve.Web;

namespace Portreeve.Api
{
    /// <summary>The page's side of the gateway.</summary>
    internal sealed class WebFront
    {
        private readonly Rooms _rooms;
        private readonly AdminNetworks _networks;
        private Scout _scout;

        /// <param name="rooms">The rooms; its Settings loaded.</param>
        /// <param name="edits">Changes rules.</param>
        /// <param name="live">Ends sessions and mappings.</param>
        public WebFront(Rooms rooms, TableEdits edits, LiveEdits live)
        {
            _rooms = rooms;
            BoardSettings settings = rooms.Settings;
            _networks = new AdminNetworks(rooms.Admission, rooms.Around.Lan,
                rooms.Around.IsShared);
            _networks.Set(settings.AdminNetworks);
            Login = new Login(settings, rooms.Around.Board, rooms.Journal);
            DelayedRestart = new DelayedRestart(rooms);
            RequestGate gate = new RequestGate(new OwnNames(settings, rooms.Around.Lan), _networks,
                settings, Login, rooms.Around.Clock, rooms.Relay.Memory);
            Server = new WebServer(rooms.Around, rooms.Relay.Budget, rooms.Relay.Memory, gate,
                gate);
            Trial = new ConfirmOrRevert(settings, Server, Login.Sessions, _networks,
                rooms.Around.Addressing, rooms.Journal);
            Routes = new ApiRoutes(rooms, edits, live, this);
            gate.Routes = Routes;
            rooms.Server = Server;
            rooms.Login = Login;
            rooms.Trial = Trial;
            Trial.ReturnAfterRestart();
        }

        /// <summary>Listens, and steps the connections.</summary>
        public readonly WebServer Server;

        /// <summary>Claim code, logins, back-off.</summary>
        public readonly Login Login;

        /// <summary>The change that waits for its confirmation.</summary>
        public readonly ConfirmOrRevert Trial;

        /// <summary>Looks whether a machine or a friend is there.</summary>
        /// <remarks>There only while somebody asks.</remarks>
        public Scout Scout
        {
            get
            {
                if (_scout == null) _scout = new Scout(_rooms.Reach, _rooms.Names);
                return _scout;
            }
        }

        /// <summary>Everything that can be asked.</summary>
        public readonly ApiRoutes Routes;

        /// <summary>Restart and factory reset, a moment after their answer.</summary>
        public readonly DelayedRestart DelayedRestart;

        /// <summary>Starts to listen, before any door takes the listeners. False: it cannot yet,
        /// and is tried again and again.</summary>
        public bool Open()
        {
            return _rooms.Settings.WebPort == 0 || Server.Listen(_rooms.Settings.WebPort);
        }

        /// <summary>Visits everything once. True: bytes moved.</summary>
        public bool Step(long nowMs)
        {
            Trial.Step(nowMs);
            DelayedRestart.Step(nowMs);
            bool isAnswered = _rooms.Doctor.Step(nowMs);
            if (_scout != null)
            {
                if (_scout.Step(nowMs)) isAnswered = true;
                if (_scout.Sight == null) _scout = null;
            }
            bool isPreparing = !_rooms.Settings.IsClaimed && Login.Claim.Step();
            return Server.Step(nowMs) || isAnswered || isPreparing;
        }

        /// <summary>Closes every socket of the page's side.</summary>
        public void Close()
        {
            _rooms.Doctor.Forget();
            if (_scout != null) _scout.Stop();
            Server.Close();
        }
    }
}
