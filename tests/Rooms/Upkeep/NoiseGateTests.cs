// Rooms: a person at the serial line is always heard, a loose wire is not.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Upkeep;

namespace Portreeve.Rooms.Upkeep
{
    [TestClass]
    public class NoiseGateTests
    {
        private static byte[] Full(byte value)
        {
            byte[] bytes = new byte[16];
            for (int i = 0; i < bytes.Length; i++) bytes[i] = value;
            return bytes;
        }

        [TestMethod]
        public void Text_PastedFast_Passes()
        {
            NoiseGate gate = new NoiseGate();
            byte[] line = Encoding.UTF8.GetBytes(
                "portmap add tcp 8080 192.168.1.20:80 # K\u00fcche, Garten, Stra\u00dfe\r\n");
            for (int i = 0; i < 100; i++)
            {
                Assert.AreEqual(line.Length, gate.Pass(line, line.Length, i));
            }
        }

        [TestMethod]
        public void Keys_HeldDown_Pass()
        {
            NoiseGate gate = new NoiseGate();
            byte[] arrow = { 27, (byte)'[', (byte)'A', 13, 10, 9, 8, 127, 3, 4 };
            for (int i = 0; i < 200; i++)
            {
                Assert.AreEqual(arrow.Length, gate.Pass(arrow, arrow.Length, i * 30));
            }
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(255)]
        [DataRow(128)]
        public void Noise_Floods_ShutsTheGate(int value)
        {
            NoiseGate gate = new NoiseGate();
            byte[] noise = Full((byte)value);
            Assert.AreEqual(16, gate.Pass(noise, 16, 0));
            Assert.AreEqual(0, gate.Pass(noise, 16, 10));
            Assert.IsTrue(gate.IsShut);
            for (int now = 20; now < 60000; now += NoiseGate.SilenceMs - 1)
            {
                Assert.AreEqual(0, gate.Pass(noise, 16, now));
            }
        }

        [TestMethod]
        public void Shut_Silence_OpensAgain()
        {
            NoiseGate gate = new NoiseGate();
            byte[] noise = Full(255);
            for (int i = 0; i < 10; i++) gate.Pass(noise, 16, i);
            byte[] line = Encoding.UTF8.GetBytes("help\r");
            Assert.AreEqual(0, gate.Pass(line, line.Length, 1000));
            Assert.AreEqual(0, gate.Pass(line, 0, 1000 + NoiseGate.SilenceMs - 1));
            Assert.AreEqual(0, gate.Pass(line, 0, 1000 + NoiseGate.SilenceMs));
            Assert.IsFalse(gate.IsShut);
            Assert.AreEqual(line.Length, gate.Pass(line, line.Length, 4000));
        }

        [TestMethod]
        public void AFewOddBytes_OverDays_NeverShut()
        {
            NoiseGate gate = new NoiseGate();
            byte[] noise = Full(0);
            for (long day = 0; day < 100; day++)
            {
                Assert.AreEqual(16, gate.Pass(noise, 16, day * 86400000L));
            }
        }
    }
}
