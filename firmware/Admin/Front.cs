// Admin: the owner's second mouth, put together: server, desk, logins, trials, API. The gateway
// makes one and steps it; the console asks it for the claim code and confirms by it.

namespace Portreeve.Admin
{
    /// <summary>The page's side of the gateway.</summary>
    internal sealed class Front
    {
        private readonly Interior _inside;
        private readonly AdminNetworks _networks;
        private readonly DoorTest _test;

        /// <param name="inside">The rooms; its Settings loaded.</param>
        /// <param name="edits">Changes rules.</param>
        /// <param name="live">Ends sessions and mappings.</param>
        public Front(Interior inside, TableEdits edits, LiveEdits live)
        {
            _inside = inside;
            Settings settings = inside.Settings;
            _test = new DoorTest(inside);
            _networks = new AdminNetworks(inside.Admission, inside.Around.Lan,
                inside.Around.IsShared);
            _networks.Set(settings.AdminNetworks);
            Login = new Login(settings, inside.Around.Board, inside.Journal);
            Afterwards = new Afterwards(inside);
            // The server needs a desk, the desk its routes, and two of them the server.
            LateDesk late = new LateDesk();
            Server = new WebServer(inside.Around, inside.Relay.Budget, inside.Relay.Memory,
                late, late);
            Trial = new ConfirmOrRevert(settings, Server, Login.Sessions, _networks,
                inside.Around.Addressing, inside.Journal);
            Routes = ApiRoutes.All(
                new PageAnswer(inside.Around.Page),
                new ApiEntry(settings, Login, inside.Around, inside.Journal),
                new ApiDoors(inside, edits, _test),
                new ApiLive(inside, live, Trial),
                new ApiPeople(inside),
                new ApiBoard(inside, Server, Afterwards, inside.Backups),
                new ApiTrials(inside, Trial, Login),
                new ApiBackup(inside, edits, Trial, inside.Backups));
            late.Desk = new FrontDesk(Routes, new OwnNames(settings, inside.Around.Lan),
                _networks, settings, Login, inside.Around.Clock);
            Trial.ReturnAfterRestart();
        }

        /// <summary>Listens, and steps the connections.</summary>
        public readonly WebServer Server;

        /// <summary>Claim code, logins, back-off.</summary>
        public readonly Login Login;

        /// <summary>The change that waits for its confirmation.</summary>
        public readonly ConfirmOrRevert Trial;

        /// <summary>Everything that can be asked.</summary>
        public readonly Route[] Routes;

        /// <summary>Restart and factory reset, a moment after their answer.</summary>
        public readonly Afterwards Afterwards;

        /// <summary>Starts to listen, before any door takes the listeners. False: it cannot yet,
        /// and is tried again and again.</summary>
        public bool Open()
        {
            return _inside.Settings.WebPort == 0 || Server.Listen(_inside.Settings.WebPort);
        }

        /// <summary>Visits everything once. True: bytes moved.</summary>
        public bool Step(long nowMs)
        {
            Trial.Step(nowMs);
            Afterwards.Step(nowMs);
            bool isAnswered = _test.Step(nowMs);
            // A rule must not have this port, nor lead to it: RuleCheck reads it there.
            _inside.Limits.WebPort = Server.Port;
            return Server.Step(nowMs) || isAnswered;
        }

        /// <summary>Closes every socket of the page's side.</summary>
        public void Close()
        {
            _test.Stop();
            Server.Close();
        }

        /// <summary>Makes the board nobody's again, but keeps its rules: the owner has forgotten
        /// the password. For the console only.</summary>
        public bool ForgetOwner()
        {
            if (Trial.IsPending) Trial.Revert();
            _inside.Settings.Verifier = null;
            bool isKept = _inside.Settings.Keep();
            if (!isKept) _inside.Settings.Return();
            else Login.Sessions.CloseAllBut(null);
            Login.ForgetChallenges();
            Login.Claim.Renew();
            return isKept;
        }
    }

    /// <summary>Stands in for a desk that is made later.</summary>
    internal sealed class LateDesk : IDesk, IGuestList
    {
        /// <summary>Set once, before the first step.</summary>
        public FrontDesk Desk;

        /// <inheritdoc/>
        public int Admit(Exchange exchange) { return Desk.Admit(exchange); }

        /// <inheritdoc/>
        public int BodyMax(Exchange exchange) { return Desk.BodyMax(exchange); }

        /// <inheritdoc/>
        public void Answer(Exchange exchange) { Desk.Answer(exchange); }

        /// <inheritdoc/>
        public void Continue(Exchange exchange) { Desk.Continue(exchange); }

        /// <inheritdoc/>
        public bool IsAdmitted(uint address) { return Desk.IsAdmitted(address); }

        /// <inheritdoc/>
        public bool IsOwner(uint address) { return Desk.IsOwner(address); }
    }
}
