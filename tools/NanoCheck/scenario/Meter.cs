// Scenario: the two counters. Calls of Block are put at the start of every straight piece of code.
// Compiled into the measured assembly itself.

using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Portreeve.Scenario")]

namespace Portreeve.Scenario
{
    /// <summary>What ran since the last Reset.</summary>
    public static class Meter
    {
        public static long Instructions;
        public static long Calls;

        public static void Block(int instructions, int calls)
        {
            Instructions += instructions;
            Calls += calls;
        }
    }
}
