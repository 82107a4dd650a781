// Rooms: memory runs out in the midst of something although it was asked for. Whatever was taken is
// given back, and what was begun is done in the next step.

using nanoFramework.TestFramework;
using Portreeve.Access;
using Portreeve.Rooms.Fakes;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Rooms
{
    [TestClass]
    public class ShortageTests
    {
        private const string Sleeper = "udp 5353 192.168.1.20:80 from any wake AA:BB:CC:DD:EE:FF";

        private static Bench s_bench;

        private static Rule Begin(string line)
        {
            s_bench = new Bench().Begin();
            Rule rule = RuleText.Read(line, 0).Rule;
            s_bench.Gateway.Table.Add(rule);
            s_bench.Step();
            return rule;
        }

        // One that was counted and never came in would keep others out for good.
        [TestMethod]
        public void Dial_IsCutShort_LeavesNoCount()
        {
            Rule rule = Begin("tcp 8080 192.168.1.20:80 from any max 1");
            s_bench.World.Network.ShortCalls = 1;
            FakeStream first = s_bench.Connect(rule);
            Assert.IsTrue(first.IsAborted);
            Assert.AreEqual(1, s_bench.Ends("RM"));
            Assert.AreEqual(0, rule.Tally.Live);
            Assert.IsFalse(s_bench.Connect(rule).IsClosed);
            Assert.AreEqual(1, rule.Tally.Live);
        }

        // Behind the names' look, one judges the newcomer and one asks whether it may be a friend.
        [DataRow(1)]
        [DataRow(2)]
        public void Newcomer_IsCutShort_IsSentAway(int looksBefore)
        {
            Rule rule = Begin("tcp 8080 192.168.1.20:80 from anna.ddns.net");
            s_bench.World.LooksBefore = looksBefore;
            s_bench.World.ShortLooks = 1;
            FakeStream client = s_bench.World.Network.Acceptor(8080).Knock(Bench.Stranger);
            s_bench.Step();
            Assert.AreEqual(0, s_bench.World.ShortLooks);
            Assert.IsTrue(client.IsAborted);
            Assert.AreEqual(0, s_bench.Gateway.Relay.Budget.Connections);
            Assert.AreEqual(1, rule.Tally.Refused);
        }

        [TestMethod]
        public void Mapping_WakeIsCutShort_ClosesTheUpstream()
        {
            Rule rule = Begin(Sleeper);
            int open = s_bench.Gateway.Relay.Budget.Open;
            s_bench.World.Network.CallsBefore = 1;
            s_bench.World.Network.ShortCalls = 1;
            s_bench.World.Network.PortAt(0).Arrive(5, 1, Bench.Friend, 4001);
            s_bench.Step();
            Assert.AreEqual(0, s_bench.World.Network.ShortCalls);
            Assert.IsTrue(s_bench.World.Network.UpstreamAt(0).IsClosed);
            Assert.AreEqual(open, s_bench.Gateway.Relay.Budget.Open);
            Assert.AreEqual(0, rule.Tally.Live);
        }

        // The old target would have been dialed until the next change of any rule.
        [TestMethod]
        public void ChangeOfTheTable_IsCutShort_IsFollowedAllTheSame()
        {
            Rule rule = Begin("tcp 8080 192.168.1.20:80 from any");
            Assert.IsTrue(s_bench.Gateway.Edits.Edit(rule.Number,
                "tcp 8080 192.168.1.21:80 from any").IsGood);
            // Behind those of names and grants.
            s_bench.World.LooksBefore = 2;
            s_bench.World.ShortLooks = 1;
            s_bench.Step();
            Assert.AreEqual(0, s_bench.World.ShortLooks);
            s_bench.Step();
            s_bench.Connect(rule);
            Assert.AreEqual(1, s_bench.World.Network.Dials.Count);
            Assert.AreEqual(Bench.Target + 1, s_bench.World.Network.DialAt(0).Address);
        }

        [TestMethod]
        public void GrantOfARuleThatWent_IsCutShort_EndsAllTheSame()
        {
            Rule rule = Begin("tcp 8080 192.168.1.20:80 from 10.0.0.1");
            string trouble;
            Grant grant = s_bench.Gateway.Grants.Give(new Cidr(Bench.Stranger, 32), rule,
                GrantKind.Good, 0, s_bench.World.Ms, out trouble);
            Assert.IsTrue(s_bench.Gateway.Edits.Delete(rule.Number).IsGood);
            // Behind that of the names.
            s_bench.World.LooksBefore = 1;
            s_bench.World.ShortLooks = 1;
            s_bench.Step();
            Assert.AreEqual(0, s_bench.World.ShortLooks);
            Assert.IsNull(grant.Ended);
            s_bench.Step();
            Assert.AreEqual("its rule is gone", grant.Ended);
        }
    }
}
