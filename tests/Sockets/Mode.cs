// Sockets: the three platforms that the same tests run on.

// One test at a time: they share the machine's two cores and its ports.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

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

/// <summary>The modes as test data.</summary>
public static class Modes
{
    public static TheoryData<Mode> All => [Mode.Desktop, Mode.Chip, Mode.Bare];

    public static TheoryData<Mode> WithHalfClose => [Mode.Desktop, Mode.Chip];
}
