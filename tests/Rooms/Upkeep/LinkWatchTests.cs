// Rooms: the Ethernet side over time: cable, DHCP, a new address, the wrong image.

using nanoFramework.TestFramework;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class LinkWatchTests
    {
        private const uint First = 0xC0A80132;
        private const uint Second = 0xC0A80133;

        [TestMethod]
        public void Start_NoInterface_IsTheWrongImage()
        {
            LinkWatch link = new LinkWatch(0);
            link.Step(false, false, 0, 10);
            Assert.AreEqual(LinkWatch.Absent, link.State);
            Assert.AreSame(Trouble.WrongImage, link.Trouble);
        }

        [TestMethod]
        public void Down_NeverALink_ComplainsAfterAWhile()
        {
            LinkWatch link = new LinkWatch(1000);
            link.Step(true, false, 0, 1000 + LinkWatch.NoLinkMs - 1);
            Assert.IsNull(link.Trouble);
            link.Step(true, false, 0, 1000 + LinkWatch.NoLinkMs);
            Assert.AreSame(Trouble.NoLink, link.Trouble);
        }

        [TestMethod]
        public void Up_CablePulled_SaysSoAtOnceAndForgetsItLater()
        {
            LinkWatch link = new LinkWatch(0);
            link.Step(true, true, First, 10);
            Assert.AreEqual(LinkWatch.Up, link.State);
            link.Step(true, false, First, 20);
            Assert.AreSame(Trouble.CablePulled, link.Trouble);
            link.Step(true, true, First, 30);
            Assert.IsNull(link.Trouble);
        }

        [TestMethod]
        public void Waiting_DhcpSilent_ComplainsAfterTwentySeconds()
        {
            LinkWatch link = new LinkWatch(0);
            link.Step(true, true, 0, 5000);
            link.Step(true, true, 0, 5000 + LinkWatch.NoAddressMs - 1);
            Assert.IsNull(link.Trouble);
            link.Step(true, true, 0, 5000 + LinkWatch.NoAddressMs);
            Assert.AreSame(Trouble.NoAddress, link.Trouble);
            link.Step(true, true, First, 90000);
            Assert.IsNull(link.Trouble);
        }

        [TestMethod]
        public void Up_SameAddress_KeepsListeners()
        {
            LinkWatch link = new LinkWatch(0);
            link.Step(true, true, First, 10);
            int epoch = link.Epoch;
            link.Step(true, true, First, 20);
            Assert.AreEqual(epoch, link.Epoch);
        }

        [TestMethod]
        public void Up_AddressChangesOrLinkBounces_ListenersReopen()
        {
            LinkWatch link = new LinkWatch(0);
            link.Step(true, true, First, 10);
            Assert.AreEqual(0, link.Epoch);
            link.Step(true, true, Second, 20);
            Assert.AreEqual(1, link.Epoch);
            link.Step(true, false, Second, 30);
            link.Step(true, true, Second, 40);
            Assert.AreEqual(2, link.Epoch);
        }

        [TestMethod]
        public void PhyDead_RestartsThreeTimesThenStops()
        {
            MemorySlots slots = new MemorySlots();
            for (int start = 0; start < 6; start++)
            {
                LinkWatch link = new LinkWatch(0);
                PhyRetry retry = new PhyRetry(slots);
                link.Step(true, false, 0, 1000);
                Assert.IsFalse(retry.Step(link, PhyRetry.NoLinkMs - 1));
                Assert.AreEqual(start < PhyRetry.TriesMax, retry.Step(link, PhyRetry.NoLinkMs));
            }
        }

        [TestMethod]
        public void PhyDead_LinkComes_TriesStartAnew()
        {
            MemorySlots slots = new MemorySlots();
            LinkWatch dead = new LinkWatch(0);
            dead.Step(true, false, 0, 1000);
            Assert.IsTrue(new PhyRetry(slots).Step(dead, PhyRetry.NoLinkMs));
            LinkWatch live = new LinkWatch(0);
            live.Step(true, true, First, 1000);
            Assert.IsFalse(new PhyRetry(slots).Step(live, PhyRetry.NoLinkMs));
            Assert.IsNull(slots.Read("phy"));
        }

        [TestMethod]
        public void PhyDead_FlashFull_DoesNotRestartForEver()
        {
            MemorySlots slots = new MemorySlots();
            slots.IsFull = true;
            LinkWatch link = new LinkWatch(0);
            link.Step(true, false, 0, 1000);
            Assert.IsFalse(new PhyRetry(slots).Step(link, PhyRetry.NoLinkMs));
        }
    }
}
