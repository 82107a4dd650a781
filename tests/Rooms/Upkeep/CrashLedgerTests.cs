// Rooms: crashes over restarts, the marker of a formatted flash, and the watch over the step.

using nanoFramework.TestFramework;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class CrashLedgerTests
    {
        [TestMethod]
        public void ThreeCrashesInARow_LeadToSafeMode()
        {
            MemorySlots slots = new MemorySlots();
            for (int i = 0; i < CrashLedger.SafeCount; i++)
            {
                CrashLedger ledger = new CrashLedger(slots);
                Assert.IsFalse(ledger.IsSafeMode);
                Assert.IsTrue(ledger.Note("gateway", "System.Exception: x", 5000));
            }
            Assert.IsTrue(new CrashLedger(slots).IsSafeMode);
        }

        [TestMethod]
        public void PowerCuts_DoNotCount()
        {
            MemorySlots slots = new MemorySlots();
            new CrashLedger(slots).Note("gateway", "x", 5000);
            for (int i = 0; i < 20; i++)
            {
                Assert.AreEqual(1, new CrashLedger(slots).Count);
            }
        }

        [TestMethod]
        public void GoodRunning_ForgivesAndWritesOnce()
        {
            MemorySlots slots = new MemorySlots();
            CrashLedger ledger = new CrashLedger(slots);
            ledger.Note("gateway", "x", 5000);
            int writes = slots.Writes;
            ledger.Step(CrashLedger.GoodMs - 1);
            Assert.AreEqual(1, ledger.Count);
            ledger.Step(CrashLedger.GoodMs);
            ledger.Step(CrashLedger.GoodMs + 1);
            Assert.AreEqual(writes + 1, slots.Writes);
            Assert.AreEqual(0, new CrashLedger(slots).Count);
        }

        [TestMethod]
        public void Text_SurvivesForgivingAndStaysOneLine()
        {
            MemorySlots slots = new MemorySlots();
            CrashLedger ledger = new CrashLedger(slots);
            ledger.Note("gateway", "System.Exception\n  at Pump\u00e9", 61000);
            ledger.Forgive();
            Assert.AreEqual("gateway after 61 s: System.Exception   at Pump?",
                new CrashLedger(slots).Text);
        }

        [TestMethod]
        public void LongText_IsCut()
        {
            MemorySlots slots = new MemorySlots();
            new CrashLedger(slots).Note("gateway", new string('x', 5000), 0);
            Assert.AreEqual(CrashLedger.TextMax, new CrashLedger(slots).Text.Length);
        }

        [TestMethod]
        public void Garbage_CountsAsNoCrash()
        {
            MemorySlots slots = new MemorySlots();
            new CrashLedger(slots).Note("gateway", "something", 0);
            byte[] stored = slots.Read("crash");
            for (int cut = 0; cut < stored.Length; cut++)
            {
                slots.Write("crash", stored, cut);
                Assert.AreEqual(0, new CrashLedger(slots).Count);
            }
            for (int i = 0; i < stored.Length; i++)
            {
                byte[] bad = new byte[stored.Length];
                for (int k = 0; k < bad.Length; k++) bad[k] = stored[k];
                bad[i] ^= 0x80;
                slots.Write("crash", bad, bad.Length);
                Assert.AreEqual(0, new CrashLedger(slots).Count);
            }
        }

        [TestMethod]
        public void Flash_Formatted_IsSeenOnce()
        {
            MemorySlots slots = new MemorySlots();
            string[] settings = { "table.a" };
            Assert.IsTrue(FlashBirth.IsEmpty(slots, settings));
            Assert.IsFalse(FlashBirth.IsEmpty(slots, settings));
            slots.EraseAll();
            Assert.IsTrue(FlashBirth.IsEmpty(slots, settings));
        }

        [TestMethod]
        public void Flash_OnlyTheMarkerLost_IsNotEmpty()
        {
            MemorySlots slots = new MemorySlots();
            slots.Write("table.a", new byte[] { 1 }, 1);
            Assert.IsFalse(FlashBirth.IsEmpty(slots, new string[] { "table.b", "table.a" }));
            Assert.IsNotNull(slots.Read(FlashBirth.Marker));
        }

        [TestMethod]
        public void Step_ComesRound_IsNotStuck()
        {
            StepWatch watch = new StepWatch(0);
            for (long now = 0; now < 100000; now += 20000)
            {
                Assert.IsFalse(watch.IsStuck(now + 20000));
                watch.Beat(now + 20000);
            }
        }

        [TestMethod]
        public void Step_Stops_IsStuckAfterHalfAMinute()
        {
            StepWatch watch = new StepWatch(5000000000L);
            Assert.IsFalse(watch.IsStuck(5000000000L + StepWatch.StuckMs));
            Assert.IsTrue(watch.IsStuck(5000000000L + StepWatch.StuckMs + 1000));
        }
    }
}
