// Rooms: UDP ports and mappings.

using nanoFramework.TestFramework;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class MappingTests
    {
        private static Bench s_bench;
        private static Rule s_rule;

        private static void Begin(int sockets)
        {
            s_bench = Bench.With(sockets);
            s_rule = s_bench.Open(true, 5353);
        }

        private static FakeDatagrams Port()
        {
            return s_bench.World.Network.PortAt(0);
        }

        private static FakeDatagrams Upstream(int i)
        {
            return s_bench.World.Network.UpstreamAt(i);
        }

        [TestMethod]
        public void Datagram_Friend_GetsItsOwnUpstreamAndReply()
        {
            Begin(16);
            Port().Arrive(30, 1, Bench.Friend, 4001);
            Port().Arrive(31, 2, Bench.Friend, 4002);
            s_bench.Step();
            Assert.AreEqual(2, s_bench.World.Network.Upstreams.Count);
            Assert.AreEqual(Bench.Target, Upstream(0).Peer);
            Assert.AreEqual(30, Upstream(0).SentAt(0).Bytes.Length);
            Assert.AreEqual(31, Upstream(1).SentAt(0).Bytes.Length);
            Upstream(1).Arrive(7, 9, Bench.Target, 80);
            s_bench.Step();
            Assert.AreEqual(1, Port().Sent.Count);
            Assert.AreEqual(4002, Port().SentAt(0).Port);
            Assert.AreEqual(7, Port().SentAt(0).Bytes.Length);
        }

        [TestMethod]
        public void Datagrams_TwoInARow_AreNeverMerged()
        {
            Begin(16);
            Port().Arrive(10, 1, Bench.Friend, 4001);
            Port().Arrive(0, 1, Bench.Friend, 4001);
            Port().Arrive(2880, 3, Bench.Friend, 4001);
            s_bench.Step();
            Assert.AreEqual(3, Upstream(0).Sent.Count);
            Assert.AreEqual(10, Upstream(0).SentAt(0).Bytes.Length);
            Assert.AreEqual(0, Upstream(0).SentAt(1).Bytes.Length);
            Assert.AreEqual(2880, Upstream(0).SentAt(2).Bytes.Length);
            Assert.AreEqual((byte)3, Upstream(0).SentAt(2).Bytes[2879]);
        }

        [TestMethod]
        public void Datagram_Stranger_IsDropped()
        {
            Begin(16);
            Port().Arrive(30, 1, Bench.Stranger, 4001);
            s_bench.Step();
            Assert.AreEqual(0, s_bench.World.Network.Upstreams.Count);
            Assert.AreEqual(1, s_bench.Ends("PA"));
        }

        [TestMethod]
        public void Idle_FiveMinutes_EndsTheMapping()
        {
            Begin(16);
            Port().Arrive(30, 1, Bench.Friend, 4001);
            s_bench.Step();
            s_bench.Pass(Limits.MappingIdleMs - 1);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.MappingCount);
            Upstream(0).Arrive(1, 1, Bench.Target, 80);
            s_bench.Step();
            s_bench.Pass(Limits.MappingIdleMs - 1);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.MappingCount);
            s_bench.Pass(1);
            Assert.AreEqual(0, s_bench.Gateway.Relay.Roster.MappingCount);
            Assert.IsTrue(Upstream(0).IsClosed);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Budget.Open);
            Assert.AreEqual("udp 5353 203.0.113.7:4001 > 192.168.1.20:80 600s in 30 out 1 cD",
                s_bench.LastLine());
        }

        [TestMethod]
        public void Upstream_PortUnreachable_DoesNotEndTheMapping()
        {
            Begin(16);
            Port().Arrive(30, 1, Bench.Friend, 4001);
            s_bench.Step();
            Upstream(0).IsBroken = true;
            s_bench.Step();
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.MappingCount);
        }

        [TestMethod]
        public void Datagram_NoSocketAndNobodyIdle_IsDroppedAndCounted()
        {
            Begin(7);
            for (int i = 0; i < 4; i++) Port().Arrive(5, 1, Bench.Friend, 4001 + i);
            s_bench.Step();
            Assert.AreEqual(3, s_bench.Gateway.Relay.Roster.MappingCount);
            Assert.AreEqual(1, s_bench.Ends("PM"));
            s_bench.Pass(Limits.YieldAskingMs - 2);
            Port().Arrive(5, 1, Bench.Friend, 4008);
            s_bench.Step();
            Assert.AreEqual(0, s_bench.Ends("RD"));
            Port().Arrive(5, 1, Bench.Friend, 4009);
            s_bench.Step();
            Assert.AreEqual(3, s_bench.Gateway.Relay.Roster.MappingCount);
            Assert.AreEqual(1, s_bench.Ends("RD"));
        }

        // The sender of a datagram can be forged, so it takes the place of other mappings at most.
        [TestMethod]
        public void Datagrams_ForgedFlood_EvictNoSession()
        {
            Begin(12);
            Rule tcp = s_bench.Open(false, 8080);
            FakeStream inside = s_bench.Connect(tcp);
            for (int round = 0; round < 3; round++)
            {
                for (int i = 0; i < 40; i++)
                {
                    Port().Arrive(5, 1, Bench.Friend, 5000 + round * 100 + i);
                    s_bench.Step();
                }
                Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.SessionCount);
                Assert.IsFalse(inside.IsClosed);
                s_bench.Pass(Limits.GiveWayIdleMs);
            }
            Assert.IsTrue(s_bench.Ends("RD") > 0 && s_bench.Ends("RA") > 0);
        }

        [TestMethod]
        public void Machine_ThatMaySleep_IsWokenAndItIsToldInTheJournal()
        {
            s_bench = new Bench().Begin();
            s_rule = RuleText.Read("udp 5353 192.168.1.20:80 from any wake AA:BB:CC:DD:EE:FF",
                0).Rule;
            s_bench.Gateway.Table.Add(s_rule);
            s_bench.Step();
            Port().Arrive(5, 1, Bench.Friend, 4001);
            s_bench.Step();
            Assert.AreEqual("waking 192.168.1.20 (AA:BB:CC:DD:EE:FF) for 203.0.113.7:4001",
                s_bench.LastLine());
            Assert.AreEqual(102, s_bench.World.Network.PortAt(1).SentAt(0).Bytes.Length);
        }

        // Mappings would make room for it until the next change of any rule.
        [TestMethod]
        public void Port_WaitsForASocketAndItsTimeEnds_IsWantedNoMore()
        {
            s_bench = Bench.With(7);
            s_bench.World.Utc = 1793016000;
            for (int port = 5001; port <= 5003; port++)
            {
                s_bench.Gateway.Table.Add(RuleText.Read("udp " + port.ToString()
                    + " 192.168.1.20:80 from any for 1h", s_bench.World.Utc).Rule);
                s_bench.Step();
            }
            Assert.IsTrue(s_bench.Gateway.Budget.IsPortWanted);
            s_bench.World.Utc += 3600;
            s_bench.Pass(1001);
            s_bench.Step();
            Assert.IsFalse(s_bench.Gateway.Budget.IsPortWanted);
            Assert.AreEqual(0, s_bench.Gateway.Relay.Budget.Open);
        }

        [TestMethod]
        public void Port_Breaks_IsReopenedAndMappingsLive()
        {
            Begin(16);
            Port().Arrive(30, 1, Bench.Friend, 4001);
            s_bench.Step();
            Port().IsBroken = true;
            s_bench.Step();
            Assert.AreEqual(PortState.Waiting, s_bench.Gateway.Relay.StateOf(s_rule));
            s_bench.Pass(Limits.ReopenMs);
            Assert.AreEqual(PortState.Listening, s_bench.Gateway.Relay.StateOf(s_rule));
            s_bench.World.Network.PortAt(1).Arrive(3, 1, Bench.Friend, 4001);
            s_bench.Step();
            Assert.AreEqual(1, s_bench.World.Network.Upstreams.Count);
            Assert.AreEqual(2, Upstream(0).Sent.Count);
        }

        [TestMethod]
        public void Removed_ClosesPortAndMappings()
        {
            Begin(16);
            Port().Arrive(30, 1, Bench.Friend, 4001);
            s_bench.Step();
            TableSet.Remove(s_bench.Gateway.Table, s_rule.Number);
            s_bench.Step();
            Assert.IsTrue(Port().IsClosed);
            Assert.IsTrue(Upstream(0).IsClosed);
            Assert.AreEqual(0, s_bench.Gateway.Relay.Budget.Open);
        }
    }
}
