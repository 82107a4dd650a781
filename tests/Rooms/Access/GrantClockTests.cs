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
