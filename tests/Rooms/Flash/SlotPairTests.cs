// Rooms: two slots, of which a power cut can take only one.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Flash;

namespace Portreeve.Rooms
{
    [TestClass]
    public class SlotPairTests
    {
        [DataRow("", 0x00000000u)]
        [DataRow("123456789", 0xCBF43926u)]
        [DataRow("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
        public void Crc32_OfKnownTexts_IsThePublishedOne(string text, uint expected)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Assert.AreEqual(expected, Crc32.Of(bytes, 0, bytes.Length));
        }

        [TestMethod]
        public void NewDevice_Loaded_IsEmptyAndSaysNothing()
        {
            SlotPair pair = Pair(new FakeSlots());
            Assert.IsNull(pair.Load());
            Assert.AreEqual(SlotState.Empty, pair.State);
            Assert.AreEqual("", pair.Report);
        }

        [TestMethod]
        public void Text_SavedAndLoaded_IsTheSame()
        {
            FakeSlots slots = new FakeSlots();
            string[] texts = { "one", "", "Zähler \u20AC", "four" };
            SlotPair writer = Pair(slots);
            writer.Load();
            for (int i = 0; i < texts.Length; i++)
            {
                Assert.IsTrue(writer.Save(texts[i]));
                SlotPair reader = Pair(slots);
                Assert.AreEqual(texts[i], reader.Load());
                Assert.AreEqual(SlotState.Good, reader.State);
                Assert.AreEqual("", reader.Report);
            }
        }

        // 4,294,967,295 saves are followed by one with generation 0: the newer of the two.
        [TestMethod]
        public void Generation_ThatWrapsAround_IsTheNewer()
        {
            FakeSlots slots = new FakeSlots();
            SlotPair pair = Pair(slots);
            pair.Load();
            pair.Save("before");
            string name = slots.Read("test.a") != null ? "test.a" : "test.b";
            byte[] slot = slots.Read(name);
            for (int i = 8; i < 12; i++) slot[i] = 255;
            uint sum = Crc32.Of(slot, 0, slot.Length - 4);
            for (int i = 0; i < 4; i++) slot[slot.Length - 4 + i] = (byte)(sum >> (8 * i));
            slots.Write(name, slot, slot.Length);
            pair = Pair(slots);
            Assert.AreEqual("before", pair.Load());
            Assert.IsTrue(pair.Save("after"));
            Assert.AreEqual("after", Pair(slots).Load());
        }

        [TestMethod]
        public void Power_CutAtEveryByteOfEveryWrite_LeavesTheOldTextOrTheNew()
        {
            int olds = 0, news = 0;
            for (int saves = 0; saves < 4; saves++)
            {
                for (int remains = 0; remains < 3; remains++)
                {
                    bool isOver = false;
                    for (int cut = 0; !isOver; cut++)
                    {
                        FakeSlots slots = Filled(saves);
                        string old = saves == 0 ? null : TextOf(saves - 1);
                        SlotPair pair = Pair(slots);
                        pair.Load();
                        slots.CutAfterBytes = cut;
                        slots.Remains = remains;
                        Assert.IsFalse(pair.Save(TextOf(saves)));
                        slots.CutAfterBytes = -1;
                        string found = Pair(slots).Load();
                        bool isNew = found == TextOf(saves);
                        Assert.IsTrue(isNew || found == old, "a third text");
                        if (isNew) news++;
                        else olds++;
                        isOver = cut == TextOf(saves).Length + SlotPair.OverheadBytes;
                        CheckNextSave(slots);
                    }
                }
            }
            Assert.IsTrue(olds > 300);
            // Where the bytes before were as many and the last ones the same, the new text is
            // whole one byte early; the last byte alone makes it whole in every case.
            Assert.IsTrue(news >= 12);
        }

        [TestMethod]
        public void NewestSlot_WithAnyBitFlipped_GivesWayToTheOlder()
        {
            byte[] newest = Filled(2).Read("test.b");
            for (int i = 0; i < newest.Length; i++)
            {
                FakeSlots slots = Filled(2);
                byte[] slot = slots.Read("test.b");
                slot[i] ^= 4;
                slots.Write("test.b", slot, slot.Length);
                SlotPair pair = Pair(slots);
                Assert.AreEqual(TextOf(0), pair.Load());
                Assert.IsTrue(pair.Report.Length > 0);
            }
        }

        [TestMethod]
        public void BothSlots_Garbage_AreReportedAndWrittenAnew()
        {
            FakeSlots slots = new FakeSlots();
            slots.Write("test.a", new byte[3], 3);
            slots.Write("test.b", new byte[300], 300);
            SlotPair pair = Pair(slots);
            Assert.IsNull(pair.Load());
            Assert.AreEqual(SlotState.Damaged, pair.State);
            Assert.Contains("damaged", pair.Report);
            Assert.IsTrue(pair.Save("anew"));
            Assert.AreEqual("anew", Pair(slots).Load());
        }

        [TestMethod]
        public void NewerFormat_Loaded_IsKeptUntouchedAndRefusesSaves()
        {
            FakeSlots slots = Filled(1);
            SlotPair newer = new SlotPair(slots, "test", 7);
            newer.Load();
            Assert.IsTrue(newer.Save("from the future"));
            byte[] before = slots.Read("test.b");
            SlotPair pair = Pair(slots);
            Assert.IsNull(pair.Load());
            Assert.AreEqual(SlotState.Newer, pair.State);
            Assert.Contains("format 7", pair.Report);
            Assert.IsFalse(pair.Save("ours"));
            Assert.AreEqual(pair.Report, pair.Trouble);
            CollectionAssert.AreEqual(before, slots.Read("test.b"));
            Assert.AreEqual("from the future", new SlotPair(slots, "test", 7).Load());
        }

        [TestMethod]
        public void NewerFormat_Erased_StartsAnew()
        {
            FakeSlots slots = new FakeSlots();
            Assert.IsTrue(new SlotPair(slots, "test", 7).Save("from the future"));
            Assert.IsNull(Pair(slots).Load());
            slots.EraseAll();
            SlotPair pair = Pair(slots);
            Assert.IsNull(pair.Load());
            Assert.IsTrue(pair.Save("ours"));
            Assert.AreEqual("ours", Pair(slots).Load());
        }

        [TestMethod]
        public void OlderFormat_Loaded_IsHandedOverAndReplacedBySave()
        {
            FakeSlots slots = new FakeSlots();
            Assert.IsTrue(new SlotPair(slots, "test", 1).Save("old"));
            SlotPair pair = Pair(slots);
            Assert.AreEqual("old", pair.Load());
            Assert.AreEqual(1, pair.Format);
            Assert.IsTrue(pair.Save("new"));
            Assert.AreEqual(2, pair.Format);
            SlotPair reader = Pair(slots);
            Assert.AreEqual("new", reader.Load());
            Assert.AreEqual(2, reader.Format);
        }

        [TestMethod]
        public void FullDisk_Save_SaysWhyAndKeepsTheLast()
        {
            FakeSlots slots = Filled(1);
            SlotPair pair = Pair(slots);
            pair.Load();
            slots.IsFull = true;
            Assert.IsFalse(pair.Save("more"));
            Assert.AreEqual(slots.Trouble, pair.Trouble);
            slots.IsFull = false;
            Assert.AreEqual(TextOf(0), Pair(slots).Load());
            Assert.IsTrue(pair.Save("more"));
            Assert.AreEqual("", pair.Trouble);
        }

        [TestMethod]
        public void WornFlash_Save_IsFoundByReadingBack()
        {
            FakeSlots slots = Filled(1);
            SlotPair pair = Pair(slots);
            pair.Load();
            slots.IsWorn = true;
            Assert.IsFalse(pair.Save("more"));
            Assert.Contains("did not give back", pair.Trouble);
            Assert.AreEqual(TextOf(0), Pair(slots).Load());
        }

        [TestMethod]
        public void TooLongText_Save_SaysByHowMuch()
        {
            SlotPair pair = Pair(new FakeSlots());
            Assert.IsTrue(pair.Save(new string('x', Limits.PayloadBytesMax)));
            Assert.IsFalse(pair.Save(new string('x', Limits.PayloadBytesMax + 3)));
            Assert.Contains(" 3 more than the ", pair.Trouble);
        }

        private static void CheckNextSave(FakeSlots slots)
        {
            SlotPair pair = Pair(slots);
            pair.Load();
            Assert.IsTrue(pair.Save("next"));
            Assert.AreEqual("next", Pair(slots).Load());
        }

        private static FakeSlots Filled(int saves)
        {
            FakeSlots slots = new FakeSlots();
            SlotPair pair = Pair(slots);
            pair.Load();
            for (int i = 0; i < saves; i++) Assert.IsTrue(pair.Save(TextOf(i)));
            return slots;
        }

        private static string TextOf(int save)
        {
            return "text " + save.ToString() + new string((char)('a' + save), save * 5);
        }

        private static SlotPair Pair(FakeSlots slots)
        {
            return new SlotPair(slots, "test", 2);
        }
    }
}
