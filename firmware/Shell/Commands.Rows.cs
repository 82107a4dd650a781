// Shell: the one list of commands, a row each: name, arguments and help as Command.Row has them,
// and what makes the command when it is wanted. As objects they took 4.3 KB of the chip's heap for
// all time; a row that is looked at takes 24 bytes for a moment.

using Portreeve.Changes;

namespace Portreeve.Shell
{
    /// <content>The rows.</content>
    internal sealed partial class Commands
    {
        private const int FirstOfPeople = 19;
        private const int FirstOfBoard = 31;

        // Looks at row i, and makes its command if one is wanted.
        private Command Visit(int i)
        {
            _row = null;
            return i < FirstOfPeople ? OfDoors(i) : i < FirstOfBoard ? OfPeople(i) : OfBoard(i);
        }

        private Command OfDoors(int i)
        {
            switch (i)
            {
                case 0: return Row(
                    "help;[WORD];all commands; \"help rule\" tells how a rule is written")
                    ? new HelpCommand(this) : null;
                case 1: return Row("show status;[json];how the gateway stands")
                    ? Show(ShowCommand.Status) : null;
                case 2: return Row("show rules;[json];the rules, their state and their counters")
                    ? Show(ShowCommand.Rules) : null;
                case 3: return Row("show sessions;[json];who is inside over TCP")
                    ? Show(ShowCommand.Sessions) : null;
                case 4: return Row("show mappings;[json];who is inside over UDP")
                    ? Show(ShowCommand.Mappings) : null;
                case 5: return Row("show limits;[json];every limit: now, highest, most")
                    ? Show(ShowCommand.LimitsTable) : null;
                case 6: return Row("show journal;[json];what happened lately")
                    ? Show(ShowCommand.JournalLines) : null;
                case 7: return Row(
                    "portmap add;RULE;adds a rule; \"help rule\" tells how it is written")
                    ? new AddCommand(_rooms, _edits) : null;
                case 8: return Row(
                    "portmap edit;N RULE;puts another line in its place; Tab fetches the old")
                    ? new EditCommand(_rooms, _edits) : null;
                case 9: return Row("portmap enable;N;switches a rule on")
                    ? Rule(RuleCommand.Enable) : null;
                case 10: return Row("portmap disable;N;switches a rule off; its connections end")
                    ? Rule(RuleCommand.Disable) : null;
                case 11: return Row("portmap del;N;deletes a rule")
                    ? Rule(RuleCommand.Delete) : null;
                case 12: return Row(
                    "portmap move;N PLACE;moves a rule to another place in the list")
                    ? new MoveCommand(_rooms, _edits) : null;
                case 13: return Row("portmap undo;;undoes the last change of the rules")
                    ? new UndoCommand(_rooms, _edits) : null;
                case 14: return Row(
                    "portmap check;RULE;would this rule be taken? Changes nothing")
                    ? new CheckCommand(_rooms, _edits) : null;
                case 15: return Row(
                    "why;tcp|udp PORT from ADDRESS [at 2026-12-01T18:00];would this address "
                    + "be let in, and why?")
                    ? new WhyCommand(_rooms) : null;
                case 16: return Row("end;N|all;ends a session or mapping, or all of them")
                    ? new KickCommand(_live) : null;
                case 17: return Row(
                    "test;[N [wait]];walks the way of a rule, or of all, and says what is well; "
                    + "wait tells who comes")
                    ? new TestCommand(_rooms, _edits) : null;
                case 18: return Row("share;N;the address to give to a friend")
                    ? new ShareCommand(_rooms, _edits) : null;
                default: return null;
            }
        }

        private Command OfPeople(int i)
        {
            switch (i)
            {
                case 19: return Row(
                    "friends;[grace 24h|grace strict];names we follow: where they are, "
                    + "since when, and what is wrong")
                    ? People(PeopleCommand.Friends) : null;
                case 20: return Row("lookup;NAME;asks DNS now where a friend is")
                    ? Person(PersonCommand.Lookup) : null;
                case 21: return Row("grants;;who may come in beside the lists, and until when")
                    ? People(PeopleCommand.Grants) : null;
                case 22: return Row(
                    "grant;ADDRESS|NAME on RULE " + LengthWords.Help + ";lets an address in for a "
                    + "while; RULE is its number, \"tcp 8080\" or its note")
                    ? new GrantCommand(_rooms, Edits) : null;
                case 23: return Row("revoke;N;revokes grant N, and ends who came in by it")
                    ? Person(PersonCommand.Revoke) : null;
                case 24: return Row(
                    "knocks;[forget [N]];who was refused lately; \"allow N for 1h\" lets "
                    + "one in; forget takes one off, or all")
                    ? People(PeopleCommand.Knocks) : null;
                case 25: return Row(
                    "allow;N " + LengthWords.Help + ";answers knock N: lets its address in")
                    ? new AllowCommand(Edits) : null;
                case 26: return Row("bans;;who was refused too often, and for how long")
                    ? People(PeopleCommand.Bans) : null;
                case 27: return Row("unban;ADDRESS;lifts a ban")
                    ? Person(PersonCommand.Unban) : null;
                case 28: return Row(
                    "wake;RULE|TARGET|MAC;sends a magic packet to a machine that sleeps")
                    ? new WakeCommand(_rooms) : null;
                case 29: return Row("export;;prints all rules, to keep or to import elsewhere")
                    ? new ExportCommand(_rooms) : null;
                case 30: return Row(
                    "import;;takes lines of rules, up to a single dot, in place of all there are")
                    ? new ImportCommand(_rooms, _edits) : null;
                default: return null;
            }
        }

        private Command OfBoard(int i)
        {
            switch (i)
            {
                case 31: return Row(
                    "log;on|off|level quiet|changes|sessions|all;shows the journal as it is "
                    + "written")
                    ? new LogCommand(_log) : null;
                case 32: return Row("version;;which release this is")
                    ? Board(BoardCommand.Version) : null;
                case 33: return Row("uptime;;how long it runs, and why it last started")
                    ? Board(BoardCommand.Uptime) : null;
                case 34: return Row("free;;how much memory is left")
                    ? Board(BoardCommand.Free) : null;
                case 35: return Row(
                    "page;[from NETWORKS [sure] | unlock];where the page is, and who may see it; "
                    + "from lan,10.1.0.0/16 changes that, unlock forgets wrong passwords")
                    ? Page(PageCommand.Page) : null;
                case 36: return Row(
                    "claim;[new];shows the one-time code that makes this board yours; new "
                    + "makes another")
                    ? Page(PageCommand.Claim) : null;
                case 37: return Row("confirm;;keeps the change that waits")
                    ? Page(PageCommand.Confirm) : null;
                case 38: return Row("revert;;takes the change that waits back")
                    ? Page(PageCommand.Revert) : null;
                case 39: return Row(
                    "forget-password;;makes the page ask for a new password; rules and "
                    + "settings stay")
                    ? Page(PageCommand.Forget) : null;
                case 40: return Row(
                    "address;[dhcp | ADDRESS/BITS via ROUTER [dns SERVER]];the board's own "
                    + "address: shows it, or tries another one for a minute")
                    ? new AddressCommand(_rooms) : null;
                case 41: return Row(
                    "zone;[TEXT|utc];the time zone of hours and dates, a POSIX zone text")
                    ? new ZoneCommand(_rooms) : null;
                case 42: return Row(
                    "ddns;[PROVIDER NAMES [user USER] [plain] [every DAYS] | ask URL | "
                    + "resolver ADDRESS | now | off];keeps names at noip, dyndns, duckdns or a "
                    + "web address pointing here")
                    ? Reach(ReachCommand.Ddns) : null;
                case 43: return Row(
                    "router;[on|off|now];asks the router above to lead the ports of enabled "
                    + "rules here")
                    ? Reach(ReachCommand.Router) : null;
                case 44: return Row(
                    "mdns;[on [NAME]|off];our name in the house, such as portreeve.local")
                    ? Reach(ReachCommand.House) : null;
                case 45: return Row("show reach;[json];how we are reached: all of these together")
                    ? Show(ShowCommand.Reach) : null;
                case 46: return Row("restart;;starts anew; rules and settings stay")
                    ? new RestartCommand(_rooms) : null;
                case 47: return Row("factory-reset;;forgets all rules and settings; asks first")
                    ? new FactoryResetCommand(_rooms) : null;
                case 48: return Row(
                    "metrics;[off|key|open];numbers for Prometheus at /metrics: for nobody, for "
                    + "keys, or for all who may see the page")
                    ? new MetricsCommand(_rooms) : null;
                case 49: return Row(
                    "invite;[N for 3h [times 5] | end N | port 8444|off];a link that lets whoever "
                    + "opens it in for a while")
                    ? new InviteCommand(_rooms) : null;
                default: return null;
            }
        }

        private Command Reach(int what)
        {
            return new ReachCommand(_rooms, new ReachEdits(_rooms), what);
        }

        private Command Show(int view) { return new ShowCommand(_rooms, _edits, view); }

        private Command Rule(int what) { return new RuleCommand(_rooms, _edits, what); }

        private Command People(int what) { return new PeopleCommand(_rooms, Edits, what); }

        private Command Person(int what) { return new PersonCommand(Edits, what); }

        private Command Board(int what) { return new BoardCommand(_rooms, what); }

        private Command Page(int what) { return new PageCommand(_rooms, what); }

        private PeopleEdits Edits { get { return new PeopleEdits(_rooms, _edits); } }

        private bool Row(string row)
        {
            _row = row;
            return _isWanted;
        }
    }
}
