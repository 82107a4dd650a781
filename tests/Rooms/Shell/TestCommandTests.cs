// Rooms: Shell/TestCommands: a test is told line by line while it walks, Ctrl-C ends it, and what
// is typed meanwhile is not lost.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Rooms.Fakes;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class TestCommandTests
    {
        private static Bench s_bench;

        private static void Begin()
        {
            s_bench = new Bench().Begin();
            SerialConsoleTests.Say(s_bench, "portmap add tcp 8080 192.168.1.20:80 from lan # web");
            s_bench.Step();
            s_bench.World.Network.DialAnswer = DialState.Pending;
            s_bench.World.Written = "";
        }

        private static void Steps(int count, int ms)
        {
            for (int i = 0; i < count; i++) s_bench.Pass(ms);
        }

        [TestMethod]
        public void Lines_ComeAsTheyAreFound()
        {
            Begin();
            s_bench.World.Typed = "test 1\n";
            Steps(40, 10);
            string said = s_bench.World.Written;
            Assert.IsTrue(said.IndexOf("+ port     The gateway listens on tcp 8080.") > 0, said);
            Assert.IsTrue(said.IndexOf("target") < 0, said);
            s_bench.World.Network.DialAt(0).Answer = DialState.Failed;
            Steps(60, 100);
            said = s_bench.World.Written;
            Assert.IsTrue(said.IndexOf("! target   ") > 0, said);
            Assert.IsTrue(said.IndexOf("           > Is its program running") > 0, said);
            Assert.IsTrue(said.IndexOf(" good (+), 1 bad (!), ") > 0, said);
        }

        [TestMethod]
        public void CtrlC_EndsIt_AndTheNextLineIsHeard()
        {
            Begin();
            s_bench.World.Typed = "test 1\n";
            Steps(40, 10);
            s_bench.World.Typed = "\u0003version\n";
            Steps(40, 10);
            string said = s_bench.World.Written;
            Assert.IsTrue(said.IndexOf("Ended: ") > 0, said);
            Assert.IsTrue(said.IndexOf("Portreeve " + Release.Version) > 0, said);
            Assert.IsFalse(s_bench.Gateway.Rooms.Doctor.IsRunning);
            Assert.IsTrue(s_bench.World.Network.DialAt(0).IsAbandoned);
        }

        [TestMethod]
        public void TypedAhead_WaitsForTheEnd()
        {
            Begin();
            s_bench.World.Typed = "test 1\nversion\n";
            Steps(40, 10);
            Assert.IsTrue(s_bench.World.Written.IndexOf("Portreeve ") < 0);
            s_bench.World.Network.DialAt(0).Answer = DialState.Connected;
            Steps(60, 100);
            Assert.IsTrue(s_bench.World.Written.IndexOf("Portreeve " + Release.Version) > 0);
        }

        [TestMethod]
        public void UnknownRule_IsRefused()
        {
            Begin();
            Assert.IsTrue(SerialConsoleTests.Say(s_bench, "test 9").IndexOf("error: ") == 0);
            Assert.IsTrue(SerialConsoleTests.Say(s_bench, "test wait").IndexOf("error: ") == 0);
        }

        [TestMethod]
        public void Share_SaysWhatIsForTheHouseOnly()
        {
            Begin();
            string said = SerialConsoleTests.Say(s_bench, "share 1");
            Assert.IsTrue(said.IndexOf("At home:  http://192.168.1.2:8080/") == 0, said);
            Assert.IsTrue(said.IndexOf("no public name or address is known") > 0, said);
            SerialConsoleTests.Say(s_bench, "portmap add tcp 2222 192.168.1.20:22 from lan");
            said = SerialConsoleTests.Say(s_bench, "share tcp 2222");
            Assert.IsTrue(said.IndexOf("ssh -p 2222 192.168.1.2") > 0, said);
        }
    }
}
