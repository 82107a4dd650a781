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
            for (int count = queue.Take(buffer, piece); count > 0;
                count = queue.Take(buffer, piece))
            {
                text += Encoding.UTF8.GetString(buffer, 0, count);
            }
            return text;
        }

        [TestMethod]
        [DataRow(4)]
        [DataRow(7)]
        [DataRow(64)]
        public void Text_InPieces_ComesOutInOrderWithLineEnds(int piece)
        {
            TextQueue queue = new TextQueue(3);
            for (int round = 0; round < 50; round++)
            {
                string odd = "Z\u00E4hler \u20AC\uD83D\uDEAA";
                Assert.IsTrue(queue.Put("a" + round.ToString() + "\n\n" + odd + "\n"));
                Assert.IsTrue(queue.Put(""));
                Assert.IsTrue(queue.Put("end"));
                Assert.AreEqual("a" + round.ToString() + "\r\n\r\n" + odd + "\r\nend",
                    TakeAll(queue, piece));
                Assert.IsTrue(queue.IsEmpty);
            }
        }

        [TestMethod]
        public void LessRoomThanTheBuffer_IsKeptTo()
        {
            TextQueue queue = new TextQueue(2);
            Assert.IsTrue(queue.Put("0123456789"));
            Assert.AreEqual(0, queue.Take(new byte[64], 3));
            Assert.AreEqual(3, queue.Take(new byte[64], 6));
            Assert.AreEqual("3456789", TakeAll(queue, 64));
        }

        [TestMethod]
        public void Full_DropsTheNewestAndSaysSoLater()
        {
            TextQueue queue = new TextQueue(2);
            Assert.IsTrue(queue.Put("one "));
            Assert.IsTrue(queue.Put("two"));
            Assert.IsFalse(queue.Put("nobody reads this"));
            Assert.AreEqual("one two", TakeAll(queue, 8));
            Assert.IsTrue(queue.Put("more"));
            Assert.AreEqual("\r\n[some text was lost]\r\nmore", TakeAll(queue, 8));
        }
    }
}
