// Rooms: the lamp. Each code must be tellable from every other by eye.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class LampPatternTests
    {
        /// <summary>Times the lamp goes on within a stretch of time.</summary>
        private static int Flashes(int code, int fromMs, int toMs)
        {
            int flashes = 0;
            bool was = LampPattern.IsOn(code, fromMs);
            for (int now = fromMs + 10; now < toMs; now += 10)
            {
                bool isOn = LampPattern.IsOn(code, now);
                if (isOn && !was) flashes++;
                was = isOn;
            }
            return flashes;
        }

        [TestMethod]
        [DataRow(LampCode.NoLink, 2)]
        [DataRow(LampCode.NoAddress, 3)]
        [DataRow(LampCode.AddressTaken, 4)]
        [DataRow(LampCode.FlashTrouble, 5)]
        [DataRow(LampCode.SafeMode, 6)]
        [DataRow(LampCode.WrongImage, 7)]
        [DataRow(LampCode.LineNoise, 8)]
        public void CountedCode_OneRound_FlashesAsOftenAsItSays(int code, int flashes)
        {
            int round = flashes * 400 + 1400;
            // From the pause of one round to the pause of the next.
            Assert.AreEqual(flashes, Flashes(code, round - 700, 2 * round - 700));
        }

        [TestMethod]
        public void EveryCode_HasALookOfItsOwn()
        {
            for (int a = 0; a < LampCode.Count; a++)
            {
                Assert.IsTrue(LampPattern.Meaning(a).Length > 0);
                for (int b = a + 1; b < LampCode.Count; b++)
                {
                    Assert.AreNotEqual(LampPattern.Look(a), LampPattern.Look(b));
                    Assert.AreNotEqual(LampPattern.Meaning(a), LampPattern.Meaning(b));
                }
            }
        }

        [TestMethod]
        public void CalmAndUrgent_InOneSecond_AreFarApart()
        {
            Assert.AreEqual(0, Flashes(LampCode.Starting, 0, 5000));
            Assert.IsTrue(Flashes(LampCode.Idle, 10, 9000) <= 3);
            Assert.IsTrue(Flashes(LampCode.ResetArmed, 0, 1000) >= 9);
        }
    }
}
