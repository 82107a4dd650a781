// The platforms that the same tests run on, as data and as options of a run.

using Portreeve.Simulator;

namespace Portreeve.Sockets;

/// <summary>How the desktop behaves.</summary>
public enum Mode
{
    /// <summary>As itself.</summary>
    Desktop,

    /// <summary>As the chip, with the two capabilities found by reflection.</summary>
    Chip,

    /// <summary>
    /// As the chip without them: drains instead of half-close, threads that dial.
    /// </summary>
    Bare,

    /// <summary>As a computer without Linux: the chip's adapters, one call that asks all sockets.
    /// </summary>
    Asking,
}

/// <summary>The data of a theory over the three that every test runs in.</summary>
public class AllModes : TheoryData<Mode>
{
    public AllModes()
    {
        AddRange(Mode.Desktop, Mode.Chip, Mode.Bare);
    }
}

/// <summary>The same and the fourth, for the tests of bytes themselves.</summary>
public sealed class EveryMode : AllModes
{
    public EveryMode()
    {
        Add(Mode.Asking);
    }
}

/// <summary>What a mode means to the desktop run.</summary>
internal static class ModeOptions
{
    public static RunOptions Of(Mode mode) => new()
    {
        Web = 0,
        Chip = mode is Mode.Chip or Mode.Bare,
        Polls = mode == Mode.Asking,
        Bare = mode == Mode.Bare,
    };

    /// <summary>Arguments of `tools/portreeve run`.</summary>
    public static string[] Arguments(Mode mode) => mode switch
    {
        Mode.Chip => ["--chip"],
        Mode.Bare => ["--chip", "--bare"],
        _ => [],
    };
}
