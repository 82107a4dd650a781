// Rooms: on the chip doors, chores and sessions at rest take turns, so that an idle step costs
// less; nobody waits for longer than a round, and whoever moves is visited in each step.

using nanoFramework.TestFramework;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class TurnTests
    {
        private const int Round = Limits.ChipTurnSteps;
        private static Bench s_bench;

        private static void Begin()
        {
            s_bench = new Bench();
            s_bench.Limits.TurnSteps = Round;
            s_bench.Limits.SocketsMax = 40;
            s_bench.Limits.ConnectionsMax = 40;
            s_bench.Begin();
        }

        private static Rule[] OpenDoors(int count)
        {
            Rule[] rules = new Rule[count];
            for (int i = 0; i < count; i++) rules[i] = s_bench.Open(false, 8080 + i);
            StepARound();
            return rules;
        }

        private static void StepARound()
        {
            for (int i = 0; i < Round; i++) s_bench.Step();
        }

        private static FakeStream Connect(Rule rule)
        {
            FakeStream client = s_bench.World.Network.Acceptor(rule.Port).Knock(Bench.Friend);
            StepARound();
            StepARound();
            return client;
        }

        private static int StepsUntilSent(FakeStream stream, int bytes)
        {
            int steps = 0;
            while (stream.SentCount < bytes && steps < 100)
            {
                s_bench.Step();
                steps++;
            }
            return steps;
        }

        [TestMethod]
        public void Doors_EachHasItsTurnWithinARound()
        {
            Begin();
            Rule[] rules = OpenDoors(6);
            s_bench.Pass(2 * Limits.RestMs);
            for (int i = 0; i < rules.Length; i++)
            {
                s_bench.World.Network.Acceptor(rules[i].Port).Knock(Bench.Friend);
            }
            StepARound();
            Assert.AreEqual(rules.Length, s_bench.Gateway.Relay.Roster.SessionCount);
        }

        [TestMethod]
        public void Door_SomebodyHasJustCome_IsVisitedInEachStep()
        {
            Begin();
            Rule[] rules = OpenDoors(4);
            Connect(rules[2]);
            for (int i = 0; i < 3; i++)
            {
                s_bench.World.Network.Acceptor(rules[2].Port).Knock(Bench.Friend);
                s_bench.Step();
                Assert.AreEqual(2 + i, s_bench.Gateway.Relay.Roster.SessionCount);
            }
        }

        [TestMethod]
        public void Session_AtRest_MovesWithinARoundAndThenInEachStep()
        {
            Begin();
            FakeStream client = Connect(OpenDoors(1)[0]);
            FakeStream upstream = s_bench.Upstream();
            s_bench.Pass(2 * Limits.RestMs);
            StepARound();
            client.Arrive(10, 1);
            int first = StepsUntilSent(upstream, 10);
            Assert.IsTrue(first >= 1 && first <= Round);
            for (int i = 2; i < 10; i++)
            {
                client.Arrive(10, 1);
                Assert.AreEqual(1, StepsUntilSent(upstream, 10 * i));
            }
        }

        [TestMethod]
        public void Session_AtRest_IsLeftOutUntilItsTurn()
        {
            Begin();
            FakeStream client = Connect(OpenDoors(1)[0]);
            FakeStream upstream = s_bench.Upstream();
            s_bench.Pass(2 * Limits.RestMs);
            int waited = 0;
            for (int i = 1; i <= 2 * Round; i++)
            {
                // Each time anew at rest, one step further in the round.
                s_bench.Pass(Limits.RestMs);
                client.Arrive(1, 1);
                int steps = StepsUntilSent(upstream, i);
                Assert.IsTrue(steps <= Round);
                if (steps > 1) waited++;
                s_bench.Pass(Limits.RestMs);
            }
            Assert.IsTrue(waited > 0);
        }

        [TestMethod]
        public void Session_AtRestTooLong_EndsAtMostARoundLater()
        {
            Begin();
            Rule rule = OpenDoors(1)[0];
            FakeStream client = Connect(rule);
            s_bench.Pass(Limits.SessionIdleMs);
            StepARound();
            Assert.IsTrue(client.IsClosed);
            Assert.AreEqual(0, s_bench.Gateway.Relay.Roster.SessionCount);
        }

        [TestMethod]
        public void Datagrams_AnswersAreNotHeldUpWhileTheyFlow()
        {
            Begin();
            Rule rule = s_bench.Open(true, 27015);
            s_bench.Open(false, 8081);
            s_bench.Open(false, 8082);
            StepARound();
            FakeDatagrams port = s_bench.World.Network.PortAt(0);
            port.Arrive(5, 1, Bench.Friend, 40000);
            StepARound();
            Assert.AreEqual(1, s_bench.Gateway.Relay.Roster.MappingCount);
            FakeDatagrams upstream = s_bench.World.Network.UpstreamAt(0);
            for (int i = 1; i < 8; i++)
            {
                upstream.Arrive(7, 1, Bench.Target, 80);
                s_bench.Step();
                Assert.AreEqual(i, port.Sent.Count);
            }
        }
    }
}
