// Rooms: Reach/Doctor: every cause near the gateway and at the target is produced and named,
// nothing is green that was not seen, and no socket stays.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Reach;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class DoctorTests
    {
        private const string Line = "tcp 8080 192.168.1.20:80 from lan";

        private static Bench s_bench;
        private static Doctor s_doctor;

        private static Rule Begin(string line)
        {
            s_bench = new Bench().Begin();
            s_bench.World.Utc = 1795708800;
            SerialConsoleTests.Say(s_bench, "portmap add " + line);
            s_doctor = s_bench.Gateway.Rooms.Doctor;
            for (int i = 0; i < 5; i++) s_bench.Step();
            return s_bench.Gateway.Table.At(0);
        }

        // Walks to the end, at most so many ms.
        private static void Walk(Rule rule, int ms)
        {
            int open = s_bench.Gateway.Budget.Open;
            s_doctor.Start(rule, s_bench.World.Ms);
            End(ms);
            Assert.AreEqual(open, s_bench.Gateway.Budget.Open, "a socket was left");
        }

        private static void End(int ms)
        {
            for (int i = 0; i < ms / 50 && s_doctor.IsRunning; i++) s_bench.Pass(50);
            Assert.IsFalse(s_doctor.IsRunning, "it did not end");
        }

        private static Finding Of(string name)
        {
            for (int i = 0; i < s_doctor.Count; i++)
            {
                if (s_doctor.At(i).Name == name) return s_doctor.At(i);
            }
            Assert.IsTrue(false, "nothing was found about " + name);
            return null;
        }

        private static void Found(string name, string verdict, string text)
        {
            Finding finding = Of(name);
            Assert.AreEqual(verdict, finding.Verdict, finding.Text);
            Assert.IsTrue(finding.Text.IndexOf(text) >= 0, finding.Text);
        }

        [TestMethod]
        public void AllIsWell_OnlyWhatWasSeenIsGreen()
        {
            Rule rule = Begin(Line);
            s_bench.World.Network.DialAnswer = DialState.Connected;
            Walk(rule, 5000);
            Found("link", Finding.Good, "192.168.1.2");
            Found("clock", Finding.Good, "2026-11-26");
            Found("resolver", Finding.Unsure, "192.168.1.1 was not asked");
            Found("list", Finding.Good, "lan");
            Found("port", Finding.Good, "listens on tcp 8080");
            Found("target", Finding.Good, "answers on its port");
            Found("router", Finding.Unsure, "switched off");
            Found("address", Finding.Unsure, "not known");
            Found("name", Finding.Unsure, "no public name");
            Found("outside", Finding.Unsure, "Nobody has come");
            Assert.AreEqual(0, s_doctor.Bad);
        }

        [TestMethod]
        public void Target_ThatSpeaksFirst_IsQuoted()
        {
            Rule rule = Begin(Line);
            s_doctor.Start(rule, s_bench.World.Ms);
            s_bench.Step();
            s_bench.Upstream().Arrive(Encoding.UTF8.GetBytes("SSH-2.0-OpenSSH_9.2\r\n"));
            End(5000);
            Found("target", Finding.Good, "\"SSH-2.0-OpenSSH_9.2\"");
        }

        [TestMethod]
        public void Target_ThatHangsUp_IsNotGreen()
        {
            Rule rule = Begin(Line);
            s_doctor.Start(rule, s_bench.World.Ms);
            s_bench.Step();
            s_bench.Upstream().IsFinished = true;
            End(5000);
            Found("target", Finding.Unsure, "hangs up");
        }

        [TestMethod]
        public void Target_Down_Refuses()
        {
            Rule rule = Begin(Line);
            s_bench.World.Network.DialAnswer = DialState.Failed;
            Walk(rule, 5000);
            Found("target", Finding.Bad, "refuses the connection");
        }

        [TestMethod]
        public void Target_Firewalled_IsSilent()
        {
            Rule rule = Begin(Line);
            s_bench.World.Network.DialAnswer = DialState.Pending;
            Walk(rule, 15000);
            Found("target", Finding.Bad, "did not answer within 10 s");
        }

        [TestMethod]
        public void Target_InAnotherNetwork_IsNamed()
        {
            Rule rule = Begin("tcp 8080 192.168.2.20:80 from lan");
            s_bench.World.Network.DialAnswer = DialState.Failed;
            Walk(rule, 5000);
            Found("target", Finding.Bad, "no way");
            Assert.IsTrue(Of("target").Advice.IndexOf("192.168.1.0/24") >= 0, Of("target").Advice);
        }

        [TestMethod]
        public void Udp_IsUnprovenUntilAReplyCame()
        {
            Rule rule = Begin("udp 27015 192.168.1.21:27015 from lan");
            Walk(rule, 5000);
            Found("target", Finding.Unsure, "no reply has come");
            rule.Tally.BytesOut = 1200;
            Walk(rule, 5000);
            Found("target", Finding.Good, "has answered clients");
        }

        [TestMethod]
        public void Rule_OpenToNobody_IsRed()
        {
            Rule rule = Begin("tcp 8080 192.168.1.20:80");
            Walk(rule, 5000);
            Found("list", Finding.Bad, "Nobody is on");
            Found("port", Finding.Bad, "does not take anyone");
        }

        [TestMethod]
        public void Rule_SwitchedOff_IsRed()
        {
            Begin(Line);
            SerialConsoleTests.Say(s_bench, "portmap disable 1");
            Walk(s_bench.Gateway.Table.At(0), 5000);
            Found("switch", Finding.Bad, "switched off");
        }

        [TestMethod]
        public void Clock_Unknown_IsRedWhereTheRuleNeedsIt()
        {
            Begin("tcp 8080 192.168.1.20:80 from lan hours mon-fri 08:00-18:00");
            s_bench.World.Utc = 0;
            s_bench.Pass(2000);
            Walk(s_bench.Gateway.Table.At(0), 5000);
            Found("clock", Finding.Bad, "depends on it");
        }

        [TestMethod]
        public void Resolver_Dead_IsRed()
        {
            Rule rule = Begin("tcp 8080 192.168.1.20:80 from anna.example.org");
            s_bench.Pass(30000);
            s_doctor.Start(rule, s_bench.World.Ms);
            End(20000);
            Found("resolver", Finding.Bad, "192.168.1.1 has not found anna.example.org: no DNS");
            Found("list", Finding.Unsure, "anna.example.org is not found");
            s_bench.World.FirstServer = 0;
            s_bench.Pass(30000);
            Walk(rule, 5000);
            Found("resolver", Finding.Bad, "No name server");
        }

        [TestMethod]
        public void Link_Down_IsRed()
        {
            Rule rule = Begin(Line);
            s_bench.World.OwnAddress = 0;
            Walk(rule, 5000);
            Found("link", Finding.Bad, "no address");
        }

        [TestMethod]
        public void Outside_SeenByAKnock_IsGreen()
        {
            Rule rule = Begin(Line);
            s_bench.World.Network.Acceptor(8080).Knock(0xCB007109);
            s_bench.Step();
            s_bench.Step();
            Walk(rule, 5000);
            Found("outside", Finding.Good, "203.0.113.9 has reached tcp 8080");
        }

        [TestMethod]
        public void AllRules_OnlyWhatIsNotWellIsTold()
        {
            Begin(Line);
            SerialConsoleTests.Say(s_bench, "portmap add tcp 8081 192.168.1.20:81");
            SerialConsoleTests.Say(s_bench, "portmap add off tcp 8082 192.168.1.20:82");
            s_bench.Step();
            Walk(null, 10000);
            Found("rule 1", Finding.Good, "tcp 8080 is open");
            Found("rule 2", Finding.Bad, "Nobody is on");
            for (int i = 0; i < s_doctor.Count; i++)
            {
                Assert.IsTrue(s_doctor.At(i).Name != "rule 3", "a rule that is off was tested");
            }
        }

        [TestMethod]
        public void Findings_AreForgottenAfterAWhile()
        {
            Rule rule = Begin(Line);
            Walk(rule, 5000);
            Assert.IsTrue(s_doctor.HasFindings);
            s_bench.Pass(Limits.FindingsKeptMs + 1);
            Assert.IsFalse(s_doctor.HasFindings);
            Assert.AreEqual(0, s_doctor.Count);
        }

        [TestMethod]
        public void NoSocketFree_IsNoVerdict()
        {
            Rule rule = Begin(Line);
            while (s_bench.Gateway.Budget.TakeOwnerConnection())
            {
            }
            s_doctor.Start(rule, s_bench.World.Ms);
            End(5000);
            Found("target", Finding.Unsure, "No socket is free");
        }
    }
}
