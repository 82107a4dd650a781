// Rooms: who gives way to whom when the sockets are spent, and what is never spent.

using nanoFramework.TestFramework;
using Portreeve.Budget;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class SharingTests
    {
        private const uint Anna = 0xCB007150;
        private const uint Ben = 0xCB007151;
        private const uint Carl = 0xCB007152;
        private static Bench s_bench;

        private static void Begin(int sockets, params string[] lines)
        {
            s_bench = Bench.With(sockets);
            for (int i = 0; i < lines.Length; i++)
            {
                s_bench.Gateway.Table.Add(RuleText.Read(lines[i], 0).Rule);
            }
            s_bench.Step();
        }

        private static FakeStream Knock(int port, uint source)
        {
            FakeStream client = s_bench.World.Network.Acceptor(port).Knock(source);
            s_bench.Step();
            s_bench.Step();
            AssertJudgesSocketIsFree();
            return client;
        }

        private static void AssertJudgesSocketIsFree()
        {
            SocketBudget budget = s_bench.Gateway.Relay.Budget;
            Assert.IsTrue(budget.Spare >= 1 && budget.SpareConnections >= 1);
        }

        private static int Waiting(int port)
        {
            return s_bench.World.Network.Acceptor(port).Waiting;
        }

        // The simplest set-up: page and one rule leave two sockets beside five sessions, and the
        // sixth once took the judge's; from then on nobody gave way any more, for two hours.
        [TestMethod]
        [DataRow(16)]
        [DataRow(15)]
        [DataRow(12)]
        [DataRow(9)]
        public void SilentStrangersByAny_FillEverySocket_FriendsStillGetIn(int sockets)
        {
            Begin(sockets, "tcp 8080 192.168.1.20:80 from any", "tcp 2222 192.168.1.20:22 from "
                + "203.0.113.80");
            for (uint i = 0; i < 30; i++) Knock(8080, 0x08080800 + i);
            Assert.IsTrue(Waiting(8080) > 0);
            s_bench.Pass(Limits.YieldMs);
            FakeStream friend = Knock(2222, Anna);
            Assert.AreEqual(0, Waiting(2222));
            Assert.IsFalse(friend.IsClosed);
            // However many minutes the others take turns.
            for (int i = 0; i < 100; i++)
            {
                s_bench.Pass(Limits.GiveWayIdleMs / 10);
                AssertJudgesSocketIsFree();
            }
            Assert.IsFalse(friend.IsClosed);
        }

        [TestMethod]
        public void Full_NewcomersOwnAtRest_GivesWayBeforeOthers()
        {
            Begin(11, "tcp 8080 192.168.1.20:80 from any");
            FakeStream ben = Knock(8080, Ben);
            FakeStream first = Knock(8080, Anna);
            FakeStream second = Knock(8080, Anna);
            FakeStream third = Knock(8080, Anna);
            Assert.AreEqual(1, Waiting(8080));
            s_bench.Pass(Limits.YieldMs);
            Assert.AreEqual(0, Waiting(8080));
            Assert.IsTrue(first.IsAborted);
            Assert.IsFalse(second.IsClosed || third.IsClosed || ben.IsClosed);
            AssertJudgesSocketIsFree();
        }

        [TestMethod]
        public void Full_AddressAloneAtItsDoor_GivesWaySooner_AndNoSoonerOnceSomebodySharesIt()
        {
            Begin(11, "tcp 8080 192.168.1.20:80 from any");
            FakeStream[] annas = { Knock(8080, Anna), Knock(8080, Anna), Knock(8080, Anna) };
            FakeStream next = Knock(8080, Anna);
            s_bench.Pass(Limits.YieldAloneMs - 10);
            Assert.AreEqual(1, Waiting(8080));
            s_bench.Pass(10);
            Assert.AreEqual(0, Waiting(8080));
            Assert.IsTrue(annas[0].IsAborted);
            // Ben comes in by the same rest; from then on both have a second.
            s_bench.Pass(Limits.YieldAloneMs);
            FakeStream ben = Knock(8080, Ben);
            s_bench.Pass(10);
            Assert.AreEqual(0, Waiting(8080));
            Assert.IsTrue(annas[1].IsAborted);
            Knock(8080, Anna);
            s_bench.Pass(Limits.YieldAloneMs);
            Assert.AreEqual(1, Waiting(8080));
            s_bench.Pass(Limits.YieldMs);
            Assert.AreEqual(0, Waiting(8080));
            Assert.IsFalse(ben.IsClosed || next.IsClosed);
            AssertJudgesSocketIsFree();
        }

        [TestMethod]
        public void Full_AddressThatHoldsMost_GivesWayAfterASecondOfRest()
        {
            Begin(11, "tcp 8080 192.168.1.20:80 from any");
            FakeStream first = Knock(8080, Anna);
            FakeStream second = Knock(8080, Anna);
            FakeStream ben = Knock(8080, Ben);
            FakeStream carl = Knock(8080, Carl);
            s_bench.Pass(Limits.YieldMs - 10);
            Assert.AreEqual(1, Waiting(8080));
            s_bench.Pass(10);
            Assert.AreEqual(0, Waiting(8080));
            Assert.IsTrue(first.IsAborted);
            Assert.IsFalse(second.IsClosed || ben.IsClosed || carl.IsClosed);
            // Now each has one, and the last of an address is asked after a minute only.
            FakeStream late = s_bench.World.Network.Acceptor(8080).Knock(Bench.Stranger);
            s_bench.Pass(Limits.GiveWayIdleMs - 2 * Limits.YieldMs);
            Assert.AreEqual(1, Waiting(8080));
            s_bench.Pass(2 * Limits.YieldMs);
            Assert.AreEqual(0, Waiting(8080));
            Assert.IsFalse(late.IsClosed);
        }

        // The one whose target is gone has one socket only. It gave that up for a newcomer who was
        // then refused all the same: her other one was her last by now, and stayed.
        [TestMethod]
        public void Full_OnlyBothOfAnAddressWouldDo_NobodyGivesWay_NewcomerWaits()
        {
            Begin(8, "tcp 8080 192.168.1.20:80 from any");
            FakeStream first = Knock(8080, Anna);
            FakeStream second = Knock(8080, Anna);
            s_bench.World.Network.DialAt(0).Upstream.IsBroken = true;
            SocketBudget budget = s_bench.Gateway.Relay.Budget;
            s_bench.Step();
            for (int i = 0; i < 3; i++) Assert.IsTrue(budget.TakeOwner());
            s_bench.Pass(Limits.YieldAloneMs);
            FakeStream ben = Knock(8080, Ben);
            Assert.AreEqual(1, Waiting(8080));
            Assert.IsFalse(first.IsClosed || second.IsClosed || ben.IsClosed);
            // As soon as one of them is enough he comes in.
            budget.ReturnOwner();
            s_bench.Step();
            Assert.AreEqual(0, Waiting(8080));
            Assert.IsTrue(first.IsClosed);
            Assert.IsFalse(second.IsClosed || ben.IsClosed);
            AssertJudgesSocketIsFree();
        }

        [TestMethod]
        public void Full_SomebodyWhoWaitsForAnAnswer_DoesNotRest()
        {
            Begin(9, "tcp 8080 192.168.1.20:80 from any");
            FakeStream first = Knock(8080, Anna);
            Knock(8080, Anna);
            first.Arrive(100, 1);
            s_bench.Step();
            s_bench.Pass(Limits.YieldMs);
            Knock(8080, Anna);
            Knock(8080, Anna);
            Assert.IsFalse(first.IsClosed);
            Assert.AreEqual(1, s_bench.Ends("RD"));
            s_bench.World.Network.DialAt(0).Upstream.Arrive(100, 1);
            s_bench.Step();
            s_bench.Pass(Limits.YieldMs);
            Assert.AreEqual(2, s_bench.Ends("RD"));
        }

        [TestMethod]
        public void Full_OfTheNamed_WhoComesByAnyTakesNoPlace()
        {
            Begin(10, "tcp 8080 192.168.1.20:80 from any", "tcp 2222 192.168.1.20:22 from "
                + "203.0.113.80,203.0.113.81");
            FakeStream anna = Knock(2222, Anna);
            FakeStream ben = Knock(2222, Ben);
            s_bench.Pass(10 * Limits.GiveWayIdleMs);
            FakeStream guest = Knock(8080, Carl);
            Assert.AreEqual(1, Waiting(8080));
            Assert.IsFalse(anna.IsClosed || ben.IsClosed || guest.IsClosed);
            FakeStream again = Knock(2222, Anna);
            Assert.AreEqual(0, Waiting(2222));
            Assert.IsTrue(anna.IsAborted);
            Assert.IsFalse(again.IsClosed);
        }

        [TestMethod]
        public void Full_RuleWithYield_SaysWhenItsSessionsGiveWay()
        {
            Begin(10, "tcp 8080 192.168.1.20:80 from any yield 2s", "tcp 2222 192.168.1.20:22 "
                + "from any yield 2h");
            FakeStream ssh = Knock(2222, Anna);
            FakeStream web = Knock(8080, Ben);
            s_bench.Pass(1990);
            FakeStream third = Knock(8080, Carl);
            Assert.AreEqual(1, Waiting(8080));
            s_bench.Pass(10);
            Assert.IsTrue(web.IsAborted);
            Assert.IsFalse(third.IsClosed);
            s_bench.Pass(1000 * 1000);
            third.Arrive(1, 1);
            s_bench.Step();
            Knock(8080, Ben);
            Assert.AreEqual(1, Waiting(8080));
            s_bench.Pass(2 * 60 * 60 * 1000);
            Assert.IsTrue(ssh.IsAborted);
        }

        // Whoever closes and comes back at once is one, not two.
        [TestMethod]
        public void EachOne_CloseAndReconnectAtOnce_IsLetIn()
        {
            Begin(16, "tcp 3389 192.168.1.20:3389 from any each 1");
            FakeStream client = Knock(3389, Anna);
            for (int i = 0; i < 20; i++)
            {
                client.IsFinished = true;
                s_bench.Upstream().IsFinished = true;
                client = Knock(3389, Anna);
                Assert.IsFalse(client.IsClosed);
                Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.SessionCount);
            }
            Assert.AreEqual(0, s_bench.Ends("PS"));
        }

        [TestMethod]
        public void Mappings_Flood_LeavesRoomForASession()
        {
            Begin(12, "udp 53 192.168.1.20:53 from any", "tcp 8080 192.168.1.20:80 from any");
            FakeDatagrams port = s_bench.World.Network.PortAt(0);
            for (uint i = 0; i < 200; i++)
            {
                port.Arrive(30, 1, 0x08080000 + i, 4000);
                s_bench.Step();
                AssertJudgesSocketIsFree();
            }
            Assert.AreEqual(5, s_bench.Gateway.Relay.Roster.MappingCount);
            FakeStream client = Knock(8080, Anna);
            Assert.AreEqual(0, Waiting(8080));
            Assert.IsFalse(client.IsClosed);
            Assert.AreEqual(0, s_bench.Ends("RD"));
            // Unanswered ones give way to the next after seconds, never to a flood at once.
            Knock(8080, Anna);
            Assert.AreEqual(1, Waiting(8080));
            s_bench.Pass(Limits.YieldAskingMs);
            Assert.AreEqual(0, Waiting(8080));
            AssertJudgesSocketIsFree();
        }

        [TestMethod]
        public void Mappings_OfOneQuestionEach_AreAllAnswered()
        {
            Begin(16, "udp 53 192.168.1.20:53 from any");
            FakeDatagrams port = s_bench.World.Network.PortAt(0);
            for (int i = 0; i < 24; i++)
            {
                port.Arrive(30, 1, Anna, 4000 + i);
                s_bench.Step();
                Assert.AreEqual(i + 1, s_bench.World.Network.Upstreams.Count);
                s_bench.World.Network.UpstreamAt(i).Arrive(30, 1, Bench.Target, 53);
                s_bench.Pass(Limits.YieldAnsweredMs / 7);
            }
            Assert.AreEqual(24, port.Sent.Count);
        }

        [TestMethod]
        public void Mappings_OfOneRule_TakeHalfOfTheSocketsUnlessItSaysMore()
        {
            Begin(32, "udp 53 192.168.1.20:53 from any", "udp 54 192.168.1.20:53 from any max 20");
            for (int i = 0; i < 40; i++)
            {
                s_bench.World.Network.PortAt(0).Arrive(30, 1, Anna, 4000 + i);
                s_bench.Step();
            }
            Assert.AreEqual(16, s_bench.Gateway.Relay.Roster.MappingCount);
            Assert.AreEqual(24, s_bench.Ends("PM"));
            Begin(32, "udp 54 192.168.1.20:53 from any max 20");
            for (int i = 0; i < 40; i++)
            {
                s_bench.World.Network.PortAt(0).Arrive(30, 1, Anna, 4000 + i);
                s_bench.Step();
            }
            Assert.AreEqual(20, s_bench.Gateway.Relay.Roster.MappingCount);
        }

        // A port that broke could not be opened again while its own mappings held every socket.
        [TestMethod]
        public void Port_WithoutASocket_TakesTheRoomOfMappings()
        {
            Begin(12, "udp 53 192.168.1.20:53 from any max 40");
            FakeDatagrams port = s_bench.World.Network.PortAt(0);
            for (int i = 0; i < 20; i++)
            {
                port.Arrive(30, 1, Anna, 4000 + i);
                s_bench.Step();
            }
            port.IsBroken = true;
            s_bench.Step();
            Rule rule = s_bench.Gateway.Table.At(0);
            for (int i = 0; i < 3; i++) s_bench.Pass(Limits.ReopenMs);
            Assert.AreEqual(PortState.Listening, s_bench.Gateway.Relay.StateOf(rule));
        }
    }
}
