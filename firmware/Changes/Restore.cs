// Changes: a backup on its way in. It is read and checked completely; what it would change is told
// before anything is done; then either all of it is stored or nothing. What locks the owner out
// (port, admin networks) is only tried, like any change of it (ConfirmOrRevert); the board's
// address and the password are never touched by a file. What a document does not mention stays.

using Portreeve.Access;
using Portreeve.Names;
using Portreeve.Settings;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Changes
{
    /// <summary>One document, read and checked.</summary>
    internal sealed class Restore
    {
        private readonly Rooms _rooms;
        private readonly TableEdits _edits;
        private readonly RuleTable _table;

        public Restore(Rooms rooms, TableEdits edits)
        {
            _rooms = rooms;
            _edits = edits;
            Grants = new GrantImport(rooms, Errors);
            Reach = new ReachImport(rooms, Errors);
            _table = new RuleTable(rooms.Limits.RulesMax);
            Name = rooms.Settings.Name;
            Hosts = rooms.Settings.Hosts;
            Networks = rooms.Settings.AdminNetworks;
            Port = rooms.Settings.WebPort;
            GraceMs = rooms.Names.Friends.GraceMs;
            Zone = rooms.Settings.Zone.Text;
        }

        /// <summary>Grows with whatever a restore could put back unseen: sent along with it, one
        /// that was looked at before is refused.</summary>
        public static int RevisionOf(Rooms rooms)
        {
            return rooms.Table.Version + rooms.Grants.Version + rooms.Settings.Version
                + rooms.Reach.Version;
        }

        /// <summary>What it sets; as it is now where the document says nothing.</summary>
        public string Name { get; private set; }

        public string[] Hosts { get; private set; }

        public string[] Networks { get; private set; }

        public int Port { get; private set; }

        /// <summary>How long friends are believed without a new answer.</summary>
        public long GraceMs { get; private set; }

        /// <summary>The time zone, a POSIX zone text; empty for UTC.</summary>
        public string Zone { get; private set; }

        /// <summary>The grants it sets.</summary>
        public readonly GrantImport Grants;

        /// <summary>How the board is reached.</summary>
        public readonly ReachImport Reach;

        /// <summary>The rules it sets, as they would be stored.</summary>
        public RuleTable Rules { get { return _table; } }

        /// <summary>True when there is no memory for its rules; then nothing else is told of it.
        /// </summary>
        public bool IsShort { get; private set; }

        /// <summary>What is wrong with the document.</summary>
        public readonly RestoreErrors Errors = new RestoreErrors();

        /// <summary>Reads and checks a document; all that is wrong with it is in the errors.
        /// </summary>
        public void Read(JsonReader json)
        {
            int format;
            if (json.KindOf("format") == JsonKind.Missing
                && json.KindOf("rules") == JsonKind.Missing)
            {
                Fail("product", "this file is not a backup of Portreeve");
                return;
            }
            if (json.KindOf("product") != JsonKind.Missing
                && json.Text("product") != BackupJson.Product)
            {
                Fail("product", "this file is not a backup of Portreeve");
            }
            if (!json.TryNumber("format", out format) || format < 1)
            {
                Fail("format", "the number of its format is missing");
            }
            else if (format > BackupJson.Format)
            {
                Fail("format", "this backup was made by newer firmware; update the board first");
            }
            string[] lines = json.Texts("rules");
            if (lines == null) Fail("rules", "the list of rules is missing");
            else ReadRules(lines);
            ReadGrants(json);
            ReadReach(json);
            ReadGrace(json);
            ReadBoard(json);
            CheckInvitePort();
        }

        /// <summary>Stores rules, grants, name, names, zone and grace period. Null when done, else
        /// why not; then all is as it was.</summary>
        /// <param name="nowMs">Monotonic time.</param>
        public string Store(long nowMs)
        {
            Rule[] rules = _rooms.Table.ToArray();
            Grant[] grants = _rooms.Grants.InForce();
            if (!_edits.HasRoomFor(_table.Count - rules.Length)) return TableEdits.NoRoom;
            string trouble = _edits.Put(_table.ToArray(_rooms.Table));
            if (trouble != null) return trouble;
            trouble = _rooms.Grants.Replace(Grants.Wanted);
            if (trouble == null)
            {
                trouble = Reach.Store();
                if (trouble == null) trouble = StoreBoard(nowMs);
                if (trouble != null)
                {
                    TakeBack(Reach.TakeBack(), "settings of being reached", ref trouble);
                    TakeBack(_rooms.Grants.Replace(grants), "grants", ref trouble);
                }
            }
            string left = trouble == null ? null : _edits.Put(rules);
            // Undo knows of the rules only where they are in force.
            if (trouble == null || left != null) _edits.RememberAll(rules);
            TakeBack(left, "rules", ref trouble);
            return trouble;
        }

        private string StoreBoard(long nowMs)
        {
            FriendBook friends = _rooms.Names.Friends;
            BoardSettings settings = _rooms.Settings;
            long graceMs = friends.GraceMs;
            string name = settings.HasOwnName ? settings.Name : "";
            string[] hosts = settings.Hosts;
            if (GraceMs != graceMs && !friends.SetGrace(GraceMs, nowMs))
            {
                friends.SetGrace(graceMs, nowMs);
                return "the friends' grace period could not be kept";
            }
            string zone = settings.Zone.Text;
            if (Name != settings.Name) settings.Name = Name;
            settings.Hosts = Hosts;
            settings.Zone.TrySet(Zone);
            if (settings.Save()) return null;
            settings.Zone.TrySet(zone);
            settings.Name = name;
            settings.Hosts = hosts;
            string trouble = settings.Trouble;
            bool isBack = GraceMs == graceMs || friends.SetGrace(graceMs, nowMs);
            TakeBack(isBack ? null : "flash failed", "grace period", ref trouble);
            return trouble;
        }

        // Flash that failed once may fail again on the way back: then the owner is told.
        private static void TakeBack(string failed, string what, ref string trouble)
        {
            if (failed == null) return;
            trouble += "; the " + what + " of the backup are in force all the same: return to the "
                + "settings before when flash works again";
        }

        private void ReadRules(string[] lines)
        {
            if (lines.Length > _table.Max)
            {
                Fail("rules", _table.Max.ToString() + " rules are all that fit");
            }
            // Beside the rules in force, until one of both tables goes.
            int count = lines.Length < _table.Max ? lines.Length : _table.Max;
            IsShort = !_rooms.Relay.Memory.Allows(count * Limits.ReadRuleBytes);
            for (int i = 0; i < count && !IsShort; i++)
            {
                RuleDraft draft = _edits.Judge(lines[i], 0, _table);
                if (draft.IsGood)
                {
                    _table.Add(draft.Rule);
                    continue;
                }
                Errors.Add("rule " + (i + 1).ToString() + ": ", draft.Errors);
            }
        }

        private void ReadGrants(JsonReader json)
        {
            string[] lines = json.Texts("grants");
            if (lines == null && json.KindOf("grants") != JsonKind.Missing)
            {
                Fail("grants", "the grants must be a list of lines");
            }
            Grants.Read(lines, _table);
        }

        private void ReadReach(JsonReader json)
        {
            string[] lines = json.Texts("reach");
            if (lines == null && json.KindOf("reach") != JsonKind.Missing)
            {
                Fail("reach", "how the board is reached must be a list of lines");
            }
            Reach.Read(lines);
        }

        private void ReadGrace(JsonReader json)
        {
            if (json.KindOf("friendGraceS") == JsonKind.Missing) return;
            int seconds;
            bool isGood = json.TryNumber("friendGraceS", out seconds) && seconds >= 0
                && seconds <= Duration.SecondsMax;
            if (isGood) GraceMs = seconds * 1000L;
            else Fail("friendGraceS", "the grace period is a number of seconds, 0 for strict");
        }

        private void ReadBoard(JsonReader json)
        {
            if (json.KindOf("name") != JsonKind.Missing)
            {
                string name = json.Text("name");
                string trouble = name == null ? "the name must be text"
                    : BoardSettings.TroubleWithName(name);
                if (trouble == null) Name = name;
                else Fail("name", trouble);
            }
            if (json.KindOf("hosts") != JsonKind.Missing)
            {
                string[] hosts = json.Texts("hosts");
                string trouble = BoardSettings.TroubleWithHosts(hosts);
                if (trouble == null) Hosts = hosts;
                else Fail("hosts", trouble);
            }
            if (json.KindOf("adminNetworks") != JsonKind.Missing)
            {
                string[] networks = json.Texts("adminNetworks");
                string trouble = AdminNetworks.TroubleWith(networks);
                if (trouble == null) Networks = networks;
                else Fail("adminNetworks", trouble);
            }
            if (json.KindOf("zone") != JsonKind.Missing)
            {
                string zone = json.Text("zone");
                bool isZone = zone != null && new Zone().TrySet(zone);
                if (isZone) Zone = zone;
                else Fail("zone", "the zone is written like CET-1CEST,M3.5.0,M10.5.0/3");
            }
            if (json.KindOf("webPort") == JsonKind.Missing) return;
            int port;
            bool isPort = json.TryNumber("webPort", out port) && Number.IsPort(port);
            if (!isPort) Fail("webPort", "the port is 1 to 65535");
            else if (_table.FindPort(false, port) != null) Fail("webPort", "a rule has this port");
            else Port = port;
        }

        private void CheckInvitePort()
        {
            int port = Reach.Wanted == null ? _rooms.Reach.Budget.InvitePort
                : Reach.Wanted.InvitePort;
            if (port == 0 || (port != Port && _table.FindPort(false, port) == null)) return;
            Fail("reach", "port " + port.ToString() + " is for invites, and "
                + (port == Port ? "for the page" : "for a rule"));
        }

        private void Fail(string field, string message)
        {
            Errors.Add(field, message);
        }
    }
}
