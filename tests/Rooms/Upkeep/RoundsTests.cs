// Rooms: the watchman's rounds as a whole, on a device that is only a few fields.

using nanoFramework.TestFramework;
using Portreeve.Budget;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class RoundsTests
    {
        private sealed class Device : ISensors, ILight, IClock, ILan, IBoard
        {
            public bool IsLit;
            public bool Ethernet = true;
            public bool Link = true;
            public bool Button;
            public bool Noise;
            public string Refusal;
            public uint Here = 0xC0A80132;
            public long Free = 80 * 1024;
            public long Now;

            public bool HasEthernet { get { return Ethernet; } }

            public bool HasLink { get { return Link; } }

            public bool IsButtonDown { get { return Button; } }

            public bool IsLineNoisy { get { return Noise; } }

            public string FlashRefusal { get { return Refusal; } }

            public long NowMs { get { return Now; } }

            public long UtcSeconds { get { return 0; } }

            public uint Address { get { return Here; } }

            public uint Mask { get { return 0xFFFFFF00; } }

            public string Name { get { return "portreeve"; } }

            public long FreeBytes { get { return Free; } }

            public long SystemFreeBytes { get { return 60 * 1024; } }

            public void Set(bool isOn)
            {
                IsLit = isOn;
            }

            public bool IsOurs(uint address)
            {
                return address == Here;
            }

            public bool IsNear(uint address)
            {
                return (address & Mask) == (Here & Mask);
            }

            public uint DnsServer(int index)
            {
                return 0;
            }

            public string Neighbours { get { return null; } }

            public void FillRandom(byte[] buffer)
            {
            }

            public void Restart()
            {
            }
        }

        private sealed class Scene
        {
            public readonly Device Device = new Device();
            public readonly MemorySlots Slots = new MemorySlots();
            public readonly Troubles Troubles = new Troubles(null);
            public readonly StatusLamp Lamp;
            public readonly CrashLedger Ledger;
            public readonly Rounds Rounds;

            public Scene(bool isSafe)
            {
                Surroundings around = new Surroundings();
                around.Clock = Device;
                around.Lan = Device;
                around.Board = Device;
                around.SafeMode = isSafe;
                Lamp = new StatusLamp(Device);
                Ledger = new CrashLedger(Slots);
                Rounds = new Rounds(Device, around, Lamp, Troubles, Ledger, new PhyRetry(Slots),
                    new MemoryBudget(Device, Device, new SocketBudget(16, 8, 16)));
            }

            /// <summary>Steps every 10 ms; the first answer that is not Nothing.</summary>
            public int Run(long ms)
            {
                int answer = Rounds.Nothing;
                for (long end = Device.Now + ms; Device.Now < end; Device.Now += 10)
                {
                    Lamp.Show(LampCode.Idle);
                    int now = Rounds.Step(Device.Now);
                    if (answer == Rounds.Nothing) answer = now;
                }
                return answer;
            }
        }

        [TestMethod]
        public void AllIsWell_ShowsWhatTheGatewayShows()
        {
            Scene scene = new Scene(false);
            Assert.AreEqual(Rounds.Nothing, scene.Run(60000));
            Assert.AreEqual(LampCode.Idle, scene.Lamp.Shown);
            Assert.AreEqual(0, scene.Slots.Writes);
        }

        [TestMethod]
        public void CablePulledAndBack_IsShownAndForgotten()
        {
            Scene scene = new Scene(false);
            scene.Run(1000);
            scene.Device.Link = false;
            scene.Device.Here = 0;
            scene.Run(500);
            Assert.AreEqual(LampCode.NoLink, scene.Lamp.Shown);
            Assert.IsTrue(scene.Troubles.Has(Trouble.CablePulled));
            scene.Device.Link = true;
            scene.Device.Here = 0xC0A80132;
            Assert.AreEqual(Rounds.Nothing, scene.Run(90000));
            Assert.AreEqual(LampCode.Idle, scene.Lamp.Shown);
        }

        [TestMethod]
        public void DeviceTroubles_EachHasItsLamp()
        {
            Scene scene = new Scene(false);
            scene.Device.Noise = true;
            scene.Run(500);
            Assert.AreEqual(LampCode.LineNoise, scene.Lamp.Shown);
            scene.Device.Free = 1000;
            scene.Run(6000);
            Assert.AreEqual(LampCode.Full, scene.Lamp.Shown);
            scene.Device.Refusal = "no space";
            scene.Run(6000);
            Assert.AreEqual(LampCode.FlashTrouble, scene.Lamp.Shown);
            scene.Device.Ethernet = false;
            scene.Run(500);
            Assert.AreEqual(LampCode.WrongImage, scene.Lamp.Shown);
        }

        [TestMethod]
        public void UnknownMemory_IsNoTrouble()
        {
            Scene scene = new Scene(false);
            scene.Device.Free = -1;
            scene.Run(1000);
            Assert.AreEqual(LampCode.Idle, scene.Lamp.Shown);
        }

        [TestMethod]
        public void ButtonHeld_WarnsThenForgets()
        {
            Scene scene = new Scene(false);
            scene.Run(100);
            scene.Device.Button = true;
            Assert.AreEqual(Rounds.Nothing, scene.Run(ButtonPress.ArmedMs + 100));
            Assert.AreEqual(LampCode.ResetArmed, scene.Lamp.Shown);
            Assert.AreEqual(Rounds.Forget, scene.Run(ButtonPress.ArmedMs));
        }

        [TestMethod]
        public void NoLinkEver_AsksForARestart()
        {
            Scene scene = new Scene(false);
            scene.Device.Link = false;
            scene.Device.Here = 0;
            Assert.AreEqual(Rounds.Restart, scene.Run(PhyRetry.NoLinkMs + 500));
        }

        [TestMethod]
        public void GoodRunning_ForgivesACrash()
        {
            Scene scene = new Scene(false);
            scene.Ledger.Note("gateway", "x", 0);
            scene.Run(CrashLedger.GoodMs + 1000);
            Assert.AreEqual(0, scene.Ledger.Count);
        }

        [TestMethod]
        public void SafeMode_IsShownAndNotForgiven()
        {
            Scene scene = new Scene(true);
            for (int i = 0; i < CrashLedger.SafeCount; i++) scene.Ledger.Note("gateway", "x", 0);
            scene.Run(CrashLedger.GoodMs + 1000);
            Assert.AreEqual(LampCode.SafeMode, scene.Lamp.Shown);
            Assert.IsTrue(scene.Ledger.IsSafeMode);
        }
    }
}
