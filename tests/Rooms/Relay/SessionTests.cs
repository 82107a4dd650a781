// Rooms: a session from its first step to its end.

using nanoFramework.TestFramework;
using Portreeve.Outside;
using Portreeve.Relay;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class SessionTests
    {
        private static Bench s_bench;
        private static Rule s_rule;
        private static FakeStream s_client;
        private static FakeStream s_upstream;

        private static void BeginOpen()
        {
            s_bench = new Bench().Begin();
            s_rule = s_bench.Open(false, 8080);
            s_client = s_bench.Connect(s_rule);
            s_upstream = s_bench.Upstream();
        }

        private static void AssertEnded(string letters, bool isAborted)
        {
            Assert.AreEqual(1, s_bench.Ends(letters));
            Assert.AreEqual(0, s_bench.Gateway.Relay.Roster.SessionCount);
            Assert.AreEqual(1, s_client.Closings);
            Assert.AreEqual(isAborted, s_client.IsAborted);
            Assert.AreEqual(1, s_bench.Gateway.Relay.Budget.Open);
            Assert.AreEqual(0, s_rule.Tally.Live);
        }

        [TestMethod]
        public void Open_BytesBothWays_ArriveAndAreCounted()
        {
            BeginOpen();
            s_client.Arrive(100, 1);
            s_upstream.Arrive(300, 9);
            Assert.IsTrue(s_bench.Step());
            Assert.AreEqual(100, s_upstream.SentCount);
            Assert.AreEqual(300, s_client.SentCount);
            Assert.AreEqual((byte)9, s_client.Sent[0]);
            Assert.IsTrue(s_rule.Tally.BytesIn == 100);
            Assert.IsTrue(s_rule.Tally.BytesOut == 300);
            Assert.IsFalse(s_bench.Step());
        }

        [TestMethod]
        public void Open_ClientFinishes_HalfClosesTargetAndGoesOnReading()
        {
            BeginOpen();
            s_client.IsFinished = true;
            s_bench.Step();
            Assert.IsTrue(s_upstream.IsHalfClosed);
            Assert.IsFalse(s_client.IsClosed);
            s_upstream.Arrive(50, 0);
            s_bench.Step();
            Assert.AreEqual(50, s_client.SentCount);
            s_upstream.IsFinished = true;
            s_bench.Step();
            AssertEnded("--", false);
            Assert.AreEqual("tcp 8080 203.0.113.7:50000 > 192.168.1.20:80 0s in 0 out 50 --",
                s_bench.LastLine());
        }

        [TestMethod]
        public void HalfClosed_TargetSilentTooLong_EndsWithTargetSilent()
        {
            BeginOpen();
            s_client.IsFinished = true;
            s_bench.Step();
            s_bench.Pass(Limits.HalfClosedMs - 1);
            Assert.AreEqual(0, s_client.Closings);
            s_bench.Pass(1);
            AssertEnded("sL", true);
        }

        [TestMethod]
        public void HalfClosed_ClientSilentTooLong_EndsWithClientSilent()
        {
            BeginOpen();
            s_upstream.IsFinished = true;
            s_bench.Step();
            Assert.IsTrue(s_client.IsHalfClosed);
            s_bench.Pass(Limits.HalfClosedMs);
            AssertEnded("cL", true);
        }

        [TestMethod]
        public void Drain_NoHalfClose_TargetMayAnswerThenEnds()
        {
            BeginOpen();
            s_upstream.CanHalfClose = false;
            s_client.IsFinished = true;
            s_bench.Step();
            s_bench.Pass(Limits.DrainMs - 1);
            s_upstream.Arrive(20, 0);
            s_bench.Step();
            Assert.AreEqual(20, s_client.SentCount);
            s_bench.Pass(Limits.DrainMs);
            AssertEnded("--", false);
        }

        [TestMethod]
        public void Drain_NoHalfCloseAndTargetFinished_ClientIsClosedSoon()
        {
            BeginOpen();
            s_client.CanHalfClose = false;
            s_upstream.IsFinished = true;
            s_bench.Step();
            s_bench.Pass(Limits.DrainLastMs);
            AssertEnded("--", false);
        }

        [TestMethod]
        public void Open_ClientBreaks_ResetsTarget()
        {
            BeginOpen();
            s_client.IsBroken = true;
            s_bench.Step();
            AssertEnded("CD", true);
            Assert.IsTrue(s_upstream.IsAborted);
        }

        [TestMethod]
        public void Open_TargetBreaks_ResetsClient()
        {
            BeginOpen();
            s_bench.Pass(Limits.LastWordsQuietMs);
            s_upstream.IsBroken = true;
            s_bench.Step();
            AssertEnded("SD", true);
        }

        [TestMethod]
        public void Open_TargetBreaksRightAfterItsAnswer_ClientHasTimeToReadIt()
        {
            BeginOpen();
            s_upstream.Arrive(30, 1);
            s_client.Arrive(500, 1);
            s_upstream.IsDeaf = true;
            s_bench.Step();
            s_upstream.IsBroken = true;
            s_bench.Step();
            Assert.AreEqual(30, s_client.SentCount);
            Assert.IsTrue(s_upstream.IsClosed);
            Assert.AreEqual(0, s_client.Closings);
            // What it still sends is dropped, and does not keep it here for ever.
            for (int i = 0; i < 4; i++)
            {
                s_client.Arrive(500, 1);
                s_bench.Pass(Limits.LastWordsQuietMs - 1);
                Assert.AreEqual(0, s_client.Unread);
                Assert.AreEqual(0, s_client.Closings);
            }
            s_bench.Pass(Limits.LastWordsQuietMs);
            AssertEnded("SD", true);
        }

        [TestMethod]
        public void Open_TargetTakesNoMoreButTalksOn_AllItSaysArrives()
        {
            BeginOpen();
            s_upstream.IsDeaf = true;
            s_client.Arrive(10, 1);
            s_bench.Step();
            s_upstream.Arrive(2880, 1);
            s_bench.Step();
            s_upstream.Arrive(70, 1);
            s_upstream.IsFinished = true;
            s_bench.Step();
            s_bench.Step();
            Assert.AreEqual(2950, s_client.SentCount);
            Assert.IsTrue(s_client.IsHalfClosed);
            s_client.IsFinished = true;
            s_bench.Step();
            s_bench.Step();
            AssertEnded("SL", false);
        }

        [TestMethod]
        public void Open_ClientTakesNoMore_WhatItSentReachesTheTarget()
        {
            BeginOpen();
            s_client.IsDeaf = true;
            s_upstream.Arrive(10, 1);
            s_client.Arrive(5000, 1);
            s_bench.Step();
            s_client.IsBroken = true;
            s_bench.Step();
            Assert.AreEqual(5000, s_upstream.SentCount);
            AssertEnded("CD", true);
        }

        [TestMethod]
        public void HalfClosed_EitherBreaks_SaysLast()
        {
            BeginOpen();
            s_client.IsFinished = true;
            s_bench.Step();
            s_upstream.IsBroken = true;
            s_bench.Pass(Limits.LastWordsQuietMs);
            AssertEnded("SL", true);
            BeginOpen();
            s_upstream.IsFinished = true;
            s_bench.Step();
            s_client.IsBroken = true;
            s_bench.Step();
            AssertEnded("CL", true);
        }

        [TestMethod]
        public void Open_IdleForItsLimit_Ends()
        {
            BeginOpen();
            s_bench.Pass(Limits.SessionIdleMs - 10);
            s_client.Arrive(1, 0);
            s_bench.Step();
            s_bench.Pass(Limits.SessionIdleMs - 1);
            Assert.AreEqual(0, s_client.Closings);
            s_bench.Pass(1);
            AssertEnded("cD", true);
        }

        // A friend who fetches a file slowly, while the board is full.
        [TestMethod]
        public void Open_BytesWaitForTheClient_IsNoRestForFiveSeconds()
        {
            BeginOpen();
            Session session = s_bench.Gateway.Relay.Roster.SessionAt(0);
            s_upstream.Arrive(100, 1);
            s_bench.Step();
            long start = -session.IdleMs(0);
            Assert.AreEqual(Yield.OneOfMany, session.YieldsToOwn(start + Limits.YieldMs));
            s_client.RoomBytes = 0;
            Assert.AreEqual(Yield.No, session.YieldsToOwn(start + Limits.YieldMs));
            Assert.AreEqual(Yield.No, session.YieldsToOwn(start + Limits.YieldAskingMs - 1));
            Assert.AreEqual(Yield.OneOfMany, session.YieldsToOwn(start + Limits.YieldAskingMs));
        }

        [TestMethod]
        public void Dialing_TargetRefuses_ResetsClient()
        {
            s_bench = new Bench().Begin();
            s_bench.World.Network.DialAnswer = DialState.Failed;
            s_rule = s_bench.Open(false, 8080);
            s_client = s_bench.Connect(s_rule);
            AssertEnded("SC", true);
            Assert.AreEqual(1, s_rule.Tally.Unreached);
            Assert.IsTrue(s_bench.World.Network.DialAt(0).IsAbandoned);
        }

        [TestMethod]
        public void Dialing_NoAnswer_EndsAtItsDeadline()
        {
            s_bench = new Bench().Begin();
            s_bench.World.Network.DialAnswer = DialState.Pending;
            s_rule = s_bench.Open(false, 8080);
            s_client = s_bench.Connect(s_rule);
            s_bench.Pass(Limits.DialMs - 2);
            Assert.AreEqual(0, s_client.Closings);
            s_bench.Pass(1);
            AssertEnded("sC", true);
            Assert.AreEqual(1, s_rule.Tally.Unreached);
        }

        [TestMethod]
        public void Dialing_ClientLeaves_AbandonsTheDial()
        {
            s_bench = new Bench().Begin();
            s_bench.World.Network.DialAnswer = DialState.Pending;
            s_rule = s_bench.Open(false, 8080);
            s_client = s_bench.Connect(s_rule);
            s_client.IsBroken = true;
            s_bench.Step();
            AssertEnded("CC", true);
            Assert.IsTrue(s_bench.World.Network.DialAt(0).IsAbandoned);
        }

        [TestMethod]
        public void Kick_ItsNumber_EndsOnlyThatOne()
        {
            BeginOpen();
            FakeStream other = s_bench.Connect(s_rule);
            int number = s_bench.Gateway.Relay.Roster.SessionAt(0).Number;
            Assert.IsTrue(s_bench.Gateway.Relay.Roster.Kick(number, s_bench.World.Ms));
            Assert.IsTrue(s_client.IsAborted);
            Assert.IsFalse(other.IsClosed);
            Assert.AreEqual(1, s_bench.Ends("KD"));
            Assert.IsFalse(s_bench.Gateway.Relay.Roster.Kick(number, s_bench.World.Ms));
        }
    }
}
