// Platform: how long the loop rests between two steps. Pure: it knows the time of the last byte.
//
// On the ESP32 an idle runtime sleeps in whole ticks of 10 ms, so a loop that naps between two
// packets answers up to 10 ms late, each way. It therefore stays awake for Limits.AwakeMs after
// the last byte, and naps only when nobody would notice.

namespace Portreeve.Platform
{
    /// <summary>Decides between staying awake and napping.</summary>
    internal sealed class Pace
    {
        private readonly int _napMs;
        private long _awakeUntilMs;

        /// <param name="napMs">What a nap asks for: 1 on the chip, which becomes one tick; more
        /// where the wait ends early when something is ready.</param>
        public Pace(int napMs)
        {
            _napMs = napMs;
        }

        /// <summary>Pause before the next step in ms: 0 while awake.</summary>
        /// <param name="moved">What Gateway.Step answered.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public int PauseMs(bool moved, long nowMs)
        {
            if (moved) _awakeUntilMs = nowMs + Limits.AwakeMs;
            return nowMs < _awakeUntilMs ? 0 : _napMs;
        }
    }
}
