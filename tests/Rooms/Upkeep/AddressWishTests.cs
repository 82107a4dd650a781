// Rooms: the wished address, and what must be written so that it comes true.

using nanoFramework.TestFramework;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class AddressWishTests
    {
        [TestMethod]
        [DataRow("dhcp", "dhcp")]
        [DataRow(" DHCP ", "dhcp")]
        [DataRow("192.168.1.50/24 via 192.168.1.1", "192.168.1.50/24 via 192.168.1.1")]
        [DataRow("10.0.0.9/8 via 10.0.0.1 dns 10.0.0.1", "10.0.0.9/8 via 10.0.0.1")]
        [DataRow("10.0.0.9/8 via 10.0.0.1 dns 9.9.9.9", "10.0.0.9/8 via 10.0.0.1 dns 9.9.9.9")]
        [DataRow("10.0.0.9/8 via 10.0.0.1 dns 9.9.9.9,1.1.1.1",
            "10.0.0.9/8 via 10.0.0.1 dns 9.9.9.9,1.1.1.1")]
        public void GoodLine_ReadAndPrinted_IsInNormalForm(string line, string normal)
        {
            string error;
            AddressWish wish = AddressWish.Read(line, out error);
            Assert.IsNull(error);
            Assert.AreEqual(normal, wish.ToString());
            Assert.AreEqual(normal, AddressWish.Read(wish.ToString(), out error).ToString());
        }

        [TestMethod]
        [DataRow("", "write")]
        [DataRow("static", "write")]
        [DataRow("192.168.1.50 via 192.168.1.1", "try 192.168.1.50/24")]
        [DataRow("192.168.1/24 via 192.168.1.1", "no address")]
        [DataRow("192.168.1.50/33 via 192.168.1.1", "/8 to /30")]
        [DataRow("192.168.1.50/x via 192.168.1.1", "/8 to /30")]
        [DataRow("192.168.1.50/24 via router", "no address of a router")]
        [DataRow("192.168.1.50/24 via 192.168.2.1", "must be in 192.168.1.0/24")]
        [DataRow("192.168.1.0/24 via 192.168.1.1", "names the network")]
        [DataRow("192.168.1.255/24 via 192.168.1.1", "names the network")]
        [DataRow("192.168.1.1/24 via 192.168.1.1", "the router has that address")]
        [DataRow("127.0.0.1/8 via 127.0.0.2", "cannot have")]
        [DataRow("224.0.0.5/24 via 224.0.0.1", "cannot have")]
        [DataRow("192.168.1.50/24 via 192.168.1.1 dns nine", "no DNS server")]
        [DataRow("192.168.1.50/24 via 192.168.1.1 dns 1.1.1.1,", "no DNS server")]
        [DataRow("192.168.1.50/24 via 192.168.1.1 and more", "write")]
        public void BadLine_SaysWhatToDo(string line, string part)
        {
            string error;
            Assert.IsNull(AddressWish.Read(line, out error));
            Assert.Contains(part, error);
        }

        private static AddressSeen Seen(AddressWish wish)
        {
            AddressSeen seen = new AddressSeen();
            seen.IsDhcp = wish.IsDhcp;
            seen.Address = wish.Address;
            seen.Mask = wish.Mask;
            seen.Router = wish.Router;
            seen.Dns0 = wish.Dns0;
            seen.Dns1 = wish.Dns1;
            return seen;
        }

        [TestMethod]
        public void Plan_NothingDiffers_WritesNothing()
        {
            string error;
            AddressWish fixedOne = AddressWish.Read("10.0.0.9/8 via 10.0.0.1", out error);
            AddressWish dhcp = AddressWish.Read("dhcp", out error);
            AddressSeen leased = Seen(fixedOne);
            leased.IsDhcp = true;
            Assert.AreEqual(AddressPlan.Nothing, AddressPlan.Of(fixedOne, Seen(fixedOne)));
            Assert.AreEqual(AddressPlan.Nothing, AddressPlan.Of(dhcp, leased));
        }

        [TestMethod]
        public void Plan_SomethingDiffers_ChangesOnlyThat()
        {
            string error;
            AddressWish wish = AddressWish.Read("10.0.0.9/8 via 10.0.0.1", out error);
            AddressWish dhcp = AddressWish.Read("dhcp", out error);
            AddressSeen otherDns = Seen(wish);
            otherDns.Dns1 = 0x01010101;
            AddressSeen otherMask = Seen(wish);
            otherMask.Mask = 0xFFFF0000;
            AddressSeen sameButLeased = Seen(wish);
            sameButLeased.IsDhcp = true;
            Assert.AreEqual(AddressPlan.TakeDns, AddressPlan.Of(wish, otherDns));
            Assert.AreEqual(AddressPlan.TakeStatic, AddressPlan.Of(wish, otherMask));
            Assert.AreEqual(AddressPlan.TakeStatic, AddressPlan.Of(wish, sameButLeased));
            Assert.AreEqual(AddressPlan.TakeDhcp, AddressPlan.Of(dhcp, Seen(wish)));
        }
    }
}
