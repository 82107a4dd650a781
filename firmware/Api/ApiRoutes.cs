// Api: everything that can be asked of the page's server, one row each: the page, then what is
// polled. A row, written as RouteTable says, stands beside what answers it. Rows are no objects:
// fifty of them with their delegates took 5.9 KB of the chip's heap, and a row that is looked at
// takes 24 bytes for a moment. docs/openapi.yaml describes the same paths; a test holds both
// together.

using Portreeve.Changes;
using Portreeve.Outside;
using Portreeve.Web;

namespace Portreeve.Api
{
    /// <summary>The rows, and what answers them.</summary>
    internal sealed class ApiRoutes : RouteTable
    {
        private readonly Rooms _rooms;
        private readonly TableEdits _edits;
        private readonly LiveEdits _live;
        private readonly WebFront _front;
        private readonly PageRoute _page;
        private string _row;
        private bool _isAsked;

        /// <param name="rooms">The rooms.</param>
        /// <param name="edits">Changes rules.</param>
        /// <param name="live">Ends sessions and mappings.</param>
        /// <param name="front">Login, trials, server; made before the first request.</param>
        public ApiRoutes(Rooms rooms, TableEdits edits, LiveEdits live, WebFront front)
        {
            _rooms = rooms;
            _edits = edits;
            _live = live;
            _front = front;
            _page = new PageRoute(rooms.Around.Page);
        }

        /// <inheritdoc/>
        public override string At(int i)
        {
            return Visit(i, null);
        }

        /// <inheritdoc/>
        public override void Answer(int i, Exchange asked)
        {
            Visit(i, asked);
        }

        // What answers is made when it is asked: each is a few references.
        private ApiLive Live { get { return new ApiLive(_rooms, _live, _front.Trial); } }

        private ApiDoors Doors { get { return new ApiDoors(_rooms, _edits); } }

        private ApiReach Reach { get { return new ApiReach(_rooms); } }

        private ApiInvites Invites { get { return new ApiInvites(_rooms); } }
        private ApiLook Look { get { return new ApiLook(_front.Scout, _rooms.Around.Lan); } }

        private ApiTests Tests { get { return new ApiTests(_rooms); } }

        private ApiPeople People { get { return new ApiPeople(_rooms, _edits); } }

        private ApiTrials Trials
        {
            get { return new ApiTrials(_rooms, _front.Trial, _front.Login); }
        }

        private ApiEntry Entry
        {
            get { return new ApiEntry(_rooms.Settings, _front.Login, _rooms.Journal); }
        }

        private ApiAccess Access
        {
            get
            {
                return new ApiAccess(_rooms.Settings, _front.Login, _rooms.Around.Board,
                    _rooms.Journal);
            }
        }

        private ApiBoard Board
        {
            get
            {
                return new ApiBoard(_rooms, _front.Server, _front.DelayedRestart, _rooms.Backups);
            }
        }

        private ApiBackup Backups
        {
            get { return new ApiBackup(_rooms, _edits, _front.Trial, _rooms.Backups); }
        }

        // Row i, which answers when somebody asked. Null: there is no such row.
        private string Visit(int i, Exchange asked)
        {
            _row = null;
            _isAsked = asked != null;
            switch (i)
            {
                case 0: if (Row("Ga/")) _page.Write(asked, PageFile.Page); break;
                case 1: if (Row("Grstatus")) Live.Status(asked); break;
                case 2: if (Row("Grnow")) Live.Now(asked); break;
                case 3: if (Row("Grjournal")) Live.Journal(asked); break;
                case 4: if (Row("Grrules")) Doors.List(asked); break;
                case 5: if (Row("Gasession")) Entry.Standing(asked); break;
                case 6: if (Row("Paclaim")) Entry.Claim(asked); break;
                case 7: if (Row("Palogin/first")) Entry.LoginFirst(asked); break;
                case 8: if (Row("Palogin/final")) Entry.LoginFinal(asked); break;
                case 9: if (Row("Pllogout")) Entry.Logout(asked); break;
                case 10: if (Row("Porules")) Doors.Add(asked); break;
                case 11: if (Row("Porules/edit")) Doors.Edit(asked); break;
                case 12: if (Row("Porules/enable")) Doors.Enable(asked); break;
                case 13: if (Row("Porules/disable")) Doors.Disable(asked); break;
                case 14: if (Row("Porules/delete")) Doors.Delete(asked); break;
                case 15: if (Row("Porules/move")) Doors.Move(asked); break;
                case 16: if (Row("Porules/undo")) Doors.Undo(asked); break;
                case 17: if (Row("Pkrules/check")) Doors.Check(asked); break;
                case 18: if (Row("Grwhy")) Doors.Why(asked); break;
                case 19: if (Row("Grtest")) Tests.Show(asked); break;
                case 20: if (Row("Potest")) Tests.Start(asked); break;
                case 21: if (Row("Ponow/kick")) Live.Kick(asked); break;
                case 22: if (Row("Grpeople")) People.List(asked); break;
                case 23: if (Row("Popeople/grant")) People.Give(asked); break;
                case 24: if (Row("Popeople/allow")) People.Allow(asked); break;
                case 25: if (Row("Popeople/revoke")) People.Revoke(asked); break;
                case 26: if (Row("Popeople/refresh")) People.Refresh(asked); break;
                case 27: if (Row("Popeople/grace")) People.Grace(asked); break;
                case 28: if (Row("Popeople/unban")) People.Unban(asked); break;
                case 29: if (Row("Popeople/forget-knocks")) People.ForgetKnocks(asked); break;
                case 30: if (Row("Grboard")) Board.Board(asked); break;
                case 31: if (Row("Poboard/name")) Board.Name(asked); break;
                case 32: if (Row("Plboard/hosts")) Board.Hosts(asked); break;
                case 33: if (Row("Plboard/network")) Trials.Address(asked); break;
                case 34: if (Row("Plboard/admin")) Trials.Networks(asked); break;
                case 35: if (Row("Plboard/port")) Trials.Port(asked); break;
                case 36: if (Row("Plboard/password")) Trials.Password(asked); break;
                case 37: if (Row("Grpending")) Trials.Pending(asked); break;
                case 38: if (Row("Plpending/confirm")) Trials.Confirm(asked); break;
                case 39: if (Row("Plpending/revert")) Trials.Revert(asked); break;
                case 40: if (Row("Grkeys")) Access.Keys(asked); break;
                case 41: if (Row("Plkeys")) Access.AddKey(asked); break;
                case 42: if (Row("Plkeys/revoke")) Access.RevokeKey(asked); break;
                case 43: if (Row("Grlogins")) Access.Logins(asked); break;
                case 44: if (Row("Pllogins/revoke")) Access.RevokeLogin(asked); break;
                case 45: if (Row("Grbackup")) Backups.Backup(asked); break;
                case 46: if (Row("Lorestore/preview")) Backups.Preview(asked); break;
                case 47: if (Row("Llrestore")) Backups.Restore(asked); break;
                case 48: if (Row("Plrestore/back")) Backups.Back(asked); break;
                case 49: if (Row("Porestart")) Board.Restart(asked); break;
                case 50: if (Row("Plfactory-reset")) Board.FactoryReset(asked); break;
                case 51: if (Row("Poboard/zone")) Board.Zone(asked); break;
                default: VisitMore(i, asked); break;
            }
            return _row;
        }

        // The rest of the rows: being reached, looking ahead, metrics, invites,
        // and the page's second file.
        private void VisitMore(int i, Exchange asked)
        {
            switch (i)
            {
                case 52: if (Row("Grreach")) Reach.Show(asked); break;
                case 53: if (Row("Poreach/ddns")) Reach.Ddns(asked); break;
                case 54: if (Row("Poreach/router")) Reach.Router(asked); break;
                case 55: if (Row("Poreach/house")) Reach.House(asked); break;
                case 56: if (Row("Polook")) Look.Start(asked); break;
                case 57: if (Row("Grlook")) Look.Result(asked); break;
                case 58: if (Row("Gm/metrics")) Live.Metrics(asked); break;
                case 59: if (Row("Poboard/metrics")) Board.Metrics(asked); break;
                case 60: if (Row("Grinvites")) Invites.List(asked); break;
                case 61: if (Row("Poinvites")) Invites.Make(asked); break;
                case 62: if (Row("Poinvites/end")) Invites.End(asked); break;
                case 63: if (Row("Plinvites/port")) Invites.Port(asked); break;
                case 64: if (Row("Ga/board.js")) _page.Write(asked, PageFile.Board); break;
                default: break;
            }
        }

        private bool Row(string row)
        {
            _row = row;
            return _isAsked;
        }
    }
}
