// Rooms: the relay follows the table and leaves alone what was not touched.

using nanoFramework.TestFramework;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class TableChangeTests
    {
        private static Bench s_bench;
        private static Rule s_rule;
        private static FakeStream s_client;

        private static void Begin()
        {
            s_bench = new Bench().Begin();
            s_rule = s_bench.Open(false, 8080);
            s_client = s_bench.Connect(s_rule);
        }

        private static Rule Edited(int port)
        {
            Rule rule = Bench.NewRule(false, port);
            rule.Number = s_rule.Number;
            return rule;
        }

        private static void Put(Rule rule)
        {
            Assert.IsTrue(TableSet.Replace(s_bench.Gateway.Table, rule));
            s_bench.Step();
        }

        [TestMethod]
        public void Add_AnotherRule_LeavesSessionsAndListenersAlone()
        {
            Begin();
            FakeAcceptor before = s_bench.World.Network.Acceptor(8080);
            Rule other = s_bench.Open(false, 9090);
            TableSet.Remove(s_bench.Gateway.Table, other.Number);
            s_bench.Step();
            Assert.IsFalse(s_client.IsClosed);
            Assert.IsTrue(before == s_bench.World.Network.Acceptor(8080));
            Assert.IsTrue(s_bench.World.Network.Acceptor(9090).IsClosed);
            Assert.AreEqual(3, s_bench.Gateway.Relay.Budget.Open);
        }

        [TestMethod]
        public void Edit_OnlyTheNote_KeepsSessionAndCounters()
        {
            Begin();
            Rule edited = Edited(8080);
            edited.Note = "camera";
            Put(edited);
            Assert.IsFalse(s_client.IsClosed);
            Assert.AreEqual(1, edited.Tally.Admitted);
            Assert.AreEqual(1, s_bench.World.Network.Acceptors.Count);
            s_client.Arrive(5, 0);
            s_bench.Step();
            Assert.IsTrue(edited.Tally.BytesIn == 5);
        }

        [TestMethod]
        public void Import_TheSameDoorInOtherWords_CountsWhoIsInsideOnce()
        {
            Begin();
            Rule brought = Bench.NewRule(false, 8080);
            brought.Note = "camera";
            Assert.IsTrue(s_bench.Gateway.Edits.ReplaceAll(new Rule[] { brought }).IsGood);
            s_bench.Step();
            Assert.AreEqual(s_rule.Number, brought.Number);
            Assert.IsFalse(s_client.IsClosed);
            Assert.AreEqual(1, brought.Tally.Live);
            s_bench.Gateway.Relay.Roster.EndAll(Journal.EndReason.Kicked, 0);
            Assert.AreEqual(0, brought.Tally.Live);
            // The door as it was forgets them, too.
            Assert.IsTrue(s_bench.Gateway.Edits.Undo().IsGood);
            s_bench.Step();
            Assert.AreEqual(0, s_rule.Tally.Live);
        }

        [TestMethod]
        public void Edit_ClientNoLongerOnTheList_EndsIt()
        {
            Begin();
            Rule edited = Edited(8080);
            edited.From.Entries[0].Network = new Cidr(0x01020304, 32);
            Put(edited);
            Assert.IsTrue(s_client.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("KR"));
        }

        [TestMethod]
        public void Edit_OtherTarget_EndsSessions()
        {
            Begin();
            Rule edited = Edited(8080);
            edited.TargetPort = 81;
            Put(edited);
            Assert.AreEqual(1, s_bench.Ends("KR"));
        }

        [TestMethod]
        public void Edit_OtherPort_MovesTheListener()
        {
            Begin();
            Put(Edited(8081));
            Assert.IsTrue(s_bench.World.Network.Acceptor(8080).IsClosed);
            Assert.IsFalse(s_bench.World.Network.Acceptor(8081).IsClosed);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Budget.Listeners);
        }

        [TestMethod]
        public void SwitchOff_ClosesPortAndSessions()
        {
            Begin();
            Rule off = Edited(8080);
            off.IsEnabled = false;
            Put(off);
            Assert.IsTrue(s_client.IsAborted);
            Assert.IsTrue(s_bench.World.Network.Acceptor(8080).IsClosed);
            Assert.AreEqual(PortState.Closed, s_bench.Gateway.Relay.StateOf(off));
            Assert.AreEqual(0, s_bench.Gateway.Relay.Budget.Open);
        }

        [TestMethod]
        public void EmptyList_OpensNoPort()
        {
            s_bench = new Bench().Begin();
            Rule closed = Bench.NewRule(false, 8080);
            closed.From.Entries = new AllowEntry[0];
            s_bench.Gateway.Table.Add(closed);
            s_bench.Step();
            Assert.AreEqual(0, s_bench.World.Network.Acceptors.Count);
        }

        [TestMethod]
        public void PortInUse_WaitsSaysWhyAndTriesAgain()
        {
            s_bench = new Bench().Begin();
            s_bench.World.Network.TakenPort = 8080;
            Rule waiting = s_bench.Open(false, 8080);
            Rule other = s_bench.Open(false, 9090);
            Assert.AreEqual(PortState.Waiting, s_bench.Gateway.Relay.StateOf(waiting));
            Assert.AreEqual("taken by a test", s_bench.Gateway.Relay.TroubleOf(waiting));
            Assert.AreEqual(PortState.Listening, s_bench.Gateway.Relay.StateOf(other));
            int lines = s_bench.Gateway.Journal.Written;
            s_bench.Pass(Limits.ReopenMs);
            Assert.AreEqual(lines, s_bench.Gateway.Journal.Written);
            s_bench.World.Network.TakenPort = 0;
            s_bench.Pass(Limits.ReopenMs);
            Assert.AreEqual(PortState.Listening, s_bench.Gateway.Relay.StateOf(waiting));
        }

        [TestMethod]
        public void ListenerDies_IsReopenedAndSessionsLive()
        {
            Begin();
            s_bench.World.Network.Acceptor(8080).Died = true;
            s_bench.Step();
            Assert.AreEqual(PortState.Waiting, s_bench.Gateway.Relay.StateOf(s_rule));
            s_bench.Pass(Limits.ReopenMs);
            Assert.AreEqual(PortState.Listening, s_bench.Gateway.Relay.StateOf(s_rule));
            Assert.AreEqual(2, s_bench.World.Network.Acceptors.Count);
            Assert.IsFalse(s_client.IsClosed);
        }

        [TestMethod]
        public void TooManyListeners_TheLastWaits()
        {
            s_bench = new Bench();
            s_bench.Limits.ListenersMax = 2;
            s_bench.Begin();
            s_bench.Open(false, 1001);
            s_bench.Open(false, 1002);
            Rule third = s_bench.Open(false, 1003);
            Assert.AreEqual(PortState.Waiting, s_bench.Gateway.Relay.StateOf(third));
            Assert.Contains("2 listeners", s_bench.Gateway.Relay.TroubleOf(third));
        }

        [TestMethod]
        public void Close_EndsEverything()
        {
            Begin();
            s_bench.Gateway.Close();
            Assert.IsTrue(s_client.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("KS"));
            Assert.AreEqual(0, s_bench.Gateway.Relay.Budget.Open);
        }
    }
}
