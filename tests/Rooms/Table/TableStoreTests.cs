// Rooms: the table in flash: kept, migrated, never half.

using nanoFramework.TestFramework;
using Portreeve.Flash;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class TableStoreTests
    {
        private const string Camera = "tcp 8080 192.168.1.20:80 from lan,anna.ddns.net max 4";

        [DataRow(Camera)]
        [DataRow("off udp 53 10.0.0.1:53 from any idle 5m until 2026-12-01Z")]
        [DataRow("tcp 80 nas.lan:80 # plain")]
        [DataRow("tcp 80 nas.lan:80 # \"quoted\"")]
        [DataRow("tcp 80 nas.lan:80 # camera (5)")]
        [DataRow("tcp 80 nas.lan:80 # back\\slash and {braces}: [x], 'y'")]
        [DataRow("tcp 80 nas.lan:80 # DTSTART;TZID=a:20200101T101010")]
        [DataRow("tcp 80 nas.lan:80 # Z\u00E4hler \u20AC")]
        public void Rule_SavedAndLoaded_IsTheSameLine(string line)
        {
            FakeSlots slots = new FakeSlots();
            RuleTable table = new RuleTable(8);
            table.Add(RuleText.Read(line, 0).Rule);
            TableStore store = new TableStore(slots);
            Assert.IsTrue(store.Save(table));
            RuleTable read = Load(slots, 8, "");
            Assert.AreEqual(1, read.Count);
            Assert.AreEqual(line, RuleText.Write(read.At(0)));
        }

        [TestMethod]
        public void Numbers_SavedWithGaps_StayWithTheirRules()
        {
            FakeSlots slots = new FakeSlots();
            RuleTable table = new RuleTable(8);
            for (int port = 1; port <= 4; port++)
            {
                table.Add(RuleText.Read("tcp " + port.ToString() + " 10.0.0.1", 0).Rule);
            }
            TableSet.Remove(table, 2);
            TableStore store = new TableStore(slots);
            Assert.IsTrue(store.Save(table));
            RuleTable read = Load(slots, 8, "");
            Assert.AreEqual(3, read.Count);
            Assert.AreEqual(1, read.Find(1).Port);
            Assert.IsNull(read.Find(2));
            Assert.AreEqual(3, read.Find(3).Port);
            Assert.AreEqual(4, read.Find(4).Port);
        }

        [TestMethod]
        public void RuleOfAnEarlierVersion_WithAnUnseenCharacter_StaysInForceWithoutIt()
        {
            FakeSlots slots = new FakeSlots();
            SlotPair pair = new SlotPair(slots, "table", 2);
            Assert.IsTrue(pair.Save("{\"Rules\":[\""
                + Shielded.Wrap("1 tcp 80 nas.lan:80 # a\u009bb") + "\"]}"));
            RuleTable read = Load(slots, 8, "");
            Assert.AreEqual(1, read.Count);
            Assert.AreEqual("a?b", read.At(0).Note);
        }

        [TestMethod]
        public void NewDevice_Loaded_HasNoRules()
        {
            Assert.AreEqual(0, Load(new FakeSlots(), 8, "").Count);
        }

        [TestMethod]
        public void EmptyTable_Saved_ReplacesTheLast()
        {
            FakeSlots slots = Stored(Camera);
            TableStore store = new TableStore(slots);
            RuleTable table = new RuleTable(8);
            store.Load(table);
            table.Clear();
            Assert.IsTrue(store.Save(table));
            Assert.AreEqual(0, Load(slots, 8, "").Count);
        }

        [TestMethod]
        public void FormatOne_Loaded_IsMigratedByTheNextSave()
        {
            FakeSlots slots = new FakeSlots();
            SlotPair old = new SlotPair(slots, "table", 1);
            Assert.IsTrue(old.Save(Camera + "\noff udp 53 10.0.0.1:53 from any\n"));
            TableStore store = new TableStore(slots);
            RuleTable table = new RuleTable(8);
            store.Load(table);
            Assert.AreEqual(2, table.Count);
            Assert.AreEqual(Camera, RuleText.Write(table.Find(1)));
            Assert.IsFalse(table.Find(2).IsEnabled);
            Assert.IsTrue(store.Save(table));
            SlotPair now = new SlotPair(slots, "table", 2);
            Assert.IsNotNull(now.Load());
            Assert.AreEqual(2, now.Format);
            Assert.AreEqual(2, Load(slots, 8, "").Count);
        }

        [TestMethod]
        public void NewerFormat_Loaded_OpensNoDoorAndStays()
        {
            FakeSlots slots = Stored(Camera);
            SlotPair future = new SlotPair(slots, "table", 3);
            future.Load();
            Assert.IsTrue(future.Save("{\"Rules\":[]}"));
            TableStore store = new TableStore(slots);
            RuleTable table = new RuleTable(8);
            store.Load(table);
            Assert.AreEqual(0, table.Count);
            Assert.AreEqual(SlotState.Newer, store.State);
            Assert.Contains("newer firmware", store.Report);
            Assert.IsFalse(store.Save(table));
            Assert.Contains("newer firmware", store.Trouble);
        }

        [TestMethod]
        public void LineOfAnotherFirmware_Loaded_IsReportedAndKeptBySave()
        {
            FakeSlots slots = new FakeSlots();
            SlotPair pair = new SlotPair(slots, "table", 2);
            string strange = "7 tcp 81 10.0.0.2 teleport mars";
            Assert.IsTrue(pair.Save("{\"Rules\":[\"" + Shielded.Wrap(strange) + "\",\""
                + Shielded.Wrap("3 " + Camera) + "\"],\"Unknown\":5}"));
            TableStore store = new TableStore(slots);
            RuleTable table = new RuleTable(8);
            store.Load(table);
            Assert.AreEqual(1, table.Count);
            Assert.AreEqual(3, table.At(0).Number);
            Assert.Contains("teleport", store.Report);
            Assert.IsTrue(store.Save(table));
            TableStore again = new TableStore(slots);
            again.Load(table);
            Assert.Contains("teleport", again.Report);
            Assert.AreEqual(1, table.Count);
        }

        [TestMethod]
        public void MoreRulesThanFit_Loaded_AreReportedAndKept()
        {
            FakeSlots slots = Stored("tcp 1 10.0.0.1", "tcp 2 10.0.0.1", "tcp 3 10.0.0.1");
            TableStore small = new TableStore(slots);
            RuleTable table = new RuleTable(2);
            small.Load(table);
            Assert.AreEqual(2, table.Count);
            Assert.Contains("2 rules fit", small.Report);
            Assert.IsTrue(small.Save(table));
            Assert.AreEqual(3, Load(slots, 8, "").Count);
        }

        [DataRow("{\"Rules\":")]
        [DataRow("{\"rules\":[]}")]
        [DataRow("{\"Rules\":null}")]
        [DataRow("{\"Rules\":[\"1 tcp 80 10.0.0.1\"]}")]
        [DataRow("[]")]
        [DataRow("")]
        public void WholeSlotWithoutTable_Loaded_IsReported(string text)
        {
            FakeSlots slots = new FakeSlots();
            Assert.IsTrue(new SlotPair(slots, "table", 2).Save(text));
            TableStore store = new TableStore(slots);
            RuleTable table = new RuleTable(8);
            store.Load(table);
            Assert.AreEqual(0, table.Count);
            Assert.Contains("is no table", store.Report);
        }

        [TestMethod]
        public void Power_CutAtEveryByteOfASave_LeavesTheOldTableOrTheNew()
        {
            int cut = 0;
            int olds = 0;
            while (true)
            {
                FakeSlots slots = Stored(Camera);
                TableStore store = new TableStore(slots);
                RuleTable table = new RuleTable(8);
                store.Load(table);
                table.Add(RuleText.Read("udp 53 10.0.0.1 from lan", 0).Rule);
                slots.CutAfterBytes = cut++;
                slots.Remains = cut % 3;
                Assert.IsFalse(store.Save(table));
                slots.CutAfterBytes = -1;
                RuleTable read = new RuleTable(8);
                new TableStore(slots).Load(read);
                Assert.AreEqual(Camera, RuleText.Write(read.At(0)));
                if (read.Count == 2) break;
                Assert.AreEqual(1, read.Count);
                olds++;
            }
            Assert.IsTrue(olds > 100);
        }

        private static FakeSlots Stored(params string[] lines)
        {
            FakeSlots slots = new FakeSlots();
            RuleTable table = new RuleTable(8);
            for (int i = 0; i < lines.Length; i++) table.Add(RuleText.Read(lines[i], 0).Rule);
            TableStore store = new TableStore(slots);
            store.Load(new RuleTable(8));
            Assert.IsTrue(store.Save(table), store.Trouble);
            return slots;
        }

        private static RuleTable Load(FakeSlots slots, int max, string report)
        {
            TableStore store = new TableStore(slots);
            RuleTable table = new RuleTable(max);
            store.Load(table);
            Assert.AreEqual(report, store.Report);
            return table;
        }
    }
}
