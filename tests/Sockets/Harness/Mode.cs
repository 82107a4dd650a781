// The three platforms that the same tests run on, as data and as options of a run.

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
}

/// <summary>The data of a theory over all modes.</summary>
public sealed class AllModes : TheoryData<Mode>
{
    public AllModes()
    {
        foreach (Mode mode in Enum.GetValues<Mode>()) Add(mode);
    }
}

/// <summary>What a mode means to the desktop run.</summary>
internal static class ModeOptions
{
    public static RunOptions Of(Mode mode) => new()
    {
        Web = 0,
        Chip = mode != Mode.Desktop,
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
