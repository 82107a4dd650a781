// Bench: what a figure is: its name, its unit, and which way is better.

namespace Portreeve.Bench;

/// <summary>One row of the table.</summary>
/// <param name="Name">For people.</param>
/// <param name="Unit">Of the figure.</param>
/// <param name="MoreIsBetter">Whether the greater one wins.</param>
/// <param name="IsShort">Whether the short table and the chart show it.</param>
internal sealed record Row(string Name, string Unit, bool MoreIsBetter, bool IsShort = false);

/// <summary>One reading.</summary>
internal readonly record struct Figure(Row Row, double Value);

/// <summary>The rows, in the order of the table.</summary>
internal static class Rows
{
    public static readonly Row Bulk1 = new("bulk in, 1 stream", "MB/s", true, true);
    public static readonly Row Bulk1Out = new("bulk out, 1 stream", "MB/s", true);
    public static readonly Row Bulk1Both = new("bulk both ways, 1 stream each", "MB/s", true);
    public static readonly Row Bulk4 = new("bulk in, 4 streams", "MB/s", true);
    public static readonly Row Bulk16 = new("bulk in, 16 streams", "MB/s", true);
    public static readonly Row Cpu1 = new("CPU time a GB, 1 stream", "s", false, true);
    public static readonly Row Cpu16 = new("CPU time a GB, 16 streams", "s", false);
    public static readonly Row Trip = new("64-byte round trip, median", "us", false, true);
    public static readonly Row Trip99 = new("the same, 99%", "us", false);
    public static readonly Row Trip999 = new("the same, 99.9%", "us", false);
    public static readonly Row Full =
        new("64-byte round trip beside 400 idle sessions", "us", false, true);
    public static readonly Row Full99 = new("the same, 99%", "us", false);
    public static readonly Row Key = new("64-byte round trip beside a bulk stream", "us", false);
    public static readonly Row Key99 = new("the same, 99%", "us", false);
    public static readonly Row Short = new("connect, echo, close", "per s", true, true);
    public static readonly Row DatagramTrip = new("64-byte datagram and back", "us", false, true);
    public static readonly Row DatagramRate =
        new("datagrams and back, 16 under way", "per s", true, true);
    public static readonly Row DatagramLoss =
        new("datagrams lost at 20,000 a second", "%", false);
    public static readonly Row Start = new("start to first byte back", "ms", false, true);
    public static readonly Row MemoryEmpty = new("memory, nobody inside", "MB", false);
    public static readonly Row MemoryFull = new("memory, 400 idle sessions", "MB", false, true);
    public static readonly Row Idle16 = new("CPU, 16 idle sessions", "% of a core", false);
    public static readonly Row Idle400 = new("CPU, 400 idle sessions", "% of a core", false);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Row> All =
    [
        Bulk1, Bulk1Out, Bulk1Both, Bulk4, Bulk16, Cpu1, Cpu16, Trip, Trip99, Trip999, Full,
        Full99, Key, Key99, Short, DatagramTrip, DatagramRate, DatagramLoss, Start, MemoryEmpty,
        MemoryFull, Idle16, Idle400,
    ];
}
