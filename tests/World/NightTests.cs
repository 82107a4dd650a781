// World: some hundred nights for the runner, and the proof that the laws can be broken.

using System;
using System.Linq;
using Portreeve.World.Outside;
using Xunit;

// The laws about memory count the bytes of one thread, and the runtime warms up for all at once.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Portreeve.World
{
    public class NightTests
    {
        private const int NightsPerTest = 20;

        /// <summary>Parts of the nights, so that the runner shows where it is.</summary>
        public static TheoryData<int> Groups { get { return new(Enumerable.Range(0, 4)); } }

        /// <summary>Those for which only "nightly" takes the time.</summary>
        public static TheoryData<int> LateGroups { get { return new(Enumerable.Range(4, 11)); } }

        static NightTests()
        {
            // The runtime allocates when code runs for the first time; that is no one's fault.
            for (ulong seed = 100001; seed < 100004; seed++) Night.Run(seed, false);
        }

        [Theory]
        [MemberData(nameof(Groups))]
        public void Nights_OfThisGroup_KeepEveryLaw(int group)
        {
            for (int i = 0; i < NightsPerTest; i++)
            {
                NightReport report = Night.Run((ulong)(group * NightsPerTest + i + 1));
                Assert.True(report.Broken == null, report.ToString());
            }
        }

        [Theory(Explicit = true)]
        [MemberData(nameof(LateGroups))]
        public void LateNights_OfThisGroup_KeepEveryLaw(int group)
        {
            Nights_OfThisGroup_KeepEveryLaw(group);
        }

        [Fact]
        public void Night_RunTwice_IsTheSameNight()
        {
            for (ulong seed = 1; seed < 6; seed++)
            {
                NightReport first = Night.Run(seed, false);
                NightReport second = Night.Run(seed, false);
                Assert.Equal(first.Steps, second.Steps);
                Assert.Equal(first.AtMs, second.AtMs);
                Assert.Equal(first.Pairs, second.Pairs);
                Assert.Equal(first.Datagrams, second.Datagrams);
                Assert.Equal(first.Ended, second.Ended);
            }
        }

        // What stands in a night must also happen in it, or its laws would hold for nothing.
        [Fact]
        public void Nights_Together_HaveEverythingInThem()
        {
            NightReport all = new NightReport();
            for (ulong seed = 1; seed <= 40; seed++)
            {
                NightReport night = Night.Run(seed, false);
                all.Cuts += night.Cuts;
                all.Grants += night.Grants;
                all.GrantsUsed += night.GrantsUsed;
                all.Wakes += night.Wakes;
                all.Headers += night.Headers;
                all.Answers += night.Answers;
                all.TimesOver += night.TimesOver;
            }
            Assert.True(all.Cuts > 9 && all.Grants > 99 && all.GrantsUsed > 9 && all.Wakes > 9
                && all.Headers > 99 && all.Answers > 99 && all.TimesOver > 9, all.Cuts + " cuts, "
                + all.Grants + " grants, " + all.GrantsUsed + " used, " + all.Wakes + " wakes, "
                + all.Headers + " headers, " + all.Answers + " answers of the page, "
                + all.TimesOver + " times over");
        }

        // A law that nothing can break proves nothing: each of these must be found soon.
        [Theory]
        [InlineData((int)Sabotage.ByteChanged, "nobody")]
        [InlineData((int)Sabotage.ByteLost, "")]
        [InlineData((int)Sabotage.ByteTwice, "")]
        [InlineData((int)Sabotage.EndInvented, "")]
        [InlineData((int)Sabotage.SocketLeaked, "the budget says")]
        [InlineData((int)Sabotage.StrangerLetIn, "stranger")]
        [InlineData((int)Sabotage.DatagramCut, "datagram")]
        [InlineData((int)Sabotage.MemoryTaken, "allocated")]
        [InlineData((int)Sabotage.ClockStuck, "")]
        [InlineData((int)Sabotage.LedgerDeaf, "stranger")]
        [InlineData((int)Sabotage.WakeLost, "woken did not come")]
        [InlineData((int)Sabotage.JudgeSpent, "the judge's socket")]
        [InlineData((int)Sabotage.NamesForgotten, "somebody named gave way to one who came by any")]
        [InlineData((int)Sabotage.SiblingsInvented, "the last session of an address")]
        public void Sabotage_OfTheGateway_IsFoundByALaw(int sabotage, string law)
        {
            // What breaks one law may break another first: who is not known to be named rests no
            // minute either.
            string broken = null;
            for (ulong seed = 1; seed <= 120; seed++)
            {
                broken = Night.Run(seed, true, (Sabotage)sabotage).Broken ?? broken;
                if (broken != null && broken.Contains(law, StringComparison.Ordinal)) return;
            }
            Assert.Fail("not found by \"" + law + "\", but by: " + broken);
        }

        [Fact]
        public void BrokenNight_Reported_SaysHowToRunItAgain()
        {
            NightReport report = new NightReport { Seed = 123, Broken = "a law" };
            Assert.EndsWith("tools/portreeve world --seed 123", report.ToString());
        }
    }
}
