// Upkeep: what a press of the one button means. A long press forgets everything, so it warns first
// and can be taken back until the last moment. Pure: level and time in, a decision out.
//
//   Released --down 50 ms--> Down --5 s--> Armed (lamp frantic) --10 s--> Reset, once
//      ^                       |             |                              |
//      +-------- up -----------+---- up -----+------------ up --------------+
//
//   A button that is down at the start (stuck, or held for flashing) counts only after a release.

namespace Portreeve.Upkeep
{
    /// <summary>The button over time.</summary>
    internal sealed class ButtonPress
    {
        /// <summary>Contacts bounce for a few ms; shorter presses are noise.</summary>
        public const int BounceMs = 50;

        /// <summary>Down for so long: the lamp warns.</summary>
        public const int ArmedMs = 5 * 1000;

        /// <summary>Down for so long: the reset happens.</summary>
        public const int ResetMs = 10 * 1000;

        private bool _wasReleased;
        private bool _isDown;
        private bool _isDone;
        private long _downAtMs;

        /// <summary>True while the lamp must warn that a reset is near.</summary>
        public bool IsArmed { get; private set; }

        /// <summary>
        /// The level now. True exactly once per press: the owner wants a factory reset.
        /// </summary>
        public bool Step(bool isDown, long nowMs)
        {
            if (!isDown)
            {
                _wasReleased = true;
                _isDown = false;
                _isDone = false;
                IsArmed = false;
                return false;
            }
            if (!_wasReleased) return false;
            if (!_isDown)
            {
                _isDown = true;
                _downAtMs = nowMs;
            }
            long heldMs = nowMs - _downAtMs;
            IsArmed = heldMs >= ArmedMs;
            if (heldMs < ResetMs || _isDone) return false;
            _isDone = true;
            return true;
        }
    }
}
