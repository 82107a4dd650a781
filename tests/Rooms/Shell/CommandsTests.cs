// Rooms: Shell/Commands: what can be typed, what can be mistyped, and what is then stored.

using nanoFramework.TestFramework;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class CommandsTests
    {
        [DataRow("show status")]
        [DataRow("show rules")]
        [DataRow("show sessions")]
        [DataRow("show mappings")]
        [DataRow("show limits")]
        [DataRow("show journal")]
        public void View_AnswersPersonsAndScripts(string view)
        {
            Bench bench = Ready();
            string text = SerialConsoleTests.Say(bench, view);
            Assert.IsTrue(text.Length > 0);
            Assert.IsTrue(text.IndexOf("error") < 0);
            string json = SerialConsoleTests.Say(bench, view + " json");
            Assert.AreEqual('{', json[0]);
            Assert.AreEqual("}\n", json.Substring(json.Length - 2));
            Assert.AreEqual(json.Length - 1, json.IndexOf('\n'));
            string answer = SerialConsoleTests.Say(bench, view + " jsn");
            Assert.IsTrue(answer.IndexOf("error: Write: ") == 0);
        }

        [TestMethod]
        public void Rule_GoesThroughItsLife()
        {
            Bench bench = new Bench().Begin();
            Assert.AreEqual("Rule 1 added: tcp 80 192.168.1.20:80 from lan.\n",
                SerialConsoleTests.Say(bench, "portmap add tcp 80 192.168.1.20:80 from lan"));
            Assert.AreEqual("Rule 1 is now: tcp 81 192.168.1.20:80 from lan.\n",
                SerialConsoleTests.Say(bench, "portmap edit 1 tcp 81 192.168.1.20:80 from lan"));
            Assert.AreEqual("Rule 1 is switched off; its connections end.\n",
                SerialConsoleTests.Say(bench, "portmap disable tcp 81"));
            Assert.AreEqual("Rule 1 is already off.\n",
                SerialConsoleTests.Say(bench, "portmap disable 1"));
            Assert.AreEqual("Rule 1 is switched on.\n",
                SerialConsoleTests.Say(bench, "portmap enable 1"));
            Assert.AreEqual("Rule 1 deleted: tcp 81 192.168.1.20:80 from lan.\n",
                SerialConsoleTests.Say(bench, "portmap del 1"));
            Assert.AreEqual(0, bench.Gateway.Table.Count);
            SerialConsoleTests.Say(bench, "portmap undo");
            Assert.AreEqual(1, bench.Gateway.Table.Count);
            SerialConsoleTests.Say(bench, "portmap undo");
            Assert.AreEqual(0, bench.Gateway.Table.Count);
        }

        [DataRow("portmap add TCP 8080 192.168.1.20 80", "tcp 8080 192.168.1.20:80")]
        [DataRow("portmap add UDP 53 192.168.1.20 5353 from lan",
            "udp 53 192.168.1.20:5353 from lan")]
        [DataRow("PORTMAP ADD tcp 8080 192.168.1.20:80 # 80 eighty",
            "tcp 8080 192.168.1.20:80 # 80 eighty")]
        public void OtherShapes_AreTaken(string line, string rule)
        {
            Bench bench = new Bench().Begin();
            SerialConsoleTests.Say(bench, line);
            Assert.AreEqual(rule, RuleText.Write(bench.Gateway.Table.At(0)));
        }

        [DataRow("shw", "did you mean show?")]
        [DataRow("show rulse", "did you mean rules?")]
        [DataRow("show", "show status|rules|sessions|mappings|limits|journal")]
        [DataRow("portmap del 9", "There is no rule 9")]
        [DataRow("portmap del", "Which rule?")]
        [DataRow("portmap move 1 5", "The places are 1 to 1.")]
        [DataRow("portmap edit 1", "tcp 80 192.168.1.20:80 from lan")]
        [DataRow("end 5", "Nobody with number 5")]
        [DataRow("kick everybody", "Write: end N|all")]
        [DataRow("why tcp 80", "Write: why")]
        [DataRow("why tcp 80 from here", "\"here\" is no address")]
        [DataRow("why tcp 99999 from 1.2.3.4", "\"99999\" is no port")]
        [DataRow("help nothing", "There is no command")]
        [DataRow("ddns off noip", "Write: ddns")]
        [DataRow("ddns now please", "Write: ddns")]
        [DataRow("ddns ask http://192.0.2.1/ http://192.0.2.2/", "Write: ddns")]
        [DataRow("ddns resolver 9.9.9.9 1.1.1.1", "Write: ddns")]
        public void Mistake_IsAnsweredWithTheNextStep(string line, string expected)
        {
            Bench bench = Ready();
            string said = SerialConsoleTests.Say(bench, line);
            Assert.IsTrue(said.IndexOf("error: ") == 0, said);
            Assert.IsTrue(said.IndexOf(expected) > 0, said);
        }

        [DataRow("why tcp 80 from 192.168.1.7", "Yes: ")]
        [DataRow("why tcp 80 from 8.8.8.8", "No: ")]
        [DataRow("why udp 80 from 192.168.1.7", "No: no rule has udp 80")]
        public void Why_TellsTheVerdict(string line, string expected)
        {
            Bench bench = Ready();
            Assert.IsTrue(SerialConsoleTests.Say(bench, line).IndexOf(expected) == 0);
            string json = SerialConsoleTests.Say(bench, line + " json");
            Assert.IsTrue(json.IndexOf("{\"allowed\":") == 0);
        }

        // A yes of the list is not the whole truth while nobody can come in.
        [TestMethod]
        public void Why_YesThatIsNotEnough_SaysWhatIsMissing()
        {
            const string Ask = "why tcp 80 from 192.168.1.7";
            Bench bench = Ready();
            Assert.IsTrue(SerialConsoleTests.Say(bench, Ask).IndexOf(" But ") < 0);
            bench.World.Free = Limits.HeapBytesMin;
            Assert.Contains(" But memory is short now", SerialConsoleTests.Say(bench, Ask));
            bench.World.Free = -1;
            bench.World.FirstServer = 0;
            SerialConsoleTests.Say(bench, "portmap edit 1 tcp 80 nas.lan:80 from lan");
            Assert.Contains(" But its target cannot be reached now: there is no DNS server",
                SerialConsoleTests.Say(bench, Ask));
            bench.World.Network.TakenPort = 81;
            SerialConsoleTests.Say(bench, "portmap edit 1 tcp 81 192.168.1.20:80 from lan");
            Assert.Contains(" But the door cannot be opened now: ",
                SerialConsoleTests.Say(bench, "why tcp 81 from 192.168.1.7"));
            bench.Gateway.Rooms.Around.SafeMode = true;
            Assert.Contains(" But this is safe mode",
                SerialConsoleTests.Say(bench, "why tcp 81 from 192.168.1.7"));
        }

        [DataRow("sho", "show")]
        [DataRow("show ru", "rules")]
        [DataRow("show rules ", "json")]
        [DataRow("portmap edit 1 ", "tcp 80 192.168.1.20:80 from lan")]
        [DataRow("why tcp ", "80")]
        [DataRow("portmap del ", "1")]
        [DataRow("log level s", "sessions")]
        public void Tab_KnowsWhatFits(string head, string expected)
        {
            Bench bench = Ready();
            bench.World.IsPerson = true;
            bench.World.Typed = head + "\t";
            for (int i = 0; i < 20; i++) bench.Step();
            Assert.IsTrue(bench.World.Written.IndexOf(expected) >= 0, bench.World.Written);
        }

        [TestMethod]
        public void FullFlash_RefusesAndKeepsEverythingAsItWas()
        {
            Bench bench = Ready();
            int version = bench.Gateway.Table.Version;
            Rule rule = bench.Gateway.Table.At(0);
            bench.World.IsFlashFull = true;
            string[] changes =
            {
                "portmap add tcp 81 192.168.1.20:80", "portmap del 1", "portmap disable 1",
                "portmap edit 1 tcp 82 192.168.1.20:80"
            };
            for (int i = 0; i < changes.Length; i++)
            {
                string said = SerialConsoleTests.Say(bench, changes[i]);
                Assert.IsTrue(said.IndexOf("error: Nothing was changed: flash is full") == 0, said);
                Assert.AreEqual(1, bench.Gateway.Table.Count);
                Assert.AreSame(rule, bench.Gateway.Table.At(0));
            }
            Assert.AreEqual(version, bench.Gateway.Table.Version);
        }

        [TestMethod]
        public void Export_ImportsAgain_AndUntouchedRulesStayTheSame()
        {
            Bench bench = Ready();
            SerialConsoleTests.Say(bench, "portmap add udp 53 192.168.1.1:53 from any # names");
            string export = SerialConsoleTests.Say(bench, "export");
            Rule first = bench.Gateway.Table.At(0);
            SerialConsoleTests.Say(bench, "portmap del 2");
            string said = SerialConsoleTests.Say(bench, "import\n" + export + ".");
            Assert.IsTrue(said.IndexOf("Stored: 2 rules in place of 1.") >= 0, said);
            Assert.AreSame(first, bench.Gateway.Table.At(0));
            Assert.AreEqual(export, SerialConsoleTests.Say(bench, "export"));
        }

        [TestMethod]
        public void Import_WithOneBadLine_ChangesNothing_AndTellsAll()
        {
            Bench bench = Ready();
            string said = SerialConsoleTests.Say(bench, "import\ntcp 81 192.168.1.20:80\n"
                + "tcp 81 192.168.1.21:80\ntcp x 192.168.1.20:80\n.");
            Assert.IsTrue(said.IndexOf("error: nothing was changed") == 0, said);
            Assert.IsTrue(said.IndexOf("line 2: tcp 81 192.168.1.21:80") > 0, said);
            Assert.IsTrue(said.IndexOf("line 3: tcp x") > 0, said);
            Assert.AreEqual(1, bench.Gateway.Table.Count);
            Assert.AreEqual(80, bench.Gateway.Table.At(0).Port);
        }

        // What is stored without a line that got lost is no copy of what was kept.
        [DataRow("too long")]
        [DataRow("memory is short")]
        [DataRow("memory runs out")]
        public void Import_ALineIsLost_ChangesNothing(string how)
        {
            Bench bench = Ready();
            SerialConsoleTests.Say(bench, "import\ntcp 81 192.168.1.20:80");
            string line = "tcp 82 192.168.1.20:80";
            if (how == "too long") line += " # " + new string('x', Limits.LineCharsMax);
            if (how == "memory is short") bench.World.Free = Limits.WorkBytes - 1;
            if (how == "memory runs out") bench.World.ShortLooks = 1;
            bench.World.Typed = line + "\n";
            while (bench.Gateway.Console.Step()) bench.World.Ms++;
            Assert.AreEqual(0, bench.World.ShortLooks);
            bench.World.Free = -1;
            bench.Pass(1000);
            string said = SerialConsoleTests.Say(bench, "tcp 83 192.168.1.20:80\n.");
            Assert.IsTrue(said.IndexOf("error: nothing was changed") == 0, said);
            Assert.IsTrue(said.IndexOf("a line here was lost") > 0, said);
            Assert.AreEqual(1, bench.Gateway.Table.Count);
            Assert.AreEqual(80, bench.Gateway.Table.At(0).Port);
        }

        [TestMethod]
        public void Kick_EndsTheSession()
        {
            Bench bench = new Bench().Begin();
            FakeStream client = bench.Connect(bench.Open(false, 8080));
            Assert.AreEqual(1, bench.Gateway.Relay.Roster.SessionCount);
            string listed = SerialConsoleTests.Say(bench, "show sessions");
            Assert.IsTrue(listed.IndexOf("    1  tcp 8080  203.0.113.7:") == 0, listed);
            Assert.AreEqual("Ended: 1.\n", SerialConsoleTests.Say(bench, "kick 1"));
            Assert.AreEqual(0, bench.Gateway.Relay.Roster.SessionCount);
            Assert.IsNotNull(client);
        }

        private static Bench Ready()
        {
            Bench bench = new Bench().Begin();
            SerialConsoleTests.Say(bench, "portmap add tcp 80 192.168.1.20:80 from lan");
            return bench;
        }
    }
}
