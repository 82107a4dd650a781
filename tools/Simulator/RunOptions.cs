// Simulator: what `tools/portreeve run` can be told, and the limits that follow from it.

using System.Globalization;
using System.IO;
using System.Net;
using System.Text.RegularExpressions;
using Portreeve.HeapModel;

namespace Portreeve.Simulator;

/// <summary>How to run.</summary>
public sealed record RunOptions
{
    /// <summary>Fewer sockets are no gateway: the page has two, a door one, a session two.
    /// </summary>
    public const int SocketsLeast = 6;

    /// <summary>What a computer can be told to have.</summary>
    public const int SocketsMost = 60_000;

    private const int DesktopSockets = 1024;
    private const int DesktopRules = 64;
    private const int DesktopJournalLines = 512;

    // One chunk holds the largest datagram; larger ones gain nothing (hardware/bench.md).
    private const int DesktopChunkBytes = 64 * 1024;

    // The largest block of 4 MB of PSRAM without the 256 KB that the runtime leaves to others.
    private const long PsramHeapBytes = (4096 - 256) * 1024;

    /// <summary>The folder that stands for flash; null for the user's state folder.</summary>
    public string Flash { get; init; }

    /// <summary>Sockets of any kind; 0 for the board's, or plenty.</summary>
    public int Sockets { get; init; }

    /// <summary>Path of a Board.cs whose limits to keep to, or null.</summary>
    public string BoardFile { get; init; }

    /// <summary>Address to listen on.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Any;

    /// <summary>Port of the page, 0 for none.</summary>
    public int Web { get; init; } = 8088;

    /// <summary>Behaves as the chip does where the two differ.</summary>
    public bool Chip { get; init; }

    /// <summary>With Chip: without the two capabilities that are found by reflection.</summary>
    public bool Bare { get; init; }

    /// <summary>Asks all sockets by one call, as it does where there is no Linux.</summary>
    public bool Polls { get; init; }

    /// <summary>Ends when the input has ended and everything has been answered.</summary>
    public bool ExitAtEof { get; init; }

    /// <summary>With Chip and a board: the heap of that board. Null: memory is no question.
    /// </summary>
    internal GatewayHeap ToHeap()
    {
        if (!Chip || BoardFile == null) return null;
        string budget = Path.Combine(Path.GetDirectoryName(BoardFile), "..", "..", "heap.txt");
        bool hasPsram = !Regex.IsMatch(File.ReadAllText(BoardFile),
            @"const\s+bool\s+HasPsram\s*=\s*false");
        return new GatewayHeap(typeof(Gateway).Assembly, HeapBudget.Read(budget),
            HeapBytes > 0 ? HeapBytes : hasPsram ? PsramHeapBytes : 0);
    }

    /// <summary>Another size for that heap, for tests; 0 for the board's.</summary>
    internal long HeapBytes { get; init; }

    internal Limits ToLimits()
    {
        var limits = new Limits { WebPort = Web };
        if (Chip)
        {
            limits.TurnSteps = Limits.ChipTurnSteps;
        }
        if (!Chip && BoardFile == null)
        {
            limits.SocketsMax = DesktopSockets;
            limits.ListenersMax = DesktopSockets / 4;
            limits.ConnectionsMax = DesktopSockets;
            limits.ChunkBytes = DesktopChunkBytes;
            limits.RulesMax = DesktopRules;
            limits.JournalLinesMax = DesktopJournalLines;
        }
        if (BoardFile != null)
        {
            string board = File.ReadAllText(BoardFile);
            limits.SocketsMax = Constant(board, "SocketsMax") ?? limits.SocketsMax;
            limits.ListenersMax = Constant(board, "ListenersMax") ?? limits.ListenersMax;
            limits.ConnectionsMax = Constant(board, "ConnectionsMax") ?? limits.ConnectionsMax;
            if (Regex.IsMatch(board, @"const\s+bool\s+HasPsram\s*=\s*false"))
            {
                limits.SetSmall();
            }
        }
        if (Sockets > 0)
        {
            limits.SocketsMax = Sockets;
            if (BoardFile == null) limits.ConnectionsMax = Sockets;
            limits.ListenersMax = System.Math.Min(
                limits.ListenersMax, System.Math.Max(1, Sockets / 2));
        }
        return limits;
    }

    private static int? Constant(string source, string name)
    {
        Match match = Regex.Match(source, @"const\s+int\s+" + name + @"\s*=\s*(\d+)");
        return match.Success
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }
}
