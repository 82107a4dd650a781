// Rooms: how long wrong tries make whom wait.

using nanoFramework.TestFramework;
using Portreeve.SignIn;

namespace Portreeve.Rooms
{
    [TestClass]
    public class BackOffTests
    {
        private const uint Guesser = 0xC0A80105;
        private const uint Owner = 0xC0A80106;

        // Another network's host with the same sum of bytes.
        private const uint OwnersNamesake = 0xA8C00106;

        [TestMethod]
        public void Failures_OfOneSource_AreFreeThreeTimes_ThenCostFourSeconds()
        {
            BackOff back = new BackOff();
            long now = 100000;
            for (int i = 0; i < 3; i++)
            {
                back.Fail(Guesser, now);
                Assert.AreEqual(0, back.WaitS(Guesser, now));
            }
            for (int i = 0; i < 20; i++)
            {
                back.Fail(Guesser, now);
                Assert.AreEqual(4, back.WaitS(Guesser, now));
                Assert.AreEqual(1, back.WaitS(Guesser, now + BackOff.WaitMaxMs - 1000));
                now += BackOff.WaitMaxMs;
                Assert.AreEqual(0, back.WaitS(Guesser, now));
            }
        }

        [TestMethod]
        public void Failures_ThatNobodyShouldHaveTried_MakeNobodyWaitLonger()
        {
            BackOff back = new BackOff();
            for (int i = 0; i < 1000; i++) back.Fail(Guesser, 5000);
            Assert.AreEqual(4, back.WaitS(Guesser, 5000));
        }

        [TestMethod]
        public void Failures_OfAllNeighbours_MakeOnlyThemWait()
        {
            BackOff back = new BackOff();
            for (uint host = 1; host < 255; host++)
            {
                uint neighbour = 0xC0A80100 + host;
                for (int i = 0; i < 10 && neighbour != Owner; i++) back.Fail(neighbour, 1000);
            }
            Assert.AreEqual(4, back.WaitS(Guesser, 1000));
            Assert.AreEqual(0, back.WaitS(Owner, 1000));
        }

        [TestMethod]
        public void Success_ForgetsTheFailures()
        {
            BackOff back = new BackOff();
            for (int i = 0; i < 5; i++) back.Fail(Guesser, 1000);
            Assert.IsTrue(back.WaitS(Guesser, 1000) > 0);
            back.Succeed(Guesser);
            Assert.AreEqual(0, back.WaitS(Guesser, 1000));
        }

        [TestMethod]
        public void SourceThatHasLoggedIn_PaysForNobodyElse()
        {
            BackOff back = new BackOff();
            for (int i = 0; i < 5; i++) back.Fail(OwnersNamesake, 1000);
            Assert.AreEqual(4, back.WaitS(Owner, 1000));
            back.Succeed(Owner);
            Assert.AreEqual(0, back.WaitS(Owner, 1000));
            for (int i = 0; i < 5; i++) back.Fail(OwnersNamesake, 1000);
            Assert.AreEqual(0, back.WaitS(Owner, 1000));
            // And its own failures still count.
            for (int i = 0; i < 5; i++) back.Fail(Owner, 1000);
            Assert.AreEqual(4, back.WaitS(Owner, 1000));
        }

        [TestMethod]
        public void Clear_ForgetsAll()
        {
            BackOff back = new BackOff();
            for (int i = 0; i < 5; i++) back.Fail(Guesser, 1000);
            back.Clear();
            Assert.AreEqual(0, back.WaitS(Guesser, 1000));
        }
    }
}
