// Values: telling that memory ran out. It is asked for before it is taken (Budget/MemoryBudget);
// what comes all the same is caught where one connection or one command ends, and nowhere else. The
// runtime throws OutOfMemoryException, and in some places of its own a plain Exception instead.

using System;

namespace Portreeve.Values
{
    /// <summary>Out of memory.</summary>
    internal static class Shortage
    {
        /// <summary>What is said to the owner: one clause, no full stop.</summary>
        public const string Sentence =
            "not enough memory: end some sessions or switch a rule off, then try again";

        /// <summary>Is this the runtime's way to say that memory ran out?</summary>
        public static bool Is(Exception e)
        {
            return e is OutOfMemoryException || e.GetType() == typeof(Exception);
        }
    }
}
