// Reach: one step of the doctor's walk, for a person and for a script. Holds words only.

namespace Portreeve.Reach
{
    /// <summary>What was found at one step.</summary>
    internal sealed class Finding
    {
        public const string Good = "good";
        public const string Bad = "bad";
        public const string Unsure = "unsure";
        public const string Waiting = "waiting";

        /// <summary>A word for the step.</summary>
        public string Name;

        /// <summary>One of the words above.</summary>
        public string Verdict;

        /// <summary>What was seen.</summary>
        public string Text;

        /// <summary>What to do about it, or null.</summary>
        public string Advice;
    }
}
