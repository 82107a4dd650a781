// NanoCheck: one thing that the chip would not take. Knows nothing of how it was found.

namespace Portreeve.NanoCheck;

/// <summary>What is wrong, where, why it matters on the chip, and what to write instead.</summary>
/// <param name="Rule">The rule's short name, such as <c>enum-text</c>.</param>
/// <param name="Where">File and line, or the assembly and member where no line is known.</param>
/// <param name="Why">What the runtime would do.</param>
/// <param name="Instead">What to write.</param>
internal sealed record Finding(string Rule, string Where, string Why, string Instead)
{
    /// <summary>
    /// Two lines for a person; the first has the shape that editors turn into a link.
    /// </summary>
    public override string ToString() => $"{Where}: {Rule}: {Why}\n    instead: {Instead}";
}
