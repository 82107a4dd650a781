// Rooms: the stub resolver: its servers, its patience, its suspicion, and its one socket.

using nanoFramework.TestFramework;
using Portreeve.Budget;
using Portreeve.Names;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;

namespace Portreeve.Rooms
{
    [TestClass]
    public class DnsClientTests
    {
        private static FakeWorld s_world;
        private static SocketBudget s_budget;
        private static DnsServer s_server;
        private static DnsClient s_dns;
        private static DnsLookup s_lookup;

        private static void Begin()
        {
            s_world = new FakeWorld();
            s_budget = new SocketBudget(16, 8, 16);
            s_server = new DnsServer(s_world);
            s_dns = new DnsClient(s_world.Around(), s_budget, null);
            s_lookup = new DnsLookup();
            s_lookup.Name = "anna.ddns.net";
            s_dns.Ask(s_lookup, false);
        }

        private static void Pass(int ms)
        {
            for (int i = 0; i < ms; i += 10)
            {
                s_world.Ms += 10;
                s_server.Answer();
                s_dns.Step(s_world.Ms);
            }
        }

        private static FakeDatagrams Socket(int i)
        {
            return s_world.Network.UpstreamAt(i);
        }

        [TestMethod]
        public void Ask_Answered_GivesAddressesAndTheSocketBack()
        {
            Begin();
            s_server.Addresses = new uint[] { 0xCB007109, 0xCB00710A };
            s_server.Ttl = 120;
            Assert.AreEqual(LookupState.Queued, s_lookup.State);
            s_dns.Step(s_world.Ms);
            Assert.AreEqual(LookupState.Asking, s_lookup.State);
            Assert.AreEqual(1, s_budget.Owners);
            Pass(10);
            Assert.AreEqual(DnsVerdict.Found, s_lookup.State);
            Assert.AreEqual(2, s_lookup.Count);
            Assert.AreEqual(120000, s_lookup.TtlMs);
            Assert.AreEqual(0xC0A80101u, s_lookup.Server);
            Assert.AreEqual(0, s_budget.Open);
            Assert.IsTrue(Socket(0).IsClosed);
            Assert.IsFalse(s_dns.IsBusy);
        }

        [DataRow(0, 30000)]
        [DataRow(29, 30000)]
        [DataRow(31, 31000)]
        [DataRow(3600, 3600000)]
        [DataRow(86400, 3600000)]
        public void Answer_Ttl_IsKeptWithinBounds(int ttl, int ms)
        {
            Begin();
            s_server.Addresses = new uint[] { 0xCB007109 };
            s_server.Ttl = (uint)ttl;
            Pass(20);
            Assert.AreEqual(ms, s_lookup.TtlMs);
        }

        [TestMethod]
        public void Ask_Silence_EndsAfterFourTriesWithinNineSeconds()
        {
            Begin();
            s_server.IsSilent = true;
            Pass(DnsClient.LookupMsMax - 100);
            Assert.AreEqual(LookupState.Asking, s_lookup.State);
            Pass(200);
            Assert.AreEqual(LookupState.Silent, s_lookup.State);
            Assert.AreEqual(4, s_server.Asked);
            Assert.AreEqual(9000, DnsClient.LookupMsMax);
            Assert.AreEqual(0, s_budget.Open);
        }

        [TestMethod]
        public void Ask_EachTry_HasAFreshSocket()
        {
            Begin();
            s_server.IsSilent = true;
            Pass(2000);
            Assert.AreEqual(2, s_world.Network.Upstreams.Count);
            Assert.IsTrue(Socket(0).IsClosed);
            Assert.IsFalse(Socket(1).IsClosed);
            Assert.AreEqual(53, Socket(1).Port);
        }

        [TestMethod]
        public void Answer_TwoServers_SecondIsAskedAtOnceWhenTheFirstFails()
        {
            Begin();
            s_world.SecondServer = 0x09090909;
            s_server.Code = 2;
            Pass(20);
            Assert.AreEqual(0xC0A80101u, Socket(0).Peer);
            Assert.AreEqual(0x09090909u, Socket(1).Peer);
            s_server.Code = 0;
            s_server.Addresses = new uint[] { 0xCB007109 };
            Pass(30);
            Assert.AreEqual(DnsVerdict.Found, s_lookup.State);
            Assert.AreEqual(0x09090909u, s_lookup.Server);
        }

        [TestMethod]
        public void Answer_NoSuchName_EndsAtOnce()
        {
            Begin();
            s_server.Code = 3;
            Pass(20);
            Assert.AreEqual(DnsVerdict.NoSuchName, s_lookup.State);
            Assert.AreEqual(1, s_server.Asked);
        }

        [TestMethod]
        public void Answer_ServerFailsAlways_IsNoSilence()
        {
            Begin();
            s_server.Code = 2;
            Pass(5000);
            s_server.IsSilent = true;
            Pass(5000);
            Assert.AreEqual(DnsVerdict.ServerFailed, s_lookup.State);
        }

        [TestMethod]
        public void Answer_Guesses_AreIgnoredAndThenTheSocketChanges()
        {
            Begin();
            s_server.IsSilent = true;
            s_server.Addresses = new uint[] { 0x06060606 };
            Pass(10);
            byte[] forged = s_server.AnswerTo(Socket(0).SentAt(0).Bytes);
            forged[1] ^= 1;
            for (int i = 0; i < Limits.LookupStraysMax - 1; i++) Socket(0).Arrive(forged);
            Pass(Limits.LookupStraysMax * 10);
            Assert.IsFalse(Socket(0).IsClosed);
            Socket(0).Arrive(forged);
            Pass(10);
            Assert.IsTrue(Socket(0).IsClosed);
            s_server.Addresses = new uint[] { 0xCB007109 };
            s_server.IsSilent = false;
            Pass(2000);
            Assert.AreEqual(DnsVerdict.Found, s_lookup.State);
            Assert.AreEqual(0xCB007109u, s_lookup.Addresses[0]);
        }

        // The fakes' chance is always the same, and writes some of the letters large.
        [TestMethod]
        public void Answer_SpelledOtherwise_IsNoAnswer()
        {
            Begin();
            s_server.IsSilent = true;
            s_server.Addresses = new uint[] { 0x06060606 };
            Pass(10);
            byte[] question = Socket(0).SentAt(0).Bytes;
            byte[] forged = s_server.AnswerTo(question);
            bool isSpelled = false;
            for (int at = 13; at < 26; at++)
            {
                isSpelled |= forged[at] >= 'A' && forged[at] <= 'Z';
                if (forged[at] >= 'A') forged[at] |= 0x20;
            }
            Assert.IsTrue(isSpelled);
            Socket(0).Arrive(forged);
            Pass(20);
            Assert.AreEqual(LookupState.Asking, s_lookup.State);
            Socket(0).Arrive(s_server.AnswerTo(question));
            Pass(20);
            Assert.AreEqual(DnsVerdict.Found, s_lookup.State);
        }

        [TestMethod]
        public void Ask_Urgent_GoesBeforeThoseThatWait()
        {
            Begin();
            s_server.IsSilent = true;
            s_dns.Step(s_world.Ms);
            DnsLookup second = new DnsLookup();
            second.Name = "second.test";
            DnsLookup urgent = new DnsLookup();
            urgent.Name = "urgent.test";
            s_dns.Ask(second, false);
            s_dns.Ask(urgent, true);
            s_server.IsSilent = false;
            Pass(10);
            Pass(10);
            Assert.AreEqual(LookupState.Asking, urgent.State);
            Assert.AreEqual(LookupState.Queued, second.State);
        }

        [TestMethod]
        public void Ask_WhatCanBeNoName_EndsAtOnceAndTheNextIsAsked()
        {
            Begin();
            s_lookup.Name = "anna..net";
            DnsLookup second = new DnsLookup();
            second.Name = "ben.ddns.net";
            s_dns.Ask(second, false);
            Pass(30);
            Assert.AreEqual(DnsVerdict.NoSuchName, s_lookup.State);
            Assert.AreEqual(DnsVerdict.NoAddress, second.State);
            Assert.AreEqual(0, s_budget.Open);
        }

        [TestMethod]
        public void Ask_QueueFull_IsRefused()
        {
            Begin();
            for (int i = 1; i < Limits.LookupsMax; i++)
            {
                DnsLookup more = new DnsLookup();
                more.Name = "x.test";
                Assert.IsTrue(s_dns.Ask(more, false));
            }
            Assert.IsFalse(s_dns.Ask(new DnsLookup(), false));
        }

        [TestMethod]
        public void Ask_NoServerOrNoSocket_SaysSo()
        {
            Begin();
            s_world.FirstServer = 0;
            Pass(20);
            Assert.AreEqual(LookupState.NoServer, s_lookup.State);
            Begin();
            s_world.Network.IsDown = true;
            Pass(10000);
            Assert.AreEqual(LookupState.NoSocket, s_lookup.State);
            Assert.AreEqual(0, s_budget.Open);
        }

        [TestMethod]
        public void Forget_UnderWay_ClosesTheSocket()
        {
            Begin();
            s_dns.Step(s_world.Ms);
            s_dns.Forget(s_lookup);
            Assert.IsTrue(Socket(0).IsClosed);
            Assert.AreEqual(0, s_budget.Open);
            Assert.AreEqual(LookupState.Idle, s_lookup.State);
            Assert.IsFalse(s_dns.IsBusy);
        }
    }
}
