// Rooms: Shell/SerialConsole: a person and a pipe at the terminal, one line a step.

using nanoFramework.TestFramework;
using Portreeve.Journal;
using Portreeve.Rooms.Fakes;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class SerialConsoleTests
    {
        private const string Version = "Portreeve " + Release.Version;
        private const string Answer = Version + " on portreeve-test.\n";

        [TestMethod]
        public void Pipe_GetsAnswersOnly()
        {
            Bench bench = new Bench().Begin();
            Assert.AreEqual(Answer, Say(bench, "version"));
            Assert.AreEqual("", Say(bench, ""));
        }

        [TestMethod]
        public void Person_GetsPromptAndEcho()
        {
            Bench bench = new Bench();
            bench.World.IsPerson = true;
            bench.Begin();
            string said = Say(bench, "version");
            Assert.IsTrue(said.IndexOf("portreeve> ") >= 0);
            Assert.IsTrue(said.IndexOf("version\n" + Answer) == 0);
        }

        [TestMethod]
        public void Person_SeesTheJournal_WithoutLosingTheLine()
        {
            Bench bench = new Bench();
            bench.World.IsPerson = true;
            bench.Begin();
            Rest(bench);
            bench.World.Typed = "show ru";
            Rest(bench);
            bench.World.Written = "";
            bench.Gateway.Journal.Write("the cable is out");
            Rest(bench);
            Assert.AreEqual("\r\u001b[K* the cable is out\n\rportreeve> show ru\u001b[K",
                bench.World.Written);
        }

        [TestMethod]
        public void LogLevel_DecidesWhatIsShown()
        {
            Bench bench = new Bench().Begin();
            Say(bench, "log level sessions");
            bench.Gateway.Journal.Write(JournalKind.Refused, "a knock", null);
            bench.Gateway.Journal.Write(JournalKind.Session, "an end", null);
            bench.World.Written = "";
            Rest(bench);
            Assert.AreEqual("* an end\n", bench.World.Written);
            Say(bench, "log off");
            bench.Gateway.Journal.Write("something");
            bench.World.Written = "";
            Rest(bench);
            Assert.AreEqual("", bench.World.Written);
            Assert.IsTrue(Say(bench, "log level sesions").IndexOf("did you mean sessions?") > 0);
        }

        [TestMethod]
        public void Errors_ComeAllAtOnce_WithACaretEach()
        {
            Bench bench = new Bench().Begin();
            string said = Say(bench, "portmap add tcp 80800 192.168.1.20:80 fron lan idle 5");
            string expected = "error: Nothing was changed; the line has errors.\n"
                + "  tcp 80800 192.168.1.20:80 fron lan idle 5\n"
                + "      ^                     ^             ^\n"
                + "  column 5: ";
            Assert.AreEqual(expected, said.Substring(0, expected.Length));
            Assert.IsTrue(said.IndexOf("\n  column 27: ") > 0);
            Assert.IsTrue(said.IndexOf("\n  column 41: ") > 0);
            Assert.AreEqual(0, bench.Gateway.Table.Count);
        }

        // What is about no place has no caret, and the line above it would say nothing.
        [TestMethod]
        public void TroubleWithoutAPlace_ComesWithoutTheLine()
        {
            Bench bench = new Bench().Begin();
            for (int port = 81; port < 89; port++)
            {
                Say(bench, "portmap add tcp " + port.ToString() + " 192.168.1.20:80 from lan");
            }
            string said = Say(bench, "portmap add tcp 89 192.168.1.20:80 from lan");
            const string expected = "error: Nothing was changed; the line has errors.\n"
                + "  this would make 9 TCP listeners, 1 more than the 8 that fit; ";
            Assert.AreEqual(expected, said.Substring(0, expected.Length));
        }

        [TestMethod]
        public void Restart_IsAskedOfTheBoard_UnlessThereIsMoreInTheLine()
        {
            Bench bench = new Bench().Begin();
            Assert.IsTrue(Say(bench, "restart now").IndexOf("error: ") == 0);
            Assert.AreEqual(0, bench.World.Restarts);
            Assert.AreEqual("Restarting.\n", Say(bench, "restart"));
            Assert.AreEqual(1, bench.World.Restarts);
        }

        [TestMethod]
        public void LongAnswer_TakesALineAStep()
        {
            Bench bench = new Bench().Begin();
            Rest(bench);
            bench.World.Typed = "help\n";
            bench.Step();
            int lines = 0;
            while (bench.Gateway.Console.IsBusy)
            {
                bench.World.Written = "";
                bench.Step();
                Assert.IsTrue(CountLines(bench.World.Written) <= 1);
                lines += CountLines(bench.World.Written);
            }
            Assert.IsTrue(lines > 20);
        }

        [TestMethod]
        public void LineTooLong_IsRefusedWhole()
        {
            Bench bench = new Bench().Begin();
            string line = "portmap add tcp 80 192.168.1.20 # ";
            while (line.Length <= Limits.LineCharsMax) line += "0123456789";
            Assert.IsTrue(Say(bench, line).IndexOf("error: The line is too long; ") == 0);
            Assert.AreEqual(0, bench.Gateway.Table.Count);
        }

        [TestMethod]
        public void FactoryReset_WantsTheName()
        {
            Bench bench = new Bench().Begin();
            Say(bench, "portmap add tcp 80 192.168.1.20:80");
            Assert.AreEqual("Nothing was forgotten.\n", Say(bench, "factory-reset\nyes"));
            Assert.AreEqual(0, bench.World.Restarts);
            Say(bench, "factory-reset\nportreeve-test");
            Assert.AreEqual(1, bench.World.Restarts);
            Assert.AreEqual(0, bench.Gateway.Table.Count);
            bench.Begin();
            Assert.AreEqual(0, bench.Gateway.Table.Count);
        }

        [TestMethod]
        public void Noise_NeverStopsTheConsole()
        {
            Bench bench = new Bench();
            bench.World.IsPerson = true;
            bench.Begin();
            string noise = "";
            for (int i = 0; i < 600; i++) noise += (char)(i * 73 % 256);
            bench.World.Typed = noise + "\u001b\u001b\r\r\r";
            Rest(bench);
            Assert.IsTrue(Say(bench, "version").IndexOf(Version + " on") > 0);
        }

        /// <summary>Types a line and steps until it has been answered.</summary>
        internal static string Say(Bench bench, string line)
        {
            Rest(bench);
            bench.World.Written = "";
            bench.World.Typed = line + "\n";
            Rest(bench);
            return bench.World.Written;
        }

        private static void Rest(Bench bench)
        {
            for (int i = 0; i < 2000; i++)
            {
                bench.Step();
                if (bench.World.Typed.Length == 0 && !bench.Gateway.Console.Step()) return;
            }
            Assert.IsTrue(false, "the console never rests");
        }

        private static int CountLines(string text)
        {
            int lines = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == '\n') lines++;
            }
            return lines;
        }
    }
}
