// NanoCheck heap: the board as the stand-ins see it: its time, its sockets, the serial line, flash.
// The scenario turns it; the firmware does not know it.


namespace Portreeve.NanoCheck.Heap.Standins;

/// <summary>Ends the run: thrown where the chip would restart or where the scenario is over.
/// </summary>
internal sealed class PowerOff : Exception
{
    public PowerOff(string why)
        : base(why)
    {
    }
}

/// <summary>What is around the firmware.</summary>
public static class Chip
{
    private static readonly Queue<byte> Typed = new();

    /// <summary>The clock, in ms since power-on.</summary>
    public static long NowMs { get; set; }

    /// <summary>Called where the loop rests.</summary>
    public static Action? Rest { get; set; }

    /// <summary>Threads that were started.</summary>
    public static List<object> Threads { get; } = [];

    /// <summary>Files, by name.</summary>
    public static Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Everything the firmware listens at or is connected by.</summary>
    public static List<Chip_System_Net_Sockets.Socket> Sockets { get; } = [];

    /// <summary>What was written to the USB cable.</summary>
    public static List<string> Cable { get; } = [];

    /// <summary>Types a line at the console.</summary>
    public static void Type(string line)
    {
        foreach (byte b in System.Text.Encoding.UTF8.GetBytes(line + "\r"))
        {
            Typed.Enqueue(b);
        }
    }

    /// <summary>Bytes that wait in the UART.</summary>
    public static int TypedCount => Typed.Count;

    /// <summary>Takes one of them.</summary>
    public static byte TakeTyped() => Typed.Dequeue();

    /// <summary>Switches on anew.</summary>
    public static void Reset()
    {
        Typed.Clear();
        Threads.Clear();
        Files.Clear();
        Sockets.Clear();
        Cable.Clear();
        NowMs = 100;
        Rest = null;
    }
}
