// World: chance, the same again for the same seed on every machine (SplitMix64, Steele et al.
// 2014). Nothing here may ask any other source of chance or time.

namespace Portreeve.World
{
    /// <summary>Seeded chance.</summary>
    internal sealed class Dice
    {
        private ulong _state;

        public Dice(ulong seed)
        {
            _state = seed;
        }

        /// <summary>64 bits.</summary>
        public ulong Next()
        {
            _state += 0x9E3779B97F4A7C15;
            return Mix(_state);
        }

        /// <summary>0 to count - 1.</summary>
        public int Below(int count)
        {
            return (int)(Next() % (ulong)count);
        }

        /// <summary>Both ends included.</summary>
        public int Between(int least, int most)
        {
            return least + Below(most - least + 1);
        }

        /// <summary>True so often in a hundred.</summary>
        public bool Chance(int percent)
        {
            return Below(100) < percent;
        }

        /// <summary>One of them.</summary>
        public T Of<T>(params T[] choices)
        {
            return choices[Below(choices.Length)];
        }

        /// <summary>Another dice, independent of what this one is asked later.</summary>
        public Dice Split()
        {
            return new Dice(Next());
        }

        /// <summary>A number as good as random that belongs to this one.</summary>
        public static ulong Mix(ulong z)
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
