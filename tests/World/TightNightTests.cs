// World: nights in a heap with little room, and the proof that their laws can be broken.

using System;
using System.Linq;
using Portreeve.World.Outside;
using Portreeve.World.People;
using Xunit;

namespace Portreeve.World
{
    public class TightNightTests
    {
        private const int NightsPerTest = 10;

        /// <summary>Parts of the nights, so that the runner shows where it is.</summary>
        public static TheoryData<int> Groups { get { return new(Enumerable.Range(0, 6)); } }

        [Theory]
        [MemberData(nameof(Groups))]
        public void TightNights_OfThisGroup_KeepEveryLaw(int group)
        {
            Run((ulong)(group * NightsPerTest + 1), NightsPerTest);
        }

        /// <summary>Other nights than those of every day; "nightly" runs them.</summary>
        [Theory(Explicit = true)]
        [MemberData(nameof(Groups))]
        public void MoreTightNights_OfThisGroup_KeepEveryLaw(int group)
        {
            Run((ulong)(1000 + group * 5 * NightsPerTest), 5 * NightsPerTest);
        }

        private static void Run(ulong first, int nights)
        {
            for (int i = 0; i < nights; i++)
            {
                NightReport report = Night.RunTight(first + (ulong)i);
                Assert.True(report.Broken == null, report.ToString());
            }
        }

        // What is refused must be seen to be refused, or the laws would hold for nothing.
        [Fact]
        public void TightNights_Together_RefuseForMemory_AndTheOwnerIsHeard()
        {
            int refused = 0, unfit = 0, heard = 0, byPage = 0;
            for (ulong seed = 1; seed <= 20; seed++)
            {
                NightReport night = Night.RunTight(seed);
                refused += night.Refused;
                unfit += night.Unfit;
                heard += night.Heard;
                byPage += night.HeardByPage;
            }
            string found = refused + " refused, " + unfit + " did not fit, heard " + heard
                + " times, " + byPage + " by the page";
            Assert.True(refused > 99 && heard > 99 && byPage > 19, found);
        }

        [Fact]
        public void TightNight_RunTwice_IsTheSameNight()
        {
            for (ulong seed = 1; seed < 5; seed++)
            {
                NightReport first = Night.RunTight(seed);
                NightReport second = Night.RunTight(seed);
                Assert.Equal(first.Steps, second.Steps);
                Assert.Equal(first.Refused, second.Refused);
                Assert.Equal(first.Unfit, second.Unfit);
                Assert.Equal(first.Heard, second.Heard);
            }
        }

        // A heap that shrinks below what stands in it: the gateway cannot live, and a law says so.
        [Fact]
        public void HeapTooSmallToLive_IsFoundByALaw()
        {
            string broken = null;
            for (ulong seed = 1; seed <= 5 && broken == null; seed++)
            {
                broken = Night.RunTight(seed, Sabotage.HeapGone).Broken;
            }
            Assert.NotNull(broken);
        }

        [Fact]
        public void SomethingThatDidNotFit_AndWasToldToNobody_IsFoundByALaw()
        {
            Stage stage = Opened();
            var laws = new MemoryLaws(stage);
            laws.Check();
            Assert.Null(stage.Broken);
            // As if the gateway had swallowed it.
            stage.Heap.Heap.Begin();
            Assert.ThrowsAny<Exception>(() => HeapModel.Meter.Take(1000000));
            stage.Heap.Heap.End();
            for (int i = 0; i < 400; i++)
            {
                stage.Pass(10000);
                laws.Check();
            }
            Assert.Contains("nobody was told", stage.Broken, StringComparison.Ordinal);
        }

        [Fact]
        public void OwnerWhomNobodyHears_IsFoundByALaw()
        {
            Stage stage = Opened();
            var keeper = new Keeper(stage);
            stage.Enter(keeper, 0);
            Run(stage, 1000);
            Assert.Null(stage.Broken);
            Assert.True(keeper.Heard > 0);
            stage.Terminal.IsDeaf = true;
            stage.Network.SetLink(false);
            Run(stage, 2500);
            Assert.Contains("neither", stage.Broken, StringComparison.Ordinal);
        }

        private static void Run(Stage stage, int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                stage.Round();
                stage.Pass(10000);
            }
        }

        private static Stage Opened()
        {
            var stage = new Stage(new Dice(7), new SimStyle()) { HeapBytes = 110000 };
            stage.Terminal.Keeps = true;
            stage.Boot();
            return stage;
        }
    }
}
