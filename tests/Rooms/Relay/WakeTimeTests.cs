// Rooms: how long a machine that was woken is called: a minute, or longer if "dial" says so.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class WakeTimeTests
    {
        [DataRow("dial 30s", 60000)]
        [DataRow("dial 2m", 120000)]
        public void Dial_WithWake_LengthensAndNeverShortens(string dial, int waitsMs)
        {
            Bench bench = new Bench().Begin();
            bench.Gateway.Table.Add(RuleText.Read(
                "tcp 8080 192.168.1.20:80 from any wake AA:BB:CC:DD:EE:FF " + dial, 0).Rule);
            bench.Step();
            bench.World.Network.DialAnswer = DialState.Pending;
            FakeStream client = bench.World.Network.Acceptor(8080).Knock(Bench.Friend);
            for (int ms = 0; ms < waitsMs; ms += 50) bench.Pass(50);
            Assert.IsFalse(client.IsClosed);
            for (int ms = 0; ms < 8000; ms += 50) bench.Pass(50);
            Assert.IsTrue(client.IsAborted);
        }
    }
}
