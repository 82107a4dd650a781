// Rooms: the way to the upstream: targets by name, targets that sleep, and the PROXY header.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class DialingTests
    {
        private const uint First = 0xC0A80114;
        private const uint Second = 0xC0A80115;

        private static Bench s_bench;
        private static DnsServer s_server;
        private static Rule s_rule;

        private static void Begin(string line)
        {
            s_bench = new Bench().Begin();
            s_server = new DnsServer(s_bench.World);
            s_server.Addresses = new uint[] { First };
            s_rule = RuleText.Read(line, 0).Rule;
            s_bench.Gateway.Table.Add(s_rule);
            s_bench.Step();
        }

        private static void Pass(long ms)
        {
            for (long i = 0; i < ms; i += 50)
            {
                s_server.Answer();
                s_bench.Pass(50);
            }
        }

        private static FakeStream Knock()
        {
            FakeStream client = s_bench.World.Network.Acceptor(8080).Knock(Bench.Friend);
            s_bench.Step();
            s_bench.Step();
            return client;
        }

        private static FakeDial Dial(int i)
        {
            return s_bench.World.Network.DialAt(i);
        }

        private static int Dials { get { return s_bench.World.Network.Dials.Count; } }

        private static string TextOf(byte[] bytes, int count)
        {
            string text = "";
            for (int i = 0; i < count; i++) text += (char)bytes[i];
            return text;
        }

        [TestMethod]
        public void Name_Resolved_IsDialed()
        {
            Begin("tcp 8080 nas.lan:80 from any");
            Pass(300);
            Knock();
            Assert.AreEqual(First, Dial(0).Address);
        }

        [TestMethod]
        public void Name_NotYetResolved_ClientWaits()
        {
            Begin("tcp 8080 nas.lan:80 from any");
            s_server.IsSilent = true;
            FakeStream client = Knock();
            Assert.AreEqual(0, Dials);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.SessionCount);
            s_server.IsSilent = false;
            Pass(3000);
            Assert.AreEqual(First, Dial(0).Address);
            Assert.IsFalse(client.IsClosed);
            Assert.AreEqual(3, s_bench.Gateway.Budget.Open);
        }

        [TestMethod]
        public void Name_DoesNotExist_EndsWithItsReason()
        {
            Begin("tcp 8080 nas.lan:80 from any");
            s_server.Code = 3;
            Pass(300);
            FakeStream client = Knock();
            Pass(300);
            Assert.IsTrue(client.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("NC"));
            Assert.Contains("no such name",
                s_bench.Gateway.Names.Targets.TroubleOf(s_rule, s_bench.World.Ms));
        }

        [TestMethod]
        public void Name_HasMoved_IsLookedUpAfterTheFailedDialAndDialedAgain()
        {
            Begin("tcp 8080 nas.lan:80 from any");
            s_server.Ttl = 3600;
            Pass(15000);
            s_server.Addresses = new uint[] { Second };
            s_bench.World.Network.DialAnswer = DialState.Pending;
            FakeStream client = Knock();
            Assert.AreEqual(First, Dial(0).Address);
            Dial(0).Answer = DialState.Failed;
            Pass(300);
            Assert.AreEqual(2, Dials);
            Assert.AreEqual(Second, Dial(1).Address);
            Dial(1).Answer = DialState.Connected;
            Pass(100);
            client.Arrive(3, 65);
            Pass(100);
            Assert.AreEqual("ABC", TextOf(Dial(1).Upstream.Sent, Dial(1).Upstream.SentCount));
            Assert.AreEqual(3, s_bench.Gateway.Budget.Open);
        }

        [TestMethod]
        public void Name_StillTheSame_EndsAsRefused()
        {
            Begin("tcp 8080 nas.lan:80 from any");
            Pass(15000);
            s_bench.World.Network.DialAnswer = DialState.Failed;
            FakeStream client = Knock();
            Pass(500);
            Assert.IsTrue(client.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("SC"));
            Assert.AreEqual(1, s_bench.Gateway.Budget.Open);
        }

        [TestMethod]
        public void Name_SeveralAddresses_AreTriedInTurn()
        {
            Begin("tcp 8080 nas.lan:80 from any");
            s_server.Addresses = new uint[] { First, Second };
            Pass(15000);
            s_bench.World.Network.DialAnswer = DialState.Failed;
            Knock();
            Pass(500);
            Assert.AreEqual(Second, Dial(1).Address);
        }

        [DataRow(0x08080808u, "", 0)]
        [DataRow(0x08080808u, "anywhere", 1)]
        [DataRow(0xC0A80102u, "anywhere", 0)]
        [DataRow(0xFFFFFFFFu, "anywhere", 0)]
        public void Name_PublicOrOurselves_IsDialedOnlyIfAllowed(uint address, string words,
            int dials)
        {
            Begin("tcp 8080 nas.lan:80 from any " + words);
            s_server.Addresses = new uint[] { address };
            Pass(300);
            Knock();
            Pass(300);
            Assert.AreEqual(dials, Dials);
            Assert.AreEqual(1 - dials, s_bench.Ends("NC"));
        }

        [TestMethod]
        public void Udp_Name_IsUsedAsSoonAsItIsKnown()
        {
            Begin("udp 8080 nas.lan:80 from any");
            FakeDatagrams port = s_bench.World.Network.PortAt(0);
            port.Arrive(3, 1, Bench.Friend, 4000);
            s_bench.Step();
            Assert.AreEqual(1, s_bench.Ends("NC"));
            Pass(300);
            port.Arrive(3, 1, Bench.Friend, 4000);
            Pass(100);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.MappingCount);
        }

        [TestMethod]
        public void Wake_TargetSleeps_PacketIsSentAndTheClientWaits()
        {
            Begin("tcp 8080 192.168.1.20:80 from any wake AA:BB:CC:DD:EE:FF");
            s_bench.World.Network.DialAnswer = DialState.Pending;
            FakeStream client = Knock();
            Pass(Limits.WakeCallMs + 100);
            Assert.IsTrue(Dial(0).IsAbandoned);
            FakeDatagrams socket = s_bench.World.Network.PortAt(0);
            Assert.IsTrue(socket.IsClosed);
            Assert.Contains("waking 192.168.1.20 (AA:BB:CC:DD:EE:FF) for ", s_bench.LastLine());
            FakeDatagram packet = socket.SentAt(0);
            Assert.AreEqual(102, packet.Bytes.Length);
            Assert.AreEqual("FF-FF-FF-FF-FF-FF-AA-BB-CC-DD-EE-FF",
                System.BitConverter.ToString(packet.Bytes, 0, 12));
            Assert.AreEqual("AA-BB-CC-DD-EE-FF",
                System.BitConverter.ToString(packet.Bytes, 96, 6));
            Assert.AreEqual(0xC0A801FFu, packet.Address);
            Assert.AreEqual(9, packet.Port);
            Pass(20000);
            Assert.IsFalse(client.IsClosed);
            s_bench.World.Network.DialAnswer = DialState.Connected;
            Pass(6000);
            Assert.AreEqual(SessionState.Open, s_bench.Gateway.Relay.Roster.SessionAt(0).State);
            Assert.AreEqual(3, s_bench.Gateway.Budget.Open);
        }

        [TestMethod]
        public void Wake_TargetStaysAsleep_GivesUpAfterAMinute()
        {
            Begin("tcp 8080 192.168.1.20:80 from any wake AA:BB:CC:DD:EE:FF");
            s_bench.World.Network.DialAnswer = DialState.Pending;
            FakeStream client = Knock();
            Pass(60000);
            Assert.IsFalse(client.IsClosed);
            Pass(8000);
            Assert.IsTrue(client.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("sC"));
            Assert.AreEqual(1, s_bench.Gateway.Budget.Open);
            string journal = "";
            for (int i = 0; i < s_bench.Gateway.Journal.Count; i++)
            {
                journal += s_bench.Gateway.Journal.At(i).Text + "\n";
            }
            Assert.Contains("waking 192.168.1.20 (AA:BB:CC:DD:EE:FF) for 203.0.113.7:50000",
                journal);
        }

        [TestMethod]
        public void Wake_ClientLeaves_StopsDialing()
        {
            Begin("tcp 8080 192.168.1.20:80 from any wake AA:BB:CC:DD:EE:FF");
            s_bench.World.Network.DialAnswer = DialState.Failed;
            FakeStream client = Knock();
            Pass(5000);
            client.IsBroken = true;
            Pass(100);
            Assert.AreEqual(1, s_bench.Ends("CC"));
            Assert.AreEqual(0, s_bench.Gateway.Relay.Roster.SessionCount);
        }

        [TestMethod]
        public void ProxyText_IsByteExactAndComesFirst()
        {
            Begin("tcp 8080 192.168.1.20:80 from any proxy v1");
            FakeStream client = s_bench.World.Network.Acceptor(8080).Knock(Bench.Friend);
            client.Arrive(3, 65);
            Pass(200);
            FakeStream upstream = s_bench.Upstream();
            Assert.AreEqual("PROXY TCP4 203.0.113.7 192.168.1.2 50000 8080\r\nABC",
                TextOf(upstream.Sent, upstream.SentCount));
            Assert.AreEqual(3L, s_bench.Gateway.Relay.Roster.SessionAt(0).BytesIn);
        }

        [TestMethod]
        public void ProxyBinary_IsByteExactAndComesFirst()
        {
            Begin("tcp 8080 192.168.1.20:80 from any proxy v2");
            FakeStream client = s_bench.World.Network.Acceptor(8080).Knock(Bench.Friend);
            client.Arrive(1, 65);
            Pass(200);
            FakeStream upstream = s_bench.Upstream();
            Assert.AreEqual("0D-0A-0D-0A-00-0D-0A-51-55-49-54-0A-21-11-00-0C-CB-00-71-07-"
                + "C0-A8-01-02-C3-50-1F-90-41",
                System.BitConverter.ToString(upstream.Sent, 0, upstream.SentCount));
        }

        [TestMethod]
        public void Proxy_NoRoomYet_HeaderIsSentOnceAndWhole()
        {
            Begin("tcp 8080 192.168.1.20:80 from any proxy v2");
            s_bench.World.Network.DialAnswer = DialState.Pending;
            Knock();
            Dial(0).Upstream.RoomBytes = 27;
            Dial(0).Answer = DialState.Connected;
            Pass(500);
            Assert.AreEqual(0, Dial(0).Upstream.SentCount);
            Dial(0).Upstream.RoomBytes = 2880;
            Pass(500);
            Assert.AreEqual(28, Dial(0).Upstream.SentCount);
        }

        [TestMethod]
        public void Proxy_Udp_StandsBeforeEachDatagram()
        {
            Begin("udp 8080 192.168.1.20:80 from any proxy v2");
            FakeDatagrams port = s_bench.World.Network.PortAt(0);
            for (int i = 0; i < 3; i++) port.Arrive(i, 0x55, Bench.Friend, 4000);
            Pass(100);
            FakeDatagrams upstream = s_bench.World.Network.UpstreamAt(0);
            Assert.AreEqual(3, upstream.Sent.Count);
            for (int i = 0; i < 3; i++)
            {
                byte[] bytes = upstream.SentAt(i).Bytes;
                Assert.AreEqual(28 + i, bytes.Length);
                Assert.AreEqual("0D-0A-0D-0A-00-0D-0A-51-55-49-54-0A-21-12-00-0C-CB-00-71-07-"
                    + "C0-A8-01-02-0F-A0-1F-90", System.BitConverter.ToString(bytes, 0, 28));
                for (int k = 28; k < bytes.Length; k++) Assert.AreEqual(0x55, (int)bytes[k]);
            }
            Assert.AreEqual(3L, s_bench.Gateway.Relay.Roster.MappingAt(0).BytesIn);
        }
    }
}
