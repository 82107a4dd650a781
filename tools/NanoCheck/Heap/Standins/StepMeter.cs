// NanoCheck heap: what the image has run: woven code adds each straight piece before it runs it.

namespace Portreeve.NanoCheck.Heap.Standins;

/// <summary>IL instructions and calls so far.</summary>
public static class StepMeter
{
    public static long Instructions { get; private set; }

    public static long Calls { get; private set; }

    /// <summary>Called by woven code. The heap model counts the objects.</summary>
    public static void Block(int instructions, int calls, int objects)
    {
        _ = objects;
        Instructions += instructions;
        Calls += calls;
    }
}
