// World: what came of one night, in numbers, and the line that runs it again.

using System;

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

        /// <summary>A night in a heap with little room, and how much there was at the start.
        /// </summary>
        public bool IsTight;
        public int HeapRoom;

        /// <summary>Newcomers refused for memory; how often something did not fit all the same.
        /// </summary>
        public int Refused;
        public int Unfit;

        /// <summary>How often the owner was heard, and how often by the page.</summary>
        public int Heard;
        public int HeardByPage;
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

        /// <summary>The line of the firmware that threw, not of what it runs in.</summary>
        public static string PlaceOf(Exception thrown)
        {
            string[] lines = thrown.StackTrace.Split('\n');
            foreach (string line in lines)
            {
                if (!line.Contains("HeapModel") && !line.Contains("World")) return line.Trim();
            }
            return lines[0].Trim();
        }

        /// <summary>One line that runs the same night again.</summary>
        public override string ToString()
        {
            return Broken == null ? "seed " + Seed + " keeps every law"
                : "seed " + Seed + " after " + AtMs + " ms: " + Broken
                + "  --  again: tools/portreeve world --seed " + Seed
                + (IsAboutNames ? " --names" : IsTight ? " --tight" : "");
        }
    }
}
