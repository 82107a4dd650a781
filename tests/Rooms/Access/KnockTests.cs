// Rooms: the ledger of refused tries, and the tables of fixed size beside it.

using nanoFramework.TestFramework;
using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class KnockTests
    {
        private static Rule RuleOf(bool isUdp, int port)
        {
            Rule rule = new Rule();
            rule.IsUdp = isUdp;
            rule.Port = port;
            rule.Number = port % 100;
            return rule;
        }

        private static bool Add(KnockLedger ledger, bool isUdp, int port, uint source, long ms)
        {
            return ledger.Add(RuleOf(isUdp, port), source, EndReason.NotOnList, ms, ms / 1000);
        }

        [TestMethod]
        public void Same_FoldsIntoOne()
        {
            KnockLedger ledger = new KnockLedger(32, null);
            Assert.IsTrue(Add(ledger, false, 80, 7, 1000));
            Assert.IsFalse(Add(ledger, false, 80, 7, 9000));
            Assert.IsTrue(Add(ledger, true, 80, 7, 9001));
            Assert.IsTrue(Add(ledger, false, 81, 7, 9002));
            Knock[] list = ledger.List();
            Assert.AreEqual(3, list.Length);
            Assert.AreEqual(81, list[0].Port);
            Assert.AreEqual(2, list[2].Count);
            Assert.AreEqual(9000L, list[2].LastMs);
            Assert.AreEqual(9L, list[2].LastUtcSeconds);
            Assert.AreEqual(1, list[2].Number);
            Assert.AreEqual(4, ledger.Total);
        }

        [TestMethod]
        public void Full_OldestGivesWay()
        {
            KnockLedger ledger = new KnockLedger(4, null);
            for (uint i = 1; i <= 6; i++) Add(ledger, false, 80, i, i * 10);
            Assert.IsNull(ledger.Find(1));
            Assert.IsNull(ledger.Find(2));
            Assert.AreEqual(3u, ledger.Find(3).Address);
            Add(ledger, false, 80, 3, 100);
            Add(ledger, false, 80, 9, 101);
            Assert.IsNotNull(ledger.Find(3));
            Assert.IsNull(ledger.Find(4));
        }

        [TestMethod]
        public void Forged_FillOnlyHalf()
        {
            KnockLedger ledger = new KnockLedger(32, null);
            for (uint i = 1; i <= 20; i++) Add(ledger, false, 80, i, i);
            for (uint i = 1; i <= 5000; i++) Add(ledger, true, 53, i, 100 + i);
            int tcp = 0;
            Knock[] list = ledger.List();
            for (int i = 0; i < list.Length; i++)
            {
                if (!list[i].IsUdp) tcp++;
            }
            Assert.AreEqual(32, list.Length);
            Assert.AreEqual(16, tcp);
            Assert.IsNotNull(ledger.Find(20));
        }

        [TestMethod]
        public void Forged_MakeRoomForThoseWhoAreReal()
        {
            KnockLedger ledger = new KnockLedger(32, null);
            for (uint i = 1; i <= 50; i++) Add(ledger, true, 53, i, i);
            for (uint i = 1; i <= 32; i++) Add(ledger, false, 80, i, 100 + i);
            Knock[] list = ledger.List();
            for (int i = 0; i < list.Length; i++) Assert.IsFalse(list[i].IsUdp);
            Add(ledger, true, 53, 99, 500);
            Assert.IsTrue(ledger.List()[0].IsUdp);
        }

        [TestMethod]
        public void Answered_IsTakenOff()
        {
            KnockLedger ledger = new KnockLedger(4, null);
            Add(ledger, true, 53, 1, 1);
            ledger.Forget(ledger.Find(1));
            Assert.AreEqual(0, ledger.List().Length);
            Add(ledger, true, 53, 1, 2);
            Assert.AreEqual(2, ledger.List()[0].Number);
            ledger.Clear();
            Assert.AreEqual(0, ledger.List().Length);
        }

        [TestMethod]
        public void Counts_EnterAndLeaveInAnyOrder_AreExact()
        {
            SourceCounts counts = new SourceCounts(16, 12345);
            int[] alive = new int[40];
            uint dice = 1;
            int live = 0;
            for (int i = 0; i < 20000; i++)
            {
                dice = dice * 1664525 + 1013904223;
                uint who = (dice >> 16) % 40;
                bool enters = ((dice >> 8) & 1) == 0;
                if (enters && live < 16)
                {
                    counts.Enter(who * 7919, 80);
                    alive[who]++;
                    live++;
                }
                else if (!enters && alive[who] > 0)
                {
                    counts.Leave(who * 7919, 80);
                    alive[who]--;
                    live--;
                }
                Assert.AreEqual(alive[who], counts.Of(who * 7919, 80));
            }
            for (uint k = 0; k < 40; k++) Assert.AreEqual(alive[k], counts.Of(k * 7919, 80));
        }
    }
}
