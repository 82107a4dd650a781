// Rooms: the PROXY header where it does not come off: a target that breaks before it is sent, and a
// datagram that leaves it no room.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class ProxyHeaderTests
    {
        private static Bench s_bench;

        // The target is there and gone before the header is, at once or while it has no room: the
        // sockets come back all the same.
        [DataRow("proxy v1", 0)]
        [DataRow("proxy v2", 0)]
        [DataRow("proxy v1", 200)]
        [DataRow("proxy v2", 200)]
        public void Proxy_TargetBreaksBeforeTheHeader_GivesTheSocketsBack(string proxy, int afterMs)
        {
            Begin("tcp 8080 192.168.1.20:80 from any " + proxy);
            int open = s_bench.Gateway.Budget.Open;
            int connections = s_bench.Gateway.Budget.Connections;
            s_bench.World.Network.DialAnswer = DialState.Pending;
            FakeStream client = s_bench.World.Network.Acceptor(8080).Knock(Bench.Friend);
            s_bench.Step();
            s_bench.Step();
            FakeDial dial = s_bench.World.Network.DialAt(0);
            dial.Upstream.RoomBytes = 0;
            dial.Answer = DialState.Connected;
            Pass(afterMs);
            dial.Upstream.IsBroken = true;
            Pass(500);
            Assert.IsTrue(client.IsAborted && client.IsClosed && dial.Upstream.IsClosed);
            Assert.AreEqual(1, dial.Upstream.Closings);
            Assert.AreEqual(open, s_bench.Gateway.Budget.Open);
            Assert.AreEqual(connections, s_bench.Gateway.Budget.Connections);
            Assert.AreEqual(1, s_bench.Ends("SC"));
        }

        // A header of 28 bytes stands before each datagram, in the same buffer.
        [TestMethod]
        public void Proxy_Udp_DatagramThatJustFits_ArrivesAndOneByteMoreIsDropped()
        {
            Begin("udp 8080 192.168.1.20:80 from any proxy v2");
            FakeDatagrams port = s_bench.World.Network.PortAt(0);
            int most = s_bench.Gateway.Limits.ChunkBytes - 28;
            port.Arrive(most, 0x55, Bench.Friend, 4000);
            port.Arrive(most + 1, 0x56, Bench.Friend, 4000);
            port.Arrive(1, 0x57, Bench.Friend, 4000);
            Pass(100);
            FakeDatagrams upstream = s_bench.World.Network.UpstreamAt(0);
            Assert.AreEqual(2, upstream.Sent.Count);
            Assert.AreEqual(most + 28, upstream.SentAt(0).Bytes.Length);
            Assert.AreEqual(0x55, (int)upstream.SentAt(0).Bytes[most + 27]);
            Assert.AreEqual(0x57, (int)upstream.SentAt(1).Bytes[28]);
        }

        private static void Begin(string line)
        {
            s_bench = new Bench().Begin();
            s_bench.Gateway.Table.Add(RuleText.Read(line, 0).Rule);
            s_bench.Step();
        }

        private static void Pass(long ms)
        {
            for (long i = 0; i < ms; i += 50) s_bench.Pass(50);
        }
    }
}
