// Simulator: what the chip's CrashGuard is for a computer: an exception that leaves a step is
// told, counted in flash, and the gateway begins anew; three in a row lead to safe mode. It
// catches what nobody foresaw. What the network can do is a value long before it comes here.

using System;
using System.Threading;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Simulator;

/// <summary>Keeps the process alive and remembers why that was needed.</summary>
internal sealed class Crashes
{
    // A gateway that crashes in its first step must not keep a core busy with that.
    private const int PauseMs = 1000;

    private readonly CrashLedger _ledger;

    /// <param name="slots">The flash that remembers.</param>
    public Crashes(ISlots slots)
    {
        _ledger = new CrashLedger(slots);
    }

    /// <summary>Crashes in a row.</summary>
    public int Count => _ledger.Count;

    /// <summary>Why the gateway starts now, after a crash.</summary>
    public string LastStart => "crashed: " + _ledger.Text;

    /// <summary>Tells the gateway whether its doors stay shut.</summary>
    public void Furnish(Surroundings around) => around.SafeMode = _ledger.IsSafeMode;

    /// <summary>Runs until it is over. True: a crash ended it.</summary>
    /// <param name="machine">Freshly made.</param>
    /// <param name="isOver">Asked after each step.</param>
    public bool Guard(Machine machine, Func<bool> isOver)
    {
        long startMs = machine.Around.Clock.NowMs;
        long Uptime() => machine.Around.Clock.NowMs - startMs;
        try
        {
            machine.Run(() =>
            {
                if (!machine.Around.SafeMode) _ledger.Step(Uptime());
                return isOver();
            });
            // An orderly end is no crash, and the doors are tried again after it.
            if (machine.WantsRestart) _ledger.Forgive();
            return false;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine("portreeve! crash in a step: " + e);
            _ledger.Note("gateway", e.GetType().Name + ": " + e.Message + " " + e.StackTrace,
                Uptime());
        }
        Thread.Sleep(PauseMs);
        return true;
    }
}
