// Rooms: SHA-256 against the vectors of its standard.

using System.Text;
using nanoFramework.TestFramework;
using Portreeve.Settings;
using Portreeve.Wire;

namespace Portreeve.Rooms
{
    /// <summary>FIPS 180-4 by the vectors of NIST (CSRC examples and the SHAVS short messages).
    /// </summary>
    [TestClass]
    public class Sha256Tests
    {
        [DataRow("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
        [DataRow("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
        [DataRow("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
        [DataRow("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
            + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")]
        public void Hash_OfTheStandardsMessages_IsTheStandards(string text, string expected)
        {
            byte[] digest = Sha256.HashOf(Encoding.UTF8.GetBytes(text));
            Assert.AreEqual(expected, Secrets.ToHex(digest));
        }

        [TestMethod]
        public void Hash_FedInPiecesOfAnySize_IsTheSameAsAtOnce()
        {
            byte[] bytes = new byte[300];
            for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(i * 7);
            string whole = Secrets.ToHex(Sha256.HashOf(bytes));
            Sha256 hash = new Sha256();
            for (int piece = 1; piece < 130; piece += 9)
            {
                for (int at = 0; at < bytes.Length; at += piece)
                {
                    int count = bytes.Length - at < piece ? bytes.Length - at : piece;
                    hash.Add(bytes, at, count);
                }
                Assert.AreEqual(whole, Secrets.ToHex(hash.Finish()));
            }
        }

        [TestMethod]
        public void Hash_AroundTheBlockSize_PadsRightly()
        {
            // Lengths 55, 56, 63, 64 and 65 of the byte 'a' take every way through the padding.
            int[] lengths = { 55, 56, 63, 64, 65 };
            string[] expected =
            {
                "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318",
                "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a",
                "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34",
                "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb",
                "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"
            };
            for (int i = 0; i < lengths.Length; i++)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(new string('a', lengths[i]));
                Assert.AreEqual(expected[i], Secrets.ToHex(Sha256.HashOf(bytes)));
            }
        }
    }
}
