// Rooms: a target that takes the call and is gone before it has the PROXY header.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class ProxyBreakTests
    {
        [DataRow("v1")]
        [DataRow("v2")]
        public void Target_BreaksBeforeTheHeader_EndsAndGivesTheSocketsBack(string version)
        {
            Bench bench = new Bench().Begin();
            bench.Gateway.Table.Add(RuleText.Read(
                "tcp 8080 192.168.1.20:80 from any proxy " + version, 0).Rule);
            bench.Step();
            int before = bench.Gateway.Budget.Open;
            int connections = bench.Gateway.Budget.Connections;
            bench.World.Network.DialAnswer = DialState.Pending;
            FakeStream client = bench.World.Network.Acceptor(8080).Knock(Bench.Friend);
            bench.Step();
            bench.Step();
            FakeDial dial = bench.World.Network.DialAt(0);
            dial.Upstream.IsBroken = true;
            dial.Answer = DialState.Connected;
            bench.Pass(50);
            bench.Pass(50);
            Assert.AreEqual(1, bench.Ends("SC"));
            Assert.IsTrue(client.IsClosed && dial.Upstream.IsClosed);
            Assert.AreEqual(1, dial.Upstream.Closings);
            Assert.AreEqual(before, bench.Gateway.Budget.Open);
            Assert.AreEqual(connections, bench.Gateway.Budget.Connections);
        }
    }
}
