// Rooms: the board's address on the console, which is all that is left when DHCP is silent.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Rooms.Fakes;
using Portreeve.Settings;

namespace Portreeve.Rooms
{
    [TestClass]
    public class AddressCommandTests
    {
        private sealed class FakeAddressing : IAddressing
        {
            public string Now = "dhcp";

            public string Setting { get { return Now; } }

            public uint Router { get { return 0xC0A80101; } }

            public string Mac { get { return "a0:b7:65:a1:b2:c3"; } }

            public string Apply(string setting)
            {
                if (setting == "nonsense") return "that is no address; write \"dhcp\"";
                Now = setting;
                return null;
            }
        }

        private FakeWorld _world;
        private FakeAddressing _wire;
        private Gateway _gateway;

        private void Start(bool hasWire)
        {
            _world = new FakeWorld();
            _wire = new FakeAddressing();
            Surroundings around = _world.Around();
            if (hasWire) around.Addressing = _wire;
            Limits limits = new Limits();
            limits.WebPort = 0;
            _gateway = new Gateway(around, limits);
        }

        private string Type(string line)
        {
            _world.Written = "";
            _world.Typed = line + "\r";
            for (int i = 0; i < 20; i++) _gateway.Step(_world.Ms += 10);
            return _world.Written;
        }

        [TestMethod]
        public void Nothing_ShowsAddressRouterAndMac()
        {
            AddressCommandTests at = new AddressCommandTests();
            at.Start(true);
            string said = at.Type("address");
            Assert.Contains("192.168.1.2 (dhcp), router 192.168.1.1, MAC a0:b7:65:a1:b2:c3", said);
        }

        [TestMethod]
        public void OnAComputer_TheSystemSetsIt()
        {
            AddressCommandTests at = new AddressCommandTests();
            at.Start(false);
            Assert.Contains("Here the system sets the address", at.Type("address"));
            Assert.Contains("Here the system sets the address", at.Type("address dhcp"));
        }

        // Whoever forgets the password while something is tried is back at what was kept.
        [TestMethod]
        public void ForgetPassword_TakesBackWhatIsTried()
        {
            AddressCommandTests at = new AddressCommandTests();
            at.Start(true);
            byte[] key = new byte[32];
            at._gateway.Settings.Verifier = new Verifier(new byte[16], 4096, key, key);
            Assert.IsTrue(at._gateway.Settings.Keep());
            at.Type("address 192.168.1.50/24 via 192.168.1.1");
            Assert.Contains("The password is forgotten", at.Type("forget-password"));
            Assert.AreEqual("dhcp", at._wire.Now);
            Assert.IsFalse(at._gateway.Rooms.Trial.IsPending);
            Assert.IsFalse(at._gateway.Settings.IsClaimed);
        }

        [TestMethod]
        public void Another_ConfirmedInTime_Stays()
        {
            AddressCommandTests at = new AddressCommandTests();
            at.Start(true);
            Assert.Contains("confirm", at.Type("address 192.168.1.50/24 via 192.168.1.1"));
            Assert.AreEqual("192.168.1.50/24 via 192.168.1.1", at._wire.Now);
            at.Type("confirm");
            at._world.Ms += 120000;
            at.Type("");
            Assert.AreEqual("192.168.1.50/24 via 192.168.1.1", at._wire.Now);
        }

        [TestMethod]
        public void Another_NotConfirmed_GoesBack()
        {
            AddressCommandTests at = new AddressCommandTests();
            at.Start(true);
            at.Type("address 192.168.1.50/24 via 192.168.1.1");
            at._world.Ms += 61000;
            at.Type("");
            Assert.AreEqual("dhcp", at._wire.Now);
        }

        [TestMethod]
        public void Wrong_IsRefusedInTheWiresWords()
        {
            AddressCommandTests at = new AddressCommandTests();
            at.Start(true);
            Assert.Contains("hat is no address; write \"dhcp\"", at.Type("address nonsense"));
            Assert.AreEqual("dhcp", at._wire.Now);
        }

        [TestMethod]
        public void OnAComputer_TheSystemDecides()
        {
            AddressCommandTests at = new AddressCommandTests();
            at.Start(false);
            Assert.Contains("the system sets the address", at.Type("address dhcp"));
        }
    }
}
