// Rooms: a board that is nobody's yet, seen from the whole gateway: it opens nothing, whatever
// rules it has, says why, and opens its doors once it has an owner.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;
using Portreeve.Settings;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class UnclaimedTests
    {
        private static FakeWorld s_world;
        private static Gateway s_gateway;

        private static void Start(bool needsOwner)
        {
            s_world = new FakeWorld();
            Surroundings around = s_world.Around();
            if (needsOwner) around.Owner = Ownership.Missing;
            Limits limits = new Limits();
            limits.WebPort = 0;
            s_gateway = new Gateway(around, limits);
            s_gateway.Table.Add(Bench.NewRule(false, 8080));
            s_gateway.Table.Add(Bench.NewRule(true, 9090));
            Pass(100);
        }

        private static void Pass(int ms)
        {
            for (int i = 0; i < ms / 10; i++) s_gateway.Step(s_world.Ms += 10);
        }

        private static void Claim()
        {
            byte[] key = new byte[32];
            s_gateway.Settings.Verifier = new Verifier(new byte[16], 4096, key, key);
        }

        [TestMethod]
        public void Board_OpensNothingBeforeTheClaim()
        {
            Start(true);
            Pass(3000);
            Assert.AreEqual(0, s_world.Network.Acceptors.Count);
            Assert.AreEqual(0, s_world.Network.Ports.Count);
            s_world.Typed = "show rules\rwhy tcp 8080 from 203.0.113.7\r";
            Pass(1000);
            Assert.Contains("unclaimed tcp 8080", s_world.Written);
            Assert.Contains("But this board is nobody's yet", s_world.Written);
            Assert.AreEqual("this board is nobody's yet; it opens once somebody has claimed it",
                DoorSentence.Of(s_gateway.Table.At(0), s_gateway.Relay));
            Assert.AreEqual(DoorChecks.Bad,
                DoorChecks.Listens(s_gateway.Relay.DoorOf(s_gateway.Table.At(0))));
        }

        [TestMethod]
        public void Board_OpensItsDoorsWithTheClaim()
        {
            Start(true);
            Claim();
            Pass(2000);
            Assert.AreEqual(1, s_world.Network.Acceptors.Count);
            Assert.AreEqual(1, s_world.Network.Ports.Count);
        }

        [TestMethod]
        public void Board_WhoseOwnerIsForgotten_ShutsItsDoorsAgain()
        {
            Start(true);
            Claim();
            Pass(2000);
            FakeStream client = s_world.Network.Acceptor(8080).Knock(Bench.Friend);
            Pass(100);
            Assert.IsFalse(client.IsClosed);
            s_gateway.Settings.Verifier = null;
            Pass(2000);
            Assert.IsTrue(client.IsClosed);
            Assert.IsTrue(((FakeAcceptor)s_world.Network.Acceptors[0]).IsClosed);
            Assert.AreEqual(0, s_gateway.Budget.Open);
        }

        [TestMethod]
        public void Computer_NeedsNoClaimForItsDoors()
        {
            Start(false);
            Assert.AreEqual(1, s_world.Network.Acceptors.Count);
        }
    }
}
