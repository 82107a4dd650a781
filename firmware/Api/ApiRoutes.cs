// Api: everything that can be asked of the page's server, in one table: the page, then what is
// polled. docs/openapi.yaml describes the same paths; a test holds the two together.

using Portreeve.Web;

namespace Portreeve.Api
{
    /// <summary>Makes the table.</summary>
    internal static class ApiRoutes
    {
        public static Route[] All(PageRoute page, ApiEntry entry, ApiDoors doors, ApiLive live,
            ApiPeople people, ApiBoard board, ApiTrials trials, ApiBackup backup)
        {
            const int Anybody = RouteAccess.Anybody;
            const int Reader = RouteAccess.Reader;
            const int Owner = RouteAccess.Owner;
            const int Login = RouteAccess.Login;
            const int Asker = RouteAccess.Asker;
            return new Route[]
            {
                new Route(HttpMethod.Get, "/", Anybody, page.Write, false),
                Get("status", Reader, live.Status),
                Get("now", Reader, live.Now),
                Get("journal", Reader, live.Journal),
                Get("rules", Reader, doors.List),
                Get("session", Anybody, entry.Standing),
                Post("claim", Anybody, entry.Claim),
                Post("login/first", Anybody, entry.LoginFirst),
                Post("login/final", Anybody, entry.LoginFinal),
                Post("logout", Login, entry.Logout),
                Post("rules", Owner, doors.Add),
                Post("rules/edit", Owner, doors.Edit),
                Post("rules/enable", Owner, doors.Enable),
                Post("rules/disable", Owner, doors.Disable),
                Post("rules/delete", Owner, doors.Delete),
                Post("rules/move", Owner, doors.Move),
                Post("rules/undo", Owner, doors.Undo),
                Post("rules/check", Asker, doors.Check),
                Get("why", Reader, doors.Why),
                Get("test", Reader, doors.TestResult),
                Post("test", Owner, doors.Test),
                Post("now/kick", Owner, live.Kick),
                Get("people", Reader, people.List),
                Post("people/grant", Owner, people.Give),
                Post("people/allow", Owner, people.Allow),
                Post("people/revoke", Owner, people.Revoke),
                Post("people/refresh", Owner, people.Refresh),
                Post("people/grace", Owner, people.Grace),
                Post("people/unban", Owner, people.Unban),
                Post("people/forget-knocks", Owner, people.ForgetKnocks),
                Get("board", Reader, board.Board),
                Post("board/name", Owner, board.Name),
                Post("board/hosts", Owner, board.Hosts),
                Post("board/network", Owner, trials.Address),
                Post("board/admin", Owner, trials.Networks),
                Post("board/port", Owner, trials.Port),
                Post("board/password", Login, trials.Password),
                Get("pending", Reader, trials.Pending),
                Post("pending/confirm", Owner, trials.Confirm),
                Post("pending/revert", Owner, trials.Revert),
                Get("keys", Reader, entry.Keys),
                Post("keys", Login, entry.AddKey),
                Post("keys/revoke", Login, entry.RevokeKey),
                Get("logins", Reader, entry.Logins),
                Post("logins/revoke", Login, entry.RevokeLogin),
                Get("backup", Reader, backup.Backup),
                Large("restore/preview", Asker, backup.Preview),
                Large("restore", Owner, backup.Restore),
                Post("restore/back", Owner, backup.Back),
                Post("restart", Owner, board.Restart),
                Post("factory-reset", Owner, board.FactoryReset)
            };
        }

        private static Route Get(string path, int access, RouteAnswer answer)
        {
            return new Route(HttpMethod.Get, path, access, answer, false);
        }

        private static Route Post(string path, int access, RouteAnswer answer)
        {
            return new Route(HttpMethod.Post, path, access, answer, false);
        }

        private static Route Large(string path, int access, RouteAnswer answer)
        {
            return new Route(HttpMethod.Post, path, access, answer, true);
        }
    }
}
