// Rooms: grants: how long they let in, what a restart and a clock do to them, and their end.

using nanoFramework.TestFramework;
using Portreeve.Access;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class GrantBookTests
    {
        private const uint Guest = 0xCB007132;
        private const long Hour = 3600;
        private const long Noon = 1793016000;

        private static Bench s_bench;
        private static Rule s_rule;
        private static string s_trouble;

        private static void Begin(long utcSeconds)
        {
            s_bench = new Bench();
            s_bench.World.Utc = utcSeconds;
            BeginAgain();
        }

        private static void BeginAgain()
        {
            s_bench.Begin();
            s_rule = s_bench.Open(false, 8080);
        }

        private static Grant Give(int kind, long seconds)
        {
            return s_bench.Gateway.Grants.Give(new Cidr(Guest, 32), s_rule, kind, seconds,
                s_bench.World.Ms, out s_trouble);
        }

        private static void PassSeconds(long seconds)
        {
            if (s_bench.World.Utc != 0) s_bench.World.Utc += seconds;
            s_bench.Pass(seconds * 1000);
        }

        private static string Stand()
        {
            Verdict verdict = s_bench.Gateway.Admission.Judge(s_rule, Guest, s_bench.World.Ms);
            return verdict.IsAdmitted ? "in" : verdict.Refusal.Letters;
        }

        [TestMethod]
        public void Timed_LetsInUntilItsEnd()
        {
            Begin(0);
            Assert.AreEqual("PA", Stand());
            Grant grant = Give(GrantKind.Timed, 2 * Hour);
            Assert.Contains("counts from now", s_trouble);
            Assert.AreEqual("in", Stand());
            PassSeconds(2 * Hour - 1);
            Assert.AreEqual("in", Stand());
            Assert.AreEqual(1L, grant.LeftSeconds(s_bench.World.Ms, 0));
            PassSeconds(1);
            Assert.AreEqual("PA", Stand());
            Assert.AreEqual("time over", grant.Ended);
            Assert.AreEqual(1, s_bench.Gateway.Grants.Count);
            Assert.AreEqual(0, s_bench.Gateway.Grants.Live);
        }

        [TestMethod]
        public void Timed_ClockSetBack_LengthStaysTheSame()
        {
            Begin(Noon);
            Give(GrantKind.Timed, 2 * Hour);
            Assert.AreEqual("", s_trouble);
            s_bench.World.Utc = Noon - 50 * Hour;
            PassSeconds(2 * Hour - 1);
            Assert.AreEqual("in", Stand());
            PassSeconds(1);
            Assert.AreEqual("PA", Stand());
        }

        [TestMethod]
        public void Timed_Restart_GoesOnByTheCalendar()
        {
            Begin(Noon);
            Give(GrantKind.Timed, 2 * Hour);
            s_bench.World.Utc = 0;
            s_bench.World.Ms = 1000;
            BeginAgain();
            Assert.AreEqual("PT", Stand());
            s_bench.World.Utc = Noon + Hour;
            s_bench.Pass(1000);
            Assert.AreEqual("in", Stand());
            PassSeconds(Hour);
            Assert.AreEqual("PA", Stand());
        }

        [TestMethod]
        public void Timed_GivenWithoutClock_EndsAtARestartUnlessTheClockCame()
        {
            Begin(0);
            Give(GrantKind.Timed, 2 * Hour);
            BeginAgain();
            Assert.AreEqual("PA", Stand());
            Give(GrantKind.Timed, 2 * Hour);
            s_bench.World.Utc = Noon;
            s_bench.Pass(1000);
            BeginAgain();
            s_bench.Pass(1000);
            Assert.AreEqual("in", Stand());
        }

        [TestMethod]
        public void Good_SurvivesRestarts_UntilTakenBack()
        {
            Begin(0);
            Give(GrantKind.Good, 0);
            Assert.AreEqual("", s_trouble);
            BeginAgain();
            Assert.AreEqual("in", Stand());
            Assert.IsTrue(s_bench.Gateway.Grants.Revoke(1, out s_trouble));
            Assert.IsFalse(s_bench.Gateway.Grants.Revoke(1, out s_trouble));
            Assert.AreEqual("PA", Stand());
            // Even when the power goes in this very moment.
            BeginAgain();
            Assert.AreEqual("PA", Stand());
        }

        [DataRow(GrantKind.Reboot)]
        [DataRow(GrantKind.Once)]
        public void UntilRebootAndOnce_EndAtARestart(int kind)
        {
            Begin(Noon);
            Give(kind, 0);
            Assert.AreEqual("in", Stand());
            BeginAgain();
            Assert.AreEqual("PA", Stand());
        }

        [TestMethod]
        public void Once_FirstConnectionUsesItUpAndStays()
        {
            Begin(0);
            Give(GrantKind.Once, 0);
            FakeStream client = s_bench.World.Network.Acceptor(8080).Knock(Guest);
            s_bench.Step();
            Assert.AreEqual("PA", Stand());
            Assert.AreEqual("used", s_bench.Gateway.Grants.At(0).Ended);
            PassSeconds(5);
            Assert.IsFalse(client.IsClosed);
            FakeStream second = s_bench.World.Network.Acceptor(8080).Knock(Guest);
            s_bench.Step();
            Assert.IsTrue(second.IsAborted);
        }

        [TestMethod]
        public void Dated_IsClosedWithoutAClock()
        {
            Begin(0);
            Give(GrantKind.Dated, Noon + Hour);
            Assert.Contains("lets nobody in until", s_trouble);
            Assert.AreEqual("PT", Stand());
            s_bench.World.Utc = Noon;
            s_bench.Pass(1000);
            Assert.AreEqual("in", Stand());
            BeginAgain();
            Assert.AreEqual("in", Stand());
            s_bench.World.Utc = Noon + Hour;
            s_bench.Pass(1000);
            Assert.AreEqual("PA", Stand());
        }

        [TestMethod]
        public void Dated_Past_IsRefused()
        {
            Begin(Noon);
            Assert.IsNull(Give(GrantKind.Dated, Noon - 60));
            Assert.Contains("has passed; the time is 2026-10-26T", s_trouble);
        }

        [TestMethod]
        public void Over_OpenConnectionEnds()
        {
            Begin(0);
            Give(GrantKind.Timed, Hour);
            FakeStream client = s_bench.World.Network.Acceptor(8080).Knock(Guest);
            s_bench.Step();
            s_bench.Step();
            PassSeconds(Hour - 2);
            Assert.IsFalse(client.IsClosed);
            PassSeconds(3);
            Assert.IsTrue(client.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("KT"));
        }

        [TestMethod]
        public void ClosedRule_OpensItsDoorForAGrantAndShutsItAgain()
        {
            s_bench = new Bench().Begin();
            s_rule = RuleText.Read("tcp 8080 192.168.1.20:80", 0).Rule;
            s_bench.Gateway.Table.Add(s_rule);
            s_bench.Step();
            Assert.IsNull(s_bench.World.Network.Acceptor(8080));
            Give(GrantKind.Timed, Hour);
            s_bench.Step();
            Assert.IsFalse(s_bench.World.Network.Acceptor(8080).IsClosed);
            PassSeconds(Hour);
            s_bench.Pass(1000);
            Assert.IsTrue(s_bench.World.Network.Acceptor(8080).IsClosed);
            Assert.AreEqual(0, s_bench.Gateway.Budget.Open);
        }

        [TestMethod]
        public void RuleGone_GrantEndsAndALaterRuleDoesNotInheritIt()
        {
            Begin(0);
            Give(GrantKind.Good, 0);
            TableSet.Remove(s_bench.Gateway.Table, s_rule.Number);
            s_bench.Step();
            s_rule = s_bench.Open(false, 8080);
            Assert.AreEqual("PA", Stand());
            Assert.AreEqual("its rule is gone", s_bench.Gateway.Grants.At(0).Ended);
        }

        [TestMethod]
        public void OtherDoor_IsNotOpened()
        {
            Begin(0);
            Rule other = s_bench.Open(true, 8080);
            Give(GrantKind.Good, 0);
            Assert.IsFalse(
                s_bench.Gateway.Admission.Judge(other, Guest, s_bench.World.Ms).IsAdmitted);
        }

        [TestMethod]
        public void SameAgain_ReplacesTheOlder()
        {
            Begin(0);
            Give(GrantKind.Timed, Hour);
            Give(GrantKind.Timed, 5 * Hour);
            PassSeconds(2 * Hour);
            Assert.AreEqual("in", Stand());
            Assert.AreEqual(1, s_bench.Gateway.Grants.Live);
        }

        [TestMethod]
        public void Seventeenth_IsRefusedWithTheNextStep()
        {
            Begin(0);
            GrantBook book = s_bench.Gateway.Grants;
            for (uint i = 0; i < Limits.GrantsMax; i++)
            {
                Assert.IsNotNull(book.Give(new Cidr(Guest + i, 32), s_rule, GrantKind.Good, 0,
                    0, out s_trouble));
            }
            Assert.IsNull(book.Give(new Cidr(1, 32), s_rule, GrantKind.Good, 0, 0,
                out s_trouble));
            Assert.Contains("all 16 grants are in force; revoke one first", s_trouble);
        }

        [TestMethod]
        public void Ended_StayListedWithinTheirPlaces()
        {
            Begin(0);
            for (int i = 0; i < 100; i++)
            {
                Grant grant = Give(GrantKind.Good, 0);
                s_bench.Gateway.Grants.Revoke(grant.Number, out s_trouble);
            }
            Assert.AreEqual(0, s_bench.Gateway.Grants.Live);
            Assert.AreEqual(Limits.GrantsMax + Limits.GrantsEndedMax,
                s_bench.Gateway.Grants.Count);
            Assert.AreEqual(100, s_bench.Gateway.Grants.At(23).Number);
        }

        [TestMethod]
        public void FlashFull_GrantCountsAndSaysSo()
        {
            Begin(0);
            s_bench.World.IsFlashFull = true;
            Assert.IsNotNull(Give(GrantKind.Good, 0));
            Assert.Contains("could not be kept", s_trouble);
            Assert.AreEqual("in", Stand());
            s_bench.World.IsFlashFull = false;
            PassSeconds(61);
            BeginAgain();
            Assert.AreEqual("in", Stand());
        }
    }
}
