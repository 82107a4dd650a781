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

        [TestMethod]
        public void Failures_OfOneSource_DoubleItsWaitUpToAnEnd()
        {
            BackOff back = new BackOff();
            long now = 1000;
            int[] expected = { 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300 };
            for (int i = 0; i < expected.Length; i++)
            {
                back.Fail(Guesser, now);
                Assert.AreEqual(expected[i], back.WaitS(Guesser, false, now));
                Assert.AreEqual(0, back.WaitS(Owner, false, now));
                now += expected[i] * 1000 + 1000;
            }
        }

        [TestMethod]
        public void Success_ForgetsTheFailures()
        {
            BackOff back = new BackOff();
            for (int i = 0; i < 5; i++) back.Fail(Guesser, 1000);
            Assert.IsTrue(back.WaitS(Guesser, false, 1000) > 0);
            back.Succeed(Guesser);
            Assert.AreEqual(0, back.WaitS(Guesser, false, 1000));
        }

        [TestMethod]
        public void Failures_OfManySources_MakeEverybodyWaitButAnOwner()
        {
            BackOff back = new BackOff();
            for (int i = 0; i < Limits.FailuresAtOnceMax; i++) back.Fail((uint)(100 + i), 1000);
            Assert.IsTrue(back.WaitS(Guesser, false, 1000) > 0);
            Assert.AreEqual(0, back.WaitS(Owner, true, 1000));
            Assert.AreEqual(0, back.WaitS(Guesser, false, 1000 + Limits.FailureForgottenMs));
        }

        [TestMethod]
        public void Failures_LongAgo_AreForgotten()
        {
            BackOff back = new BackOff();
            for (int i = 0; i < 6; i++) back.Fail(Guesser, 1000);
            long later = 1000 + Limits.SourceForgottenMs;
            back.Fail(Guesser, later);
            Assert.AreEqual(0, back.WaitS(Guesser, false, later));
        }
    }
}
