// Rooms: the generator against the numbers of RFC 6979, whose section 3.2 is this very algorithm,
// and its seed in flash: another one at every start, whatever the hardware gives.

using nanoFramework.TestFramework;
using Portreeve.Settings;
using Portreeve.Upkeep;

namespace Portreeve.Rooms
{
    [TestClass]
    public class HmacDrbgTests
    {
        private const string Key =
            "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";

        // RFC 6979, A.2.5: the key, and SHA-256 of "sample" and of "test".
        [DataRow("AF2BDBE1AA9B6EC1E2ADE1D694F41FC71A831D0268E9891562113D8A62ADD1BF",
            "a6e3c57dd01abe90086538398355dd4c3b17aa873382b0f24d6129493d8aad60")]
        [DataRow("9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08",
            "d16b6ae827f17175e040871a1c7ec3500192c4c92677336ec2537acaee0008e0")]
        public void Fill_GivesTheNumbersOfTheStandard(string hash, string wanted)
        {
            HmacDrbg drbg = new HmacDrbg(Bytes(Key + hash));
            byte[] drawn = new byte[32];
            drbg.Fill(drawn);
            Assert.AreEqual(wanted, Secrets.ToHex(drawn));
        }

        [TestMethod]
        public void Fill_LongAndShort_NeverGivesTheSameTwice()
        {
            HmacDrbg drbg = new HmacDrbg(Bytes(Key));
            byte[] all = new byte[100];
            drbg.Fill(all);
            string text = Secrets.ToHex(all);
            Assert.IsFalse(text.Substring(0, 64) == text.Substring(64, 64));
            Assert.IsFalse(text.EndsWith("00000000"));
            byte[] few = new byte[8];
            drbg.Fill(few);
            Assert.IsTrue(text.IndexOf(Secrets.ToHex(few)) < 0);
        }

        [TestMethod]
        public void Stir_ChangesWhatFollows()
        {
            HmacDrbg one = new HmacDrbg(Bytes(Key));
            HmacDrbg other = new HmacDrbg(Bytes(Key));
            Assert.AreEqual(Draw(one), Draw(other));
            other.Stir(new byte[] { 1 });
            Assert.IsFalse(Draw(one) == Draw(other));
        }

        // The worst hardware: it gives the same at every start.
        [TestMethod]
        public void Begin_HardwareGivesAlwaysTheSame_EveryStartDrawsOther()
        {
            FakeSlots slots = new FakeSlots();
            byte[] fresh = new byte[8];
            string first = Draw(HmacDrbg.Begin(slots, fresh));
            string seed = Kept(slots);
            Assert.IsTrue(seed.IndexOf(first) < 0);
            string second = Draw(HmacDrbg.Begin(slots, fresh));
            Assert.IsFalse(first == second);
            Assert.IsFalse(seed == Kept(slots));
            string third = Draw(HmacDrbg.Begin(slots, fresh));
            Assert.IsFalse(third == first || third == second);
        }

        [TestMethod]
        public void Begin_SameSeedOtherHardware_DrawsOther()
        {
            FakeSlots slots = new FakeSlots();
            HmacDrbg.Begin(slots, new byte[8]);
            slots.IsFull = true;
            string one = Draw(HmacDrbg.Begin(slots, new byte[] { 1 }));
            Assert.IsFalse(one == Draw(HmacDrbg.Begin(slots, new byte[] { 2 })));
        }

        // Power that fails while the seed is written, in any byte of it, and flash that is full.
        [TestMethod]
        public void Begin_FlashFails_StartsAllTheSame()
        {
            for (int cut = 0; cut < 52; cut += 17)
            {
                FakeSlots slots = new FakeSlots();
                HmacDrbg.Begin(slots, new byte[8]);
                slots.CutAfterBytes = cut;
                Assert.AreEqual(16, Draw(HmacDrbg.Begin(slots, new byte[8])).Length);
                slots.CutAfterBytes = -1;
                Assert.AreEqual(16, Draw(HmacDrbg.Begin(slots, new byte[8])).Length);
            }
        }

        private static string Draw(HmacDrbg drbg)
        {
            byte[] bytes = new byte[8];
            drbg.Fill(bytes);
            return Secrets.ToHex(bytes);
        }

        private static string Kept(FakeSlots slots)
        {
            byte[] a = slots.Read("seed.a");
            byte[] b = slots.Read("seed.b");
            return (a == null ? "" : Secrets.ToHex(a)) + (b == null ? "" : Secrets.ToHex(b));
        }

        private static byte[] Bytes(string hex)
        {
            byte[] bytes = new byte[hex.Length / 2];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(Digit(hex[2 * i]) * 16 + Digit(hex[2 * i + 1]));
            }
            return bytes;
        }

        private static int Digit(char c)
        {
            return c <= '9' ? c - '0' : c - 'A' + 10;
        }
    }
}
