// World: many days of being reached from outside, and each of their laws seen to fail.

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

namespace Portreeve.World
{
    public class ReachNightTests
    {
        private const int Nights = 200;

        [Fact]
        public void ManyNights_KeepEveryLaw()
        {
            int asked = 0, cuts = 0, given = 0, taken = 0, restarts = 0, upnp = 0;
            Dictionary<string, int> words = new();
            object gate = new();
            string broken = null;
            Parallel.For(1, Nights + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
            {
                ReachNight night = ReachNight.Run((ulong)seed);
                lock (gate)
                {
                    broken ??= night.Broken;
                    asked += night.Provider.Asked;
                    cuts += night.Cuts;
                    given += night.Router.Given;
                    taken += night.Router.Taken;
                    restarts += night.Router.Restarts;
                    upnp += night.Upnp.Asked;
                    foreach ((string word, int count) in night.Provider.Words)
                    {
                        words[word] = words.GetValueOrDefault(word) + count;
                    }
                }
            });
            Assert.True(broken == null, broken);
            Assert.True(asked > 10 * Nights, asked + " requests");
            Assert.True(cuts > 5 * Nights, cuts + " power cuts");
            Assert.True(given > 10 * Nights, given + " leases");
            Assert.True(taken > Nights, taken + " given back");
            Assert.True(restarts > Nights, restarts + " restarts of the router");
            Assert.True(upnp > 10 * Nights, upnp + " questions by UPnP");
            foreach (string word in new[] { "good", "nochg", "badauth", "abuse", "911", "nohost" })
            {
                Assert.True(words.ContainsKey(word), word + " was never answered");
            }
            Console.WriteLine(Nights + " nights: " + asked + " requests, " + cuts
                + " power cuts, " + given + " leases, " + restarts + " restarts of the router, "
                + upnp + " questions by UPnP");
        }

        [Fact]
        public void Night_RunTwice_IsTheSameNight()
        {
            ReachNight first = ReachNight.Run(7);
            ReachNight second = ReachNight.Run(7);
            Assert.Equal(first.Provider.Asked, second.Provider.Asked);
            Assert.Equal(first.Router.Given, second.Router.Given);
            Assert.Equal(first.Cuts, second.Cuts);
        }

        [Theory]
        [InlineData((int)ReachSabotage.Forgetful, "the provider was asked again after a refusal")]
        [InlineData((int)ReachSabotage.Forgetful, "s too early")]
        [InlineData((int)ReachSabotage.RulesOff, "the router was asked for port")]
        [InlineData((int)ReachSabotage.Deaf, "a forged address is believed")]
        [InlineData((int)ReachSabotage.Trapped, "a stranger was asked in the router's place")]
        public void Law_IsSeenToFail(int sabotage, string law)
        {
            for (ulong seed = 1; seed <= 60; seed++)
            {
                string broken = ReachNight.Run(seed, (ReachSabotage)sabotage).Broken;
                if (broken != null && broken.Contains(law, StringComparison.Ordinal)) return;
            }
            Assert.Fail("the law never cried out");
        }
    }
}
