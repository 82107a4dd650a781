// Rooms: Shell/Keys: what the bytes of a serial line mean, noise among them.

using nanoFramework.TestFramework;
using Portreeve.Shell;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class KeysTests
    {
        [DataRow("a", 97)]
        [DataRow("\r", Key.Enter)]
        [DataRow("\n", Key.Enter)]
        [DataRow("\u007f", Key.Backspace)]
        [DataRow("\b", Key.Backspace)]
        [DataRow("\t", Key.Tab)]
        [DataRow("\u0001", Key.Home)]
        [DataRow("\u0005", Key.End)]
        [DataRow("\u0015", Key.KillLine)]
        [DataRow("\u0017", Key.KillWord)]
        [DataRow("\u0003", Key.Interrupt)]
        [DataRow("\u001b[A", Key.Up)]
        [DataRow("\u001bOB", Key.Down)]
        [DataRow("\u001b[H", Key.Home)]
        [DataRow("\u001b[1~", Key.Home)]
        [DataRow("\u001b[4~", Key.End)]
        [DataRow("\u001b[3~", Key.Delete)]
        [DataRow("\u001b[1;5D", Key.WordLeft)]
        [DataRow("\u001b[1;3C", Key.WordRight)]
        [DataRow("\u001bb", Key.WordLeft)]
        [DataRow("\u001b\u007f", Key.KillWord)]
        public void Sequence_IsOneKey(string typed, int expected)
        {
            Keys keys = new Keys();
            int key = Key.None;
            for (int i = 0; i < typed.Length; i++)
            {
                Assert.AreEqual(Key.None, key);
                key = keys.Feed((byte)typed[i]);
            }
            Assert.AreEqual(expected, key);
        }

        [TestMethod]
        public void CarriageReturnLineFeed_IsOneEnter()
        {
            Keys keys = new Keys();
            Assert.AreEqual(Key.Enter, keys.Feed(13));
            Assert.AreEqual(Key.None, keys.Feed(10));
            Assert.AreEqual(Key.Enter, keys.Feed(10));
        }

        [TestMethod]
        public void Utf8_OfTwoAndThreeBytes_IsOneCharacter()
        {
            Keys keys = new Keys();
            Assert.AreEqual(Key.None, keys.Feed(0xC3));
            Assert.AreEqual(0xFC, keys.Feed(0xBC));
            Assert.AreEqual(Key.None, keys.Feed(0xE2));
            Assert.AreEqual(Key.None, keys.Feed(0x82));
            Assert.AreEqual(0x20AC, keys.Feed(0xAC));
        }

        [TestMethod]
        public void BrokenUtf8_IsDropped_AndTheNextKeyIsNot()
        {
            Keys keys = new Keys();
            Assert.AreEqual(Key.None, keys.Feed(0xC3));
            Assert.AreEqual((int)'x', keys.Feed((byte)'x'));
            Assert.AreEqual(Key.None, keys.Feed(0xFF));
            Assert.AreEqual(Key.None, keys.Feed(0x80));
            Assert.AreEqual((int)'y', keys.Feed((byte)'y'));
        }

        // What a terminal in Latin-1 sends, and a character of four bytes.
        [DataRow("K\u00FCche", "K\uFFFDche")]
        [DataRow("a\u00F0\u009F\u008E\u00AEb", "a\uFFFDb")]
        [DataRow("\u00EF\u00BB\u00BFtcp", "tcp")]
        [DataRow("\u00E4\u00F6\u00FC", "\uFFFD\uFFFD")]
        [DataRow("\u00E2\u0082x", "\uFFFDx")]
        public void CharacterThatCannotBeKept_IsSeen(string bytes, string expected)
        {
            LineEditor editor = new LineEditor(null, new TextBuffer());
            editor.Echoes = false;
            for (int i = 0; i < bytes.Length; i++) editor.Feed((byte)bytes[i]);
            Assert.AreEqual(expected, editor.Line);
        }

        [TestMethod]
        public void Utf8_OfAnUnseenCharacter_IsDropped()
        {
            // U+009B, which terminals take for ESC [, and U+202E.
            byte[] typed = { 0xC2, 0x9B, 0xE2, 0x80, 0xAE };
            Keys keys = new Keys();
            for (int i = 0; i < typed.Length; i++)
            {
                Assert.AreEqual(Key.None, keys.Feed(typed[i]));
            }
            Assert.AreEqual((int)'x', keys.Feed((byte)'x'));
        }

        [TestMethod]
        public void EndlessSequence_IsGivenUp()
        {
            Keys keys = new Keys();
            keys.Feed(0x1B);
            keys.Feed((byte)'[');
            for (int i = 0; i < 9; i++) Assert.AreEqual(Key.None, keys.Feed((byte)'1'));
            Assert.AreEqual((int)'x', keys.Feed((byte)'x'));
        }

        [TestMethod]
        public void EveryByteAfterEveryState_NeverThrows_AndEnterComesThrough()
        {
            byte[] starts = { 0x20, 0x1B, 0x9B, 0xC3, 0xE2 };
            for (int s = 0; s < starts.Length; s++)
            {
                for (int b = 0; b < 256; b++)
                {
                    Keys keys = new Keys();
                    keys.Feed(starts[s]);
                    keys.Feed((byte)b);
                    bool found = false;
                    for (int i = 0; i < 3 && !found; i++) found = keys.Feed(13) == Key.Enter;
                    Assert.IsTrue(found);
                }
            }
        }
    }
}
