// World: what came of one night, in numbers, and the line that runs it again.

namespace Portreeve.World
{
    /// <summary>What a night was like.</summary>
    internal sealed class NightReport
    {
        public ulong Seed;
        public string Broken;
        public bool IsAboutMemory;

        /// <summary>A short night in which DNS is what goes wrong.</summary>
        public bool IsAboutNames;
        public int Lies;
        public int Grants;
        public int GrantsUsed;
        public int Wakes;
        public int Headers;
        public int Answers;

        /// <summary>Refused or sent out by the time of a rule, an entry or a grant.</summary>
        public int TimesOver;
        public long AtMs;
        public long Steps;
        public int Pairs;
        public int Datagrams;
        public int Cuts;
        public int Ended;
        public int GaveWay;

        /// <summary>One line that runs the same night again.</summary>
        public override string ToString()
        {
            return Broken == null ? "seed " + Seed + " keeps every law"
                : "seed " + Seed + " after " + AtMs + " ms: " + Broken
                + "  --  again: tools/portreeve world --seed " + Seed
                + (IsAboutNames ? " --names" : "");
        }
    }
}
