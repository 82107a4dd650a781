// Simulator: one gateway put together for a computer, and its loop. The command runs it with this
// process's terminal; tests run it on a thread of their own with a terminal of their own.

using System;
using System.Net.Sockets;
using System.Threading;
using Portreeve.HeapModel;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Simulator.Linux;

namespace Portreeve.Simulator;

/// <summary>A running gateway.</summary>
internal sealed class Machine : IDisposable
{
    // Sockets end the nap early; keys wait this long at most.
    private const int NapMs = 20;
    private const int ChipNapMs = 1;
    private const int DesktopBacklog = 512;

    private readonly Limits _limits;
    private readonly LinuxNetwork _linux;
    private readonly Action<int> _wait;
    private readonly Surroundings _around;
    private readonly DesktopBoard _board;
    private readonly Pace _pace;
    private readonly GatewayHeap _heap;
    private int _stop;
    private bool _isInStep;
    private long _steps;

    /// <param name="options">How to run.</param>
    /// <param name="slots">The flash.</param>
    /// <param name="terminal">The owner.</param>
    /// <param name="lastStart">Why it starts, for a person.</param>
    /// <param name="furnish">Puts other things around it.</param>
    /// <param name="change">Puts other powers in place of the platform's; for tests.</param>
    public Machine(RunOptions options, ISlots slots, ITerminal terminal, string lastStart,
        Action<Surroundings> furnish = null, Func<SocketPowers, SocketPowers> change = null)
    {
        _limits = options.ToLimits();
        _board = new DesktopBoard(slots);
        bool isLinux = !options.Chip && !options.Polls && change == null;
        Func<Socket, IDatagrams> attach;
        INetwork network;
        if (isLinux && LinuxNetwork.IsPossible)
        {
            _linux = new LinuxNetwork(options.Bind, _limits.ChunkBytes, DesktopBacklog);
            network = _linux;
            _wait = _linux.Wait;
            attach = _linux.Adopt;
        }
        else
        {
            network = Shared(options, change, out _wait, out attach);
        }
        _pace = options.Chip ? new Pace(ChipNapMs) : null;
        _around = new Surroundings
        {
            Clock = new DesktopClock(),
            Network = network,
            Lan = new DesktopLan(options.Bind),
            Slots = slots,
            Terminal = terminal,
            Board = _board,
            Lamp = new DesktopLamp(),
            Page = new EmbeddedPage(),
            LastStart = lastStart,
            IsShared = !options.Chip,
        };
        _around.Uplink = new DesktopUplink(attach, _around.Lan, _limits.ChunkBytes);
        furnish?.Invoke(_around);
        _heap = options.ToHeap();
        _board.Heap = _heap;
        _heap?.Heap.Begin();
        try
        {
            Gateway = new Gateway(_around, _limits);
        }
        finally
        {
            _heap?.Heap.End();
        }
        if (_heap != null) _heap.Root = Gateway;
    }

    /// <summary>The board's heap, or null where memory is no question.</summary>
    public ChipHeap Heap => _heap?.Heap;

    /// <summary>The gateway; only the thread of Run may touch it while that runs.</summary>
    public Gateway Gateway { get; }

    /// <summary>What it lives among.</summary>
    public Surroundings Around => _around;

    /// <summary>Steps so far; any thread may ask.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    /// <summary>True when the owner asked for a restart.</summary>
    public bool WantsRestart => _board.WantsRestart;

    /// <summary>Runs until Stop, a restart, or what the caller waits for.</summary>
    /// <param name="isOver">Asked after each step.</param>
    public void Run(Func<bool> isOver)
    {
        while (Volatile.Read(ref _stop) == 0 && !_board.WantsRestart && !isOver()) Step();
    }

    /// <summary>One step and the pause after it.</summary>
    public void Step()
    {
        long now = _around.Clock.NowMs;
        _isInStep = true;
        bool moved = StepGateway(now);
        _isInStep = false;
        Interlocked.Increment(ref _steps);
        // Where one call waits for all sockets, staying awake would only burn the computer's
        // core; the chip, whose naps are whole ticks, does stay awake.
        bool isBusy = _linux != null ? Gateway.IsBusy : moved;
        _wait(_pace != null ? _pace.PauseMs(moved, now) : isBusy ? 0 : NapMs);
    }

    // Through the adapters that the chip has, too.
    private SocketNetwork Shared(RunOptions options, Func<SocketPowers, SocketPowers> change,
        out Action<int> wait, out Func<Socket, IDatagrams> attach)
    {
        SocketPowers powers = options.Chip ? new ChipPowers(_limits, !options.Bare)
            : new DesktopPowers();
        if (change != null) powers = change(powers);
        wait = powers.Wait;
        attach = socket => new SocketDatagrams(socket, powers, false);
        return new SocketNetwork(powers, options.Bind, _limits.ChunkBytes,
            options.Chip ? ChipPowers.Backlog : DesktopBacklog, _board);
    }

    private bool StepGateway(long now)
    {
        _heap?.Heap.Begin();
        try
        {
            return Gateway.Step(now);
        }
        finally
        {
            _heap?.Heap.End();
        }
    }

    /// <summary>Ends Run soon; any thread may call it.</summary>
    public void Stop() => Volatile.Write(ref _stop, 1);

    /// <summary>Closes every socket.</summary>
    public void Dispose()
    {
        try
        {
            Gateway.Close();
        }
        catch (Exception) when (_isInStep)
        {
            // A step was cut off by a crash, so nothing is sure to be in order. The system takes
            // back what is left open.
        }
        finally
        {
            _linux?.Dispose();
        }
    }
}
