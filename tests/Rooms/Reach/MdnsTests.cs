// Rooms: our name in the house: probing, announcing, answering, giving way; what is said byte by
// byte stands in PaperTests of the suite Fuzz and in avahi's ears.

using nanoFramework.TestFramework;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms.Reach
{
    [TestClass]
    public class MdnsTests : ReachStage
    {
        private const uint Neighbor = 0xC0A80114;
        private const uint Ours = 0xC0A80102;

        [TestMethod]
        public void Name_IsProbedThreeTimes_ThenSaidTwice()
        {
            BeginHouse("");
            Assert.IsFalse(Room.House.IsOurs);
            Pass(2);
            Assert.IsTrue(Room.House.IsOurs);
            Pass(3);
            Assert.AreEqual(5, s_uplink.Group.Sent.Count);
            for (int i = 0; i < 5; i++)
            {
                FakeDatagram said = s_uplink.Group.SentAt(i);
                Assert.AreEqual(0xE00000FBu, said.Address);
                Assert.AreEqual(5353, said.Port);
                // Probes are questions with our record as authority, announcements answers.
                Assert.AreEqual(i < 3 ? 0 : 0x84, (int)said.Bytes[2]);
                Assert.AreEqual(i < 3 ? 1 : 0, (int)said.Bytes[9]);
            }
            Assert.AreEqual("portreeve.local", s_bench.Gateway.Settings.HouseName);
            Pass(60);
            Assert.AreEqual(5, s_uplink.Group.Sent.Count);
        }

        [TestMethod]
        public void OneSocket_IsTaken_AndGivenBack()
        {
            Begin();
            int before = s_bench.Gateway.Relay.Budget.Open;
            s_edits.SetHouse(true, "Cellar.local");
            Pass(5);
            Assert.AreEqual(before + 1, s_bench.Gateway.Relay.Budget.Open);
            Assert.AreEqual("cellar.local", Room.House.Name);
            FakeDatagrams socket = s_uplink.Group;
            s_edits.SetHouse(false, "");
            // Goodbye: the records again, with no time to live.
            FakeDatagram bye = socket.SentAt(socket.Sent.Count - 1);
            Assert.AreEqual(0x84, (int)bye.Bytes[2]);
            Assert.IsTrue(socket.IsClosed);
            Assert.AreEqual(before, s_bench.Gateway.Relay.Budget.Open);
            Assert.AreEqual("", s_bench.Gateway.Settings.HouseName);
        }

        [TestMethod]
        public void NameOfSomebodyElse_IsLeftToThem()
        {
            BeginHouse("");
            Half();
            s_uplink.Group.Arrive(Record("portreeve", Neighbor));
            Pass(10);
            Assert.AreEqual("portreeve-2.local", Room.House.Name);
            Assert.IsTrue(Room.House.IsOurs);
        }

        [TestMethod]
        public void NameTakenLater_IsProbedFor_AndGivenUp()
        {
            BeginHouse("");
            Pass(5);
            s_uplink.Group.Arrive(Record("portreeve", Neighbor));
            Half();
            Assert.IsFalse(Room.House.IsOurs);
            s_uplink.Group.Arrive(Record("portreeve", Neighbor));
            Pass(10);
            Assert.AreEqual("portreeve-2.local", Room.House.Name);
        }

        [TestMethod]
        public void StrangerFromOutside_HasNoSay()
        {
            BeginHouse("");
            Half();
            s_uplink.Group.Peer = 0x08080808;
            s_uplink.Group.Arrive(Record("portreeve", 0x08080808));
            Pass(10);
            Assert.AreEqual("portreeve.local", Room.House.Name);
        }

        [TestMethod]
        public void PlainResolver_IsAnsweredAlone_WithItsQuestionAndNumber()
        {
            BeginHouse("");
            Pass(5);
            s_uplink.Group.Port = 40000;
            s_uplink.Group.Arrive(Question("portreeve", 1));
            Half();
            FakeDatagram said = s_uplink.Group.SentAt(s_uplink.Group.Sent.Count - 1);
            Assert.AreEqual(Neighbor, said.Address);
            Assert.AreEqual(40000, said.Port);
            Assert.AreEqual(0x1234, (said.Bytes[0] << 8) | said.Bytes[1]);
            Assert.AreEqual(1, (int)said.Bytes[5]);
            int end = said.Bytes.Length;
            uint address = 0;
            for (int i = 4; i > 0; i--) address = (address << 8) | said.Bytes[end - i];
            Assert.AreEqual(Ours, address);
        }

        [DataRow("elsewhere", 1)]
        [DataRow("portreeve", 28)]
        public void OtherQuestions_AreNotOurs(string name, int type)
        {
            BeginHouse("");
            Pass(5);
            int before = s_uplink.Group.Sent.Count;
            s_uplink.Group.Port = 40000;
            s_uplink.Group.Arrive(Question(name, type));
            Pass(3);
            Assert.AreEqual(before, s_uplink.Group.Sent.Count);
        }

        [TestMethod]
        public void ManyQuestions_AreAnsweredOnceASecond()
        {
            BeginHouse("");
            Pass(10);
            int before = s_uplink.Group.Sent.Count;
            for (int i = 0; i < 40; i++)
            {
                s_uplink.Group.Arrive(Question("portreeve", 1));
                if (i % 4 == 3) Half();
            }
            Assert.IsTrue(s_uplink.Group.Sent.Count - before <= 6,
                s_uplink.Group.Sent.Count + " after " + before);
        }

        [TestMethod]
        public void NoGroup_SaysWhy_AndTriesAgain()
        {
            Begin();
            s_uplink.IsDown = true;
            s_edits.SetHouse(true, "");
            Pass(2);
            Assert.Contains("no group in this test", Room.House.Trouble);
            s_uplink.IsDown = false;
            Pass(Limits.ReopenMs / 1000 + 5);
            Assert.IsTrue(Room.House.IsOurs);
        }

        [TestMethod]
        public void NewAddress_BeginsAnew()
        {
            BeginHouse("");
            Pass(5);
            s_bench.World.OwnAddress = 0xC0A80109;
            Pass(5);
            Assert.AreEqual(2, s_uplink.Joins);
            Assert.IsTrue(Room.House.IsOurs);
        }

        private static void BeginHouse(string name)
        {
            Begin();
            s_edits.SetHouse(true, name);
            s_bench.Pass(1);
        }

        private static byte[] Record(string name, uint address)
        {
            byte[] bytes = Head(name, 14);
            bytes[2] = 0x84;
            bytes[7] = 1;
            int at = bytes.Length - 14;
            bytes[at + 1] = 1;
            bytes[at + 3] = 1;
            bytes[at + 7] = 120;
            bytes[at + 9] = 4;
            for (int i = 0; i < 4; i++) bytes[at + 10 + i] = (byte)(address >> (24 - 8 * i));
            return bytes;
        }

        private static byte[] Question(string name, int type)
        {
            byte[] bytes = Head(name, 4);
            bytes[0] = 0x12;
            bytes[1] = 0x34;
            bytes[5] = 1;
            bytes[bytes.Length - 3] = (byte)type;
            bytes[bytes.Length - 1] = 1;
            return bytes;
        }

        // A head, NAME.local, and so many bytes more.
        private static byte[] Head(string name, int more)
        {
            byte[] bytes = new byte[12 + 1 + name.Length + 7 + more];
            int at = 12;
            bytes[at++] = (byte)name.Length;
            for (int i = 0; i < name.Length; i++) bytes[at++] = (byte)name[i];
            bytes[at++] = 5;
            for (int i = 0; i < 5; i++) bytes[at++] = (byte)"local"[i];
            return bytes;
        }
    }
}
