// Admin: the rooms of one gateway in one bundle, as the owner's two mouths see them. The gateway
// fills it once; the mouths live in an assembly below the gateway's own and cannot name it.

using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Admin
{
    /// <summary>What console and page may look at and change. All fields must be set.</summary>
    internal sealed class Interior
    {
        public Surroundings Around;
        public Limits Limits;
        public Journal.Journal Journal;
        public Counters Counters;
        public RuleTable Table;
        public Admission Admission;
        public GrantBook Grants;
        public Directory Names;
        public Relay.Relay Relay;
        public TableStore Store;
        public Settings Settings;
        public BackupStore Backups;
        public Front Front;
    }
}
