// World: friends by name, with a DNS server that lies, is slow, flaps, or is dead.

using System.Linq;
using Portreeve.World.Outside;
using Portreeve.World.People;
using Xunit;

namespace Portreeve.World
{
    public class NameTests
    {
        private const int NightsPerTest = 100;
        private const string Anna = "anna.example.net";
        private const uint OldHome = 0xCB007150;
        private const uint NewHome = 0xC63364A0;

        /// <summary>Parts of the nights, so that the runner shows where it is.</summary>
        public static TheoryData<int> Groups { get { return new(Enumerable.Range(0, 3)); } }

        /// <summary>Those for which only "nightly" takes the time.</summary>
        public static TheoryData<int> LateGroups { get { return new(Enumerable.Range(3, 7)); } }

        private readonly ITestOutputHelper _output;

        public NameTests(ITestOutputHelper output)
        {
            _output = output;
        }

        // The laws of every night, and: nobody comes in by an address that was not truly told.
        [Theory]
        [MemberData(nameof(Groups))]
        public void NightsWithBadDns_OfThisGroup_KeepEveryLaw(int group)
        {
            int lies = 0;
            for (int i = 0; i < NightsPerTest; i++)
            {
                ulong seed = (ulong)(group * NightsPerTest + i + 1);
                NightReport report = Night.Run(seed, false, Sabotage.None, true);
                Assert.True(report.Broken == null, report.ToString());
                lies += report.Lies;
            }
            _output.WriteLine(lies + " lies in " + NightsPerTest + " nights");
            Assert.True(lies > 20, lies + " lies");
        }

        [Theory(Explicit = true)]
        [MemberData(nameof(LateGroups))]
        public void LateNightsWithBadDns_OfThisGroup_KeepEveryLaw(int group)
        {
            NightsWithBadDns_OfThisGroup_KeepEveryLaw(group);
        }

        // DNS knows the new address at once, but its answers may be kept for an hour; the friend
        // knocks every five seconds from there.
        [Fact]
        public void FriendWhoMoved_Knocking_IsInWithin60Seconds()
        {
            long worstMs = 0;
            for (ulong seed = 1; seed <= 60; seed++)
            {
                Stage stage = House(seed, 15, 15);
                Settle(stage, 20000);
                Assert.True(Reaches(stage, OldHome, 60000, 5000) >= 0, "seed " + seed);
                stage.Names.Move(Anna, NewHome);
                long tookMs = Reaches(stage, NewHome, 60000, 5000);
                Assert.True(tookMs >= 0, "seed " + seed + ": not in within 60 s");
                if (tookMs > worstMs) worstMs = tookMs;
            }
            _output.WriteLine("60 moves, the slowest was in after " + worstMs + " ms");
        }

        [Fact]
        public void Stranger_KnockingBesideALyingDns_NeverComesIn()
        {
            for (ulong seed = 1; seed <= 20; seed++)
            {
                Stage stage = House(seed, 10, 70);
                Assert.Equal(-1, Reaches(stage, NameServer.Liar, 60000, 2000));
                Assert.True(stage.Names.Asked > 2);
            }
        }

        [Fact]
        public void DeadDns_AfterTheGracePeriod_LetsTheFriendInNoLonger()
        {
            Stage stage = House(1, 0, 0);
            Settle(stage, 2000);
            Assert.True(Reaches(stage, OldHome, 10000, 1000) >= 0);
            stage.Names.SilentPercent = 100;
            Pass(stage, 20L * 3600);
            Assert.True(Reaches(stage, OldHome, 10000, 1000) >= 0, "within the grace period");
            Pass(stage, 6L * 3600);
            Assert.Equal(-1, Reaches(stage, OldHome, 10000, 1000));
        }

        [Fact]
        public void RuleDeleted_WhileANewcomerWaitsForALookup_SendsItAway()
        {
            Stage stage = House(1, 0, 0);
            Settle(stage, 2000);
            stage.Names.SilentPercent = 100;
            Settle(stage, 15000);
            SimConnection client = stage.Network.Knock(NewHome, 5000, 8001);
            Settle(stage, 500);
            Assert.Equal(1, stage.Network.OpenSockets - stage.Network.OpenListeners
                - stage.Gateway.Relay.Budget.Owners);
            stage.Terminal.Type("portmap del 1");
            Settle(stage, 1000);
            Assert.Equal(Portreeve.Outside.Flow.Broken, client.PeerReceive(new byte[1], 1));
            Assert.Equal(stage.Gateway.Relay.Budget.Open, stage.Network.OpenSockets);
            Assert.Equal(0, stage.Gateway.Table.Count);
        }

        private static Stage House(ulong seed, int silent, int lies)
        {
            Stage stage = new Stage(new Dice(seed), new SimStyle());
            stage.Prepare("tcp 8001 192.168.1.20:1 from " + Anna);
            stage.Network.Place(0xC0A80114, 1, new Machine(stage, new Dice(seed + 1)));
            stage.Names = new NameServer(stage, new Dice(seed + 2))
            {
                SilentPercent = silent,
                LiesPercent = lies
            };
            stage.Names.Move(Anna, OldHome);
            stage.Boot();
            return stage;
        }

        // Knocks again and again; ms until the rule had admitted one more, or -1.
        private static long Reaches(Stage stage, uint source, int forMs, int everyMs)
        {
            long startUs = stage.Clock.NowUs;
            int before = stage.Gateway.Table.At(0).Tally.Admitted;
            int port = 10000;
            while (stage.Clock.NowUs - startUs < forMs * 1000L)
            {
                stage.Network.Knock(source, port++, 8001).PeerFinish();
                for (int i = 0; i < everyMs / 10; i++)
                {
                    Step(stage, 10000);
                    if (stage.Gateway.Table.At(0).Tally.Admitted == before) continue;
                    return (stage.Clock.NowUs - startUs) / 1000;
                }
            }
            return -1;
        }

        private static void Settle(Stage stage, int ms)
        {
            for (int i = 0; i < ms / 10; i++) Step(stage, 10000);
        }

        private static void Pass(Stage stage, long seconds)
        {
            for (long i = 0; i < seconds; i += 5) Step(stage, 5000000);
        }

        private static void Step(Stage stage, long us)
        {
            stage.Round();
            stage.Pass(us);
        }
    }
}
