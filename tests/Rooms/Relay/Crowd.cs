// Rooms: people at the doors of a bench with few sockets, one knock after the other.

using nanoFramework.TestFramework;
using Portreeve.Budget;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    /// <summary>Who knocks, and at what.</summary>
    internal static class Crowd
    {
        public const uint Anna = 0xCB007150;
        public const uint Ben = 0xCB007151;
        public const uint Carl = 0xCB007152;

        public static Bench Bench { get; private set; }

        public static void Begin(int sockets, params string[] lines)
        {
            Bench = Bench.With(sockets);
            for (int i = 0; i < lines.Length; i++)
            {
                Bench.Gateway.Table.Add(RuleText.Read(lines[i], 0).Rule);
            }
            Bench.Step();
        }

        public static FakeStream Knock(int port, uint source)
        {
            FakeStream client = Bench.World.Network.Acceptor(port).Knock(source);
            Bench.Step();
            Bench.Step();
            AssertJudgesSocketIsFree();
            return client;
        }

        public static void AssertJudgesSocketIsFree()
        {
            SocketBudget budget = Bench.Gateway.Relay.Budget;
            Assert.IsTrue(budget.Spare >= 1 && budget.SpareConnections >= 1);
        }

        public static int Waiting(int port)
        {
            return Bench.World.Network.Acceptor(port).Waiting;
        }
    }
}
