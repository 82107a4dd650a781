// The order of a suite that runs several tests at once: the classes that wait longest begin first,
// so that nobody waits for one of them alone at the end.

using Xunit.v3;

namespace Portreeve;

/// <summary>Begins with some classes.</summary>
/// <param name="first">Their names, the longest first.</param>
public abstract class LongestFirst(params string[] first) : ITestCollectionOrderer
{
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : Xunit.Sdk.ITestCollection =>
        [.. testCollections.OrderBy(one => Rank(one.TestCollectionDisplayName))];

    private int Rank(string name)
    {
        int at = Array.FindIndex(first, one => name.Contains(one, StringComparison.Ordinal));
        return at < 0 ? first.Length : at;
    }
}
