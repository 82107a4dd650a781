// Rooms: who gets in, who waits, who gives way.

using nanoFramework.TestFramework;
using Portreeve.Journal;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class IntakeTests
    {
        private static Bench s_bench;
        private static Rule s_rule;

        private static void Begin(int sockets)
        {
            s_bench = Bench.With(sockets);
            s_rule = s_bench.Open(false, 8080);
        }

        private static FakeAcceptor Door()
        {
            return s_bench.World.Network.Acceptor(8080);
        }

        [TestMethod]
        public void Knock_Stranger_IsResetAndNobodyIsDialed()
        {
            Begin(16);
            FakeStream stranger = Door().Knock(Bench.Stranger);
            s_bench.Step();
            Assert.IsTrue(stranger.IsAborted);
            Assert.AreEqual(0, s_bench.World.Network.Dials.Count);
            Assert.AreEqual(1, s_bench.Ends("PA"));
            Assert.AreEqual(1, s_rule.Tally.Refused);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Budget.Open);
            Assert.Contains("8.8.8.8:50000 PA", s_bench.LastLine());
        }

        [TestMethod]
        public void Knock_Friend_DialsTheTarget()
        {
            Begin(16);
            s_bench.Connect(s_rule);
            Assert.AreEqual(Bench.Target, s_bench.World.Network.DialAt(0).Address);
            Assert.AreEqual(80, s_bench.World.Network.DialAt(0).Port);
            Assert.AreEqual(3, s_bench.Gateway.Relay.Budget.Open);
            Assert.AreEqual(1, s_rule.Tally.Admitted);
        }

        [TestMethod]
        public void Knock_BudgetSpent_WaitsInTheBacklog()
        {
            Begin(8);
            s_bench.Connect(s_rule);
            s_bench.Connect(s_rule);
            s_bench.Pass(Limits.YieldAloneMs - 10);
            FakeStream third = Door().Knock(Bench.Friend);
            s_bench.Step();
            Assert.AreEqual(1, Door().Waiting);
            Assert.IsFalse(third.IsClosed);
            Assert.AreEqual(PortState.Full, s_bench.Gateway.Relay.StateOf(s_rule));
            s_bench.Gateway.Relay.Roster.Kick(1, s_bench.World.Ms);
            s_bench.Step();
            Assert.AreEqual(0, Door().Waiting);
            s_bench.Gateway.Relay.Roster.EndAll(EndReason.Kicked, s_bench.World.Ms);
            s_bench.Step();
            Assert.AreEqual(PortState.Listening, s_bench.Gateway.Relay.StateOf(s_rule));
            Assert.IsTrue(third.IsAborted);
        }

        [TestMethod]
        public void Knock_BudgetSpentAndOneIdle_AdmittedTakesItsPlace()
        {
            Begin(8);
            FakeStream first = s_bench.Connect(s_rule);
            s_bench.Pass(1000);
            FakeStream second = s_bench.Connect(s_rule);
            s_bench.Pass(Limits.GiveWayIdleMs);
            FakeStream third = Door().Knock(Bench.Friend);
            s_bench.Step();
            Assert.IsTrue(first.IsAborted);
            Assert.IsFalse(second.IsClosed);
            Assert.IsFalse(third.IsClosed);
            Assert.AreEqual(1, s_bench.Ends("RD"));
            Assert.AreEqual(2, s_bench.Gateway.Relay.Roster.SessionCount);
        }

        [TestMethod]
        public void Knock_BudgetSpentAndOneIdle_StrangerEvictsNobody()
        {
            Begin(8);
            FakeStream first = s_bench.Connect(s_rule);
            s_bench.Connect(s_rule);
            s_bench.Pass(Limits.GiveWayIdleMs);
            FakeStream stranger = Door().Knock(Bench.Stranger);
            s_bench.Step();
            Assert.IsTrue(stranger.IsAborted);
            Assert.IsFalse(first.IsClosed);
            Assert.AreEqual(0, s_bench.Ends("RD"));
            Assert.AreEqual(2, s_bench.Gateway.Relay.Roster.SessionCount);
        }

        [TestMethod]
        public void Knock_BudgetSpentAndOneDrainsInSilence_TakesItsPlaceAtOnce()
        {
            Begin(8);
            FakeStream first = s_bench.Connect(s_rule);
            s_bench.Upstream().CanHalfClose = false;
            FakeStream second = s_bench.Connect(s_rule);
            first.IsFinished = true;
            s_bench.Step();
            FakeStream third = Door().Knock(Bench.Friend);
            s_bench.Pass(Limits.DrainLastMs - 2);
            Assert.AreEqual(1, Door().Waiting);
            s_bench.Pass(2);
            Assert.AreEqual(0, Door().Waiting);
            Assert.IsTrue(first.IsClosed);
            Assert.IsFalse(first.IsAborted);
            Assert.IsFalse(second.IsClosed);
            Assert.IsFalse(third.IsClosed);
        }

        [TestMethod]
        public void Knock_RulesOwnLimit_WaitsInTheBacklog()
        {
            Begin(16);
            Rule limited = Bench.NewRule(false, 8080);
            limited.Number = s_rule.Number;
            limited.SessionsMax = 1;
            TableSet.Replace(s_bench.Gateway.Table, limited);
            s_bench.Step();
            s_bench.Connect(limited);
            FakeStream second = s_bench.Connect(limited);
            Assert.AreEqual(1, Door().Waiting);
            Assert.AreEqual(PortState.Full, s_bench.Gateway.Relay.StateOf(limited));
            s_bench.Pass(Limits.GiveWayIdleMs - 10);
            Assert.AreEqual(1, Door().Waiting);
            // The last of its address gives way after the minute, to its own as to others.
            s_bench.Pass(10);
            Assert.IsFalse(second.IsClosed);
            Assert.AreEqual(1, s_bench.Ends("RD"));
            Assert.AreEqual(0, s_bench.Ends("PM"));
        }

        [TestMethod]
        public void Knock_MemoryShort_IsRefused()
        {
            Begin(16);
            s_bench.World.Free = Limits.HeapBytesMin + Limits.WebConnectionBytes
                + Limits.SessionBytes - 1;
            FakeStream client = s_bench.Connect(s_rule);
            Assert.IsTrue(client.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("RM"));

            // The owner's share is his: once his page is open it is not kept twice.
            s_bench.Gateway.Budget.TakeOwnerConnection();
            Assert.IsFalse(s_bench.Connect(s_rule).IsAborted);
            s_bench.World.Free = Limits.HeapBytesMin + Limits.SessionBytes - 1;
            Assert.IsTrue(s_bench.Connect(s_rule).IsAborted);
            Assert.AreEqual(2, s_bench.Ends("RM"));
        }

        [TestMethod]
        public void Knock_NoMemoryForBuffers_IsRefused()
        {
            Begin(16);
            s_bench.World.SystemFree = Limits.SystemBytesMin - 1;
            Assert.IsTrue(s_bench.Connect(s_rule).IsAborted);
            Assert.AreEqual(1, s_bench.Ends("RM"));
        }

        [TestMethod]
        public void Knock_NoNetworkForTheDial_IsRefused()
        {
            Begin(16);
            s_bench.World.Network.IsDown = true;
            FakeStream client = s_bench.Connect(s_rule);
            Assert.IsTrue(client.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("RC"));
            Assert.AreEqual(1, s_bench.Gateway.Relay.Budget.Open);
            Assert.AreEqual(0, s_rule.Tally.Live);
        }

        [TestMethod]
        public void Knock_Scan_WritesAFewLinesAndThenOneASecond()
        {
            Begin(16);
            int before = s_bench.Gateway.Journal.Written;
            for (int i = 0; i < 500; i++)
            {
                Door().Knock(Bench.Stranger + (uint)i);
                s_bench.Step();
            }
            Assert.AreEqual(before + 4, s_bench.Gateway.Journal.Written);
            s_bench.Pass(1000);
            Door().Knock(Bench.Stranger + 500);
            s_bench.Step();
            Assert.Contains("(and 496 more before it)", s_bench.LastLine());
            Assert.AreEqual(501, s_rule.Tally.Refused);
        }

        [TestMethod]
        public void Knock_SameStrangerAgain_WritesNoFurtherLine()
        {
            Begin(16);
            int before = s_bench.Gateway.Journal.Written;
            for (int i = 0; i < 100; i++)
            {
                Door().Knock(Bench.Stranger);
                s_bench.Pass(2000);
            }
            Assert.AreEqual(before + 1, s_bench.Gateway.Journal.Written);
            Assert.AreEqual(100, s_bench.Gateway.Admission.Knocks.At(0).Count);
        }
    }
}
