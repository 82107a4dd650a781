// How long the owner waits for an answer as a rule. Whatever else the computer does makes one
// answer late now and then, and all of them slower: so the middle of several counts, and it is
// compared with what it was a moment before.

using System.Diagnostics;
using System.Linq;
using Xunit;

namespace Portreeve.Web;

/// <summary>Milliseconds.</summary>
internal static class OwnersWait
{
    /// <summary>The middle of so many answers to the owner, each of which must come.</summary>
    public static long Usual(ApiClient owner, int times)
    {
        long[] took = [.. Enumerable.Range(0, times).Select(_ =>
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal(200, owner.Get("status").Status);
            return clock.ElapsedMilliseconds;
        }).Order()];
        return took[times / 2];
    }
}
