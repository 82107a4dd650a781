// Rooms: grants while the clock is set, and numbers that no grant has.

using nanoFramework.TestFramework;
using Portreeve.Access;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class GrantClockTests
    {
        private const long Hour = 3600;

        private static Bench s_bench;

        // The end was settled once; what the clock is set to later moves nothing.
        [TestMethod]
        public void Timed_ClockCorrectedByAnHour_KeepsItsEnd()
        {
            Begin();
            Grant grant = Give(GrantKind.Timed, 2 * Hour);
            Minute();
            long endMs = grant.EndMs;
            long endUtc = grant.EndUtcSeconds;
            int version = s_bench.Gateway.Grants.Version;
            s_bench.World.Utc += Hour;
            Minute();
            Assert.AreEqual(endMs, grant.EndMs);
            Assert.AreEqual(endUtc, grant.EndUtcSeconds);
            Assert.AreEqual(version, s_bench.Gateway.Grants.Version);
        }

        // Given while the clock was behind: when it is right, its calendar end has passed.
        [TestMethod]
        public void Timed_GivenUnderAClockBehind_EndsWhenUtcHasPassedIt()
        {
            Begin();
            s_bench.World.Utc -= 90 * 24 * Hour;
            Grant grant = Give(GrantKind.Timed, 2 * Hour);
            Minute();
            Assert.AreEqual(2 * Hour - 60, grant.LeftSeconds(s_bench.World.Ms, s_bench.World.Utc));
            s_bench.World.Utc = grant.EndUtcSeconds - 1;
            s_bench.Pass(1);
            Assert.AreEqual(1L, grant.LeftSeconds(s_bench.World.Ms, s_bench.World.Utc));
            Assert.AreEqual(OpenTime.Open, grant.Judge(s_bench.World.Ms, s_bench.World.Utc));
            s_bench.World.Utc++;
            Assert.AreEqual(0L, grant.LeftSeconds(s_bench.World.Ms, s_bench.World.Utc));
            Assert.AreEqual(OpenTime.Ended, grant.Judge(s_bench.World.Ms, s_bench.World.Utc));
            Minute();
            Assert.AreEqual("time over", grant.Ended);
        }

        // Given while a false time server was four years ahead; the clock is right after a start.
        [TestMethod]
        public void Timed_GivenUnderAClockAhead_NeverLastsLongerThanItsLength()
        {
            Begin();
            long right = s_bench.World.Utc;
            s_bench.World.Utc += 4 * 365 * 24 * Hour;
            Give(GrantKind.Timed, 2 * Hour);
            s_bench.World.Utc = right;
            s_bench.Begin();
            s_bench.Open(false, 8080);
            Minute();
            Grant grant = s_bench.Gateway.Grants.At(0);
            long left = grant.LeftSeconds(s_bench.World.Ms, s_bench.World.Utc);
            Assert.IsTrue(left > 0 && left <= 2 * Hour, left.ToString());
            // And a further start does not begin it anew.
            s_bench.World.Utc += 2 * Hour;
            s_bench.Begin();
            s_bench.Open(false, 8080);
            Minute();
            Assert.AreEqual(0, s_bench.Gateway.Grants.Live);
        }

        // The same without a start in between: what flash holds is put right at once.
        [TestMethod]
        public void Timed_ClockSetBack_CalendarEndMovesNearer()
        {
            Begin();
            s_bench.World.Utc += 100 * Hour;
            Grant grant = Give(GrantKind.Timed, 2 * Hour);
            int writes = s_bench.World.Writes;
            s_bench.World.Utc -= 59;
            s_bench.Pass(1000);
            Assert.AreEqual(writes, s_bench.World.Writes);
            s_bench.World.Utc -= 100 * Hour;
            s_bench.Pass(1000);
            Assert.IsTrue(s_bench.World.Writes > writes);
            Assert.IsTrue(grant.EndUtcSeconds - s_bench.World.Utc <= 2 * Hour);
        }

        [TestMethod]
        public void Revoke_OfANumberThatIsNot_IsNone()
        {
            Begin();
            Give(GrantKind.Good, 0);
            string trouble;
            Assert.IsFalse(s_bench.Gateway.Grants.Revoke(99, out trouble));
            Assert.IsTrue(s_bench.Gateway.Grants.Revoke(1, out trouble));
            Assert.IsFalse(s_bench.Gateway.Grants.Revoke(1, out trouble));
        }

        private static void Begin()
        {
            s_bench = new Bench();
            s_bench.World.Utc = 1793016000;
            s_bench.Begin();
        }

        private static Grant Give(int kind, long seconds)
        {
            string trouble;
            Rule rule = s_bench.Open(false, 8080);
            return s_bench.Gateway.Grants.Give(new Cidr(0xCB007132, 32), rule, kind, seconds,
                s_bench.World.Ms, out trouble);
        }

        private static void Minute()
        {
            s_bench.World.Utc += 60;
            s_bench.Pass(60 * 1000);
        }
    }
}
