// Rooms: Reach/KnockWait: the first try at the door is told: from whom, what let it in or kept it
// out, and whether the target answered. Nothing is opened for it.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class KnockWaitTests
    {
        private static Bench s_bench;
        private static Doctor s_doctor;
        private static Rule s_rule;

        private static void Begin()
        {
            s_bench = new Bench().Begin();
            s_rule = s_bench.Open(false, 8080);
            s_doctor = s_bench.Gateway.Rooms.Doctor;
            s_bench.Step();
            s_doctor.Await(s_rule, s_bench.World.Ms);
            s_bench.Pass(1000);
            Assert.IsTrue(s_doctor.IsAwaiting);
        }

        private static Finding Last { get { return s_doctor.At(s_doctor.Count - 1); } }

        [TestMethod]
        public void Stranger_IsToldWithTheReason_AndStaysOut()
        {
            Begin();
            FakeStream client = s_bench.World.Network.Acceptor(8080).Knock(Bench.Stranger);
            s_bench.Step();
            s_bench.Step();
            s_bench.Step();
            Assert.IsFalse(s_doctor.IsRunning);
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(2, s_doctor.Count);
            Assert.AreEqual(Finding.Good, s_doctor.At(0).Verdict);
            Assert.IsTrue(s_doctor.At(0).Text.IndexOf("8.8.8.8 reached tcp 8080 after 1 s") == 0,
                s_doctor.At(0).Text);
            Assert.AreEqual("entry", Last.Name);
            Assert.AreEqual(Finding.Bad, Last.Verdict);
            Assert.IsTrue(Last.Text.IndexOf("No: ") == 0, Last.Text);
        }

        [TestMethod]
        public void Friend_IsToldWithTheEntry_AndTheTargetsAnswer()
        {
            Begin();
            s_bench.Connect(s_rule);
            s_bench.Upstream().Arrive(new byte[] { 65, 66 });
            for (int i = 0; i < 5; i++) s_bench.Step();
            Assert.IsFalse(s_doctor.IsRunning);
            Assert.AreEqual(3, s_doctor.Count);
            Assert.IsTrue(s_doctor.At(1).Text.IndexOf("203.0.113.7") > 0, s_doctor.At(1).Text);
            Assert.AreEqual(Finding.Good, s_doctor.At(1).Verdict);
            Assert.AreEqual(Finding.Good, Last.Verdict);
            Assert.AreEqual("192.168.1.20:80 answers.", Last.Text);
        }

        [TestMethod]
        public void Friend_WhoseTargetIsDown_IsToldSo()
        {
            Begin();
            s_bench.World.Network.DialAnswer = DialState.Failed;
            s_bench.Connect(s_rule);
            for (int i = 0; i < 5; i++) s_bench.Step();
            Assert.IsFalse(s_doctor.IsRunning);
            Assert.AreEqual("target", Last.Name);
            Assert.AreEqual(Finding.Bad, Last.Verdict);
        }

        [TestMethod]
        public void Friend_WhoIsGoneBetweenTwoLooks_IsToldOf()
        {
            // As on the chip, where the doctor looks in each fourth step.
            s_bench = new Bench();
            s_bench.Limits.TurnSteps = Limits.ChipTurnSteps;
            s_bench.Begin();
            s_rule = s_bench.Open(false, 8080);
            s_doctor = s_bench.Gateway.Rooms.Doctor;
            for (int i = 0; i < 8; i++) s_bench.Step();
            s_bench.World.Network.DialAnswer = DialState.Failed;
            s_doctor.Await(s_rule, s_bench.World.Ms);
            // At each of the four turns once.
            for (int i = 0; i < 4; i++)
            {
                for (int k = 0; k < 5; k++) s_bench.Step();
                if (!s_doctor.IsRunning) s_doctor.Await(s_rule, s_bench.World.Ms);
                s_bench.World.Network.Acceptor(8080).Knock(Bench.Friend);
                for (int k = 0; k < 12; k++) s_bench.Step();
                Assert.IsFalse(s_doctor.IsRunning, "nobody has told of it");
                Assert.AreEqual("target", Last.Name);
                Assert.AreEqual(Finding.Bad, Last.Verdict);
            }
        }

        [TestMethod]
        public void SomebodyOfTheHouse_DoesNotProveTheWay()
        {
            Begin();
            s_bench.World.Network.Acceptor(8080).Knock(0xC0A80132);
            for (int i = 0; i < 3; i++) s_bench.Step();
            Assert.AreEqual(Finding.Unsure, s_doctor.At(0).Verdict);
            Assert.IsTrue(s_doctor.At(0).Text.IndexOf("from inside the house") > 0);
        }

        [TestMethod]
        public void Nobody_InTwoMinutes_IsRed()
        {
            Begin();
            s_bench.Pass(Limits.KnockWaitMs);
            Assert.IsFalse(s_doctor.IsRunning);
            Assert.AreEqual(1, s_doctor.Count);
            Assert.AreEqual(Finding.Bad, Last.Verdict);
            Assert.IsTrue(Last.Text.IndexOf("Nobody came to tcp 8080 in 2 min") == 0, Last.Text);
        }

        [TestMethod]
        public void Rule_RemovedMeanwhile_EndsTheWait()
        {
            Begin();
            TableSet.Remove(s_bench.Gateway.Table, s_rule.Number);
            s_bench.Pass(1000);
            Assert.IsFalse(s_doctor.IsRunning);
            Assert.AreEqual(1, s_doctor.Count);
            Assert.AreEqual(Finding.Unsure, Last.Verdict);
            Assert.AreEqual("The rule was removed meanwhile.", Last.Text);
        }

        [TestMethod]
        public void Door_ThatIsShut_IsToldAtOnce()
        {
            s_bench = new Bench().Begin();
            SerialConsoleTests.Say(s_bench, "portmap add tcp 8080 192.168.1.20:80");
            s_doctor = s_bench.Gateway.Rooms.Doctor;
            s_doctor.Await(s_bench.Gateway.Table.At(0), s_bench.World.Ms);
            Assert.AreEqual(Finding.Bad, s_doctor.At(0).Verdict);
            Assert.IsTrue(s_bench.World.Network.Acceptor(8080) == null, "a door was opened");
            s_doctor.Stop();
            Assert.IsFalse(s_doctor.IsRunning);
        }
    }
}
