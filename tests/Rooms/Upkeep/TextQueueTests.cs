// Rooms: text on its way to the serial line is never out of order and never waits.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class TextQueueTests
    {
        private static string TakeAll(TextQueue queue, int piece)
        {
            byte[] buffer = new byte[piece];
            string text = "";
            for (int count = queue.Take(buffer); count > 0; count = queue.Take(buffer))
            {
                text += Encoding.UTF8.GetString(buffer, 0, count);
            }
            return text;
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(3)]
        [DataRow(64)]
        public void Text_InPieces_ComesOutInOrderWithLineEnds(int piece)
        {
            TextQueue queue = new TextQueue(16);
            for (int round = 0; round < 50; round++)
            {
                Assert.IsTrue(queue.Put("a" + round.ToString() + "\n"));
                Assert.IsTrue(queue.Put("end"));
                Assert.AreEqual("a" + round.ToString() + "\r\nend", TakeAll(queue, piece));
            }
        }

        [TestMethod]
        public void Full_DropsTheRestAndSaysSoLater()
        {
            TextQueue queue = new TextQueue(32);
            Assert.IsFalse(queue.Put("0123456789012345678901234567890123456789"));
            Assert.IsFalse(queue.Put("nobody reads this"));
            Assert.AreEqual("01234567890123456789012345678901", TakeAll(queue, 8));
            Assert.IsTrue(queue.Put("more"));
            Assert.AreEqual("\r\n[some text was lost]\r\nmore", TakeAll(queue, 8));
        }

        [TestMethod]
        public void LineEnd_AtTheVeryEnd_IsNotTornApart()
        {
            TextQueue queue = new TextQueue(32);
            Assert.IsFalse(queue.Put("0123456789012345678901234567890\n"));
            Assert.AreEqual("0123456789012345678901234567890", TakeAll(queue, 8));
        }
    }
}
