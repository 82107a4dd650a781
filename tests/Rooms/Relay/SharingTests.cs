// Rooms: who gives way to whom when the sockets are spent, and what is never spent.

using nanoFramework.TestFramework;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class SharingTests
    {
        // The simplest set-up: page and one rule leave two sockets beside five sessions, and the
        // sixth once took the judge's; from then on nobody gave way any more, for two hours.
        [TestMethod]
        [DataRow(16)]
        [DataRow(15)]
        [DataRow(12)]
        [DataRow(9)]
        public void SilentStrangersByAny_FillEverySocket_FriendsStillGetIn(int sockets)
        {
            Crowd.Begin(sockets, "tcp 8080 192.168.1.20:80 from any",
                "tcp 2222 192.168.1.20:22 from 203.0.113.80");
            for (uint i = 0; i < 30; i++) Crowd.Knock(8080, 0x08080800 + i);
            Assert.IsTrue(Crowd.Waiting(8080) > 0);
            Crowd.Bench.Pass(Limits.YieldMs);
            FakeStream friend = Crowd.Knock(2222, Crowd.Anna);
            Assert.AreEqual(0, Crowd.Waiting(2222));
            Assert.IsFalse(friend.IsClosed);
            // However many minutes the others take turns.
            for (int i = 0; i < 100; i++)
            {
                Crowd.Bench.Pass(Limits.GiveWayIdleMs / 10);
                Crowd.AssertJudgesSocketIsFree();
            }
            Assert.IsFalse(friend.IsClosed);
        }

        [TestMethod]
        public void Full_SomebodyWhoWaitsForAnAnswer_DoesNotRest()
        {
            Crowd.Begin(9, "tcp 8080 192.168.1.20:80 from any");
            FakeStream first = Crowd.Knock(8080, Crowd.Anna);
            Crowd.Knock(8080, Crowd.Anna);
            first.Arrive(100, 1);
            Crowd.Bench.Step();
            Crowd.Bench.Pass(Limits.YieldMs);
            Crowd.Knock(8080, Crowd.Anna);
            Crowd.Knock(8080, Crowd.Anna);
            Assert.IsFalse(first.IsClosed);
            Assert.AreEqual(1, Crowd.Bench.Ends("RD"));
            Crowd.Bench.World.Network.DialAt(0).Upstream.Arrive(100, 1);
            Crowd.Bench.Step();
            Crowd.Bench.Pass(Limits.YieldMs);
            Assert.AreEqual(2, Crowd.Bench.Ends("RD"));
        }

        [TestMethod]
        public void Full_OfTheNamed_WhoComesByAnyTakesNoPlace()
        {
            Crowd.Begin(10, "tcp 8080 192.168.1.20:80 from any", "tcp 2222 192.168.1.20:22 from "
                + "203.0.113.80,203.0.113.81");
            FakeStream anna = Crowd.Knock(2222, Crowd.Anna);
            FakeStream ben = Crowd.Knock(2222, Crowd.Ben);
            Crowd.Bench.Pass(10 * Limits.GiveWayIdleMs);
            FakeStream guest = Crowd.Knock(8080, Crowd.Carl);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Assert.IsFalse(anna.IsClosed || ben.IsClosed || guest.IsClosed);
            FakeStream again = Crowd.Knock(2222, Crowd.Anna);
            Assert.AreEqual(0, Crowd.Waiting(2222));
            Assert.IsTrue(anna.IsAborted);
            Assert.IsFalse(again.IsClosed);
        }

        [TestMethod]
        public void Full_RuleWithYield_SaysWhenItsSessionsGiveWay()
        {
            Crowd.Begin(10, "tcp 8080 192.168.1.20:80 from any yield 2s",
                "tcp 2222 192.168.1.20:22 from any yield 2h");
            FakeStream ssh = Crowd.Knock(2222, Crowd.Anna);
            FakeStream web = Crowd.Knock(8080, Crowd.Ben);
            Crowd.Bench.Pass(1990);
            FakeStream third = Crowd.Knock(8080, Crowd.Carl);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Crowd.Bench.Pass(10);
            Assert.IsTrue(web.IsAborted);
            Assert.IsFalse(third.IsClosed);
            Crowd.Bench.Pass(1000 * 1000);
            third.Arrive(1, 1);
            Crowd.Bench.Step();
            Crowd.Knock(8080, Crowd.Ben);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Crowd.Bench.Pass(2 * 60 * 60 * 1000);
            Assert.IsTrue(ssh.IsAborted);
        }

        [TestMethod]
        public void Mappings_Flood_LeavesRoomForASession()
        {
            Crowd.Begin(12, "udp 53 192.168.1.20:53 from any", "tcp 8080 192.168.1.20:80 from any");
            FakeDatagrams port = Crowd.Bench.World.Network.PortAt(0);
            for (uint i = 0; i < 200; i++)
            {
                port.Arrive(30, 1, 0x08080000 + i, 4000);
                Crowd.Bench.Step();
                Crowd.AssertJudgesSocketIsFree();
            }
            Assert.AreEqual(5, Crowd.Bench.Gateway.Relay.Roster.MappingCount);
            FakeStream client = Crowd.Knock(8080, Crowd.Anna);
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Assert.IsFalse(client.IsClosed);
            Assert.AreEqual(0, Crowd.Bench.Ends("RD"));
            // Unanswered ones give way to the next after seconds, never to a flood at once.
            Crowd.Knock(8080, Crowd.Anna);
            Assert.AreEqual(1, Crowd.Waiting(8080));
            Crowd.Bench.Pass(Limits.YieldAskingMs);
            Assert.AreEqual(0, Crowd.Waiting(8080));
            Crowd.AssertJudgesSocketIsFree();
        }

        [TestMethod]
        public void Mappings_OfOneQuestionEach_AreAllAnswered()
        {
            Crowd.Begin(16, "udp 53 192.168.1.20:53 from any");
            FakeDatagrams port = Crowd.Bench.World.Network.PortAt(0);
            for (int i = 0; i < 24; i++)
            {
                port.Arrive(30, 1, Crowd.Anna, 4000 + i);
                Crowd.Bench.Step();
                Assert.AreEqual(i + 1, Crowd.Bench.World.Network.Upstreams.Count);
                Crowd.Bench.World.Network.UpstreamAt(i).Arrive(30, 1, Bench.Target, 53);
                Crowd.Bench.Pass(Limits.YieldAnsweredMs / 7);
            }
            Assert.AreEqual(24, port.Sent.Count);
        }

        [TestMethod]
        public void Mappings_OfOneRule_TakeHalfOfTheSocketsUnlessItSaysMore()
        {
            Crowd.Begin(32, "udp 53 192.168.1.20:53 from any",
                "udp 54 192.168.1.20:53 from any max 20");
            for (int i = 0; i < 40; i++)
            {
                Crowd.Bench.World.Network.PortAt(0).Arrive(30, 1, Crowd.Anna, 4000 + i);
                Crowd.Bench.Step();
            }
            Assert.AreEqual(16, Crowd.Bench.Gateway.Relay.Roster.MappingCount);
            Assert.AreEqual(24, Crowd.Bench.Ends("PM"));
            Crowd.Begin(32, "udp 54 192.168.1.20:53 from any max 20");
            for (int i = 0; i < 40; i++)
            {
                Crowd.Bench.World.Network.PortAt(0).Arrive(30, 1, Crowd.Anna, 4000 + i);
                Crowd.Bench.Step();
            }
            Assert.AreEqual(20, Crowd.Bench.Gateway.Relay.Roster.MappingCount);
        }

        // A port that broke could not be opened again while its own mappings held every socket.
        [TestMethod]
        public void Port_WithoutASocket_TakesTheRoomOfMappings()
        {
            Crowd.Begin(12, "udp 53 192.168.1.20:53 from any max 40");
            FakeDatagrams port = Crowd.Bench.World.Network.PortAt(0);
            for (int i = 0; i < 20; i++)
            {
                port.Arrive(30, 1, Crowd.Anna, 4000 + i);
                Crowd.Bench.Step();
            }
            port.IsBroken = true;
            Crowd.Bench.Step();
            Rule rule = Crowd.Bench.Gateway.Table.At(0);
            for (int i = 0; i < 3; i++) Crowd.Bench.Pass(Limits.ReopenMs);
            Assert.AreEqual(PortState.Listening, Crowd.Bench.Gateway.Relay.StateOf(rule));
        }
    }
}
