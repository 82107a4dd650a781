// Simulator: `tools/portreeve run`: the gateway with a folder as flash and this terminal as its
// serial line, until Ctrl-C, SIGTERM or the end of a script's input.

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace Portreeve.Simulator;

/// <summary>The desktop run.</summary>
public static class DesktopRun
{
    // What a shell reports for a program that Ctrl-C ended: 128 + SIGINT.
    private const int ExitInterrupted = 130;

    /// <summary>The release.</summary>
    public static string Version => Values.Release.Version;

    /// <summary>Runs until it is told to end; returns the exit code.</summary>
    public static int Run(RunOptions options)
    {
        using FlashFolder folder = FlashFolder.Take(options.Flash ?? FlashFolder.DefaultPath(),
            out string trouble);
        if (folder == null)
        {
            Console.Error.WriteLine("portreeve: " + trouble + ".");
            return 1;
        }
        Machine running = null;
        int ended = 0;
        bool End()
        {
            bool isFirst = Interlocked.Exchange(ref ended, 1) == 0;
            Volatile.Read(ref running)?.Stop();
            return isFirst;
        }
        DesktopTerminal own = null;
        void Interrupt()
        {
            if (End()) return;
            // The second Ctrl-C is for a gateway that does not listen.
            own?.Dispose();
            Environment.Exit(ExitInterrupted);
        }
        using var terminal = own = new DesktopTerminal(Interrupt);
        using var signals = new Signals(context => context.Cancel = End(), terminal.Resume);
        string start = "started on a computer";
        Tell(terminal, folder.Path, options);
        var slots = new DurableSlots(folder.Path);
        var crashes = new Crashes(slots);
        using var supervisor = new Supervisor();
        var output = new UnattendedLog(options, terminal);
        while (Volatile.Read(ref ended) == 0)
        {
            using var machine = new Machine(options, slots, terminal, start, crashes.Furnish);
            Volatile.Write(ref running, machine);
            bool isCrash = crashes.Guard(machine, () =>
            {
                supervisor.Step();
                output.Step(machine.Gateway);
                return Volatile.Read(ref ended) != 0
                    || (options.ExitAtEof && terminal.IsAtEnd && !machine.Gateway.Console.IsBusy);
            });
            if (!isCrash && !machine.WantsRestart) break;
            // What was typed ahead is for the gateway that comes now.
            terminal.PutBack(machine.Gateway.Console.Unread());
            start = isCrash ? crashes.LastStart : "restarted by the owner";
        }
        supervisor.Stopping();
        if (terminal.IsInteractive) terminal.Write("\r\u001b[K");
        return 0;
    }

    // A script's output must hold answers only, so a pipe's first words go to standard error.
    private static void Tell(DesktopTerminal terminal, string folder, RunOptions options)
    {
        string[] lines =
        [
            "Portreeve runs. Settings: " + folder
                + (options.Chip ? ". It behaves as the chip does." : "."),
            "\"help\" lists the commands; Ctrl-C ends it.",
        ];
        foreach (string line in lines)
        {
            if (terminal.IsInteractive) terminal.Write(line + "\n");
            else Console.Error.WriteLine("portreeve: " + line);
            if (!terminal.IsInteractive) break;
        }
    }

    private sealed class Signals : IDisposable
    {
        private readonly List<PosixSignalRegistration> _held = [];

        public Signals(Action<PosixSignalContext> end, Action resume)
        {
            PosixSignal[] ends = OperatingSystem.IsWindows()
                ? [PosixSignal.SIGINT, PosixSignal.SIGTERM]
                : [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
            foreach (PosixSignal signal in ends)
            {
                _held.Add(PosixSignalRegistration.Create(signal, end));
            }
            if (OperatingSystem.IsWindows()) return;
            _held.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => resume()));
        }

        public void Dispose() => _held.ForEach(one => one.Dispose());
    }
}
