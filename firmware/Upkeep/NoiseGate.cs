// Upkeep: keeps noise of a serial line away from the console. A loose RX pin or a wrong speed
// yields hundreds of odd bytes a second; without a gate each of them would cost editing and echo.
// Pure: bytes and time in, a count out.
//
//   Open --32 odd bytes within 5 s, and they are the greater part--> Shut --2 s of silence--> Open

namespace Portreeve.Upkeep
{
    /// <summary>Decides whether typed bytes are a person's.</summary>
    internal sealed class NoiseGate
    {
        /// <summary>So many odd bytes within the window are noise, not a slip.</summary>
        public const int OddBytesMax = 32;

        /// <summary>The window in which odd bytes are counted, ms.</summary>
        public const int WindowMs = 5 * 1000;

        /// <summary>Silence after which the line is listened to again, ms.</summary>
        public const int SilenceMs = 2 * 1000;

        private long _windowAtMs;
        private long _lastByteAtMs;
        private int _all;
        private int _odd;

        /// <summary>True while the line is not listened to.</summary>
        public bool IsShut { get; private set; }

        /// <summary>
        /// Looks at what has just arrived (0 bytes count as silence) and says how many bytes the
        /// console may have: all or none.
        /// </summary>
        public int Pass(byte[] buffer, int count, long nowMs)
        {
            if (IsShut && nowMs - _lastByteAtMs >= SilenceMs) Open(nowMs);
            if (count == 0) return 0;
            _lastByteAtMs = nowMs;
            if (IsShut) return 0;
            if (nowMs - _windowAtMs > WindowMs) Open(nowMs);
            _all += count;
            for (int i = 0; i < count; i++)
            {
                if (IsOdd(buffer[i])) _odd++;
            }
            IsShut = _odd >= OddBytesMax && _odd * 2 > _all;
            return IsShut ? 0 : count;
        }

        private void Open(long nowMs)
        {
            IsShut = false;
            _windowAtMs = nowMs;
            _all = 0;
            _odd = 0;
        }

        /// <summary>
        /// Not plain text and not a key that the line editor knows. UTF-8 is odd as well, but
        /// never the greater part of a rule line.
        /// </summary>
        private static bool IsOdd(byte value)
        {
            if (value >= 32) return value >= 128;
            bool isKey = value == 9 || value == 10 || value == 13 || value == 27 || value == 8
                || (value >= 1 && value <= 5) || value == 11 || value == 12 || value == 14
                || value == 16 || value == 21 || value == 23;
            return !isKey;
        }
    }
}
