// Upkeep: does the step still come round? The image has no watchdog (CONFIG_ESP_TASK_WDT_INIT=n),
// so one thread beats and another one watches. Pure: it is told the time, it restarts nothing.
//
// The two threads share one int, which the runtime reads and writes whole.

namespace Portreeve.Upkeep
{
    /// <summary>Knows whether the step has stopped.</summary>
    internal sealed class StepWatch
    {
        /// <summary>
        /// A step takes milliseconds; the longest known pause, erasing flash, takes under a second.
        /// 30 s is far above both and still short for somebody who waits at a door.
        /// </summary>
        public const int StuckMs = 30 * 1000;

        private int _beatS;

        /// <summary>A new watch, which begins to count now.</summary>
        public StepWatch(long nowMs)
        {
            Beat(nowMs);
        }

        /// <summary>The step has come round.</summary>
        public void Beat(long nowMs)
        {
            _beatS = (int)(nowMs / 1000);
        }

        /// <summary>True when the step has not come round for too long.</summary>
        public bool IsStuck(long nowMs)
        {
            return (int)(nowMs / 1000) - _beatS > StuckMs / 1000;
        }
    }
}
