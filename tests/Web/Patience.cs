// What a test waits for that must become true, however busy the computer is.

using System;
using System.Threading;
using Xunit;

namespace Portreeve.Web;

/// <summary>Waits.</summary>
internal static class Patience
{
    // Far longer than anything takes: only a test that has failed waits so long.
    private const int Ms = 60_000;

    /// <summary>Asks until it is so.</summary>
    /// <param name="isSo">What must become true.</param>
    /// <param name="what">The same in words.</param>
    public static void Until(Func<bool> isSo, string what)
    {
        Assert.True(Sees(isSo), "it never came: " + what);
    }

    /// <summary>True as soon as it is so; false when it has not been for so long.</summary>
    public static bool Sees(Func<bool> isSo, int withinMs = Ms)
    {
        for (long until = Environment.TickCount64 + withinMs; !isSo(); Thread.Sleep(10))
        {
            if (Environment.TickCount64 > until) return false;
        }
        return true;
    }
}
