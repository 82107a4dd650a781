// World: how the loop rests. On the chip a nap lasts to the next tick of 10 ms, so the loop must
// nap when nothing happens and must not nap while somebody talks.

using Portreeve.World.Outside;
using Xunit;

namespace Portreeve.World
{
    public class PaceTests
    {
        [Fact]
        public void IdleGateway_WithSilentSessions_MakesUnder200StepsASecond()
        {
            Stage stage = Opened(5);
            Run(stage, 2000000, null);
            Assert.Equal(5, stage.Gateway.Relay.Roster.SessionCount);
            long before = stage.Steps;
            Run(stage, 10000000, null);
            long perSecond = (stage.Steps - before) / 10;
            Assert.InRange(perSecond, 1, 199);
        }

        // 200 first bytes after pauses of half a second and a bit, so that they fall anywhere
        // between two ticks.
        [Fact]
        public void FirstByteAfterAPause_Sent_LeavesWithin15Ms()
        {
            Assert.InRange(WorstUs(200, 500000, 137), 0, 15000);
        }

        // Whoever has rested for longer takes turns (Limits.TurnSteps): a turn is a tick.
        [Fact]
        public void FirstByteAfterALongRest_Sent_LeavesWithinItsTurn()
        {
            const int turnsUs = Limits.ChipTurnSteps * 10000;
            Assert.InRange(WorstUs(60, Limits.RestMs * 1000, 1370), 15000, turnsUs + 5000);
        }

        // A door at rest has its turn like everybody: whoever knocks is dialed for within a round.
        [Fact]
        public void NewcomerAtADoorAtRest_IsDialedForWithinItsTurn()
        {
            const int turnsUs = Limits.ChipTurnSteps * 10000;
            long worstUs = 0;
            for (int i = 0; i < 60; i++)
            {
                Stage stage = Opened(0);
                Watcher watcher = new Watcher { Clock = stage.Clock };
                stage.Network.Place(0xC0A80114, 1, watcher);
                Run(stage, 3 * Limits.RestMs * 1000 + i * 1370, null);
                long knockedUs = stage.Clock.NowUs;
                SimConnection client = stage.Network.Knock(0xCB007107, 5555, 8001);
                Run(stage, 300000, null);
                Assert.True(watcher.DialedUs > 0, "nobody was dialed for");
                long tookUs = watcher.DialedUs - knockedUs - client.LatencyUs;
                if (tookUs > worstUs) worstUs = tookUs;
            }
            Assert.InRange(worstUs, 15000, turnsUs + 5000);
        }

        // The longest way of a first byte after a pause and a bit more each time, microseconds.
        // What the network itself takes is subtracted.
        private static long WorstUs(int times, int pauseUs, int moreUs)
        {
            Stage stage = Opened(0);
            SimConnection client = stage.Network.Knock(0xCB007107, 5555, 8001);
            Watcher watcher = new Watcher();
            stage.Network.Place(0xC0A80114, 1, watcher);
            Run(stage, 1000000, null);
            Assert.NotNull(watcher.Connection);
            byte[] one = new byte[1];
            // The start is no pause.
            client.PeerSend(one, 1);
            Run(stage, 300000, watcher);
            long worstUs = 0;
            for (int i = 0; i < times; i++)
            {
                Run(stage, pauseUs + i * moreUs, watcher);
                long sentUs = stage.Clock.NowUs;
                Assert.Equal(1, client.PeerSend(one, 1));
                watcher.ReadUs = -1;
                Run(stage, 300000, watcher);
                Assert.True(watcher.ReadUs >= 0, "the byte never arrived");
                long tookUs = watcher.ReadUs - sentUs - client.LatencyUs
                    - watcher.Connection.LatencyUs;
                if (tookUs > worstUs) worstUs = tookUs;
            }
            return worstUs;
        }

        [Fact]
        public void TalkingGateway_WithinAConversation_AnswersWithoutWaitingForATick()
        {
            Stage stage = Opened(0);
            SimConnection client = stage.Network.Knock(0xCB007107, 5555, 8001);
            Watcher watcher = new Watcher();
            stage.Network.Place(0xC0A80114, 1, watcher);
            Run(stage, 1000000, null);
            byte[] one = new byte[1];
            client.PeerSend(one, 1);
            Run(stage, 120000, watcher);
            for (int i = 0; i < 50; i++)
            {
                long sentUs = stage.Clock.NowUs;
                client.PeerSend(one, 1);
                watcher.ReadUs = -1;
                Run(stage, 100000 + i * 77, watcher);
                long tookUs = watcher.ReadUs - sentUs - client.LatencyUs
                    - watcher.Connection.LatencyUs;
                Assert.InRange(tookUs, 0, 1000);
            }
        }

        private static Stage Opened(int sessions)
        {
            Stage stage = new Stage(new Dice(5), new SimStyle());
            stage.StepUs = 300;
            stage.Prepare("tcp 8001 192.168.1.20:1 from any");
            stage.Network.Place(0xC0A80114, 1, new Watcher());
            stage.Boot();
            for (int i = 0; i < sessions; i++) stage.Network.Knock(0xCB007107, 5000 + i, 8001);
            return stage;
        }

        // Steps the gateway; the watcher looks at its end every 50 us, so that what it sees is
        // when the byte came and not when it looked.
        private static void Run(Stage stage, long us, Watcher watcher)
        {
            long endUs = stage.Clock.NowUs + us;
            while (stage.Clock.NowUs < endUs)
            {
                stage.Round();
                long restUs = stage.RestUs();
                while (restUs > 0 && stage.Clock.NowUs < endUs)
                {
                    long pieceUs = restUs < 50 ? restUs : 50;
                    stage.Pass(pieceUs);
                    restUs -= pieceUs;
                    watcher?.Look(stage.Clock.NowUs);
                }
            }
        }

        private sealed class Watcher : ITarget
        {
            private readonly byte[] _buffer = new byte[16];

            public SimConnection Connection;
            public SimClock Clock;
            public long ReadUs, DialedUs;

            public int Answer(out long afterUs)
            {
                afterUs = 0;
                if (Clock != null) DialedUs = Clock.NowUs;
                return Portreeve.Outside.DialState.Connected;
            }

            public void Arrive(SimConnection connection)
            {
                Connection = connection;
            }

            public void Look(long nowUs)
            {
                if (Connection.PeerReceive(_buffer, 16) > 0 && ReadUs < 0) ReadUs = nowUs;
            }
        }
    }
}
