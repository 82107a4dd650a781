// World: a thousand nights with friends who move and a DNS server that lies, is slow, flaps or
// dies.

using System;
using System.Threading.Tasks;
using Xunit;

namespace Portreeve.World
{
    public class FriendNightTests
    {
        private const int Nights = 1000;

        [Fact]
        public void ThousandNights_KeepBothLaws()
        {
            int friends = 0;
            int refused = 0;
            int cuts = 0;
            int kept = 0;
            double slowest = 0;
            object gate = new();
            string broken = null;
            Parallel.For(1, Nights + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
            {
                FriendNight night = FriendNight.Run((ulong)seed);
                lock (gate)
                {
                    broken ??= night.Broken;
                    friends += night.In;
                    refused += night.Refused;
                    cuts += night.Cuts;
                    kept += night.Kept;
                    slowest = Math.Max(slowest, night.SlowestS);
                }
            });
            Assert.True(broken == null, broken);
            Assert.True(friends > 5 * Nights, friends + " friends came in");
            Assert.True(refused > 5 * Nights, refused + " were refused");
            Assert.True(cuts > Nights, cuts + " power cuts");
            Assert.True(kept > 50, kept + " were let in by what flash had kept");
            Assert.InRange(slowest, 0.01, 60);
            Console.WriteLine(Nights + " nights: " + friends + " friends in, " + refused
                + " refused, " + cuts + " power cuts, slowest " + slowest.ToString("F1") + " s");
        }

        [Fact]
        public void Night_RunTwice_IsTheSameNight()
        {
            FriendNight first = FriendNight.Run(7);
            FriendNight second = FriendNight.Run(7);
            Assert.Equal(first.In, second.In);
            Assert.Equal(first.Refused, second.Refused);
            Assert.Equal(first.Asked, second.Asked);
        }

        [Fact]
        public void Law_WhoseMemoryFails_CriesOut()
        {
            Assert.Contains("a stranger was let in", FriendNight.Run(1, true).Broken,
                StringComparison.Ordinal);
        }
    }
}
