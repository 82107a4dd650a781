// Bench: what a figure is: its name, its unit, and which way is better.

namespace Portreeve.Bench;

/// <summary>One row of the table.</summary>
/// <param name="Name">For people; no other row has it.</param>
/// <param name="Unit">Of the figure.</param>
/// <param name="MoreIsBetter">Whether the greater one wins.</param>
/// <param name="IsShort">Whether the short table and the chart show it.</param>
/// <param name="Floor">What is below counts as this much in a ratio: differences between next to
/// nothing and nothing are none.</param>
internal sealed record Row(string Name, string Unit, bool MoreIsBetter, bool IsShort = false,
    double Floor = 0);

/// <summary>One reading.</summary>
internal readonly record struct Figure(Row Row, double Value);

/// <summary>The rows, in the order of the table.</summary>
internal static class Rows
{
    public static readonly Row Bulk1 = new("bulk in, 1 stream", "MB/s", true, true);
    public static readonly Row Bulk1Out = new("bulk out, 1 stream", "MB/s", true);
    public static readonly Row Bulk1Both = new("bulk both ways, 1 stream each", "MB/s", true);
    public static readonly Row Bulk4 = new("bulk in, 4 streams", "MB/s", true);
    public static readonly Row Bulk4Out = new("bulk out, 4 streams", "MB/s", true);
    public static readonly Row Bulk4Both = new("bulk both ways, 4 streams each", "MB/s", true);
    public static readonly Row Bulk16 = new("bulk in, 16 streams", "MB/s", true, true);
    public static readonly Row Bulk16Out = new("bulk out, 16 streams", "MB/s", true);
    public static readonly Row Bulk16Both = new("bulk both ways, 16 streams each", "MB/s", true);
    public static readonly Row Cpu1 = new("CPU time a GB, 1 stream", "s", false, true);
    public static readonly Row Cpu4 = new("CPU time a GB, 4 streams", "s", false);
    public static readonly Row Cpu16 = new("CPU time a GB, 16 streams", "s", false);
    public static readonly Row Trip = new("64-byte round trip, median", "us", false, true);
    public static readonly Row Trip99 = new("64-byte round trip, 99%", "us", false);
    public static readonly Row Trip999 = new("64-byte round trip, 99.9%", "us", false, true);
    public static readonly Row TripCpu = new("CPU time of 10,000 round trips", "ms", false);
    public static readonly Row Full =
        new("round trip beside 400 idle sessions, median", "us", false, true);
    public static readonly Row Full99 =
        new("round trip beside 400 idle sessions, 99%", "us", false);
    public static readonly Row Key =
        new("round trip beside a bulk stream, median", "us", false, true);
    public static readonly Row Key99 = new("round trip beside a bulk stream, 99%", "us", false);
    public static readonly Row Short = new("connect, echo, close", "per s", true, true);
    public static readonly Row DatagramTrip = new("64-byte datagram and back", "us", false, true);
    public static readonly Row DatagramRate =
        new("datagrams and back, 16 under way", "per s", true, true);
    public static readonly Row DatagramLoss =
        new("datagrams lost at 20,000 a second", "%", false, Floor: 0.1);
    public static readonly Row Start = new("start to first byte back", "ms", false, true);
    public static readonly Row MemoryEmpty = new("memory (PSS), nobody inside", "MB", false);
    public static readonly Row MemoryFull =
        new("memory (PSS), 400 idle sessions", "MB", false, true);
    public static readonly Row Idle16 =
        new("CPU, 16 idle sessions", "% of a core", false, Floor: 0.1);
    public static readonly Row Idle400 =
        new("CPU, 400 idle sessions", "% of a core", false, Floor: 0.1);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Row> All =
    [
        Bulk1, Bulk1Out, Bulk1Both, Bulk4, Bulk4Out, Bulk4Both, Bulk16, Bulk16Out, Bulk16Both,
        Cpu1, Cpu4, Cpu16, Trip, Trip99, Trip999, TripCpu, Full, Full99, Key, Key99, Short,
        DatagramTrip, DatagramRate, DatagramLoss, Start, MemoryEmpty, MemoryFull, Idle16, Idle400,
    ];

    /// <summary>Each number of streams each way: what iperf3 is told, and the row of the CPU
    /// time, where one way only loads.</summary>
    public static readonly IReadOnlyList<(Row Speed, Row? Cpu, string[] How)> Bulk =
    [
        (Bulk1, Cpu1, []), (Bulk1Out, null, ["-R"]), (Bulk1Both, null, ["--bidir"]),
        (Bulk4, Cpu4, ["-P", "4"]), (Bulk4Out, null, ["-P", "4", "-R"]),
        (Bulk4Both, null, ["-P", "4", "--bidir"]),
        (Bulk16, Cpu16, ["-P", "16"]), (Bulk16Out, null, ["-P", "16", "-R"]),
        (Bulk16Both, null, ["-P", "16", "--bidir"]),
    ];
}
