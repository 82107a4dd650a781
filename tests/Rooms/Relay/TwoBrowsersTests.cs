// Rooms: two browsers at a board with four doors, in simulated time: each opens six connections,
// keeps them, and asks anew for what a lost one owed it. Somebody has rested in a shell at another
// door for five minutes before they come.

using System.Collections;
using nanoFramework.TestFramework;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class TwoBrowsersTests
    {
        private const int StepMs = 10;
        private const int FiveMinutesMs = 5 * 60 * 1000;
        private const int PatienceMs = 60 * 1000;

        // By the presets of the page both doors are for anybody; without the preset's word the
        // list is what keeps the shell.
        [DataRow("from any yield 2h", "from any yield 1s")]
        [DataRow("from any yield 2h", "from any")]
        [DataRow("from 203.0.113.82", "from any yield 1s")]
        [DataRow("from 203.0.113.82", "from any")]
        public void PagesOfForty_BothFinish_AndTheShellThatRestedSurvives(string shell, string web)
        {
            Bench bench = new Bench();
            // The page's listener has one of the board's sixteen.
            bench.Limits.SocketsMax = 15;
            bench.Limits.TurnSteps = Limits.ChipTurnSteps;
            bench.Begin();
            Open(bench, "tcp 8080 192.168.1.20:80 " + web);
            Open(bench, "tcp 2222 192.168.1.20:22 " + shell);
            Open(bench, "tcp 8443 192.168.1.20:443 from any");
            Open(bench, "tcp 8883 192.168.1.20:8883 from any");
            for (int i = 0; i < 8; i++) bench.Pass(StepMs);
            FakeStream prompt = bench.World.Network.Acceptor(2222).Knock(0xCB007152);
            for (int i = 0; i < 8; i++) bench.Pass(StepMs);
            FakeStream host = bench.Upstream();
            host.Arrive(1, (byte)'$');
            bench.Step();
            Assert.AreEqual(1, prompt.SentCount);
            bench.Pass(FiveMinutesMs);

            Browser.Forget();
            Browser anna = new Browser(bench, 0xCB007150);
            Browser ben = new Browser(bench, 0xCB007151);
            for (int ms = 0; ms < PatienceMs && !(anna.IsDone && ben.IsDone); ms += StepMs)
            {
                anna.Act();
                ben.Act();
                bench.Pass(StepMs);
                Browser.Serve(bench);
            }

            Assert.IsTrue(anna.IsDone, "Anna has " + anna.Loaded.ToString() + " of 40");
            Assert.IsTrue(ben.IsDone, "Ben has " + ben.Loaded.ToString() + " of 40");
            Assert.IsFalse(prompt.IsClosed);
            prompt.Arrive(1, (byte)'w');
            for (int i = 0; i < 8; i++) bench.Pass(StepMs);
            Assert.AreEqual(1, host.SentCount);
        }

        // The test can fail: one who came by "any", without a word of the rule, gives way.
        [TestMethod]
        public void ShellWithoutListOrWord_GivesWayAfterAMinute()
        {
            Bench bench = Bench.With(15);
            Open(bench, "tcp 8080 192.168.1.20:80 from any");
            Open(bench, "tcp 2222 192.168.1.20:22 from any");
            bench.Step();
            FakeStream prompt = bench.World.Network.Acceptor(2222).Knock(0xCB007152);
            for (int i = 0; i < 8; i++) bench.Pass(StepMs);
            bench.Pass(FiveMinutesMs);
            Browser.Forget();
            Browser anna = new Browser(bench, 0xCB007150);
            for (int i = 0; i < 50 && !prompt.IsClosed; i++)
            {
                anna.Act();
                bench.Pass(StepMs);
                Browser.Serve(bench);
            }
            Assert.IsTrue(prompt.IsClosed);
        }

        private static void Open(Bench bench, string line)
        {
            bench.Gateway.Table.Add(RuleText.Read(line, 0).Rule);
        }

        private sealed class Line
        {
            public FakeStream Client;
            public FakeStream Upstream;
            public bool IsAsking;
            public int Due;
            public int Answered;
        }

        private sealed class Browser
        {
            private const int LinesMax = 6;
            private const int Resources = 40;
            private const int RequestBytes = 100;
            private const int AnswerBytes = 1000;
            // Those who have knocked and were not let in yet, of both browsers, in their order.
            private static readonly ArrayList s_knocking = new ArrayList();
            private static readonly ArrayList s_inside = new ArrayList();
            private static int s_dials;
            private readonly ArrayList _lines = new ArrayList();
            private readonly Bench _bench;
            private readonly uint _address;
            private int _left = Resources;

            public Browser(Bench bench, uint address)
            {
                _bench = bench;
                _address = address;
                s_dials = bench.World.Network.Dials.Count;
            }

            public int Loaded { get; private set; }

            public bool IsDone { get { return Loaded == Resources; } }

            public static void Forget()
            {
                s_knocking.Clear();
                s_inside.Clear();
            }

            public void Act()
            {
                for (int i = _lines.Count - 1; i >= 0; i--) Look((Line)_lines[i]);
                while (_lines.Count < LinesMax && _left > _lines.Count)
                {
                    Line line = new Line();
                    line.Client = _bench.World.Network.Acceptor(8080).Knock(_address);
                    s_knocking.Add(line);
                    _lines.Add(line);
                }
            }

            // Whoever was let in has a dial, and the machine behind the door answers.
            public static void Serve(Bench bench)
            {
                for (; s_dials < bench.World.Network.Dials.Count; s_dials++)
                {
                    Line line = (Line)s_knocking[0];
                    s_knocking.RemoveAt(0);
                    Assert.IsFalse(line.Client.IsClosed);
                    line.Upstream = bench.World.Network.DialAt(s_dials).Upstream;
                    s_inside.Add(line);
                }
                foreach (object one in s_inside)
                {
                    Line line = (Line)one;
                    if (line.Upstream.SentCount < (line.Answered + 1) * RequestBytes) continue;
                    line.Answered++;
                    line.Upstream.Arrive(AnswerBytes, 1);
                }
            }

            private void Look(Line line)
            {
                bool hasAnswer = line.IsAsking && line.Client.SentCount >= line.Due;
                if (hasAnswer) Loaded++;
                if (line.Client.IsClosed)
                {
                    if (line.IsAsking && !hasAnswer) _left++;
                    _lines.Remove(line);
                    return;
                }
                if (line.IsAsking && !hasAnswer) return;
                line.IsAsking = _left > 0;
                if (!line.IsAsking) return;
                _left--;
                line.Due += AnswerBytes;
                line.Client.Arrive(RequestBytes, 7);
            }
        }
    }
}
