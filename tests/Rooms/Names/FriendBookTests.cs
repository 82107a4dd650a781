// Rooms: friends by name: followed, kept, believed for a while, and never from inside.

using System;
using nanoFramework.TestFramework;
using Portreeve.Names;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class FriendBookTests : FriendStage
    {
        // With an address of the internet ourselves: who sends a friend's name there lets in
        // whatever comes back from us.
        [TestMethod]
        public void NameThatLeadsToOurOwnPublicAddress_IsNotTrusted()
        {
            s_bench = new Bench();
            s_bench.World.OwnAddress = Old;
            s_server = new DnsServer(s_bench.World);
            s_server.Addresses = new uint[] { Old };
            BeginAgain();
            Assert.AreEqual(0, Friend().Addresses.Length);
            Assert.IsTrue(Friend().HasDistrusted);
            Assert.IsFalse(LetsIn(Old));
        }

        [TestMethod]
        public void Start_NameResolves_FriendIsIn()
        {
            Begin();
            Assert.IsTrue(LetsIn(Old));
            Assert.IsFalse(LetsIn(New));
            Assert.IsNull(NamedHost.TroubleOf(Friend()));
            Assert.Contains("anna.ddns.net is at 203.0.113.9 now", s_bench.LastLine());
        }

        // The clock comes late: how old an answer of this very start is, is known without it.
        [TestMethod]
        public void ClockComes_FriendThatWasAnsweredSince_KeepsItsAge()
        {
            Begin();
            long goodMs = Friend().GoodMs;
            long untilMs = Friend().BelievedUntilMs;
            Pass(20000);
            s_bench.World.Utc = 1793016000;
            Pass(2000);
            Assert.AreEqual(goodMs, Friend().GoodMs);
            Assert.AreEqual(untilMs, Friend().BelievedUntilMs);
        }

        // A server that says no is asked ever more rarely; one that is not there, soon again.
        [TestMethod]
        public void Failures_PauseGrows_ButNotWithoutANetwork()
        {
            Begin();
            s_server.Code = 3;
            Pass(61000);
            long first = Friend().DueMs - s_bench.World.Ms;
            Pass(first + 200);
            long second = Friend().DueMs - s_bench.World.Ms;
            Assert.IsTrue(first > Limits.LookupTtlMinMs / 2 && first <= Limits.LookupTtlMinMs);
            Assert.IsTrue(second > first * 3 / 2, first.ToString() + " then " + second.ToString());
            s_bench.World.FirstServer = 0;
            Pass(second + 200);
            Assert.AreEqual(LookupState.NoServer, Friend().Outcome);
            long third = Friend().DueMs - s_bench.World.Ms;
            Assert.IsTrue(third <= Limits.LookupNoNetworkMs, third.ToString());
        }

        [TestMethod]
        public void Trouble_OfANameThatNobodyAskedFor_IsTold()
        {
            NamedHost friend = new NamedHost();
            friend.Name = "anna.ddns.net";
            Assert.IsNotNull(NamedHost.TroubleOf(friend));
            friend.Addresses = new uint[] { Old };
            Assert.IsNull(NamedHost.TroubleOf(friend));
        }

        [TestMethod]
        public void Answer_SeveralAddresses_AllAreIn()
        {
            Begin();
            s_server.Addresses = new uint[] { Old, New };
            Pass(61000);
            Assert.IsTrue(LetsIn(Old) && LetsIn(New));
        }

        [TestMethod]
        public void TimeToLive_Over_AsksAgainAndFollows()
        {
            Begin();
            s_server.Addresses = new uint[] { New };
            Pass(58000);
            Assert.AreEqual(1, s_server.Asked);
            Assert.IsTrue(LetsIn(Old));
            Pass(3000);
            Assert.AreEqual(2, s_server.Asked);
            Assert.IsTrue(LetsIn(New));
            Assert.IsFalse(LetsIn(Old));
        }

        [TestMethod]
        public void Answer_OneTrustedOneNot_TakesTheTrusted()
        {
            Begin();
            s_server.Addresses = new uint[] { 0xC0A80114, New };
            Pass(61000);
            Assert.IsTrue(LetsIn(New));
            Assert.IsFalse(LetsIn(0xC0A80114));
            Assert.Contains("192.168.1.20", NamedHost.TroubleOf(Friend()));
        }

        [TestMethod]
        public void Dns_Gone_BelievedForTheGracePeriodOnly()
        {
            Begin();
            s_bench.Gateway.Names.Friends.SetGrace(10 * 60 * 1000, s_bench.World.Ms);
            s_server.Code = 3;
            Pass(9 * 60 * 1000);
            Assert.IsTrue(LetsIn(Old));
            Assert.Contains("no such name", NamedHost.TroubleOf(Friend()));
            Pass(2 * 60 * 1000);
            Assert.IsFalse(LetsIn(Old));
            s_server.Code = 0;
            Pass(6 * 60 * 1000);
            Assert.IsTrue(LetsIn(Old));
        }

        [TestMethod]
        public void Dns_GoneAndStrict_DeniedWhenTheTimeToLiveIsOver()
        {
            Begin();
            s_bench.Gateway.Names.Friends.SetGrace(0, s_bench.World.Ms);
            s_server.Code = 2;
            Pass(58000);
            Assert.IsTrue(LetsIn(Old));
            Pass(13000);
            Assert.IsFalse(LetsIn(Old));
        }

        [TestMethod]
        public void NeverResolved_LetsNobodyIn()
        {
            s_bench = new Bench();
            s_server = new DnsServer(s_bench.World);
            s_server.Code = 2;
            BeginAgain();
            Pass(20000);
            Assert.IsFalse(LetsIn(Old));
            Assert.IsFalse(LetsIn(0));
            Assert.Contains("SERVFAIL", NamedHost.TroubleOf(Friend()));
        }

        [TestMethod]
        public void Restart_DnsDown_LastGoodIsBelieved()
        {
            Begin();
            s_server.IsSilent = true;
            BeginAgain();
            Assert.IsTrue(LetsIn(Old));
            Assert.IsTrue(Friend().IsUnconfirmed);
        }

        [TestMethod]
        public void Restart_ClockSaysTooOld_IsNotBelieved()
        {
            s_bench = new Bench();
            s_bench.World.Utc = 1793000000;
            s_server = new DnsServer(s_bench.World);
            s_server.Addresses = new uint[] { Old };
            BeginAgain();
            s_server.IsSilent = true;
            s_bench.World.Utc = 0;
            BeginAgain();
            Assert.IsTrue(LetsIn(Old));
            s_bench.World.Utc = 1793000000 + 25 * 3600;
            Pass(200);
            Assert.IsFalse(LetsIn(Old));
        }

        [TestMethod]
        public void Restart_Strict_NothingIsBelievedUntilResolved()
        {
            Begin();
            s_bench.Gateway.Names.Friends.SetGrace(0, s_bench.World.Ms);
            s_server.IsSilent = true;
            BeginAgain();
            Assert.AreEqual(0L, s_bench.Gateway.Names.Friends.GraceMs);
            Assert.IsFalse(LetsIn(Old));
        }

        [TestMethod]
        public void Restart_GraceThatWasSet_IsKept()
        {
            Begin();
            Assert.IsTrue(s_bench.Gateway.Names.Friends.SetGrace(7200000, s_bench.World.Ms));
            BeginAgain();
            Assert.AreEqual(7200000L, s_bench.Gateway.Names.Friends.GraceMs);
            s_bench.World.IsFlashFull = true;
            Assert.IsFalse(s_bench.Gateway.Names.Friends.SetGrace(0, s_bench.World.Ms));
            BeginAgain();
            Assert.AreEqual(7200000L, s_bench.Gateway.Names.Friends.GraceMs);
        }

        [TestMethod]
        public void Flash_IsWrittenOnChangeAndAtMostOnceInTenMinutes()
        {
            Begin();
            int first = s_bench.World.Writes;
            Pass(300000);
            Assert.AreEqual(first, s_bench.World.Writes);
            for (int i = 0; i < 8; i++)
            {
                s_server.Addresses = new uint[] { New + (uint)i };
                Pass(61000);
            }
            Assert.AreEqual(first + 1, s_bench.World.Writes);
            Pass(600000);
            Assert.AreEqual(first + 2, s_bench.World.Writes);
            Pass(1200000);
            Assert.AreEqual(first + 2, s_bench.World.Writes);
        }

        [TestMethod]
        public void Rule_Gone_NameIsForgotten()
        {
            Begin();
            TableSet.Remove(s_bench.Gateway.Table, s_rule.Number);
            Pass(200);
            Assert.AreEqual(0, s_bench.Gateway.Names.Friends.Count);
        }

        [TestMethod]
        public void SixtyFourNames_AreAllResolved()
        {
            Begin();
            for (int i = 1; i < Limits.AllowEntriesMax; i++)
            {
                if (s_bench.Gateway.Table.Count == s_bench.Gateway.Table.Max) break;
                string four = "f" + i + "a.test,f" + i + "b.test,f" + i + "c.test";
                s_bench.Gateway.Table.Add(RuleText.Read(
                    "udp " + (5000 + i) + " 192.168.1.20:80 from " + four, 0).Rule);
            }
            Pass(20000);
            FriendBook friends = s_bench.Gateway.Names.Friends;
            Assert.AreEqual(Limits.AllowEntriesMax, friends.Count);
            for (int i = 0; i < friends.Count; i++)
            {
                Assert.IsTrue(friends.At(i).IsKnown(s_bench.World.Ms), friends.At(i).Name);
            }
        }

        // It was due never again: not even a knock asked for it.
        [TestMethod]
        public void Lookup_IsCutShort_IsTriedAgain()
        {
            CutBook book = new CutBook();
            book.Follow("anna.test");
            int tries = 0;
            for (int i = 0; i < 3; i++)
            {
                try
                {
                    book.Step(1000 + i);
                }
                catch (NullReferenceException)
                {
                    tries++;
                }
            }
            Assert.AreEqual(3, tries);
        }

        // A book that has nobody to ask, so that each lookup ends in the midst.
        private sealed class CutBook : NameBook
        {
            public CutBook() : base(null, 1)
            {
            }

            public void Follow(string name)
            {
                BeginUses();
                Use(name);
                EndUses();
            }

            protected override bool Trusts(NamedHost host, uint address) { return true; }

            protected override long BeliefMs(int ttlMs) { return ttlMs; }

            protected override void NoteChange(NamedHost host, long nowMs) { }
        }
    }
}
