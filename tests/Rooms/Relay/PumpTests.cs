// Rooms: the pump.

using nanoFramework.TestFramework;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;

namespace Portreeve.Rooms
{
    [TestClass]
    public class PumpTests
    {
        private static FakeStream s_source;
        private static FakeStream s_sink;
        private static Pump s_pump;
        private static byte[] s_chunk;

        private static void Begin()
        {
            s_source = new FakeStream();
            s_sink = new FakeStream();
            s_pump = new Pump(s_source, s_sink);
            s_chunk = new byte[2880];
        }

        [TestMethod]
        public void Visit_BytesThere_MovesThemUnchanged()
        {
            Begin();
            s_source.Arrive(5000, 7);
            Assert.AreEqual(5000, s_pump.Visit(s_chunk));
            Assert.AreEqual(5000, s_sink.SentCount);
            for (int i = 0; i < 5000; i++)
            {
                if (s_sink.Sent[i] != (byte)(7 + i)) Assert.AreEqual((byte)(7 + i), s_sink.Sent[i]);
            }
            Assert.IsTrue(s_pump.Bytes == 5000);
        }

        [TestMethod]
        public void Visit_MoreThanItsShare_LeavesTheRestForTheNextStep()
        {
            Begin();
            s_source.Arrive(20000, 0);
            Assert.AreEqual(Limits.ChunksPerVisitMax * 2880, s_pump.Visit(s_chunk));
            Assert.AreEqual(20000 - Limits.ChunksPerVisitMax * 2880, s_pump.Visit(s_chunk));
        }

        [TestMethod]
        public void Visit_SinkHasNoRoom_ReadsNothing()
        {
            Begin();
            s_sink.RoomBytes = 0;
            s_source.Arrive(100, 0);
            Assert.AreEqual(0, s_pump.Visit(s_chunk));
            Assert.AreEqual(100, s_source.Unread);
            s_sink.RoomBytes = 40;
            Assert.AreEqual(100, s_pump.Visit(s_chunk));
            Assert.AreEqual(100, s_sink.SentCount);
        }

        [TestMethod]
        public void Visit_SourceFinishedWithBytesLeft_MovesThemFirst()
        {
            Begin();
            s_source.Arrive(10, 0);
            s_source.IsFinished = true;
            Assert.AreEqual(10, s_pump.Visit(s_chunk));
            Assert.AreEqual(PumpState.Flowing, s_pump.State);
            Assert.AreEqual(0, s_pump.Visit(s_chunk));
            Assert.AreEqual(PumpState.Finished, s_pump.State);
        }

        [TestMethod]
        public void Visit_SourceFinishedButSinkFull_IsNotFinishedYet()
        {
            Begin();
            s_source.IsFinished = true;
            s_sink.RoomBytes = 0;
            s_pump.Visit(s_chunk);
            Assert.AreEqual(PumpState.Flowing, s_pump.State);
        }

        [TestMethod]
        public void Visit_EitherSideBroken_SaysWhich()
        {
            Begin();
            s_source.IsBroken = true;
            s_pump.Visit(s_chunk);
            Assert.AreEqual(PumpState.SourceBroke, s_pump.State);
            Begin();
            s_sink.IsBroken = true;
            s_source.Arrive(1, 0);
            s_pump.Visit(s_chunk);
            Assert.AreEqual(PumpState.SinkBroke, s_pump.State);
            Assert.AreEqual(1, s_source.Unread);
        }
    }
}
