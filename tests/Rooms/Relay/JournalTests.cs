// Rooms: Journal: what stays when more happens than there is room for.

using nanoFramework.TestFramework;
using Portreeve.Journal;
using Portreeve.Rooms.Fakes;
using Portreeve.Views;

namespace Portreeve.Rooms
{
    [TestClass]
    public class JournalTests
    {
        private const int Lines = 8;

        [TestMethod]
        public void Strangers_HoweverMany_DoNotPushOutWhatTheOwnerDid()
        {
            Journal.Journal journal = new Journal.Journal(new FakeWorld(), Lines);
            journal.Write("started");
            journal.Write(JournalKind.Admin, "logged in", null);
            journal.Write(JournalKind.Change, "rule 1 added", null);
            for (int i = 0; i < 100; i++) journal.Write(JournalKind.Refused, "refused", null);
            Assert.AreEqual(Lines, journal.Count);
            Assert.AreEqual("started", journal.At(0).Text);
            Assert.AreEqual("logged in", journal.At(1).Text);
            Assert.AreEqual("rule 1 added", journal.At(2).Text);
            Assert.AreEqual(103, journal.Written);
            Assert.AreEqual(103, journal.At(Lines - 1).Number);
            Assert.AreEqual(99, journal.At(3).Number);
        }

        [TestMethod]
        public void Changes_HoweverMany_LeaveHalfToTheClients()
        {
            Journal.Journal journal = new Journal.Journal(new FakeWorld(), Lines);
            for (int i = 0; i < 20; i++) journal.Write(JournalKind.Session, "session", null);
            for (int i = 0; i < 20; i++) journal.Write(JournalKind.Change, "change", null);
            int sessions = 0;
            for (int i = 0; i < journal.Count; i++)
            {
                if (journal.At(i).Kind == JournalKind.Session) sessions++;
            }
            Assert.AreEqual(3, sessions);
            Assert.AreEqual(40, journal.At(Lines - 1).Number);
        }

        [TestMethod]
        public void MemoryRanOut_TheNewerHalfStays_AndALineSaysWhy()
        {
            Journal.Journal journal = new Journal.Journal(new FakeWorld(), Lines);
            for (int i = 1; i <= 6; i++) journal.Write("line " + i.ToString());
            journal.GiveWay();
            Assert.AreEqual(4, journal.Count);
            Assert.AreEqual("line 4", journal.At(0).Text);
            Assert.AreEqual("line 6", journal.At(2).Text);
            Assert.AreEqual(JournalKind.System, journal.At(3).Kind);
            Assert.IsTrue(journal.At(3).Text.IndexOf("memory") >= 0);
            Assert.AreEqual(7, journal.At(3).Number);
            Assert.AreEqual(7, journal.Written);
        }

        [TestMethod]
        public void Reader_WhoHasSeenANumber_GetsWhatCameAfterIt()
        {
            Journal.Journal journal = new Journal.Journal(new FakeWorld(), Lines);
            journal.Write("started");
            for (int i = 0; i < 20; i++) journal.Write(JournalKind.Refused, "refused", null);
            int number = 0;
            int seen = 0;
            JournalLine line = JournalText.After(journal, number);
            while (line != null)
            {
                Assert.IsTrue(line.Number > number);
                number = line.Number;
                seen++;
                line = JournalText.After(journal, number);
            }
            Assert.AreEqual(Lines, seen);
            Assert.AreEqual(21, number);
        }
    }
}
