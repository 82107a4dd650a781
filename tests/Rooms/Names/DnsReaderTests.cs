// Rooms: what is believed of a DNS answer, and what is not.

using nanoFramework.TestFramework;
using Portreeve.Names;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class DnsReaderTests
    {
        private const int Id = 0x1234;
        private const string Name = "anna.ddns.net";
        private const int Asked = 0xC00C;

        private static DnsReader s_reader;

        private static byte[] Question()
        {
            byte[] buffer = new byte[DnsMessage.AnswerBytesMax];
            int length = DnsMessage.WriteQuestion(buffer, Id, Name);
            byte[] question = new byte[length];
            System.Array.Copy(buffer, 0, question, 0, length);
            return question;
        }

        private static int Read(byte[] message)
        {
            s_reader = new DnsReader();
            return s_reader.Read(message, message.Length, Id, Name);
        }

        [TestMethod]
        public void Question_OneName_IsByteExact()
        {
            byte[] wanted =
            {
                0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0,
                4, 0x61, 0x6E, 0x6E, 0x61, 4, 0x64, 0x64, 0x6E, 0x73, 3, 0x6E, 0x65, 0x74, 0,
                0, 1, 0, 1
            };
            Assert.AreEqual(System.BitConverter.ToString(wanted),
                System.BitConverter.ToString(Question()));
        }

        [DataRow("")]
        [DataRow(".")]
        [DataRow("a..b")]
        [DataRow(".a")]
        [DataRow("a.")]
        [DataRow("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.net")]
        public void Question_NoName_IsNotAsked(string name)
        {
            Assert.AreEqual(0, DnsMessage.WriteQuestion(new byte[512], 1, name));
        }

        // Servers repeat the question as it was asked; who forges an answer must guess.
        [TestMethod]
        public void Answer_OtherSpelling_IsNotOurs()
        {
            const int Spelling = 0x15;
            byte[] buffer = new byte[DnsMessage.AnswerBytesMax];
            int length = DnsMessage.WriteQuestion(buffer, Id, Name, Spelling);
            byte[] question = new byte[length];
            System.Array.Copy(buffer, 0, question, 0, length);
            // Letters 0 and 2 are large; bit 4 falls on the dot.
            Assert.AreEqual((int)'A', (int)question[13]);
            Assert.AreEqual((int)'n', (int)question[14]);
            Assert.AreEqual((int)'N', (int)question[15]);
            Assert.AreEqual(4, (int)question[17]);
            DnsPaper paper = new DnsPaper(question);
            paper.AddAddress(Asked, 60, 0xCB007109);
            byte[] answer = paper.Bytes();
            s_reader = new DnsReader();
            Assert.AreEqual(DnsVerdict.Found,
                s_reader.Read(answer, answer.Length, Id, Name, Spelling));
            Assert.AreEqual(DnsVerdict.Found, s_reader.Read(answer, answer.Length, Id, Name));
            for (int at = 13; at < 26; at++)
            {
                if (answer[at] < 'A') continue;
                answer[at] ^= 0x20;
                Assert.AreEqual(DnsVerdict.NotOurs,
                    s_reader.Read(answer, answer.Length, Id, Name, Spelling), at.ToString());
                answer[at] ^= 0x20;
            }
        }

        // RFC 1035 section 2.3.4: 63 octets in a label, and not one more.
        [TestMethod]
        public void Answer_LongestLabel_IsOurs()
        {
            string name = new string('a', 63) + ".net";
            byte[] buffer = new byte[DnsMessage.AnswerBytesMax];
            int length = DnsMessage.WriteQuestion(buffer, Id, name);
            byte[] question = new byte[length];
            System.Array.Copy(buffer, 0, question, 0, length);
            DnsPaper paper = new DnsPaper(question);
            paper.AddAddress(Asked, 60, 0xCB007109);
            byte[] answer = paper.Bytes();
            s_reader = new DnsReader();
            Assert.AreEqual(DnsVerdict.Found, s_reader.Read(answer, answer.Length, Id, name));
            Assert.AreEqual(0, DnsMessage.WriteQuestion(buffer, Id, "a" + name));
        }

        [TestMethod]
        public void Answer_TwoAddresses_BothAndTheLeastTtl()
        {
            DnsPaper paper = new DnsPaper(Question());
            paper.AddAddress(Asked, 300, 0xCB007109);
            paper.AddAddress(Asked, 60, 0xCB00710A);
            paper.AddAddress(Asked, 90, 0xCB00710A);
            Assert.AreEqual(DnsVerdict.Found, Read(paper.Bytes()));
            Assert.AreEqual(2, s_reader.Count);
            Assert.AreEqual(0xCB007109u, s_reader.Addresses[0]);
            Assert.AreEqual(0xCB00710Au, s_reader.Addresses[1]);
            Assert.AreEqual(60L, s_reader.TtlSeconds);
            Assert.IsFalse(s_reader.IsPartial);
        }

        [TestMethod]
        public void Answer_NineAddresses_KeepsEightAndSaysSo()
        {
            DnsPaper paper = new DnsPaper(Question());
            for (uint i = 1; i <= 9; i++) paper.AddAddress(Asked, 60, 0xCB007100 + i);
            Assert.AreEqual(DnsVerdict.Found, Read(paper.Bytes()));
            Assert.AreEqual(8, s_reader.Count);
            Assert.IsTrue(s_reader.IsPartial);
        }

        [TestMethod]
        public void Answer_UpperCaseQuestion_IsOurs()
        {
            byte[] question = Question();
            question[13] = 0x41;
            DnsPaper paper = new DnsPaper(question);
            paper.AddAddress(Asked, 60, 0xCB007109);
            Assert.AreEqual(DnsVerdict.Found, Read(paper.Bytes()));
        }

        [TestMethod]
        public void Answer_AliasesInAnyOrder_AreFollowed()
        {
            DnsPaper paper = new DnsPaper(Question());
            int home = paper.AddAlias(Asked, 30, "home", 0xC011);
            int router = paper.AddAlias(home, 600, "router", 0xC011);
            paper.AddAddress(0xC011, 5, 0x01010101);
            paper.AddAddress(router, 600, 0xCB007109);
            Assert.AreEqual(DnsVerdict.Found, Read(paper.Bytes()));
            Assert.AreEqual(1, s_reader.Count);
            Assert.AreEqual(0xCB007109u, s_reader.Addresses[0]);
            Assert.AreEqual(30L, s_reader.TtlSeconds);
        }

        [TestMethod]
        public void Answer_AliasesInACircle_MakeNoSense()
        {
            DnsPaper paper = new DnsPaper(Question());
            int other = paper.AddAlias(Asked, 30, "b", 0xC011);
            paper.Begin(other, DnsMessage.TypeAlias, 30, 2);
            paper.Put(Asked);
            Assert.AreEqual(DnsVerdict.Malformed, Read(paper.Bytes()));
        }

        [TestMethod]
        public void Answer_AddressOfAnotherName_IsNotTaken()
        {
            DnsPaper paper = new DnsPaper(Question());
            paper.AddAddress(0xC011, 60, 0xCB007109);
            Assert.AreEqual(DnsVerdict.NoAddress, Read(paper.Bytes()));
        }

        [TestMethod]
        public void Answer_TtlWithTopBit_CountsAsZero()
        {
            DnsPaper paper = new DnsPaper(Question());
            paper.AddAddress(Asked, 0x80000001, 0xCB007109);
            Assert.AreEqual(DnsVerdict.Found, Read(paper.Bytes()));
            Assert.AreEqual(0L, s_reader.TtlSeconds);
        }

        [DataRow(2, DnsVerdict.ServerFailed)]
        [DataRow(3, DnsVerdict.NoSuchName)]
        [DataRow(5, DnsVerdict.Refused)]
        [DataRow(4, DnsVerdict.Refused)]
        [DataRow(0, DnsVerdict.NoAddress)]
        public void Answer_Code_IsToldApart(int code, int verdict)
        {
            DnsPaper paper = new DnsPaper(Question());
            paper.Code = code;
            Assert.AreEqual(verdict, Read(paper.Bytes()));
        }

        [TestMethod]
        public void Answer_ErrorWithHeaderAlone_IsBelieved()
        {
            byte[] header = { 0x12, 0x34, 0x81, 0x85, 0, 0, 0, 0, 0, 0, 0, 0 };
            Assert.AreEqual(DnsVerdict.Refused, Read(header));
            header[3] = 0x83;
            Assert.AreEqual(DnsVerdict.NotOurs, Read(header));
        }

        [TestMethod]
        public void Answer_OtherIdNameTypeOrDirection_IsIgnored()
        {
            DnsPaper paper = new DnsPaper(Question());
            paper.AddAddress(Asked, 60, 0xCB007109);
            int[] places = { 0, 1, 2, 13, 20, 28, 30 };
            for (int i = 0; i < places.Length; i++)
            {
                byte[] message = paper.Bytes();
                message[places[i]] ^= (byte)(places[i] == 2 ? 0x80 : 0x05);
                Assert.AreEqual(DnsVerdict.NotOurs, Read(message), places[i].ToString());
            }
        }

        [TestMethod]
        public void Answer_PointerForwardOrToItself_MakesNoSense()
        {
            DnsPaper paper = new DnsPaper(Question());
            paper.AddAddress(0xC000 | paper.Length, 60, 0xCB007109);
            Assert.AreEqual(DnsVerdict.Malformed, Read(paper.Bytes()));
            paper = new DnsPaper(Question());
            paper.AddAddress(0xC000 | (paper.Length + 8), 60, 0xCB007109);
            Assert.AreEqual(DnsVerdict.Malformed, Read(paper.Bytes()));
            paper = new DnsPaper(Question());
            paper.AddAddress(0xC004, 60, 0xCB007109);
            Assert.AreEqual(DnsVerdict.Malformed, Read(paper.Bytes()));
        }

        [TestMethod]
        public void Answer_AddressOfThreeBytes_MakesNoSense()
        {
            DnsPaper paper = new DnsPaper(Question());
            paper.Begin(Asked, DnsMessage.TypeA, 60, 3);
            paper.Put(0xCB00);
            Assert.AreEqual(DnsVerdict.Malformed, Read(paper.Bytes()));
        }

        [TestMethod]
        public void Answer_CutShort_CountsOnlyWhenTheServerSaysSo()
        {
            DnsPaper paper = new DnsPaper(Question());
            paper.AddAddress(Asked, 60, 0xCB007109);
            paper.Answers++;
            Assert.AreEqual(DnsVerdict.Malformed, Read(paper.Bytes()));
            paper.IsCut = true;
            Assert.AreEqual(DnsVerdict.Found, Read(paper.Bytes()));
            Assert.AreEqual(1, s_reader.Count);
            Assert.IsTrue(s_reader.IsPartial);
        }

        [TestMethod]
        public void Answer_CutToNothing_IsTooLong()
        {
            DnsPaper paper = new DnsPaper(Question());
            paper.IsCut = true;
            Assert.AreEqual(DnsVerdict.TooLong, Read(paper.Bytes()));
        }

        [TestMethod]
        public void Answer_EveryPrefix_NeverThrowsAndNeverFinds()
        {
            DnsPaper paper = new DnsPaper(Question());
            int home = paper.AddAlias(Asked, 30, "home", 0xC011);
            paper.AddAddress(home, 60, 0xCB007109);
            byte[] whole = paper.Bytes();
            DnsReader reader = new DnsReader();
            for (int length = 0; length < whole.Length; length++)
            {
                int verdict = reader.Read(whole, length, Id, Name);
                Assert.IsTrue(verdict == DnsVerdict.Malformed || verdict == DnsVerdict.NotOurs,
                    length.ToString());
            }
        }
    }
}
