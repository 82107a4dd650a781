// Sockets: the modes as the options of a run, in this process or as one of its own.

using Portreeve.Simulator;

namespace Portreeve.Sockets;

/// <summary>The data of a theory over all modes.</summary>
public sealed class AllModes : TheoryData<Mode>
{
    public AllModes()
    {
        Add(Mode.Desktop);
        Add(Mode.Chip);
        Add(Mode.Bare);
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
