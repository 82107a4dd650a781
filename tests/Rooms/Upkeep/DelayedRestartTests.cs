// Rooms: what happens a moment after its answer, and once: a restart, a factory reset.

using nanoFramework.TestFramework;
using Portreeve.Changes;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms
{
    [TestClass]
    public class DelayedRestartTests
    {
        private static Bench s_bench;
        private static DelayedRestart s_restart;

        private static void Begin()
        {
            s_bench = new Bench().Begin();
            s_restart = new DelayedRestart(s_bench.Gateway.Rooms);
        }

        [TestMethod]
        public void Restart_HappensOnceAndAMomentLater()
        {
            Begin();
            s_restart.Step(1000);
            s_restart.Restart(1000);
            // A second click does not put it off.
            s_restart.Restart(1600);
            s_restart.Step(1699);
            Assert.AreEqual(0, s_bench.World.Restarts);
            s_restart.Step(1700);
            Assert.AreEqual(1, s_bench.World.Restarts);
            s_restart.Step(1701);
            s_restart.Step(5000);
            Assert.AreEqual(1, s_bench.World.Restarts);
        }

        [TestMethod]
        public void FactoryReset_ErasesAndRestarts_OnlyWhenItIsDue()
        {
            Begin();
            byte[] slot = new byte[4];
            s_bench.World.Write("table.a", slot, 4);
            s_restart.FactoryReset(1000);
            s_restart.Step(1699);
            Assert.IsNotNull(s_bench.World.Read("table.a"));
            s_restart.Step(1700);
            Assert.IsNull(s_bench.World.Read("table.a"));
            Assert.AreEqual(1, s_bench.World.Restarts);
            // What was due is over: a restart after it erases nothing.
            s_bench.World.Write("table.a", slot, 4);
            s_restart.Restart(2000);
            s_restart.Step(2700);
            Assert.IsNotNull(s_bench.World.Read("table.a"));
            Assert.AreEqual(2, s_bench.World.Restarts);
        }

        [TestMethod]
        public void LowestMemory_IsWatchedOnceASecond()
        {
            Begin();
            s_bench.World.Free = 90000;
            s_restart.Step(1000);
            long first = s_restart.FreeBytesLowest;
            s_bench.World.Free = 50000;
            s_restart.Step(1999);
            Assert.AreEqual(first, s_restart.FreeBytesLowest);
        }
    }
}
