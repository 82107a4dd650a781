// Device: nothing on this chip may end in silence. An exception that leaves a thread kills just
// that thread, and when all have ended the runtime waits in its debugger for ever; there is no
// watchdog. So every thread runs in here: what it throws goes to flash, then the board restarts.
// One more thread restarts the board when the step no longer comes round.

using System;
using System.Threading;
using nanoFramework.Runtime.Native;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>Catches everything, remembers it, restarts.</summary>
    internal sealed class CrashGuard
    {
        private const int LookEveryMs = 1000;

        /// <summary>Writing the crash may hang if the file system is what crashed.</summary>
        private const int NoteMs = 5 * 1000;

        private readonly CrashLedger _ledger;
        private readonly IClock _clock;
        private readonly StepWatch _watch;
        private bool _isNoted;

        /// <summary>Begins to watch the step.</summary>
        public CrashGuard(CrashLedger ledger, IClock clock)
        {
            _ledger = ledger;
            _clock = clock;
            _watch = new StepWatch(clock.NowMs);
            Start("supervisor", Supervise);
        }

        /// <summary>The step has come round.</summary>
        public void Beat(long nowMs)
        {
            _watch.Beat(nowMs);
        }

        /// <summary>Runs work in a thread of its own.</summary>
        public void Start(string name, ThreadStart work)
        {
            new Thread(() => Run(name, work)).Start();
        }

        /// <summary>Runs work in this thread. Never returns.</summary>
        public void Run(string name, ThreadStart work)
        {
            string what = "it ended";
            try
            {
                work();
            }
            catch (Exception e)
            {
                what = e.ToString() + " " + e.StackTrace;
            }
            Fall(name, what);
        }

        private void Supervise()
        {
            while (!_watch.IsStuck(_clock.NowMs)) Thread.Sleep(LookEveryMs);
            Fall("supervisor", "the step has not come round for "
                + (StepWatch.StuckMs / 1000).ToString() + " s");
        }

        /// <summary>Notes, then restarts whatever noting does.</summary>
        private void Fall(string name, string what)
        {
            try
            {
                Console.WriteLine("portreeve! crash in " + name + ": " + what);
                Thread note = new Thread(() => Note(name, what));
                note.Start();
                note.Join(NoteMs);
            }
            catch (Exception)
            {
                // Out of memory even for a thread: the restart below is what matters.
            }
            Power.RebootDevice();
        }

        private void Note(string name, string what)
        {
            try
            {
                // Two threads may fall over the same cause; that is one crash.
                if (_isNoted) return;
                _isNoted = true;
                _ledger.Note(name, what, _clock.NowMs);
            }
            catch (Exception)
            {
                // Flash is gone as well; the lamp and the restart speak for themselves.
            }
        }
    }
}
