// World: what the gateway takes of the heap. The chip has about 100 KB of it and no generations.

using Portreeve.Outside;
using Portreeve.World.Outside;
using Xunit;

namespace Portreeve.World
{
    public class MemoryTests
    {
        private readonly ITestOutputHelper _output;

        public MemoryTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void BytesAndDatagrams_Flowing10000Steps_AllocateNothing()
        {
            Stage stage = Opened();
            // Three sessions: a fourth would leave room for one more only, and no mapping takes
            // the room of the last session.
            Feed[] feeds = new Feed[3];
            for (int i = 0; i < 3; i++) feeds[i] = new Feed(stage, i);
            DatagramFeed datagrams = new DatagramFeed(stage);
            for (int i = 0; i < 2000; i++) Step(stage, feeds, datagrams);
            long movedBefore = Moved(stage);
            long bytes = 0;
            for (int i = 0; i < 10000; i++)
            {
                Step(stage, feeds, datagrams);
                bytes += stage.StepBytes;
            }
            long moved = Moved(stage) - movedBefore;
            _output.WriteLine(moved + " bytes moved in 10,000 steps, " + bytes + " allocated");
            Assert.True(moved > 10000000, moved + " bytes moved");
            Assert.True(datagrams.Heard > 1000, datagrams.Heard + " datagrams came back");
            Assert.Equal(0, bytes);
        }

        // The difference between a gateway with a session more and one without, streams apart:
        // everything allocated from the knock to the first byte. Objects are larger on a 64-bit
        // desktop than on the chip, so this is the upper bound.
        [Fact]
        public void OpenSession_ItsOwnObjects_AreUnder600Bytes()
        {
            Stage stage = Opened();
            for (int i = 0; i < 3; i++) Measure(stage, i);
            long bytes = Measure(stage, 3);
            _output.WriteLine("an open session takes " + bytes + " bytes");
            Assert.InRange(bytes, 100, 599);
        }

        // Refusing a stranger again and again leaves no more behind than its journal lines: one
        // a second.
        [Fact]
        public void Strangers_RefusedAThousandTimes_CostNoHeapEach()
        {
            Stage stage = Opened();
            long bytes = 0;
            for (int i = 0; i < 1100; i++)
            {
                stage.Network.Knock(0x08080808, 1000 + i, 8001);
                for (int j = 0; j < 20; j++)
                {
                    stage.Round();
                    if (i >= 100) bytes += stage.StepBytes;
                    stage.Pass(10000);
                }
            }
            _output.WriteLine("1,000 refusals in 200 s: " + bytes + " bytes");
            Assert.Equal(0, stage.Gateway.Relay.Roster.SessionCount);
            Assert.True(bytes < 1000 * 250, bytes + " bytes for 1,000 refusals");
        }

        private static long Measure(Stage stage, int number)
        {
            long bytes = 0;
            int before = stage.Gateway.Relay.Roster.SessionCount;
            stage.Network.Knock(0xCB007107, 7000 + number, 8001);
            for (int i = 0; i < 60; i++)
            {
                stage.Round();
                bytes += stage.StepBytes;
                stage.Pass(10000);
            }
            Assert.Equal(before + 1, stage.Gateway.Relay.Roster.SessionCount);
            return bytes;
        }

        private static void Step(Stage stage, Feed[] feeds, DatagramFeed datagrams)
        {
            foreach (Feed feed in feeds) feed.Turn();
            datagrams.Turn();
            stage.Round();
            stage.Pass(500);
        }

        private static long Moved(Stage stage)
        {
            Portreeve.Table.RuleTable table = stage.Gateway.Table;
            return table.At(0).Tally.BytesIn + table.At(0).Tally.BytesOut;
        }

        private static Stage Opened()
        {
            Stage stage = new Stage(new Dice(9), new SimStyle());
            stage.Prepare("tcp 8001 192.168.1.20:1 from 203.0.113.7",
                "udp 8002 192.168.1.20:2 from any");
            stage.Network.Place(0xC0A80114, 1, new Quiet());
            stage.Boot();
            for (int i = 0; i < 50; i++)
            {
                stage.Round();
                stage.Pass(10000);
            }
            return stage;
        }

        private sealed class Quiet : ITarget
        {
            public SimConnection Connection;

            public int Answer(out long afterUs)
            {
                afterUs = 0;
                return DialState.Connected;
            }

            public void Arrive(SimConnection connection)
            {
                Connection = connection;
            }
        }

        // One session, both ways full.
        private sealed class Feed
        {
            private readonly byte[] _buffer = new byte[2000];
            private readonly SimConnection _client;
            private readonly Quiet _machine = new Quiet();

            public Feed(Stage stage, int number)
            {
                stage.Network.Place(0xC0A80114, 1, _machine);
                _client = stage.Network.Knock(0xCB007107, 6000 + number, 8001);
                for (int i = 0; i < 100 && _machine.Connection == null; i++)
                {
                    stage.Round();
                    stage.Pass(10000);
                }
            }

            public void Turn()
            {
                _client.PeerSend(_buffer, _buffer.Length);
                _machine.Connection.PeerSend(_buffer, _buffer.Length);
                _client.PeerReceive(_buffer, _buffer.Length);
                _machine.Connection.PeerReceive(_buffer, _buffer.Length);
            }
        }

        // One mapping, question and answer.
        private sealed class DatagramFeed : IHearer
        {
            private readonly byte[] _bytes = new byte[400];
            private readonly Stage _stage;
            private readonly Mirror _mirror;
            private int _turns;

            public DatagramFeed(Stage stage)
            {
                _stage = stage;
                _mirror = new Mirror(stage);
                stage.Network.Datagrams.Place(0xCB007107, 4444, this);
                stage.Network.Datagrams.Place(0xC0A80114, 2, _mirror);
            }

            public int Heard { get; private set; }

            public void Turn()
            {
                if (_turns++ % 4 != 0) return;
                _stage.Network.Datagrams.Send(
                    _bytes, _bytes.Length, 0xCB007107, 4444, SimDatagramNetwork.Gateway, 8002);
            }

            public void Hear(SimPacket packet)
            {
                Heard++;
            }
        }

        private sealed class Mirror : IHearer
        {
            private readonly Stage _stage;

            public Mirror(Stage stage)
            {
                _stage = stage;
            }

            public void Hear(SimPacket packet)
            {
                _stage.Network.Datagrams.Send(packet.Bytes, packet.Count, packet.To,
                    packet.ToPort, packet.From, packet.FromPort);
            }
        }
    }
}
