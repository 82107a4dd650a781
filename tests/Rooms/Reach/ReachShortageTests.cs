// Rooms: memory that runs out in the middle of asking somebody: no socket stays counted that is not
// there, what had begun is begun again, and the doctor does not call well what it has not seen.

using nanoFramework.TestFramework;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class ReachShortageTests : RouterStage
    {
        [TestMethod]
        public void Errand_IsDialedAgain()
        {
            Begin();
            DnsServer server = new DnsServer(s_bench.World);
            server.Addresses = new uint[] { 0xC6336401 };
            s_edits.SetCheckUrl("http://check.test/ip");
            s_edits.SetDdns(Provider, "anna.test", "me", "secret", true, 0);
            FakeNetwork network = s_bench.World.Network;
            for (int i = 0; i < 20 && network.Upstreams.Count == 0; i++) s_bench.Pass(10);
            network.ShortCalls = 1;
            server.Answer();
            for (int i = 0; i < 20; i++) s_bench.Pass(10);
            Assert.AreEqual(1, s_bench.Gateway.Shortages);
            Assert.AreEqual(1, network.Dials.Count);
            Assert.AreEqual(1, s_bench.Gateway.Budget.Open);
            Room.Close();
            Assert.AreEqual(0, s_bench.Gateway.Budget.Open);
        }

        [TestMethod]
        public void Router_IsAskedAgain()
        {
            BeginRouter(false);
            // The first is the door's, which tells it by its own state.
            s_bench.World.Network.ShortCalls = 3;
            Talk(20);
            Assert.AreEqual(2, s_bench.Gateway.Shortages);
            Assert.IsTrue(Room.Router.Leases.At(0).IsHeld(s_bench.World.Ms));
            Room.Close();
            Assert.AreEqual(0, s_bench.Gateway.Budget.Owners);
        }

        [TestMethod]
        public void Group_IsJoinedAgain()
        {
            Begin();
            int before = s_bench.Gateway.Budget.Open;
            s_uplink.ShortCalls = 2;
            s_edits.SetHouse(true, "");
            Pass(3 * Limits.ReopenMs / 1000);
            Assert.IsTrue(Room.House.IsOurs);
            Assert.AreEqual(before + 1, s_bench.Gateway.Budget.Open);
        }

        [TestMethod]
        public void Doctor_CallsNothingWellThatItHasNotSeen()
        {
            s_bench = new Bench().Begin();
            SerialConsoleTests.Say(s_bench, "portmap add tcp 8080 192.168.1.20:80 from lan");
            s_bench.Step();
            Doctor doctor = s_bench.Gateway.Rooms.Doctor;
            for (int all = 0; all < 2; all++)
            {
                int open = s_bench.Gateway.Budget.Open;
                s_bench.World.Network.ShortCalls = 1;
                Rule rule = all == 1 ? null : s_bench.Gateway.Table.At(0);
                doctor.Start(rule, s_bench.World.Ms);
                for (int i = 0; i < 100 && doctor.IsRunning; i++) s_bench.Pass(50);
                Assert.IsFalse(doctor.IsRunning);
                Assert.AreEqual(open, s_bench.Gateway.Budget.Open);
                int told = 0;
                for (int i = 0; i < doctor.Count; i++)
                {
                    Finding finding = doctor.At(i);
                    if (finding.Name != (all == 1 ? "rule 1" : "target")) continue;
                    Assert.AreEqual(Finding.Unsure, finding.Verdict, finding.Text);
                    Assert.Contains("Not enough memory", finding.Text);
                    told++;
                }
                Assert.AreEqual(1, told);
            }
        }
    }
}
