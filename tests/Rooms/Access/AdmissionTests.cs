// Rooms: the only "no": list, time, limits, bans, and what a flood can and cannot do.

using nanoFramework.TestFramework;
using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class AdmissionTests
    {
        private const uint Guest = 0xCB007132;
        private const long Monday9 = 1793005200;

        private static Bench s_bench;
        private static Rule s_rule;

        private static void Begin(string line)
        {
            s_bench = new Bench().Begin();
            s_rule = RuleText.Read(line, 0).Rule;
            s_bench.Gateway.Table.Add(s_rule);
            s_bench.Step();
        }

        private static string Judge(uint source)
        {
            Verdict verdict = s_bench.Gateway.Admission.Judge(s_rule, source, s_bench.World.Ms);
            if (!verdict.IsAdmitted) return verdict.Refusal.Letters;
            EndReason limit = s_bench.Gateway.Admission.Limit(s_rule, source, s_bench.World.Ms);
            return limit == null ? "in" : limit.Letters;
        }

        private static string JudgeAt(long utcSeconds)
        {
            s_bench.World.Utc = utcSeconds;
            return Judge(Guest);
        }

        private static FakeStream Knock(uint source)
        {
            FakeStream stream = s_bench.World.Network.Acceptor(8080).Knock(source);
            s_bench.Step();
            s_bench.Step();
            return stream;
        }

        [DataRow("from 203.0.113.50", "in")]
        [DataRow("from 203.0.113.0/24", "in")]
        [DataRow("from any", "in")]
        [DataRow("from lan", "PA")]
        [DataRow("from 203.0.113.51", "PA")]
        [DataRow("", "PX")]
        [DataRow("from any off", "PO")]
        [DataRow("from lan,203.0.113.0/28,203.0.113.50", "in")]
        public void Judge_List(string words, string wanted)
        {
            Begin("tcp 8080 192.168.1.20:80 " + words);
            Assert.AreEqual(wanted, Judge(Guest));
        }

        [TestMethod]
        public void Judge_RuleUntil_IsClosedWithoutClockAndAfterItsEnd()
        {
            Begin("tcp 8080 192.168.1.20:80 from any until 2026-12-01");
            Assert.AreEqual("PT", JudgeAt(0));
            Assert.AreEqual("in", JudgeAt(Monday9));
            Assert.AreEqual("in", JudgeAt(1796083199));
            Assert.AreEqual("PE", JudgeAt(1796083200));
            s_bench.Pass(1000);
            Assert.AreEqual(PortState.Closed, s_bench.Gateway.Relay.StateOf(s_rule));
            Assert.AreEqual(0, s_bench.Gateway.Budget.Listeners);
        }

        [TestMethod]
        public void Judge_RuleHours_OpensAndShuts()
        {
            Begin("tcp 8080 192.168.1.20:80 from any hours mon-fri 08:00-18:00");
            Assert.AreEqual("PT", JudgeAt(0));
            Assert.AreEqual("in", JudgeAt(Monday9));
            Assert.AreEqual("PH", JudgeAt(Monday9 + 9 * 3600));
            Assert.AreEqual("PH", JudgeAt(Monday9 - 24 * 3600));
        }

        [TestMethod]
        public void Judge_EntryUntil_NamesTheEntryThatIsOver()
        {
            Begin("tcp 8080 192.168.1.20:80 from 203.0.113.50[until 2026-12-01],lan");
            Assert.AreEqual("PT", JudgeAt(0));
            Assert.AreEqual("in", JudgeAt(Monday9));
            s_bench.World.Utc = 1796083200;
            Verdict verdict = s_bench.Gateway.Admission.Judge(s_rule, Guest, s_bench.World.Ms);
            Assert.AreEqual("PE", verdict.Refusal.Letters);
            Assert.AreEqual("203.0.113.50", verdict.Entry.Text);
        }

        [TestMethod]
        public void Hours_Over_OpenConnectionEnds()
        {
            Begin("tcp 8080 192.168.1.20:80 from any hours mon-fri 08:00-18:00");
            s_bench.World.Utc = Monday9;
            FakeStream client = Knock(Guest);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.SessionCount);
            s_bench.World.Utc = Monday9 + 9 * 3600;
            s_bench.Pass(1000);
            Assert.IsTrue(client.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("KT"));
        }

        [TestMethod]
        public void Each_SecondConnectionOfTheSameAddress_WaitsForTheFirst()
        {
            Begin("tcp 8080 192.168.1.20:80 from any each 1");
            FakeStream first = Knock(Guest);
            Assert.AreEqual("PS", Judge(Guest));
            Assert.AreEqual("in", Judge(Guest + 1));
            FakeStream second = Knock(Guest);
            FakeStream other = Knock(Guest + 1);
            Assert.AreEqual(2, s_bench.Gateway.Relay.Roster.SessionCount);
            Assert.IsFalse(second.IsClosed || other.IsClosed);
            first.IsBroken = true;
            s_bench.Step();
            Assert.AreEqual("PS", Judge(Guest));
            Assert.AreEqual(2, s_bench.Gateway.Relay.Roster.SessionCount);
            Assert.IsFalse(second.IsClosed);
            Assert.AreEqual(0, s_bench.Ends("PS"));
        }

        [TestMethod]
        public void Each_OwnAtRest_GivesWayToTheNext()
        {
            Begin("tcp 8080 192.168.1.20:80 from any each 1 yield 2s");
            FakeStream first = Knock(Guest);
            FakeStream second = Knock(Guest);
            s_bench.Pass(1990);
            Assert.IsFalse(first.IsClosed || second.IsClosed);
            s_bench.Pass(10);
            Assert.IsTrue(first.IsAborted);
            Assert.IsFalse(second.IsClosed);
            Assert.AreEqual(1, s_bench.Ends("RD"));
        }

        [TestMethod]
        public void Each_WaitsTooLongOrWithoutASeat_IsRefused()
        {
            Begin("tcp 8080 192.168.1.20:80 from any each 1 yield 1h");
            Knock(Guest);
            FakeStream[] more = new FakeStream[Limits.ParkedMax + 1];
            for (int i = 0; i < more.Length; i++) more[i] = Knock(Guest);
            Assert.IsTrue(more[Limits.ParkedMax].IsAborted);
            Assert.AreEqual(1, s_bench.Ends("PS"));
            s_bench.Pass(Limits.EachWaitMs);
            Assert.IsTrue(more[0].IsAborted);
            Assert.AreEqual(1 + Limits.ParkedMax, s_bench.Ends("PS"));
            Assert.AreEqual(0, s_bench.Gateway.Relay.WaitingCount);
        }

        [TestMethod]
        public void Rate_BurstThenOneEveryTwentySeconds()
        {
            Begin("tcp 8080 192.168.1.20:80 from any rate 3");
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual("in", Judge(Guest));
                Knock(Guest).IsBroken = true;
                s_bench.Step();
            }
            Assert.AreEqual("PR", Judge(Guest));
            Assert.AreEqual("in", Judge(Guest + 1));
            s_bench.Pass(19000);
            Assert.AreEqual("PR", Judge(Guest));
            s_bench.Pass(2000);
            Assert.AreEqual("in", Judge(Guest));
            Knock(Guest);
            Assert.AreEqual("PR", Judge(Guest));
        }

        [TestMethod]
        public void Ban_AfterRefusals_GrowsEachTime()
        {
            Begin("tcp 8080 192.168.1.20:80 from 203.0.113.0/24 rate 1 ban 3");
            int[] minutes = { 1, 5, 30, 120, 720, 1440, 1440 };
            for (int i = 0; i < minutes.Length; i++)
            {
                Knock(Guest).IsBroken = true;
                for (int k = 0; k < 3; k++) Knock(Guest);
                Assert.AreEqual("PB", Judge(Guest));
                s_bench.Pass(minutes[i] * 60000L - 2000);
                Assert.AreEqual("PB", Judge(Guest), minutes[i].ToString());
                s_bench.Pass(63000);
                Assert.AreEqual("in", Judge(Guest), minutes[i].ToString());
            }
        }

        [TestMethod]
        public void Ban_IsForgottenAfterAQuietDay()
        {
            Begin("tcp 8080 192.168.1.20:80 from any rate 1 ban 1");
            Knock(Guest);
            Knock(Guest);
            Assert.IsTrue(s_bench.Gateway.Admission.Bans.LeftMs(Guest, s_bench.World.Ms) <= 60000);
            s_bench.Pass(25L * 3600 * 1000);
            Knock(Guest);
            Knock(Guest);
            Assert.IsTrue(s_bench.Gateway.Admission.Bans.LeftMs(Guest, s_bench.World.Ms) <= 60000);
            Assert.AreEqual("PB", Judge(Guest));
            Assert.IsTrue(s_bench.Gateway.Admission.Bans.Lift(Guest, s_bench.World.Ms));
            Assert.IsFalse(s_bench.Gateway.Admission.Bans.IsBanned(Guest, s_bench.World.Ms));
        }

        [TestMethod]
        public void Ban_NeverHitsTheOwnerOrWhoIsNamed()
        {
            Begin("tcp 8080 192.168.1.20:80 from 192.168.1.0/24,203.0.113.50 rate 1 ban 1");
            uint owner = 0xC0A80132;
            Knock(owner);
            for (int i = 0; i < 9; i++) Knock(owner);
            Assert.AreEqual(0, s_bench.Gateway.Admission.Bans.List(s_bench.World.Ms).Length);
            Knock(Guest);
            Knock(Guest);
            Assert.AreEqual(1, s_bench.Gateway.Admission.Bans.List(s_bench.World.Ms).Length);
            s_bench.Pass(61000);
            Assert.AreEqual("in", Judge(Guest));
        }

        [DataRow("from any", "PB")]
        [DataRow("from any,203.0.113.50", "in")]
        [DataRow("from 203.0.113.0/24,any,203.0.113.50", "in")]
        [DataRow("from any,203.0.113.50[until 2026-10-01]", "PB")]
        [DataRow("from 203.0.113.51,203.0.113.0/28,any", "PB")]
        public void Ban_WhoIsNamedBehindTheMany_IsInWhateverTheOrder(string list, string wanted)
        {
            Begin("tcp 8080 192.168.1.20:80 " + list + " rate 1 ban 1");
            s_bench.World.Utc = Monday9;
            Knock(Guest);
            Knock(Guest);
            Assert.IsTrue(s_bench.Gateway.Admission.Bans.IsBanned(Guest, s_bench.World.Ms));
            Verdict verdict = s_bench.Gateway.Admission.Judge(s_rule, Guest, s_bench.World.Ms);
            Assert.AreEqual(wanted, verdict.IsAdmitted ? "in" : verdict.Refusal.Letters);
            string trouble;
            s_bench.Gateway.Grants.Give(new Cidr(Guest, 32), s_rule, GrantKind.Good, 0,
                s_bench.World.Ms, out trouble);
            verdict = s_bench.Gateway.Admission.Judge(s_rule, Guest, s_bench.World.Ms);
            Assert.IsTrue(verdict.IsAdmitted);
        }

        [TestMethod]
        public void Ban_UdpSenders_AreNeverBannedSinceTheyCanBeForged()
        {
            Begin("udp 8080 192.168.1.20:80 from lan ban 1");
            FakeDatagrams port = s_bench.World.Network.PortAt(0);
            for (int i = 0; i < 50; i++)
            {
                port.Arrive(4, 1, Guest, 4000 + i);
                s_bench.Step();
            }
            Assert.AreEqual(0, s_bench.Gateway.Admission.Bans.List(s_bench.World.Ms).Length);
            Assert.AreEqual(50, s_bench.Gateway.Admission.Knocks.At(0).Count);
        }

        [TestMethod]
        public void Flood_TablesTurnOver_NobodyInsideOrNamedIsHurt()
        {
            Begin("tcp 8080 192.168.1.20:80 from 203.0.113.0/24 rate 5 each 2 ban 2");
            FakeStream inside = Knock(Guest);
            for (uint i = 0; i < 5000; i++) Knock(0x2D000000 + i * 977);
            Assert.IsFalse(inside.IsClosed);
            Assert.AreEqual("in", Judge(Guest));
            Assert.IsTrue(
                s_bench.Gateway.Admission.Bans.List(s_bench.World.Ms).Length
                    <= 4 * s_bench.Gateway.Limits.BanSets);
            Assert.AreEqual(5000, s_bench.Gateway.Admission.Knocks.Total);
        }
    }
}
