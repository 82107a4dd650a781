// Rooms: safe mode, seen from the whole gateway: no door, but the owner is heard.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class SafeModeTests
    {
        private static Gateway Start(FakeWorld world, bool isSafe)
        {
            Surroundings around = world.Around();
            around.SafeMode = isSafe;
            Limits limits = new Limits();
            limits.WebPort = 0;
            Gateway gateway = new Gateway(around, limits);
            gateway.Table.Add(Bench.NewRule(false, 8080));
            gateway.Table.Add(Bench.NewRule(true, 9090));
            for (int i = 0; i < 10; i++) gateway.Step(world.Ms += 10);
            return gateway;
        }

        [TestMethod]
        public void SafeMode_OpensNoDoor()
        {
            FakeWorld world = new FakeWorld();
            Gateway gateway = Start(world, true);
            Assert.AreEqual(0, world.Network.Acceptors.Count);
            Assert.AreEqual(0, world.Network.Ports.Count);
            Assert.AreEqual(2, gateway.Table.Count);
        }

        [TestMethod]
        public void NoSafeMode_OpensThem()
        {
            FakeWorld world = new FakeWorld();
            Start(world, false);
            Assert.AreEqual(1, world.Network.Acceptors.Count);
            Assert.AreEqual(1, world.Network.Ports.Count);
        }

        [TestMethod]
        public void SafeMode_TheConsoleAnswersAndSaysSo()
        {
            FakeWorld world = new FakeWorld();
            Gateway gateway = Start(world, true);
            world.Typed = "show status\r";
            for (int i = 0; i < 50; i++) gateway.Step(world.Ms += 10);
            Assert.Contains("SAFE MODE", world.Written);
        }

        [TestMethod]
        public void Unclaimed_TheLampSaysSo()
        {
            FakeWorld world = new FakeWorld();
            Start(world, false);
            Assert.AreEqual(LampCode.Unclaimed, world.Lamp);
        }
    }
}
