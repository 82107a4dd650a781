// Rooms: why somebody may come in or not, in words: every kind of refusal, every way to be let in,
// the entry or grant that did it or the nearest one that did not, now and at another time.

using nanoFramework.TestFramework;
using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class WhyTests
    {
        private const uint Guest = 0xCB007132;
        private const long Monday9 = 1793005200;
        private const long December = 1796083200;

        private static bool[] s_told;
        private static Bench s_bench;
        private static Rule s_rule;

        [Setup]
        public void Setup()
        {
            s_told = new bool[EndReason.All.Length];
        }

        private static void Begin(string line, long utcSeconds)
        {
            s_bench = new Bench();
            s_bench.World.Utc = utcSeconds;
            s_bench.Begin();
            s_rule = RuleText.Read(line, 0).Rule;
            s_bench.Gateway.Table.Add(s_rule);
            s_bench.Step();
        }

        private static string Ask(long atUtcSeconds)
        {
            Why why = new Why(s_bench.Gateway.Admission, s_bench.World);
            string text = why.Explain(s_rule, Guest, atUtcSeconds);
            Assert.AreEqual(why.IsAllowed ? 0 : 1, text.IndexOf("Yes: ") == 0 ? 0 : 1);
            for (int i = 0; i < EndReason.All.Length; i++)
            {
                if (text.IndexOf("No: " + EndReason.All[i].Sentence + ". ") == 0) s_told[i] = true;
            }
            return text;
        }

        private static void Enter()
        {
            s_bench.World.Network.Acceptor(8080).Knock(Guest);
            s_bench.Step();
            s_bench.Step();
        }

        // The rule behind its target, what is told of it, and the time; the last words of the first
        // say how many times somebody enters before.
        private static readonly string[] s_refused =
        {
            "", "nobody is on the door's list. This is rule 1.",
            "from any off", "switched off. This is rule 1.",
            "from 203.0.113.51,lan",
            "Rule 1 lets in 203.0.113.51,lan; the nearest is the entry \"203.0.113.51\".",
            "from lan,8.8.8.0/24,203.0.112.0/24", "the nearest is the entry \"203.0.112.0/24\".",
            "from any until 2027-01-01 @0", "not known yet. Rule 1 says: tcp 8080 192.168.1.20:80",
            "from any[until 2027-01-01] @0", "named by the entry \"any[until 2027-01-01Z]\"",
            "from any until 2026-10-01", "has ended. Rule 1 says:",
            "from lan,203.0.113.50[until 2026-10-01]",
            "has ended. It is named by the entry \"203.0.113.50[until 2026-10-01Z]\" of rule 1.",
            "from any hours tue-fri 08:00-18:00", "not at this hour of the week. Rule 1 says:",
            "from any[hours tue 08:00-18:00]", "named by the entry \"any[hours tue 08:00-18:00]\"",
            "from any max 1 +1", "limit of connections at once is reached. It is named by the",
            "from any each 1 +1", "has as many connections as the door allows each. It is named",
            "from any rate 1 +1", "opens connections faster than the door allows. It is named",
            "from any rate 1 ban 1 +2", "The ban ends in 1m; \"unban\" lifts it."
        };

        [TestMethod]
        public void No_EachRefusal_TellsWhyAndTheNearest()
        {
            for (int i = 0; i < s_refused.Length; i += 2)
            {
                string words = s_refused[i];
                bool isTimeless = words.IndexOf(" @0") > 0;
                int plus = words.IndexOf(" +");
                int enters = plus < 0 ? 0 : words[plus + 2] - '0';
                if (isTimeless || plus > 0) words = words.Substring(0, words.Length - 3);
                Begin("tcp 8080 192.168.1.20:80 " + words, isTimeless ? 0 : Monday9);
                for (int k = 0; k < enters; k++) Enter();
                Assert.Contains(s_refused[i + 1], Ask(0));
            }
            for (int i = 0; i < EndReason.All.Length; i++)
            {
                bool isRefusal = EndReason.All[i].Letters[0] == 'P';
                Assert.AreEqual(isRefusal, s_told[i], EndReason.All[i].Letters);
            }
        }

        [TestMethod]
        public void No_GrantAtTheWrongTime_IsNamed()
        {
            Begin("tcp 8080 192.168.1.20:80 from lan", 0);
            string trouble;
            s_bench.Gateway.Grants.Give(new Cidr(Guest, 32), s_rule, GrantKind.Dated, December,
                s_bench.World.Ms, out trouble);
            Assert.Contains("It is named by grant 1 for 203.0.113.50 of rule 1.", Ask(0));
            s_bench.World.Utc = Monday9;
            Assert.Contains("It is let in by grant 1 for 203.0.113.50 of rule 1", Ask(0));
        }

        [DataRow("203.0.113.50")]
        [DataRow("203.0.113.0/24")]
        [DataRow("any")]
        [DataRow("any[hours mon 08:00-18:00]")]
        public void Yes_NamesTheEntryAndWhereItLeads(string entry)
        {
            Begin("tcp 8080 192.168.1.20:80 from lan," + entry, Monday9);
            Assert.AreEqual("Yes: 203.0.113.50 may use tcp 8080. It is let in by the entry \""
                + entry + "\" of rule 1, which leads to 192.168.1.20:80.", Ask(0));
        }

        [TestMethod]
        public void OtherTime_IsJudgedAsItWillBe()
        {
            Begin("udp 8080 192.168.1.20:80 from any hours mon 08:00-18:00", Monday9);
            Assert.Contains("Yes: 203.0.113.50 may use udp 8080", Ask(0));
            Assert.Contains("not at this hour", Ask(Monday9 + 24 * 3600));
            Assert.Contains("Yes:", Ask(Monday9 + 7 * 24 * 3600));
            s_bench.World.Utc = 0;
            Assert.Contains("Yes:", Ask(Monday9));
        }
    }
}
