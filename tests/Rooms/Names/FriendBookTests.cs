// Rooms: friends by name: followed, kept, believed for a while, and never from inside.

using nanoFramework.TestFramework;
using Portreeve.Access;
using Portreeve.Names;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class FriendBookTests
    {
        private const uint Old = 0xCB007109;
        private const uint New = 0xC6336407;

        private static Bench s_bench;
        private static DnsServer s_server;
        private static Rule s_rule;

        private static void Begin()
        {
            s_bench = new Bench();
            s_server = new DnsServer(s_bench.World);
            s_server.Addresses = new uint[] { Old };
            BeginAgain();
        }

        // The same world and flash, a gateway anew: a restart.
        private static void BeginAgain()
        {
            s_bench.Begin();
            s_rule = RuleText.Read("tcp 8080 192.168.1.20:80 from anna.ddns.net", 0).Rule;
            s_bench.Gateway.Table.Add(s_rule);
            s_bench.Gateway.Names.Load(s_bench.Gateway.Table, s_bench.World.Ms);
            Pass(500);
        }

        private static void Pass(long ms)
        {
            for (long i = 0; i < ms; i += 50)
            {
                s_server.Answer();
                s_bench.Pass(50);
            }
        }

        private static NamedHost Friend()
        {
            return s_bench.Gateway.Names.Friends.Find("anna.ddns.net");
        }

        private static bool LetsIn(uint source)
        {
            return s_bench.Gateway.Admission.Judge(s_rule, source, s_bench.World.Ms).IsAdmitted;
        }

        private static FakeStream Knock(uint source)
        {
            return s_bench.World.Network.Acceptor(8080).Knock(source);
        }

        [TestMethod]
        public void Start_NameResolves_FriendIsIn()
        {
            Begin();
            Assert.IsTrue(LetsIn(Old));
            Assert.IsFalse(LetsIn(New));
            Assert.IsNull(FriendBook.TroubleOf(Friend()));
            Assert.Contains("anna.ddns.net is at 203.0.113.9 now", s_bench.LastLine());
        }

        [TestMethod]
        public void Answer_SeveralAddresses_AllAreIn()
        {
            Begin();
            s_server.Addresses = new uint[] { Old, New };
            Pass(61000);
            Assert.IsTrue(LetsIn(Old) && LetsIn(New));
        }

        [TestMethod]
        public void TimeToLive_Over_AsksAgainAndFollows()
        {
            Begin();
            s_server.Addresses = new uint[] { New };
            Pass(58000);
            Assert.AreEqual(1, s_server.Asked);
            Assert.IsTrue(LetsIn(Old));
            Pass(3000);
            Assert.AreEqual(2, s_server.Asked);
            Assert.IsTrue(LetsIn(New));
            Assert.IsFalse(LetsIn(Old));
        }

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
            Assert.IsTrue(stranger.IsAborted);
            Assert.IsFalse(friend.IsClosed);
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
            Assert.Contains("not trusted", FriendBook.TroubleOf(Friend()));
            Assert.Contains(Address.ToText(address), FriendBook.TroubleOf(Friend()));
        }

        [TestMethod]
        public void Answer_OneTrustedOneNot_TakesTheTrusted()
        {
            Begin();
            s_server.Addresses = new uint[] { 0xC0A80114, New };
            Pass(61000);
            Assert.IsTrue(LetsIn(New));
            Assert.IsFalse(LetsIn(0xC0A80114));
            Assert.Contains("192.168.1.20", FriendBook.TroubleOf(Friend()));
        }

        [TestMethod]
        public void Dns_Gone_BelievedForTheGracePeriodOnly()
        {
            Begin();
            s_bench.Gateway.Names.Friends.SetGrace(10 * 60 * 1000, s_bench.World.Ms);
            s_server.Code = 3;
            Pass(9 * 60 * 1000);
            Assert.IsTrue(LetsIn(Old));
            Assert.Contains("no such name", FriendBook.TroubleOf(Friend()));
            Pass(2 * 60 * 1000);
            Assert.IsFalse(LetsIn(Old));
            s_server.Code = 0;
            Pass(6 * 60 * 1000);
            Assert.IsTrue(LetsIn(Old));
        }

        [TestMethod]
        public void Dns_GoneAndStrict_DeniedWhenTheTimeToLiveIsOver()
        {
            Begin();
            s_bench.Gateway.Names.Friends.SetGrace(0, s_bench.World.Ms);
            s_server.Code = 2;
            Pass(58000);
            Assert.IsTrue(LetsIn(Old));
            Pass(13000);
            Assert.IsFalse(LetsIn(Old));
        }

        [TestMethod]
        public void NeverResolved_LetsNobodyIn()
        {
            s_bench = new Bench();
            s_server = new DnsServer(s_bench.World);
            s_server.Code = 2;
            BeginAgain();
            Pass(20000);
            Assert.IsFalse(LetsIn(Old));
            Assert.IsFalse(LetsIn(0));
            Assert.Contains("SERVFAIL", FriendBook.TroubleOf(Friend()));
        }

        [TestMethod]
        public void Restart_DnsDown_LastGoodIsBelieved()
        {
            Begin();
            s_server.IsSilent = true;
            BeginAgain();
            Assert.IsTrue(LetsIn(Old));
            Assert.IsTrue(Friend().IsUnconfirmed);
        }

        [TestMethod]
        public void Restart_ClockSaysTooOld_IsNotBelieved()
        {
            s_bench = new Bench();
            s_bench.World.Utc = 1793000000;
            s_server = new DnsServer(s_bench.World);
            s_server.Addresses = new uint[] { Old };
            BeginAgain();
            s_server.IsSilent = true;
            s_bench.World.Utc = 0;
            BeginAgain();
            Assert.IsTrue(LetsIn(Old));
            s_bench.World.Utc = 1793000000 + 25 * 3600;
            Pass(200);
            Assert.IsFalse(LetsIn(Old));
        }

        [TestMethod]
        public void Restart_Strict_NothingIsBelievedUntilResolved()
        {
            Begin();
            s_bench.Gateway.Names.Friends.SetGrace(0, s_bench.World.Ms);
            s_server.IsSilent = true;
            BeginAgain();
            Assert.AreEqual(0L, s_bench.Gateway.Names.Friends.GraceMs);
            Assert.IsFalse(LetsIn(Old));
        }

        [TestMethod]
        public void Flash_IsWrittenOnChangeAndAtMostOnceInTenMinutes()
        {
            Begin();
            int first = s_bench.World.Writes;
            Pass(300000);
            Assert.AreEqual(first, s_bench.World.Writes);
            for (int i = 0; i < 8; i++)
            {
                s_server.Addresses = new uint[] { New + (uint)i };
                Pass(61000);
            }
            Assert.AreEqual(first + 1, s_bench.World.Writes);
            Pass(600000);
            Assert.AreEqual(first + 2, s_bench.World.Writes);
            Pass(1200000);
            Assert.AreEqual(first + 2, s_bench.World.Writes);
        }

        [TestMethod]
        public void Rule_Gone_NameIsForgotten()
        {
            Begin();
            s_bench.Gateway.Table.Remove(s_rule.Number);
            Pass(200);
            Assert.AreEqual(0, s_bench.Gateway.Names.Friends.Count);
        }

        [TestMethod]
        public void SixtyFourNames_AreAllResolved()
        {
            Begin();
            for (int i = 1; i < Limits.AllowEntriesMax; i++)
            {
                if (s_bench.Gateway.Table.Count == s_bench.Gateway.Table.Max) break;
                string four = "f" + i + "a.test,f" + i + "b.test,f" + i + "c.test";
                s_bench.Gateway.Table.Add(RuleText.Read(
                    "udp " + (5000 + i) + " 192.168.1.20:80 from " + four, 0).Rule);
            }
            Pass(20000);
            FriendBook friends = s_bench.Gateway.Names.Friends;
            Assert.AreEqual(Limits.AllowEntriesMax, friends.Count);
            for (int i = 0; i < friends.Count; i++)
            {
                Assert.IsTrue(friends.At(i).IsKnown(s_bench.World.Ms), friends.At(i).Name);
            }
        }
    }
}
