// Rooms: what a rule means against the table, the limits and our own addresses.

using nanoFramework.TestFramework;
using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class RuleCheckTests
    {
        private const long Now = 1700000000;

        [DataRow("tcp 8080 192.168.1.20:80 from lan")]
        [DataRow("tcp 8080 10.9.8.7 from lan")]
        [DataRow("tcp 8080 nas.lan from lan")]
        [DataRow("tcp 8080 8.8.8.8 from lan anywhere")]
        [DataRow("udp 80 192.168.1.20 from lan")]
        [DataRow("udp 8444 192.168.1.20 from lan")]
        [DataRow("udp 5000 192.168.1.20 from lan idle 2m")]
        [DataRow("tcp 8080 192.168.1.20 from any max 4")]
        [DataRow("tcp 8080 192.168.1.20 from any each 6 yield 2s")]
        public void GoodRule_Judged_HasNothingToSay(string line)
        {
            RuleDraft draft = Judge(line, new RuleTable(8));
            Assert.AreEqual(0, draft.Errors.Count);
        }

        [DataRow("tcp 80 192.168.1.20 from lan", 5, "port", "own page", "write 8080")]
        [DataRow("tcp 8444 192.168.1.20 from lan", 5, "port", "opens invites", "write 8445")]
        [DataRow("tcp 444 192.168.1.20:80 from lan", 5, "port", "rule 3", "write 8445")]
        [DataRow("tcp 81 192.168.1.20 from lan", 5, "port", "rule 1", "write 8081")]
        [DataRow("tcp 8080 8.8.8.8 from lan", 10, "target", "public", "anywhere")]
        [DataRow("tcp 8080 100.64.1.1 from lan", 10, "target", "public", "anywhere")]
        [DataRow("tcp 8080 169.254.169.254 from lan", 10, "target", "cloud", "anywhere")]
        [DataRow("tcp 8080 224.0.0.1 from lan", 10, "target", "one machine", "behind")]
        [DataRow("tcp 8080 255.255.255.255 from lan", 10, "target", "one machine", "behind")]
        [DataRow("tcp 8080 0.0.0.0 from lan", 10, "target", "one machine", "behind")]
        [DataRow("tcp 8080 192.168.1.255 from lan", 10, "target", "one machine", "behind")]
        [DataRow("tcp 8080 192.168.1.0 from lan", 10, "target", "one machine", "behind")]
        [DataRow("tcp 8080 localhost from lan", 10, "target", "localhost", "127.0.0.1")]
        [DataRow("tcp 8080 127.0.0.1:8080 from lan", 10, "target", "very rule", "another")]
        [DataRow("tcp 8080 192.168.1.5 from lan", 10, "target", "very rule", "another")]
        [DataRow("tcp 8080 192.168.1.5:80 from lan", 10, "target", "own page", "another")]
        [DataRow("tcp 8080 192.168.1.5:8444 from lan", 10, "target", "opens invites", "another")]
        [DataRow("tcp 8080 127.3.2.1:81 from lan", 10, "target", "is rule 1", "another")]
        [DataRow("tcp 82 192.168.1.20 from lan", 8, "target", "rule 2 leads to", "another")]
        public void BadRule_Judged_IsToldWithPlaceAndProposal(
            string line, int column, string field, string message, string proposal)
        {
            RuleTable table = new RuleTable(8);
            table.Add(RuleText.Read("tcp 81 10.0.0.1 from any each 6", 0).Rule);
            table.Add(RuleText.Read("tcp 83 192.168.1.5:82 from any each 6", 0).Rule);
            table.Add(RuleText.Read("tcp 444 10.0.0.1 from any each 6", 0).Rule);
            RuleDraft draft = Judge(line, table);
            Assert.IsFalse(draft.IsGood);
            Assert.AreEqual(1, draft.Errors.Count);
            TextError error = draft.Errors.At(0);
            Assert.AreEqual(column, error.Column);
            Assert.AreEqual(field, error.Field);
            Assert.Contains(message, error.Message);
            Assert.Contains(proposal, error.Proposal);
        }

        // Nothing but the page and the doors answers at a board's own address.
        [DataRow("tcp 8080 192.168.1.5:22 from lan", "192.168.1.5")]
        [DataRow("tcp 8080 127.0.0.1:3000 from lan", "127.0.0.1")]
        [DataRow("udp 8080 127.0.0.1:80 from lan", "127.0.0.1")]
        public void OwnAddress_IsTakenWithANote(string line, string address)
        {
            RuleDraft draft = Judge(line, new RuleTable(8));
            Assert.IsTrue(draft.IsGood);
            Assert.AreEqual(1, draft.Errors.Count);
            Assert.Contains(address + " is the gateway's own address",
                draft.Errors.At(0).Message);
        }

        // A computer has other programs there, which a door may well lead to.
        [DataRow("tcp 8080 192.168.1.5:22 from lan")]
        [DataRow("tcp 8080 127.0.0.1:3000 from lan")]
        public void OwnAddressOfAComputer_HasNothingToSay(string line)
        {
            RuleDraft draft = RuleText.Read(line, Now);
            Check(true).Judge(draft, new RuleTable(8), Now);
            Assert.AreEqual(0, draft.Errors.Count);
        }

        [TestMethod]
        public void SlipAndTakenPortAndPublicTarget_Judged_AreAllTold()
        {
            RuleTable table = new RuleTable(8);
            table.Add(RuleText.Read("tcp 81 10.0.0.1 from any each 6", 0).Rule);
            RuleDraft draft = Judge("tcp 81 8.8.8.8 form any each 6", table);
            Assert.AreEqual(3, draft.Errors.Count);
            Assert.AreEqual(5, draft.Errors.At(0).Column);
            Assert.AreEqual(8, draft.Errors.At(1).Column);
            Assert.AreEqual(16, draft.Errors.At(2).Column);
        }

        // The older rule names this very machine, by loopback or by its address.
        [DataRow("tcp 8080 127.0.0.1:9000 from any")]
        [DataRow("tcp 8080 192.168.1.5:9000 from any")]
        public void OlderRuleLeadsHere_NewOneWouldCloseTheLoop_IsRefused(string older)
        {
            RuleTable table = new RuleTable(8);
            table.Add(RuleText.Read(older, 0).Rule);
            RuleDraft draft = Judge("tcp 9000 10.0.0.1:80 from lan", table);
            Assert.IsFalse(draft.IsGood);
            Assert.Contains("rule 1 leads to port 9000", draft.Errors.At(0).Message);
            Assert.IsTrue(Judge("udp 9000 10.0.0.1:80 from lan", table).IsGood);
        }

        [TestMethod]
        public void Replacement_KeepingItsPort_IsNoDuplicateAndNoExtraRule()
        {
            RuleTable table = new RuleTable(1);
            table.Add(RuleText.Read("tcp 81 10.0.0.1 from any each 6", 0).Rule);
            RuleDraft draft = RuleText.Read("tcp 81 10.0.0.2 from any each 6", 0);
            draft.Rule.Number = 1;
            Check().Judge(draft, table, Now);
            Assert.AreEqual(0, draft.Errors.Count);
        }

        [TestMethod]
        public void FullTable_OneMore_SaysByHowMuch()
        {
            RuleTable table = new RuleTable(1);
            table.Add(RuleText.Read("tcp 81 10.0.0.1 from any each 6", 0).Rule);
            RuleDraft draft = Judge("tcp 82 10.0.0.1 from any each 6", table);
            Assert.AreEqual(1, draft.Errors.Count);
            Assert.Contains("2 rules, 1 more than the 1", draft.Errors.At(0).Message);
        }

        [TestMethod]
        public void ListEntries_OverTheLimitOfAllRules_SaysByHowMuch()
        {
            RuleTable table = new RuleTable(8);
            string list = "10.0.0.0";
            for (int i = 1; i < Limits.AllowEntriesMax - 1; i++) list += ",10.0.0." + i.ToString();
            RuleDraft large = new RuleDraft();
            large.Rule.Port = 81;
            large.Rule.From = ReadList(list);
            table.Add(large.Rule);
            Assert.IsTrue(Judge("tcp 82 10.0.0.1 from lan", table).IsGood);
            RuleDraft draft = Judge("tcp 82 10.0.0.1 from lan,any,1.2.3.4 each 6", table);
            Assert.AreEqual(1, draft.Errors.Count);
            Assert.AreEqual(22, draft.Errors.At(0).Column);
            Assert.Contains("66 list entries over all rules, 2 more than the 64",
                draft.Errors.At(0).Message);
        }

        [TestMethod]
        public void Listeners_OverTheBoards_OnlyOpenRulesCount()
        {
            RuleTable table = new RuleTable(16);
            for (int port = 1; port <= 7; port++)
            {
                table.Add(RuleText.Read("tcp " + port + " 10.0.0.1 from any each 6", 0).Rule);
            }
            RuleDraft draft = Judge("tcp 82 10.0.0.1 from any each 6", table);
            Assert.AreEqual(1, draft.Errors.Count);
            Assert.Contains("9 TCP listeners", draft.Errors.At(0).Message);
            Assert.Contains("1 more than the 8", draft.Errors.At(0).Message);
            Assert.IsTrue(Judge("off tcp 82 10.0.0.1 from any each 6", table).IsGood);
            Assert.IsTrue(Judge("tcp 82 10.0.0.1", table).IsGood);
            Assert.IsTrue(Judge("udp 82 10.0.0.1 from any each 6", table).IsGood);
        }

        [TestMethod]
        public void Sockets_SpentOnPorts_AreToldBeforeNoConnectionFits()
        {
            RuleTable table = new RuleTable(16);
            for (int port = 1; port <= 10; port++)
            {
                RuleDraft fits = Judge("udp " + port + " 10.0.0.1 from any each 6", table);
                Assert.IsTrue(fits.IsGood);
                table.Add(fits.Rule);
            }
            RuleDraft draft = Judge("udp 82 10.0.0.1 from any each 6", table);
            Assert.Contains("17 sockets", draft.Errors.At(0).Message);
        }

        [DataRow("tcp 8080 10.0.0.1", "from", "nobody")]
        [DataRow("tcp 8080 10.0.0.1 from any", "from", "as many connections as there are")]
        [DataRow("udp 8080 10.0.0.1 from lan,any", "from", "as many connections as there are")]
        [DataRow("udp 8080 10.0.0.1 from any each 6 idle 30s", "idle", "2 minutes")]
        [DataRow("tcp 8080 10.0.0.1 from any each 6 until 2020-05-05", "until", "already ended")]
        public void UnwiseRule_Judged_IsNotedButGood(string line, string field, string message)
        {
            RuleDraft draft = Judge(line, new RuleTable(8));
            Assert.IsTrue(draft.IsGood);
            Assert.AreEqual(1, draft.Errors.Count);
            Assert.IsTrue(draft.Errors.At(0).IsNote);
            Assert.AreEqual(field, draft.Errors.At(0).Field);
            Assert.Contains(message, draft.Errors.At(0).Message);
        }

        [TestMethod]
        public void CalendarRule_WithoutClock_IsNotedAsClosed()
        {
            RuleDraft draft = RuleText.Read("tcp 81 10.0.0.1 from lan hours mon 01:00-02:00", 0);
            Check().Judge(draft, new RuleTable(8), 0);
            Assert.IsTrue(draft.IsGood);
            Assert.Contains("stays closed", draft.Errors.At(0).Message);
        }

        private static RuleDraft Judge(string line, RuleTable table)
        {
            RuleDraft draft = RuleText.Read(line, Now);
            Check().Judge(draft, table, Now);
            return draft;
        }

        private static RuleCheck Check(bool isComputer = false)
        {
            Surroundings around = new Surroundings();
            around.Lan = new FakeLan();
            around.IsShared = isComputer;
            Limits limits = new Limits();
            SocketBudget budget = new SocketBudget(limits.SocketsMax, limits.ListenersMax,
                limits.ConnectionsMax);
            budget.PagePort = limits.WebPort;
            budget.InvitePort = 8444;
            return new RuleCheck(limits, around, budget);
        }

        private static Table.AllowList ReadList(string entries)
        {
            string[] texts = entries.Split(',');
            TextErrors errors = new TextErrors();
            Table.AllowList list = new Table.AllowList();
            list.Entries = new Table.AllowEntry[texts.Length];
            for (int i = 0; i < texts.Length; i++)
            {
                list.Entries[i] = AllowText.Read(texts[i], 1, 0, null, errors);
            }
            Assert.AreEqual(0, errors.Count);
            return list;
        }
    }
}
