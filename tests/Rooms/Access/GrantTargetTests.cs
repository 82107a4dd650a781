// Rooms: a grant is for one machine: it ends when its door leads elsewhere, and never moves there,
// whatever became of the rule: edited, imported, stored, found again after a power cut.

using nanoFramework.TestFramework;
using Portreeve.Access;
using Portreeve.Changes;
using Portreeve.Flash;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;
using Portreeve.Values;
using Portreeve.Wire;

namespace Portreeve.Rooms
{
    [TestClass]
    public class GrantTargetTests
    {
        private const uint Guest = 0xCB007132;

        private static Bench s_bench;
        private static Rule s_rule;

        [DataRow("tcp 8080 192.168.1.21:80 from 10.0.0.1")]
        [DataRow("tcp 8080 192.168.1.20:81 from 10.0.0.1")]
        [DataRow("tcp 8080 nas.lan:80 from 10.0.0.1")]
        public void RuleLeadsElsewhere_GrantEndsAndDoesNotComeBackWithTheOldTarget(string line)
        {
            Begin();
            string was = RuleText.Write(s_rule);
            Assert.IsTrue(s_bench.Gateway.Edits.Edit(s_rule.Number, line).IsGood);
            s_rule = s_bench.Gateway.Table.Find(s_rule.Number);
            // At once, before any step, and for the answer to "why" too.
            Assert.AreEqual("PA", Stand());
            s_bench.Step();
            Assert.AreEqual("its rule leads to another machine",
                s_bench.Gateway.Grants.At(0).Ended);
            Assert.IsTrue(s_bench.Gateway.Edits.Edit(s_rule.Number, was).IsGood);
            s_rule = s_bench.Gateway.Table.Find(s_rule.Number);
            s_bench.Step();
            Assert.AreEqual("PA", Stand());
            BeginAgainAsStored();
            Assert.AreEqual("PA", Stand());
        }

        [TestMethod]
        public void RuleEdited_SameMachine_GrantStays()
        {
            Begin();
            Assert.IsTrue(s_bench.Gateway.Edits.Edit(s_rule.Number,
                "tcp 8080 192.168.1.20:80 from 10.0.0.1 max 3").IsGood);
            s_rule = s_bench.Gateway.Table.Find(s_rule.Number);
            s_bench.Step();
            Assert.AreEqual("in", Stand());
        }

        // The power goes when flash has the new rule and not yet the end of its grant.
        [TestMethod]
        public void RuleLeadsElsewhere_PowerCutBetweenTheTwoWrites_GrantDoesNotMove()
        {
            Begin();
            s_bench.Gateway.Edits.Edit(s_rule.Number, "tcp 8080 192.168.1.21:80 from 10.0.0.1");
            BeginAgainAsStored();
            Assert.AreEqual(1, s_bench.Gateway.Grants.Live);
            Assert.AreEqual("PA", Stand());
            s_bench.Step();
            Assert.AreEqual(0, s_bench.Gateway.Grants.Live);
            BeginAgainAsStored();
            Assert.AreEqual(0, s_bench.Gateway.Grants.Count);
        }

        [TestMethod]
        public void Imported_SameDoorToAnotherMachine_GrantDoesNotMove()
        {
            Begin();
            TableImport import = new TableImport(s_bench.Gateway.Rooms, s_bench.Gateway.Edits);
            import.Take("tcp 8080 192.168.1.21:80 from 10.0.0.1");
            Assert.IsTrue(((Answer)import.Finish()).IsGood);
            s_rule = s_bench.Gateway.Table.FindPort(false, 8080);
            Assert.AreEqual("PA", Stand());
            s_bench.Step();
            Assert.AreEqual(0, s_bench.Gateway.Grants.Live);
        }

        // 0.1.0 wrote lines without a target: such a grant is for the machine of its door.
        [TestMethod]
        public void StoredWithoutTarget_IsForTheMachineOfItsDoor()
        {
            Begin();
            s_rule = s_bench.Open(false, 8081);
            s_bench.World.EraseAll();
            SlotPair old = new SlotPair(s_bench.World, "grants", 1);
            Assert.IsTrue(old.Save("203.0.113.50 tcp 8080 good 0\n203.0.113.50 tcp 99 good 0\n"
                + "203.0.113.51 tcp 8080 dated 1793023200"));
            Assert.IsTrue(s_bench.Gateway.Edits.Switch(s_rule.Number, false).IsGood);
            BeginAgainAsStored();
            Assert.AreEqual("in", Stand());
            s_bench.Step();
            Assert.AreEqual(2, s_bench.Gateway.Grants.Live);
            Assert.AreEqual("203.0.113.50 on tcp 8080 to 192.168.1.20:80 for good",
                GrantText.Write(s_bench.Gateway.Grants.At(0)));
            Assert.AreEqual("its rule is gone", s_bench.Gateway.Grants.At(1).Ended);
        }

        // A rule, and a grant for good at its door.
        private static void Begin()
        {
            s_bench = new Bench().Begin();
            s_rule = s_bench.Open(false, 8080);
            string trouble;
            s_bench.Gateway.Grants.Give(new Cidr(Guest, 32), s_rule, GrantKind.Good, 0,
                s_bench.World.Ms, out trouble);
        }

        // A start with the rules that flash has.
        private static void BeginAgainAsStored()
        {
            s_bench.Begin();
            s_rule = s_bench.Gateway.Table.FindPort(false, 8080);
        }

        private static string Stand()
        {
            Verdict verdict = s_bench.Gateway.Admission.Judge(s_rule, Guest, s_bench.World.Ms);
            return verdict.IsAdmitted ? "in" : verdict.Refusal.Letters;
        }
    }
}
