// Rooms: several sessions of one address: which of them give way, when, and which one stays.

using nanoFramework.TestFramework;
using Portreeve.Budget;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms
{
    [TestClass]
    public class SiblingTests
    {
        [TestMethod]
        public void Full_NewcomersOwnAtRest_GivesWayBeforeOthers()
        {
            Crowd.Begin(11, "tcp 8080 192.168.1.20:80 from any");
            FakeStream ben = Crowd.Knock(8080, Crowd.Ben);
            FakeStream first = Crowd.Knock(8080, Crowd.Anna);
            FakeStream second = Crowd.Knock(8080, Crowd.Anna);
            FakeStream third = Crowd.Knock(8080, Crowd.Anna);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Crowd.Bench.Pass(Limits.YieldMs);
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Assert.IsTrue(first.IsAborted);
            Assert.IsFalse(second.IsClosed || third.IsClosed || ben.IsClosed);
            Crowd.AssertJudgesSocketIsFree();
        }

        [TestMethod]
        public void Full_AddressAloneAtItsDoor_GivesWaySooner_AndNoSoonerOnceSomebodySharesIt()
        {
            Crowd.Begin(11, "tcp 8080 192.168.1.20:80 from any");
            FakeStream first = Crowd.Knock(8080, Crowd.Anna);
            FakeStream second = Crowd.Knock(8080, Crowd.Anna);
            Crowd.Knock(8080, Crowd.Anna);
            FakeStream next = Crowd.Knock(8080, Crowd.Anna);
            Crowd.Bench.Pass(Limits.YieldAloneMs - 10);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Crowd.Bench.Pass(10);
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Assert.IsTrue(first.IsAborted);
            // Ben comes in by the same rest; from then on both have a second.
            Crowd.Bench.Pass(Limits.YieldAloneMs);
            FakeStream ben = Crowd.Knock(8080, Crowd.Ben);
            Crowd.Bench.Pass(10);
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Assert.IsTrue(second.IsAborted);
            Crowd.Knock(8080, Crowd.Anna);
            Crowd.Bench.Pass(Limits.YieldAloneMs);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Crowd.Bench.Pass(Limits.YieldMs);
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Assert.IsFalse(ben.IsClosed || next.IsClosed);
            Crowd.AssertJudgesSocketIsFree();
        }

        // What she has at another door does not make this one hers alone.
        [TestMethod]
        public void Full_AddressWithMoreAtAnotherDoor_IsNotAlone()
        {
            Crowd.Begin(14, "tcp 8080 192.168.1.20:80 from any",
                "tcp 8443 192.168.1.20:443 from any");
            Crowd.Knock(8443, Crowd.Anna);
            FakeStream ben = Crowd.Knock(8080, Crowd.Ben);
            FakeStream first = Crowd.Knock(8080, Crowd.Anna);
            FakeStream second = Crowd.Knock(8080, Crowd.Anna);
            Crowd.Knock(8080, Crowd.Carl);
            Crowd.Bench.Pass(Limits.YieldAloneMs);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Crowd.Bench.Pass(Limits.YieldMs);
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Assert.IsFalse(ben.IsClosed || first.IsClosed && second.IsClosed);
        }

        [TestMethod]
        public void Full_AddressThatHoldsMost_GivesWayAfterASecondOfRest()
        {
            Crowd.Begin(11, "tcp 8080 192.168.1.20:80 from any");
            FakeStream first = Crowd.Knock(8080, Crowd.Anna);
            FakeStream second = Crowd.Knock(8080, Crowd.Anna);
            FakeStream ben = Crowd.Knock(8080, Crowd.Ben);
            FakeStream carl = Crowd.Knock(8080, Crowd.Carl);
            Crowd.Bench.Pass(Limits.YieldMs - 10);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Crowd.Bench.Pass(10);
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Assert.IsTrue(first.IsAborted);
            Assert.IsFalse(second.IsClosed || ben.IsClosed || carl.IsClosed);
            // Now each has one, and the last of an address is asked after a minute only.
            FakeStream late = Crowd.Bench.World.Network.Acceptor(8080).Knock(Bench.Stranger);
            Crowd.Bench.Pass(Limits.GiveWayIdleMs - 2 * Limits.YieldMs);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Crowd.Bench.Pass(2 * Limits.YieldMs);
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Assert.IsFalse(late.IsClosed);
        }

        // The one whose target is gone has one socket only. It gave that up for a newcomer who was
        // then refused all the same: her other one was her last by now, and stayed.
        [TestMethod]
        public void Full_OnlyBothOfAnAddressWouldDo_NobodyGivesWay_NewcomerWaits()
        {
            Crowd.Begin(11, "tcp 8080 192.168.1.20:80 from any",
                "tcp 2222 192.168.1.20:22 from any");
            // Who has nothing to do with it.
            FakeStream carl = Crowd.Knock(2222, Crowd.Carl);
            FakeStream first = Crowd.Knock(8080, Crowd.Anna);
            FakeStream second = Crowd.Knock(8080, Crowd.Anna);
            Crowd.Bench.World.Network.DialAt(1).Upstream.IsBroken = true;
            SocketBudget budget = Crowd.Bench.Gateway.Relay.Budget;
            Crowd.Bench.Step();
            for (int i = 0; i < 3; i++) Assert.IsTrue(budget.TakeOwner());
            Crowd.Bench.Pass(Limits.YieldAloneMs);
            FakeStream ben = Crowd.Knock(8080, Crowd.Ben);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Assert.IsFalse(first.IsClosed || second.IsClosed || ben.IsClosed || carl.IsClosed);
            // As soon as one of them is enough he comes in.
            budget.ReturnOwner();
            Crowd.Bench.Step();
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Assert.IsTrue(first.IsClosed);
            Assert.IsFalse(second.IsClosed || ben.IsClosed || carl.IsClosed);
            Crowd.AssertJudgesSocketIsFree();
        }

        // At the full door she has one and gives it up, whichever of her two doors she came to
        // first: what she has at the other one stays hers.
        [DataRow(8080, 8443)]
        [DataRow(8443, 8080)]
        public void RuleFull_AddressHasMoreAtAnotherDoor_GivesWayWhicheverCameFirst(int one,
            int other)
        {
            Crowd.Begin(16, "tcp 8080 192.168.1.20:80 from any max 1",
                "tcp 8443 192.168.1.20:443 from any");
            Crowd.Knock(one, Crowd.Anna);
            Crowd.Knock(other, Crowd.Anna);
            Crowd.Knock(8080, Crowd.Ben);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Crowd.Bench.Pass(Limits.YieldMs);
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Assert.AreEqual(2, Crowd.Bench.Gateway.Relay.Roster.SessionCount);
            Assert.AreEqual(1, Crowd.Bench.Ends("RD"));
        }

        // Whoever closes and comes back at once is one, not two.
        [TestMethod]
        public void EachOne_CloseAndReconnectAtOnce_IsLetIn()
        {
            Crowd.Begin(16, "tcp 3389 192.168.1.20:3389 from any each 1");
            FakeStream client = Crowd.Knock(3389, Crowd.Anna);
            for (int i = 0; i < 20; i++)
            {
                client.IsFinished = true;
                Crowd.Bench.Upstream().IsFinished = true;
                client = Crowd.Knock(3389, Crowd.Anna);
                Assert.IsFalse(client.IsClosed);
                Assert.AreEqual(1, Crowd.Bench.Gateway.Relay.Roster.SessionCount);
            }
            Assert.AreEqual(0, Crowd.Bench.Ends("PS"));
        }
    }
}
