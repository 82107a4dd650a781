// Rooms: a UDP target that has a name and moves.

using System.Collections;
using nanoFramework.TestFramework;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class MovedTargetTests
    {
        private const uint First = 0xC0A80114;
        private const uint Second = 0xC0A80115;

        private static Bench s_bench;
        private static DnsServer s_server;

        private static void Begin(string line)
        {
            s_bench = new Bench().Begin();
            s_server = new DnsServer(s_bench.World);
            s_server.Addresses = new uint[] { First };
            s_bench.Gateway.Table.Add(RuleText.Read(line, 0).Rule);
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

        // TCP follows by its next connection; a mapping would speak to the old machine for as long
        // as its client talks.
        [TestMethod]
        public void UdpTargetByName_HasMoved_TheNextDatagramFollows()
        {
            Begin("udp 8080 nas.lan:80 from any");
            Pass(200);
            FakeDatagrams port = s_bench.World.Network.PortAt(0);
            for (int i = 0; i < 30; i++)
            {
                port.Arrive(5, 1, Bench.Friend, 4000);
                Pass(500);
            }
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.MappingCount);
            s_server.Addresses = new uint[] { Second };
            for (int i = 0; i < 300; i++)
            {
                port.Arrive(5, 1, Bench.Friend, 4000);
                Pass(500);
            }
            Assert.AreEqual(1, s_bench.Ends("ND"));
            ArrayList upstreams = s_bench.World.Network.Upstreams;
            int heard = 0;
            for (int i = 0; i < upstreams.Count; i++)
            {
                FakeDatagrams upstream = (FakeDatagrams)upstreams[i];
                if (upstream.Peer == Second) heard += upstream.Sent.Count;
            }
            Assert.IsTrue(heard > 100);
        }
    }
}
