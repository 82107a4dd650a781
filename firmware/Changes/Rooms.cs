// Changes: what one gateway is made of, in one bundle, as the owner's two mouths see it. The
// gateway fills it once, the page's side (WebFront) three of its fields; so neither mouth knows the
// other.

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Reach;
using Portreeve.Settings;
using Portreeve.SignIn;
using Portreeve.Table;
using Portreeve.Web;

namespace Portreeve.Changes
{
    /// <summary>What console and page may look at and change. All fields must be set.</summary>
    internal sealed class Rooms
    {
        public Surroundings Around;
        public Limits Limits;
        public Journal.Journal Journal;
        public Counters Counters;
        public RuleTable Table;
        public Admission Admission;
        public GrantBook Grants;
        public Resolver Names;
        public Relay.Relay Relay;
        public TableStore Store;
        public BoardSettings Settings;
        public BackupStore Backups;
        public WebServer Server;
        public Login Login;
        public ConfirmOrRevert Trial;
        public Reachability Reach;
        public Doctor Doctor;
    }
}
