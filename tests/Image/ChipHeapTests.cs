// Image: the desktop's chip-like mode lives in its board's heap: it tells the board's figures, and
// what does not fit fails there as on the board.

using System.Globalization;
using System.Net;
using System.Text;
using Portreeve.Outside;
using Portreeve.Simulator;

namespace Portreeve.Image;

public sealed class ChipHeapTests
{
    private static readonly string Small = BoardFile("WT32-ETH01");

    [Fact]
    public void FreeBytes_AreTheBoards_AndARuleTakesSome()
    {
        using var run = new HeapRun(Small, 0);
        long before = run.Machine.Heap.FreeBytes;
        Assert.InRange(before, 1000, 60000);
        string said = run.Type("free");
        long told = long.Parse(said.Split(' ')[0], CultureInfo.InvariantCulture);
        // What the start has left behind may be collected in between.
        Assert.InRange(told, before / 1024 - 1, before / 1024 + 4);
        run.Type("portmap add tcp 18080 192.168.1.20:80 from any # camera");
        Assert.InRange(before - run.Machine.Heap.FreeBytes, 500, 2500);
    }

    [Fact]
    public void BoardWithPsram_HasMegabytes()
    {
        using var run = new HeapRun(BoardFile("OLIMEX-ESP32-POE-WROVER"), 0);
        Assert.InRange(run.Machine.Heap.FreeBytes, 3000000, 4000000);
    }

    [Fact]
    public void NoBoard_MemoryIsNoQuestion()
    {
        using var run = new HeapRun(null, 0);
        Assert.Null(run.Machine.Heap);
    }

    // The gateway itself does not fit: that is what happens on a board whose image outgrew it.
    [Fact]
    public void WhatDoesNotFit_IsOutOfMemory() =>
        Assert.Throws<OutOfMemoryException>(() => new HeapRun(Small, 60000));

    private static string BoardFile(string board) =>
        Path.Combine(Project.Root, "hardware", "boards", board, "Board.cs");

    /// <summary>A gateway one steps by hand and types at.</summary>
    private sealed class HeapRun : IDisposable, ITerminal
    {
        private readonly string _flash =
            Directory.CreateTempSubdirectory("portreeve-heap-").FullName;

        private readonly StringBuilder _said = new();
        private byte[] _typed = [];

        public HeapRun(string? board, long heapBytes)
        {
            var options = new RunOptions
            {
                Bind = IPAddress.Loopback, Web = 0, Chip = true, BoardFile = board,
                HeapBytes = heapBytes,
            };
            try
            {
                Machine = new Simulator.Machine(options, new DurableSlots(_flash), this, "tested");
            }
            catch (OutOfMemoryException)
            {
                Directory.Delete(_flash, true);
                throw;
            }
        }

        public Simulator.Machine Machine { get; }

        public bool IsInteractive => false;

        public bool IsReady => true;

        public string Type(string line)
        {
            _said.Clear();
            _typed = Encoding.UTF8.GetBytes(line + "\n");
            for (int i = 0; i < 20; i++) Machine.Step();
            return _said.ToString();
        }

        public int Read(byte[] buffer)
        {
            int count = Math.Min(buffer.Length, _typed.Length);
            _typed.AsSpan(0, count).CopyTo(buffer);
            _typed = _typed[count..];
            return count;
        }

        public void Write(string text) => _said.Append(text);

        public void Dispose()
        {
            Machine.Dispose();
            Directory.Delete(_flash, true);
        }
    }
}
