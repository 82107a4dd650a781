// Rooms: a network in CIDR form: what it holds, how it reads and writes.

using nanoFramework.TestFramework;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class CidrTests
    {
        [DataRow(0xC0A80100u, 24, 0xC0A80100u, true)]
        [DataRow(0xC0A80100u, 24, 0xC0A801FFu, true)]
        [DataRow(0xC0A80100u, 24, 0xC0A80200u, false)]
        [DataRow(0xC0A80100u, 24, 0xC0A800FFu, false)]
        [DataRow(0xC0A80107u, 32, 0xC0A80107u, true)]
        [DataRow(0xC0A80107u, 32, 0xC0A80106u, false)]
        [DataRow(0xC0A80106u, 31, 0xC0A80107u, true)]
        [DataRow(0u, 0, 0xFFFFFFFFu, true)]
        [DataRow(0u, 1, 0x80000000u, false)]
        [DataRow(0u, 1, 0x7FFFFFFFu, true)]
        public void Network_AskedForAnAddress_KnowsItsEdges(
            uint start, int bits, uint address, bool expected)
        {
            Assert.AreEqual(expected, new Cidr(start, bits).Holds(address));
        }

        [TestMethod]
        public void Network_WithHostBits_BeginsAtItsBase()
        {
            Cidr network = new Cidr(0xCB007107, 24);
            Assert.AreEqual(0xCB007100u, network.Base);
            Assert.AreEqual("203.0.113.0/24", network.ToString());
        }

        [TestMethod]
        public void Network_OfOneHost_IsWrittenWithoutBits()
        {
            Assert.AreEqual("203.0.113.7", new Cidr(0xCB007107, 32).ToString());
            Assert.AreEqual("0.0.0.0/0", new Cidr(5, 0).ToString());
        }

        [TestMethod]
        public void Mask_OfEveryLength_HasThatManyBits()
        {
            for (int bits = 0; bits <= 32; bits++)
            {
                uint mask = Cidr.MaskOf(bits);
                int count = 0;
                for (int i = 0; i < 32; i++)
                {
                    if ((mask & (0x80000000u >> i)) != 0 && count == i) count++;
                }
                Assert.AreEqual(bits, count);
            }
        }
    }
}
