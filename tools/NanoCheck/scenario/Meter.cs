// Scenario: the three counters. Calls of Block are put at the start of every straight piece of
// code. Compiled into the measured assembly itself.

using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Portreeve.Scenario")]

namespace Portreeve.Scenario
{
    /// <summary>What ran since the last Reset.</summary>
    public static class Meter
    {
        public static long Instructions;
        public static long Calls;
        public static long Objects;

        public static void Block(int instructions, int calls, int objects)
        {
            Instructions += instructions;
            Calls += calls;
            Objects += objects;
        }
    }
}
