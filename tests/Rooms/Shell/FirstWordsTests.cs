// Rooms: what people type first: other words for a command, lines of other programs, a rule
// alone, a foreign file behind "import".

using nanoFramework.TestFramework;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class FirstWordsTests
    {
        [DataRow("list", "show rules")]
        [DataRow("ls", "show rules")]
        [DataRow("LS json", "show rules json")]
        [DataRow("?", "help")]
        [DataRow("status", "show status")]
        [DataRow("journal", "show journal")]
        [DataRow("portmap list", "show rules")]
        [DataRow("help from", "help rule")]
        [DataRow("show friends", "friends")]
        public void OtherWords_MeanACommand(string typed, string meant)
        {
            string expected = Say(meant);
            Assert.AreEqual(expected.Substring(0, 20), Say(typed).Substring(0, 20));
        }

        [TestMethod]
        public void HelpOfAnotherWord_IsThatOfTheCommand()
        {
            Assert.IsTrue(Say("help list").IndexOf("show rules [json]") == 0);
            Assert.IsTrue(Say("help undo").IndexOf("portmap undo") == 0);
        }

        [TestMethod]
        public void RulesLife_InOtherWords()
        {
            Bench bench = new Bench().Begin();
            SerialConsoleTests.Say(bench, "tcp 80 192.168.1.20:80 from lan # a door");
            Assert.AreEqual("tcp 80 192.168.1.20:80 from lan # a door",
                RuleText.Write(bench.Gateway.Table.At(0)));
            SerialConsoleTests.Say(bench, "add udp 53 192.168.1.20:53");
            Assert.AreEqual(2, bench.Gateway.Table.Count);
            SerialConsoleTests.Say(bench, "delete 1");
            Assert.AreEqual(1, bench.Gateway.Table.Count);
            SerialConsoleTests.Say(bench, "undo");
            Assert.AreEqual(2, bench.Gateway.Table.Count);
            SerialConsoleTests.Say(bench, "portmap remove tcp 80");
            SerialConsoleTests.Say(bench, "rm 2");
            Assert.AreEqual(0, bench.Gateway.Table.Count);
        }

        [DataRow("iptables -t nat -A PREROUTING -p udp --dport 53 -j DNAT --to 192.168.1.9:5353",
            "portmap add udp 53 192.168.1.9:5353 from lan")]
        [DataRow("sudo iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8090 -j DNAT "
            + "--to-destination 192.168.1.9", "portmap add tcp 8090 192.168.1.9:8090 from lan")]
        [DataRow("iptables -t nat -A PREROUTING -d 10.0.0.1 -p tcp --dport 8090 -j DNAT "
            + "--to 192.168.1.9:80", "portmap add tcp 8090 192.168.1.9:80 from lan")]
        [DataRow("netsh interface portproxy add v4tov4 listenport=8090 listenaddress=0.0.0.0 "
            + "connectport=80 connectaddress=192.168.1.9",
            "portmap add tcp 8090 192.168.1.9:80 from lan")]
        [DataRow("docker run -p 8090:80 web", "portmap add tcp 8090 192.168.1.20:80 from lan")]
        [DataRow("-p 8090:80", "portmap add tcp 8090 192.168.1.20:80 from lan")]
        [DataRow("ssh -L 8090:192.168.1.9:80 me@10.0.0.1",
            "portmap add tcp 8090 192.168.1.9:80 from lan")]
        [DataRow("ssh -L 8090:localhost:80 me@192.168.1.9",
            "portmap add tcp 8090 192.168.1.9:80 from lan")]
        [DataRow("socat UDP-LISTEN:53,fork UDP:192.168.1.9:5353",
            "portmap add udp 53 192.168.1.9:5353 from lan")]
        [DataRow("8090:192.168.1.9:80", "portmap add tcp 8090 192.168.1.9:80 from lan")]
        [DataRow("iptables -L", "portmap add tcp 8000 192.168.1.20:80 from lan")]
        [DataRow("exit", "nothing to leave")]
        [DataRow("quit", "nothing to leave")]
        public void LineOfAnotherProgram_IsAnsweredWithTheLineThatWouldDo(
            string typed, string expected)
        {
            string said = Say(typed);
            Assert.IsTrue(said.IndexOf("error: ") == 0, said);
            Assert.IsTrue(said.IndexOf(expected) > 0, said);
            Assert.AreEqual(said.Length - 1, said.IndexOf('\n'));
            int rule = expected.IndexOf("portmap add");
            if (rule != 0) return;
            said = Say(expected);
            Assert.IsTrue(said.IndexOf("Rule 2 added") == 0, said);
        }

        [TestMethod]
        public void Series_IsAddedAllOrNone_WithTheSocketsItTakes()
        {
            Bench bench = Ready();
            string said = SerialConsoleTests.Say(bench,
                "portmap add tcp+udp 25565 192.168.1.20 from lan");
            Assert.IsTrue(said.IndexOf("Rules 2 and 3 added, ") == 0, said);
            Assert.Contains("take 2 sockets of the board's 16.", said);
            said = SerialConsoleTests.Say(bench, "portmap check udp 1-2 192.168.1.20");
            Assert.IsTrue(said.IndexOf("They would be taken as rules 4 and 5") == 0, said);
            Assert.Contains("no socket", said);
            said = SerialConsoleTests.Say(bench, "portmap add udp 25564-25566 192.168.1.20");
            Assert.IsTrue(said.IndexOf("error: Nothing was changed; rule 2 of these 3") == 0, said);
            Assert.AreEqual(3, bench.Gateway.Table.Count);
            said = SerialConsoleTests.Say(bench, "portmap add tcp 1000-1009 192.168.1.20 from any");
            Assert.Contains("TCP listeners", said);
            Assert.AreEqual(3, bench.Gateway.Table.Count);
            said = SerialConsoleTests.Say(bench, "portmap add tcp 9-8 192.168.1.20 from any");
            Assert.Contains("write 8-9", said);
            SerialConsoleTests.Say(bench, "undo");
            Assert.AreEqual(1, bench.Gateway.Table.Count);
        }

        [DataRow("*nat\n:PREROUTING ACCEPT\n-A PREROUTING -p tcp\nCOMMIT")]
        [DataRow("{\n\"product\": \"other\"\n}")]
        public void ForeignFile_IsOneSentence_AndChangesNothing(string file)
        {
            Bench bench = Ready();
            string said = SerialConsoleTests.Say(bench, "import\n" + file + "\n.");
            Assert.IsTrue(said.IndexOf("error: Nothing was changed: this is no list") == 0, said);
            Assert.AreEqual(said.Length - 1, said.IndexOf('\n'));
            Assert.AreEqual(1, bench.Gateway.Table.Count);
        }

        [DataRow("\n.", "error: Nothing was changed: there was no rule.")]
        [DataRow("\n# only a note\n\n.", "error: Nothing was changed: there was no rule.")]
        [DataRow("\ntcp 81 192.168.1.20\ncancel", "Nothing was changed.")]
        [DataRow("\nquit", "Nothing was changed.")]
        public void Import_WithoutARule_OrLeft_ChangesNothing(string lines, string expected)
        {
            Bench bench = Ready();
            Rule rule = bench.Gateway.Table.At(0);
            string said = SerialConsoleTests.Say(bench, "import" + lines);
            Assert.IsTrue(said.IndexOf(expected) == 0, said);
            Assert.AreEqual(1, bench.Gateway.Table.Count);
            Assert.AreSame(rule, bench.Gateway.Table.At(0));
            Assert.AreEqual("error: There", SerialConsoleTests.Say(bench, "nix").Substring(0, 12));
        }

        [TestMethod]
        public void Import_TakesCommandsAndSeries()
        {
            Bench bench = Ready();
            SerialConsoleTests.Say(bench, "import\nportmap add tcp 81 192.168.1.20\n"
                + "udp 5-6 192.168.1.20 from lan\n.");
            Assert.AreEqual(3, bench.Gateway.Table.Count);
            Assert.AreEqual("udp 6 192.168.1.20:6 from lan",
                RuleText.Write(bench.Gateway.Table.At(2)));
            string said = SerialConsoleTests.Say(bench, "import\ntcp 9-8 192.168.1.20\n.");
            Assert.Contains("write 8-9", said);
            Assert.AreEqual(3, bench.Gateway.Table.Count);
        }

        [TestMethod]
        public void MulticastNames_AreTargetsAndFriends()
        {
            Bench bench = Ready();
            string said = SerialConsoleTests.Say(bench, "portmap add tcp 81 printer.local:80");
            Assert.Contains("Rule 2", said);
            said = SerialConsoleTests.Say(bench, "tcp 82 192.168.1.20 from pc.local");
            Assert.Contains("Rule 3", said);
        }

        [TestMethod]
        public void BadEntry_IsNotFollowedByNobody()
        {
            string said = Say("portmap add tcp 81 192.168.1.20 from bad_name.lan");
            Assert.IsTrue(said.IndexOf("nobody") < 0, said);
            Assert.Contains("nobody", Say("portmap add tcp 81 192.168.1.20"));
        }

        private static string Say(string line)
        {
            return SerialConsoleTests.Say(Ready(), line);
        }

        private static Bench Ready()
        {
            Bench bench = new Bench().Begin();
            SerialConsoleTests.Say(bench, "portmap add tcp 80 192.168.1.20:80 from lan");
            return bench;
        }
    }
}
