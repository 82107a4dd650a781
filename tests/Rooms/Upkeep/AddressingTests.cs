// Rooms: changing the board's address asks first, writes only what differs, and loses nothing when
// somebody else has the address.

using nanoFramework.TestFramework;
using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class AddressingTests
    {
        private sealed class Lan : IWire, INetwork, IDial
        {
            public AddressSeen Seen = new AddressSeen();
            public int Taken = AddressPlan.Nothing;
            public int Writes;
            public int Now = DialState.Pending;
            public int Dials;

            public byte[] Mac { get { return new byte[] { 1, 2, 3, 4, 5, 6 }; } }

            public string Trouble { get { return ""; } }

            public int State { get { return Now; } }

            public AddressSeen See()
            {
                return Seen;
            }

            public void Take(int plan, AddressWish wish)
            {
                Taken = plan;
                Writes++;
                Seen.IsDhcp = wish.IsDhcp;
                if (wish.IsDhcp) return;
                Seen.Address = wish.Address;
                Seen.Mask = wish.Mask;
                Seen.Router = wish.Router;
                Seen.Dns0 = wish.Dns0;
                Seen.Dns1 = wish.Dns1;
            }

            public IDial Dial(uint address, int port)
            {
                Dials++;
                return this;
            }

            public IStream Take()
            {
                return null;
            }

            public void Abandon()
            {
                Dials--;
            }

            public IAcceptor Listen(int port)
            {
                return null;
            }

            public IDatagrams BindDatagrams(int port)
            {
                return null;
            }

            public IDatagrams ConnectDatagrams(uint address, int port)
            {
                return null;
            }
        }

        private static Lan Leased()
        {
            Lan lan = new Lan();
            lan.Seen.IsDhcp = true;
            lan.Seen.Address = 0xC0A80132;
            lan.Seen.Mask = 0xFFFFFF00;
            lan.Seen.Router = 0xC0A80101;
            lan.Seen.Dns0 = 0xC0A80101;
            return lan;
        }

        private static Addressing New(Lan lan, Troubles troubles)
        {
            Addressing addressing = new Addressing(lan, lan, troubles);
            addressing.Budget = new SocketBudget(16, 8, 16);
            return addressing;
        }

        private const string Wish = "192.168.1.60/24 via 192.168.1.1";

        [TestMethod]
        public void Static_NobodyHasIt_IsTakenAfterTheQuestion()
        {
            Lan lan = Leased();
            Addressing addressing = New(lan, new Troubles(null));
            Assert.AreEqual("dhcp", addressing.Setting);
            Assert.IsNull(addressing.Apply(Wish));
            addressing.Step(0);
            addressing.Step(AddressProbe.SilenceMs - 1);
            Assert.AreEqual(0, lan.Writes);
            Assert.AreEqual("dhcp", addressing.Setting);
            addressing.Step(AddressProbe.SilenceMs);
            Assert.AreEqual(AddressPlan.TakeStatic, lan.Taken);
            Assert.AreEqual(Wish, addressing.Setting);
            addressing.Step(9000);
            Assert.AreEqual(1, lan.Writes);
            Assert.AreEqual(0, lan.Dials);
        }

        [TestMethod]
        public void Static_SomebodyHasIt_NothingChanges()
        {
            Lan lan = Leased();
            Troubles troubles = new Troubles(null);
            Addressing addressing = New(lan, troubles);
            addressing.Apply(Wish);
            addressing.Step(0);
            lan.Now = DialState.Failed;
            addressing.Step(50);
            addressing.Step(9000);
            Assert.IsTrue(troubles.Has(Trouble.AddressTaken));
            Assert.AreEqual(0, lan.Writes);
            Assert.AreEqual(0, lan.Dials);
            Assert.AreEqual("dhcp", addressing.Setting);
            // A better choice takes the trouble away.
            lan.Now = DialState.Pending;
            addressing.Apply("192.168.1.61/24 via 192.168.1.1");
            addressing.Step(10000);
            addressing.Step(10000 + AddressProbe.SilenceMs);
            Assert.IsFalse(troubles.Has(Trouble.AddressTaken));
        }

        [TestMethod]
        public void WhatNeedsNoQuestion_IsTakenAtOnce()
        {
            Lan lan = Leased();
            Addressing addressing = New(lan, new Troubles(null));
            addressing.Apply("192.168.1.50/24 via 192.168.1.1");
            addressing.Step(0);
            Assert.AreEqual(AddressPlan.TakeStatic, lan.Taken);
            addressing.Apply("192.168.1.50/24 via 192.168.1.1 dns 9.9.9.9");
            addressing.Step(1);
            Assert.AreEqual(AddressPlan.TakeDns, lan.Taken);
            addressing.Apply("dhcp");
            addressing.Step(2);
            Assert.AreEqual(AddressPlan.TakeDhcp, lan.Taken);
            addressing.Apply("dhcp");
            addressing.Step(3);
            Assert.AreEqual(3, lan.Writes);
        }

        [TestMethod]
        public void BadOrImpossible_IsRefusedInWords()
        {
            Lan lan = Leased();
            Addressing addressing = New(lan, new Troubles(null));
            Assert.IsNotNull(addressing.Apply("192.168.1.60"));
            addressing.Apply(Wish);
            addressing.Step(0);
            Assert.Contains("wait", addressing.Apply("192.168.1.61/24 via 192.168.1.1"));
            lan.Seen = null;
            Assert.Contains("no Ethernet", new Addressing(lan, lan, null).Apply("dhcp"));
            Assert.AreEqual("", addressing.Setting);
        }

        // The way back to an address from the router waits for nobody.
        [TestMethod]
        public void Dhcp_WhileAnotherIsAskedFor_EndsTheQuestion()
        {
            Lan lan = Leased();
            lan.Seen.IsDhcp = false;
            Addressing addressing = New(lan, new Troubles(null));
            addressing.Apply(Wish);
            addressing.Step(0);
            Assert.AreEqual(1, lan.Dials);
            Assert.AreEqual(1, addressing.Budget.Owners);
            Assert.IsNull(addressing.Apply("dhcp"));
            addressing.Step(1);
            Assert.AreEqual(AddressPlan.TakeDhcp, lan.Taken);
            Assert.AreEqual(0, lan.Dials);
            Assert.AreEqual(0, addressing.Budget.Owners);
        }
    }
}
