// Rooms: Reach/WayCheck and BackCheck: what the doctor says of the router above, our address
// outside, our name and the way back in: each cause is produced, and named.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Reach;
using Portreeve.Table;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class DoctorWayTests : RouterStage
    {
        private static Rule Rule { get { return s_bench.Gateway.Table.At(0); } }

        private static void Walk()
        {
            Doctor.Start(Rule, s_bench.World.Ms);
            for (int i = 0; i < 120 && Doctor.IsRunning; i++) Talk(1);
            Assert.IsFalse(Doctor.IsRunning, "it did not end");
        }

        [DataRow(true, "PCP")]
        [DataRow(false, "NAT-PMP")]
        public void Lease_Held_IsGreen(bool isPcp, string speaks)
        {
            BeginRouter(isPcp);
            Talk(20);
            Walk();
            Found("router", Finding.Good, "speaks " + speaks + "; tcp 8080: held");
            Found("address", Finding.Good, "203.0.113.9, the router says");
        }

        [TestMethod]
        public void Lease_Refused_IsRed()
        {
            BeginRouter(false);
            s_refusal = 2;
            Talk(20);
            Walk();
            Found("router", Finding.Bad, "the router does not allow it");
        }

        [TestMethod]
        public void Router_ThatIsMute_IsNotGreen()
        {
            BeginRouter(false);
            Pass(20);
            Doctor.Start(Rule, s_bench.World.Ms);
            Pass(30);
            Assert.IsFalse(Doctor.IsRunning);
            Found("router", Finding.Unsure, "speaks neither");
        }

        [TestMethod]
        public void Router_ThatSpeaksByNow_IsAskedAnew()
        {
            BeginRouter(false);
            Pass(20);
            Assert.IsTrue(Room.Router.IsMute);
            Walk();
            Found("router", Finding.Good, "speaks NAT-PMP");
        }

        [DataRow(true, true)]
        [DataRow(false, true)]
        [DataRow(true, false)]
        [DataRow(false, false)]
        public void Router_FallenSilent_IsNotGreen_NorIsWhatItSaidBefore(bool isPcp, bool isOfAll)
        {
            BeginRouter(isPcp);
            Talk(20);
            Assert.AreEqual(Outside, Room.OutsideAddress);
            Doctor.Start(isOfAll ? null : Rule, s_bench.World.Ms);
            Pass(60);
            Assert.IsFalse(Doctor.IsRunning);
            Found("router", Finding.Unsure, "192.168.1.1 has not answered in this test.");
            Found("address", Finding.Unsure, "not known");
        }

        [TestMethod]
        public void Service_FallenSilent_IsNotGreen()
        {
            Begin();
            SetDdns("anna.example.org");
            Pass(20);
            Doctor.Start(null, s_bench.World.Ms);
            Pass(20);
            Found("address", Finding.Good, "203.0.113.9, a service outside says");
            s_seen = "";
            Doctor.Start(null, s_bench.World.Ms);
            Pass(60);
            Assert.IsFalse(Doctor.IsRunning);
            Found("address", Finding.Unsure, "not known");
        }

        [TestMethod]
        public void DoubleNat_IsRed()
        {
            BeginRouter(false);
            s_outside = 0xC0A8B202;
            Talk(20);
            Walk();
            Found("address", Finding.Bad, "192.168.178.2, a private one");
        }

        [TestMethod]
        public void CarrierNat_IsRed()
        {
            BeginRouter(false);
            s_outside = 0x64400005;
            Talk(20);
            Walk();
            Found("address", Finding.Bad, "the carrier shares among many");
        }

        [TestMethod]
        public void TwoAddresses_AreRed()
        {
            BeginRouter(false);
            s_seen = "198.51.100.77";
            SetDdns("anna.example.org");
            Talk(20);
            Walk();
            Found("address", Finding.Bad, "a service outside sees 198.51.100.77");
        }

        [TestMethod]
        public void Hairpin_CountsOnlyWhenOurOwnDoorHasFeltIt()
        {
            BeginRouter(false);
            s_bench.World.Network.DialAnswer = DialState.Connected;
            Talk(20);
            Walk();
            Found("hairpin", Finding.Unsure, "it is not this door");
            s_bench.World.Network.DialAnswer = DialState.Failed;
            Walk();
            Found("hairpin", Finding.Unsure, "found no way back in");
            s_bench.World.Network.DialAnswer = DialState.Pending;
            Doctor.Start(Rule, s_bench.World.Ms);
            for (int i = 0; i < 40 && Doctor.IsRunning; i++)
            {
                Talk(1);
                // The router leads it back: it comes to our door from the router's own address.
                s_bench.World.Network.Acceptor(8080).Knock(0xC0A80101);
            }
            Found("hairpin", Finding.Good, "came back in at our door");
        }

        [TestMethod]
        public void Hairpin_IsNotProvenBySomebodyElse()
        {
            BeginRouter(false);
            Talk(20);
            s_bench.World.Network.DialAnswer = DialState.Pending;
            Doctor.Start(Rule, s_bench.World.Ms);
            for (int i = 0; i < 60 && Doctor.IsRunning; i++)
            {
                Talk(1);
                s_bench.World.Network.Acceptor(8080).Knock(0xC0A80132);
            }
            Found("hairpin", Finding.Unsure, "Somebody else came to our door");
        }
    }
}
