// Rooms: a text that is put together as bytes: the same bytes as the runtime's own UTF-8, numbers
// of either sign, and a buffer that grows and lets go.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class TextBufferTests
    {
        [DataRow(0, "0")]
        [DataRow(7, "7")]
        [DataRow(9, "9")]
        [DataRow(10, "10")]
        [DataRow(65535, "65535")]
        [DataRow(1000000000, "1000000000")]
        [DataRow(2147483647, "2147483647")]
        [DataRow(-1, "-1")]
        [DataRow(-10, "-10")]
        [DataRow(-1000000000, "-1000000000")]
        [DataRow(-2147483648, "-2147483648")]
        public void Number_IsItsDecimalDigits(int number, string digits)
        {
            Assert.AreEqual(digits, new TextBuffer().Append(number).ToString());
            Assert.AreEqual("a" + digits + ":" + digits, new TextBuffer().Append("a")
                .Append(number).Append(':').Append(number).ToString());
        }

        // The last of one byte and the first of two, the last of two and the first of three.
        [DataRow('a', 1)]
        [DataRow('\u007F', 1)]
        [DataRow('\u0080', 2)]
        [DataRow('\u00FC', 2)]
        [DataRow('\u07FF', 2)]
        [DataRow('\u0800', 3)]
        [DataRow('\u20AC', 3)]
        [DataRow('\uFFFD', 3)]
        public void Character_AloneInATextOrInAnArray_IsTheSameBytes(char c, int bytes)
        {
            char[] many = { 'x', c, c, 'x' };
            TextBuffer alone = new TextBuffer().Append(c);
            TextBuffer text = new TextBuffer().Append(new string(many, 1, 1));
            TextBuffer array = new TextBuffer().Append(many, 1, 2);
            Same(Encoding.UTF8.GetBytes(new string(many, 1, 1)), alone);
            Same(Encoding.UTF8.GetBytes(new string(many, 1, 1)), text);
            Same(Encoding.UTF8.GetBytes(new string(many, 1, 2)), array);
            Assert.AreEqual(bytes, alone.Count);
        }

        [TestMethod]
        public void Pair_ComesInWithItsText()
        {
            TextBuffer text = new TextBuffer().Append("a\uD83D\uDE00b");
            Assert.AreEqual(6, text.Count);
            Assert.AreEqual("a\uD83D\uDE00b", text.ToString());
        }

        [TestMethod]
        public void Nothing_AddsNothing()
        {
            TextBuffer text = new TextBuffer().Append((string)null).Append("");
            Assert.AreEqual(0, text.Count);
            Assert.AreEqual("", text.ToString());
            text.Append("a").Append((string)null).Append("").Append(new char[2], 0, 0);
            Assert.AreEqual("a", text.ToString());
        }

        [DataRow("a")]
        [DataRow("\u20AC")]
        [DataRow("a\u00FC\u20AC\uD83D\uDE00")]
        public void Text_ThatGrowsByPieces_IsWholeAtEachLength(string piece)
        {
            TextBuffer text = new TextBuffer();
            string whole = "";
            for (int i = 0; i < 300; i++)
            {
                text.Append(piece).Append('\u20AC').Append(-i);
                whole += piece + "\u20AC" + (-i).ToString();
                Same(Encoding.UTF8.GetBytes(whole), text);
            }
            Assert.AreEqual(whole, text.ToString());
        }

        // One character less than the room, as many, one more, and many times as many at once.
        [DataRow(-1, true)]
        [DataRow(0, true)]
        [DataRow(1, false)]
        [DataRow(1000, false)]
        public void Room_IsUsedToTheLastByteBeforeItGrows(int beyond, bool fits)
        {
            TextBuffer text = new TextBuffer();
            byte[] first = text.Bytes;
            int count = first.Length + beyond;
            text.Append(new string('a', count));
            Assert.AreEqual(fits, first == text.Bytes);
            Assert.AreEqual(new string('a', count), text.ToString());
            text = new TextBuffer();
            first = text.Bytes;
            for (int i = 0; i < first.Length / 3; i++) text.Append('\u20AC');
            Assert.AreEqual(first.Length, text.Count);
            Assert.AreSame(first, text.Bytes);
            text.Append('\u20AC');
            Assert.AreNotSame(first, text.Bytes);
            Assert.AreEqual(first.Length / 3 + 1, text.ToString().Length);
        }

        [TestMethod]
        public void Clear_BeginsAnew_KeepsASmallArrayAndLetsALargeOneGo()
        {
            TextBuffer text = new TextBuffer().Append(new string('a', 200));
            byte[] small = text.Bytes;
            Assert.AreEqual("b", text.Clear().Append('b').ToString());
            Assert.AreSame(small, text.Bytes);
            text.Clear().Append(new string('a', 2000));
            byte[] large = text.Bytes;
            Assert.IsTrue(large.Length >= 2000);
            Assert.AreEqual("", text.Clear().ToString());
            Assert.IsTrue(text.Bytes.Length < small.Length);
            Assert.AreEqual("c", text.Append('c').ToString());
        }

        private static void Same(byte[] expected, TextBuffer text)
        {
            Assert.AreEqual(expected.Length, text.Count);
            for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], text.Bytes[i]);
        }
    }
}
