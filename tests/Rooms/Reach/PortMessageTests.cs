// Rooms: the datagrams of PCP and NAT-PMP: the bytes that the RFCs draw, and what makes an answer
// none.

using nanoFramework.TestFramework;
using Portreeve.Reach;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class PortMessageTests
    {
        private const uint Self = 0xC0A80105;
        private static readonly byte[] Nonce = PortMessage.NonceOf("0102030405060708090a0b0c");

        [TestMethod]
        public void Map_IsWrittenAsRfc6887Draws()
        {
            PortMessage message = new PortMessage();
            message.WriteMap(Self, Nonce, true, 0x1F90, 0x1F91, 7200);
            Assert.AreEqual(60, message.Length);
            Assert.AreEqual("02010000" + "00001c20" + "00000000000000000000ffffc0a80105"
                + "0102030405060708090a0b0c" + "11000000" + "1f901f91"
                + "00000000000000000000ffff00000000", Hex(message));
        }

        [TestMethod]
        public void Announce_IsTheHeadAlone()
        {
            PortMessage message = new PortMessage();
            message.Write(true, Self, Nonce, null);
            Assert.AreEqual("0200000000000000" + "00000000000000000000ffffc0a80105", Hex(message));
        }

        [TestMethod]
        public void NatPmp_IsWrittenAsRfc6886Draws()
        {
            PortMessage message = new PortMessage();
            message.Write(false, Self, Nonce, null);
            Assert.AreEqual("0000", Hex(message));
            message.WriteLease(false, 0x1F90, 0x1F91, 7200);
            Assert.AreEqual("000200001f901f9100001c20", Hex(message));
            message.WriteLease(true, 0x1F90, 0x1F91, 0);
            Assert.AreEqual("000100001f90000000000000", Hex(message));
        }

        [TestMethod]
        public void Map_Answered_SaysPortAddressAndTime()
        {
            PortMessage message = Answer();
            Assert.IsTrue(message.ReadMap(60, Nonce, false, 8080));
            Assert.AreEqual(0, message.Result);
            Assert.AreEqual(9000, message.External);
            Assert.AreEqual(0xCB007109u, message.Outside);
            Assert.AreEqual(3600u, message.LifetimeS);
            Assert.AreEqual(77u, message.Epoch);
        }

        [DataRow(0)]
        [DataRow(1)]
        [DataRow(24)]
        [DataRow(35)]
        [DataRow(36)]
        [DataRow(41)]
        public void Map_OneByteOff_IsNoAnswer(int at)
        {
            PortMessage message = Answer();
            message.Bytes[at] ^= 0x10;
            Assert.IsFalse(message.ReadMap(60, Nonce, false, 8080));
        }

        [TestMethod]
        public void Map_CutShort_IsNoAnswer()
        {
            for (int i = 0; i < 60; i++)
            {
                Assert.IsFalse(Answer().ReadMap(i, Nonce, false, 8080));
            }
        }

        [TestMethod]
        public void Map_AddressOfIPv6_IsNoAddressOfOurs()
        {
            PortMessage message = Answer();
            message.Bytes[44] = 0x20;
            Assert.IsTrue(message.ReadMap(60, Nonce, false, 8080));
            Assert.AreEqual(0u, message.Outside);
        }

        [TestMethod]
        public void NatPmpServer_IsKnownByItsVersion()
        {
            PortMessage message = Of("0080000100000000");
            Assert.IsTrue(message.IsOlder(8));
            Assert.IsFalse(message.IsOlder(3));
            Assert.IsFalse(Of("0080000200000000").IsOlder(8));
        }

        [TestMethod]
        public void NatPmpAddress_IsReadOnlyWhole()
        {
            PortMessage message = Of("008000000000000acb007109");
            Assert.IsTrue(message.ReadAddress(12));
            Assert.AreEqual(0xCB007109u, message.Outside);
            Assert.AreEqual(10u, message.Epoch);
            Assert.IsFalse(message.ReadAddress(11));
        }

        [TestMethod]
        public void NatPmpLease_OfAnotherPort_IsNoAnswer()
        {
            PortMessage message = Of("0082000000000001" + "1f901f9100000e10");
            Assert.IsTrue(message.ReadLease(16, false, 8080));
            Assert.AreEqual(8081, message.External);
            Assert.AreEqual(3600u, message.LifetimeS);
            Assert.IsFalse(message.ReadLease(16, false, 8081));
            Assert.IsFalse(message.ReadLease(16, true, 8080));
        }

        private static PortMessage Answer()
        {
            return Of("02810000" + "00000e10" + "0000004d" + "000000000000000000000000"
                + "0102030405060708090a0b0c" + "06000000" + "1f902328"
                + "00000000000000000000ffffcb007109");
        }

        private static PortMessage Of(string hex)
        {
            PortMessage message = new PortMessage();
            message.Length = hex.Length / 2;
            for (int i = 0; i < message.Length; i++)
            {
                message.Bytes[i] = (byte)((Digit(hex[2 * i]) << 4) | Digit(hex[2 * i + 1]));
            }
            return message;
        }

        private static string Hex(PortMessage message)
        {
            string text = "";
            for (int i = 0; i < message.Length; i++)
            {
                text += "0123456789abcdef"[message.Bytes[i] >> 4].ToString()
                    + "0123456789abcdef"[message.Bytes[i] & 15].ToString();
            }
            return text;
        }

        private static int Digit(char c)
        {
            return "0123456789abcdef".IndexOf(c);
        }
    }
}
