// Rooms: Reach/NameCheck: what the doctor says of our name server and of our name: it asks both
// anew, a public resolver for the name, and calls nothing well that only our own has said.

using nanoFramework.TestFramework;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class NameCheckTests : RouterStage
    {
        private const uint OurServer = 0xC0A80101;
        private const string Name = "anna.example.org";

        private static DnsServer s_ours;
        private static DnsServer s_public;

        private static void BeginNames()
        {
            BeginRouter(true);
            s_bench.Gateway.Settings.Hosts = new string[] { "https://" + Name + ":8443", Name };
            s_bench.Gateway.Settings.Save();
            s_ours = new DnsServer(s_bench.World);
            s_ours.Own = OurServer;
            s_ours.Addresses = new uint[] { Outside };
            s_public = new DnsServer(s_bench.World);
            s_public.Own = Limits.PublicResolver;
            s_public.Addresses = new uint[] { Outside };
            Talk(20);
        }

        private static void Walk()
        {
            int open = s_bench.Gateway.Budget.Open;
            Doctor.Start(s_bench.Gateway.Table.At(0), s_bench.World.Ms);
            for (int i = 0; i < 120 && Doctor.IsRunning; i++)
            {
                Talk(1);
                s_ours.Answer();
                s_public.Answer();
            }
            Assert.IsFalse(Doctor.IsRunning, "no end");
            // The router is asked beside the doctor's walk.
            Talk(10);
            Assert.AreEqual(open, s_bench.Gateway.Budget.Open, "a socket was left");
        }

        [TestMethod]
        public void LeadsHere_IsGreen()
        {
            BeginNames();
            Walk();
            Found("resolver", Finding.Good, "192.168.1.1 answers: ");
            Found("name", Finding.Good, "203.0.113.9, 1.1.1.1 says");
        }

        [TestMethod]
        public void StaleRecord_IsRed()
        {
            BeginNames();
            s_public.Addresses = new uint[] { 0xC6336407 };
            Walk();
            Found("name", Finding.Bad, "198.51.100.7, 1.1.1.1 says. But");
        }

        [TestMethod]
        public void NoRecord_IsRed()
        {
            BeginNames();
            s_public.Code = 3;
            Walk();
            Found("name", Finding.Bad, "no such name");
        }

        [TestMethod]
        public void OnlyOurServerSpeaks_IsGrey()
        {
            BeginNames();
            s_public.IsSilent = true;
            Walk();
            Found("name", Finding.Unsure, "our own name server says");
        }

        [TestMethod]
        public void OurServerIsDead_IsRed()
        {
            BeginNames();
            s_ours.IsSilent = true;
            Walk();
            Found("resolver", Finding.Bad, "has not found");
            Found("name", Finding.Good, "1.1.1.1 says");
        }

        [TestMethod]
        public void SeveralAddresses_AreGrey()
        {
            BeginNames();
            s_public.Addresses = new uint[] { Outside, 0xC6336407 };
            Walk();
            Found("name", Finding.Unsure, "and to others");
        }

        [TestMethod]
        public void AnotherResolver_IsAsked()
        {
            BeginNames();
            Assert.IsFalse(s_edits.SetResolver("nobody").IsGood);
            Assert.IsTrue(s_edits.SetResolver("9.9.9.9").IsGood);
            s_public.Own = 0x09090909;
            Walk();
            Found("name", Finding.Good, "9.9.9.9 says");
            BeginAgain();
            Assert.AreEqual("9.9.9.9", Room.Settings.Resolver);
            Assert.AreEqual(Name, Room.NameToShare);
        }

        [DataRow("printer.local")]
        [DataRow("203.0.113.9")]
        public void NoNameOfDns_IsNotAsked(string name)
        {
            BeginNames();
            s_bench.Gateway.Settings.Hosts = new string[] { name };
            Walk();
            Assert.AreEqual(0, s_public.Asked);
            Found("name", Finding.Unsure, "no public name");
        }

        [TestMethod]
        public void GivenUp_LeavesNothing()
        {
            BeginNames();
            s_ours.IsSilent = true;
            Doctor.Start(s_bench.Gateway.Table.At(0), s_bench.World.Ms);
            for (int i = 0; i < 60 && !Room.Dns.IsBusy; i++) Talk(1);
            Assert.IsTrue(Room.Dns.IsBusy);
            Doctor.Stop();
            Assert.IsFalse(Room.Dns.IsBusy);
        }
    }
}
