// Table: what became of a line somebody typed: a rule as far as it could be read, where its parts
// stand, and everything that is wrong with it. Values; RuleText makes it, RuleCheck adds to it.

using Portreeve.Values;

namespace Portreeve.Table
{
    /// <summary>A line, read.</summary>
    internal sealed class RuleDraft
    {
        /// <summary>
        /// The rule; parts that could not be read are left at 0 or null. Only a draft that
        /// IsGood may go into the table.
        /// </summary>
        public readonly Rule Rule = new Rule();

        /// <summary>All problems, by column.</summary>
        public readonly TextErrors Errors = new TextErrors();

        /// <summary>True when nothing refuses the rule.</summary>
        public bool IsGood { get { return Errors.IsGood; } }

        /// <summary>1-based columns of the parts; 0 for a part that is not there.</summary>
        public int PortColumn;

        /// <summary>Column of the target.</summary>
        public int TargetColumn;

        /// <summary>Column of the first entry behind "from".</summary>
        public int FromColumn;

        /// <summary>Column behind "idle".</summary>
        public int IdleColumn;

        /// <summary>Column of "until" or "for".</summary>
        public int UntilColumn;
    }
}
