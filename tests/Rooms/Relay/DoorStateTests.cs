// Rooms: how a door stands: each value, the word and the sentence that go with it, and that the
// relay keeps the port of just those doors that need it.

using nanoFramework.TestFramework;
using Portreeve.Access;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class DoorStateTests
    {
        private const uint Guest = 0xCB007132;
        private const long Monday9 = 1793005200;

        private static Bench s_bench;
        private static Rule s_rule;

        private static void Begin(string words, long utcSeconds)
        {
            s_bench = new Bench();
            s_bench.World.Utc = utcSeconds;
            s_bench.Begin();
            s_rule = RuleText.Read("tcp 8080 " + words, 0).Rule;
            s_bench.Gateway.Table.Add(s_rule);
            s_bench.Step();
        }

        private static string Stand()
        {
            return DoorState.ToText(s_bench.Gateway.Relay.DoorOf(s_rule));
        }

        private static string Sentence()
        {
            return DoorSentence.Of(s_rule, s_bench.Gateway.Relay);
        }

        private static bool HasPort()
        {
            return s_bench.Gateway.Relay.StateOf(s_rule) >= PortState.Listening;
        }

        [DataRow("192.168.1.20:80 from any", "open", "", true)]
        [DataRow("192.168.1.20:80 from any off", "off", "switched off", false)]
        [DataRow("192.168.1.20:80", "empty", "nobody is on its list", false)]
        [DataRow("192.168.1.20:80 from any[until 2026-10-01]", "empty",
            "every entry on its list has ended", false)]
        [DataRow("192.168.1.20:80 from any until 2026-10-01", "ended",
            "it ended on 2026-10-01", false)]
        [DataRow("192.168.1.20:80 until 2026-10-01", "ended", "it ended on", false)]
        [DataRow("192.168.1.20:80 from any hours mon-fri 10:00-18:00", "out-of-hours",
            "closed at this hour; its hours are", true)]
        [DataRow("192.168.1.20:80 from any[hours mon-fri 10:00-18:00]", "out-of-hours",
            "nobody on its list may come at this hour", true)]
        [DataRow("192.168.1.20:80 from any[hours mon-fri 10:00-18:00],lan", "open", "", true)]
        [DataRow("192.168.1.20:80 hours mon-fri 10:00-18:00", "empty", "nobody is on", false)]
        [DataRow("camera.example.org:80 from any", "no-target",
            "its target cannot be reached now: not asked yet", true)]
        [DataRow("192.168.1.2:8080 from any", "no-target", "this gateway's own address", true)]
        public void Stand_OfARule(string words, string state, string sentence, bool hasPort)
        {
            Begin(words, Monday9);
            Assert.AreEqual(state, Stand());
            if (sentence.Length == 0) Assert.IsNull(Sentence());
            else Assert.Contains(sentence, Sentence());
            Assert.AreEqual(hasPort, HasPort());
        }

        [DataRow("from any until 2026-12-01")]
        [DataRow("from any hours mon-fri 08:00-18:00")]
        [DataRow("from any[until 2026-12-01]")]
        public void Stand_WithoutAClock_IsNoClock(string words)
        {
            Begin("192.168.1.20:80 " + words, 0);
            Assert.AreEqual("no-clock", Stand());
            Assert.Contains("time of day is not known", Sentence());
            Assert.IsTrue(HasPort());
            s_bench.World.Utc = Monday9;
            Assert.AreEqual("open", Stand());
        }

        [TestMethod]
        public void Stand_NobodyButAGrant_IsOpenToIt()
        {
            Begin("192.168.1.20:80", Monday9);
            string trouble;
            Grant grant = s_bench.Gateway.Grants.Give(new Cidr(Guest, 32), s_rule,
                GrantKind.Timed, 3600, s_bench.World.Ms, out trouble);
            s_bench.Step();
            Assert.AreEqual("granted", Stand());
            Assert.AreEqual("nobody is on its list; open by grant only", Sentence());
            Assert.IsTrue(HasPort());
            Assert.IsTrue(s_bench.Gateway.Admission.Judge(s_rule, Guest, s_bench.World.Ms)
                .IsAdmitted);
            Assert.IsNotNull(grant);
            s_bench.World.Utc += 3600;
            s_bench.Pass(3600 * 1000);
            s_bench.Pass(1000);
            Assert.AreEqual("empty", Stand());
            Assert.IsFalse(HasPort());
        }

        [TestMethod]
        public void Stand_LastEntryEnds_GivesThePortBack()
        {
            Begin("192.168.1.20:80 from any[until 2026-12-01]", Monday9);
            Assert.IsTrue(HasPort());
            s_bench.World.Utc = 1796083200;
            s_bench.Pass(1000);
            Assert.AreEqual("empty", Stand());
            Assert.IsFalse(HasPort());
        }

        [TestMethod]
        public void Stand_PortTaken_IsFailedWithItsReason()
        {
            s_bench = new Bench().Begin();
            s_bench.World.Network.TakenPort = 8080;
            s_rule = Bench.NewRule(false, 8080);
            s_bench.Gateway.Table.Add(s_rule);
            Assert.AreEqual("failed", Stand());
            Assert.AreEqual("its port is about to be opened", Sentence());
            s_bench.Step();
            Assert.AreEqual("failed", Stand());
            Assert.AreEqual("taken by a test", Sentence());
        }

        [TestMethod]
        public void Stand_BudgetSpent_IsFull()
        {
            s_bench = new Bench();
            s_bench.Limits.SocketsMax = 8;
            s_bench.Begin();
            s_rule = s_bench.Open(false, 8080);
            s_bench.Connect(s_rule);
            s_bench.Connect(s_rule);
            s_bench.World.Network.Acceptor(8080).Knock(Bench.Friend);
            s_bench.Step();
            Assert.AreEqual("full", Stand());
            Assert.Contains("all sockets are in use", Sentence());
        }

        [TestMethod]
        public void Stand_SafeMode_IsSaidOfDoorsThatWouldBeOpen()
        {
            s_bench = new Bench();
            Surroundings around = s_bench.World.Around();
            around.SafeMode = true;
            s_bench.Limits.WebPort = 0;
            s_bench.Gateway = new Gateway(around, s_bench.Limits);
            s_rule = Bench.NewRule(false, 8080);
            s_bench.Gateway.Table.Add(s_rule);
            s_bench.Step();
            Assert.AreEqual("safe-mode", Stand());
            Assert.Contains("no door is open until the next restart", Sentence());
            s_rule.IsEnabled = false;
            Assert.AreEqual("off", Stand());
        }

        // A value without a word of its own would show as another one.
        [TestMethod]
        public void Words_AreDifferentForEachValue()
        {
            for (int i = 0; i < DoorState.Count; i++)
            {
                for (int k = 0; k < i; k++)
                {
                    Assert.AreNotEqual(DoorState.ToText(i), DoorState.ToText(k));
                }
            }
        }
    }
}
