// Rooms: what a board calls itself, and the line it says on its USB cable.

using nanoFramework.TestFramework;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class NamesTests
    {
        [TestMethod]
        public void Mac_Known_NamesTheBoard()
        {
            byte[] mac = { 0xA0, 0xB7, 0x65, 0xA1, 0x02, 0xF3 };
            Assert.AreEqual("portreeve-a102f3", BoardName.FromMac(mac));
            Assert.AreEqual("a0:b7:65:a1:02:f3", BoardName.MacToText(mac));
        }

        [TestMethod]
        public void Mac_Unknown_StillNamesTheBoard()
        {
            Assert.AreEqual("portreeve", BoardName.FromMac(null));
            Assert.AreEqual("portreeve", BoardName.FromMac(new byte[3]));
            Assert.AreEqual("", BoardName.MacToText(null));
        }

        [TestMethod]
        [DataRow("portreeve-a102f3", "192.168.1.50", "K7QF-2M9X")]
        [DataRow("portreeve-a102f3", "192.168.1.50:8088", "")]
        [DataRow("portreeve-a102f3", "", "K7QF-2M9X")]
        [DataRow("portreeve-a102f3", "", "")]
        public void Announcement_SaidAndHeard_IsTheSame(string name, string page, string code)
        {
            Announcement said = new Announcement();
            said.Name = name;
            said.Page = page;
            said.Code = code;
            Announcement heard;
            Assert.IsTrue(Announcement.TryRead("\u0000x" + said + "\r", out heard));
            Assert.AreEqual(name, heard.Name);
            Assert.AreEqual(page, heard.Page);
            Assert.AreEqual(code, heard.Code);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)")]
        [DataRow("portreeve>")]
        [DataRow("portreeve>  claim code X")]
        public void Announcement_OtherLines_AreNone(string line)
        {
            Announcement heard;
            Assert.IsFalse(Announcement.TryRead(line, out heard));
        }
    }
}
