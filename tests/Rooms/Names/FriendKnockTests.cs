// Rooms: a friend who knocks from a new address is looked up before the answer is no.

using nanoFramework.TestFramework;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class FriendKnockTests : FriendStage
    {
        [TestMethod]
        public void Knock_FriendHasMoved_WaitsAndIsIn()
        {
            Begin();
            s_server.Ttl = 3600;
            Pass(75000);
            s_server.Addresses = new uint[] { New };
            FakeStream client = Knock(New);
            s_bench.Step();
            Assert.AreEqual(1, s_bench.Gateway.Relay.WaitingCount);
            Assert.IsFalse(client.IsClosed);
            Pass(200);
            Assert.AreEqual(0, s_bench.Gateway.Relay.WaitingCount);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.SessionCount);
            Assert.IsFalse(client.IsClosed);
            Assert.AreEqual(0, s_bench.Gateway.Admission.Knocks.Total);
        }

        [TestMethod]
        public void Knock_Stranger_WaitsForTheAnswerAndIsRefusedOnce()
        {
            Begin();
            Pass(15000);
            FakeStream stranger = Knock(Bench.Stranger);
            s_bench.Step();
            Assert.AreEqual(1, s_bench.Gateway.Relay.WaitingCount);
            Pass(200);
            Assert.IsTrue(stranger.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("PA"));
            Assert.AreEqual(0, s_bench.World.Network.Dials.Count);
            Assert.AreEqual(1, s_bench.Gateway.Budget.Open);
        }

        [TestMethod]
        public void Knock_DnsSilent_IsRefusedAfterThreeSeconds()
        {
            Begin();
            Pass(15000);
            s_server.IsSilent = true;
            FakeStream stranger = Knock(Bench.Stranger);
            Pass(Limits.ParkMs - 100);
            Assert.IsFalse(stranger.IsClosed);
            Pass(200);
            Assert.IsTrue(stranger.IsAborted);
        }

        [TestMethod]
        public void Knock_Scan_AsksOnceInTenSeconds()
        {
            Begin();
            s_server.Ttl = 3600;
            Pass(61000);
            int before = s_server.Asked;
            for (uint i = 0; i < 400; i++)
            {
                Knock(Bench.Stranger + i);
                Pass(50);
            }
            Assert.AreEqual(2, s_server.Asked - before);
            Assert.AreEqual(400, s_bench.Ends("PA") + s_bench.Gateway.Relay.WaitingCount);
        }

        [TestMethod]
        public void Knock_KnownFriend_AsksNothing()
        {
            Begin();
            int before = s_server.Asked;
            Knock(Old);
            s_bench.Step();
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.SessionCount);
            Pass(1000);
            Assert.AreEqual(before, s_server.Asked);
        }

        [TestMethod]
        public void Waiting_RoomNeeded_StrangersGetUpFirst()
        {
            s_bench = new Bench();
            s_bench.Limits.SocketsMax = 9;
            s_server = new DnsServer(s_bench.World);
            s_server.Addresses = new uint[] { Old };
            BeginAgain();
            Pass(15000);
            s_server.IsSilent = true;
            Knock(Old);
            s_bench.Step();
            FakeStream stranger = Knock(Bench.Stranger);
            s_bench.Step();
            Assert.IsFalse(stranger.IsClosed);
            FakeStream friend = Knock(Old);
            s_bench.Step();
            s_bench.Step();
            // Both fit, and the judge's socket is free.
            Assert.IsFalse(stranger.IsClosed || friend.IsClosed);
            Assert.AreEqual(2, s_bench.Gateway.Relay.Roster.SessionCount);
            s_bench.Pass(Limits.YieldMs);
            FakeStream third = Knock(Old);
            s_bench.Step();
            Assert.IsTrue(stranger.IsAborted);
            Assert.IsFalse(third.IsClosed);
            Assert.AreEqual(2, s_bench.Gateway.Relay.Roster.SessionCount);
        }

        [TestMethod]
        public void Udp_FriendHasMoved_NextDatagramIsIn()
        {
            Begin();
            Rule udp = RuleText.Read("udp 9000 192.168.1.20:90 from anna.ddns.net", 0).Rule;
            s_bench.Gateway.Table.Add(udp);
            s_bench.Step();
            FakeDatagrams port = s_bench.World.Network.PortAt(0);
            Pass(15000);
            s_server.Addresses = new uint[] { New };
            port.Arrive(5, 1, New, 4000);
            Pass(200);
            Assert.AreEqual(0, s_bench.Gateway.Relay.Roster.MappingCount);
            port.Arrive(5, 1, New, 4000);
            Pass(50);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.MappingCount);
        }

        [DataRow(0x0A000001u)]
        [DataRow(0xC0A80114u)]
        [DataRow(0xAC100001u)]
        [DataRow(0xA9FE0101u)]
        [DataRow(0x7F000001u)]
        [DataRow(0x64400001u)]
        [DataRow(0xE0000001u)]
        [DataRow(0xFFFFFFFFu)]
        [DataRow(0x00000000u)]
        [DataRow(0xC0A80102u)]
        public void Answer_AddressNobodyOutsideHas_IsNotTrusted(uint address)
        {
            Begin();
            s_server.Addresses = new uint[] { address };
            Pass(61000);
            Assert.IsFalse(LetsIn(address));
            Assert.IsTrue(LetsIn(Old));
            Assert.Contains("not trusted", NamedHost.TroubleOf(Friend()));
            Assert.Contains(IPv4.ToText(address), NamedHost.TroubleOf(Friend()));
        }
    }
}
