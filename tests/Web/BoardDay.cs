// A board in its heap: the desktop run's chip-like mode with the limits and the heap of a board
// that has no PSRAM, on a thread, with a serial line one types at and a folder as flash. Between
// steps a test may look at the heap.

using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Threading;
using Portreeve.Outside;
using Portreeve.Simulator;

namespace Portreeve.Web;

/// <summary>The board.</summary>
internal sealed class BoardDay : IDisposable
{
    private readonly string _flash = Directory.CreateTempSubdirectory("portreeve-day-").FullName;
    private readonly object _step = new();
    private readonly SerialLine _line = new();
    private readonly RunOptions _options;
    private readonly Action<Surroundings> _furnish;
    private readonly Thread _thread;
    private Machine _machine;
    private volatile bool _isOver;

    /// <param name="board">Its folder in hardware/boards.</param>
    /// <param name="furnish">Puts other things around it.</param>
    public BoardDay(string board, Action<Surroundings> furnish = null)
    {
        _furnish = furnish;
        Port = Ports.FreeTcp();
        _options = new RunOptions
        {
            Bind = IPAddress.Any,
            Web = Port,
            Chip = true,
            BoardFile = Checkout.Find($"hardware/boards/{board}/Board.cs"),
        };
        _machine = Make("switched on");
        _thread = new Thread(Run) { IsBackground = true, Name = "board" };
        _thread.Start();
    }

    public int Port { get; }

    /// <summary>Restarts that nobody asked for, as the exceptions that caused them.</summary>
    public ConcurrentQueue<Exception> Crashes { get; } = new();

    /// <summary>Restarts that were asked for.</summary>
    public int Restarts { get; private set; }

    public string ClaimCode => Look(machine => machine.Gateway.Front.Login.Claim.Code);

    /// <summary>Free bytes now, after a collection.</summary>
    public long Free => Look(machine => machine.Heap.FreeBytes);

    /// <summary>Allocations that did not fit since the start.</summary>
    public int Refusals => Look(machine => machine.Heap.Refusals);

    /// <summary>The least that was free so far, running calls included.</summary>
    public long Lowest { get; private set; } = long.MaxValue;

    /// <summary>Its memory in words, for a test's output.</summary>
    public string Figures => $"{Free,7:N0} free, {Lowest,7:N0} at worst, "
        + $"{Refusals} did not fit, {Crashes.Count} crashes";

    /// <summary>Does something between two steps.</summary>
    public T Look<T>(Func<Machine, T> look)
    {
        lock (_step) return look(_machine);
    }

    /// <summary>Types a line and waits for the words of its answer.</summary>
    public string Type(string line, string words) =>
        _line.Ask(line, said => said.Contains(words, StringComparison.Ordinal));

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _machine.Dispose();
        Directory.Delete(_flash, true);
    }

    private Machine Make(string start) =>
        new(_options, new DurableSlots(_flash), _line, start, _furnish);

    private void Run()
    {
        while (!_isOver)
        {
            lock (_step)
            {
                try
                {
                    _machine.Step();
                }
                catch (Exception e)
                {
                    Crashes.Enqueue(e);
                    Again("crashed: " + e.GetType().Name);
                    continue;
                }
                Lowest = Math.Min(Lowest, _machine.Heap.LowestFree);
                if (!_machine.WantsRestart) continue;
                Restarts++;
                Again("restarted by the owner");
            }
            Thread.Yield();
        }
    }

    private void Again(string start)
    {
        _machine.Dispose();
        _machine = Make(start);
    }
}
