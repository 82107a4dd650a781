// Rooms: rules that lead back to the gateway itself, seen when they are dialed.

using nanoFramework.TestFramework;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class LoopTests
    {
        // The rule was good when it was written; then our own address became its target's.
        [TestMethod]
        [DataRow("tcp 8080 192.168.1.2:8080 from any", 0)]
        [DataRow("tcp 8080 192.168.1.2:80 from any", 0)]
        [DataRow("tcp 8080 192.168.1.2:9999 from any", 1)]
        public void TargetThatIsUsNow_LeadsBack_IsNotDialed(string line, int dials)
        {
            Bench bench = new Bench().Begin();
            Assert.IsTrue(bench.Gateway.Front.Server.Listen(80));
            bench.Step();
            bench.Gateway.Table.Add(RuleText.Read(line, 0).Rule);
            bench.Step();
            bench.World.Network.Acceptor(8080).Knock(Bench.Friend);
            bench.Step();
            bench.Step();
            Assert.AreEqual(dials, bench.World.Network.Dials.Count);
            Assert.AreEqual(1 - dials, bench.Ends("NC"));
        }
    }
}
