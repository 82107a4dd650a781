// Tests: what a test waits for that must become true, however busy the computer is. Compiled into
// the suites that wait for something.

using System;
using System.Threading;

namespace Portreeve;

/// <summary>Waits.</summary>
internal static class Patience
{
    /// <summary>How long, ms: far longer than anything takes, half a minute of the gateway's own
    /// waiting included. Only a test that has failed waits so long.</summary>
    public const int Ms = 120_000;

    /// <summary>Asks until it is so.</summary>
    /// <param name="isSo">What must become true.</param>
    /// <param name="what">The same in words.</param>
    public static void Until(Func<bool> isSo, string what) =>
        Until(isSo, () => "it never came: " + what);

    /// <summary>The same, with words that are looked for only when it has failed.</summary>
    public static void Until(Func<bool> isSo, Func<string> what)
    {
        if (!Sees(isSo)) throw new TimeoutException(what());
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
