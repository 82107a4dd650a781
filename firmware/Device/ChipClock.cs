// Device: time on the chip. SNTP starts by itself with the first address (0.pool.ntp.org, hourly),
// so there is nothing to start here.

using System;
using Portreeve.Outside;

namespace Portreeve.Device
{
    /// <summary>The runtime's own clocks.</summary>
    internal sealed class ChipClock : IClock
    {
        /// <summary>
        /// The clock begins at 1970 at power-on; no image is older than this year.
        /// </summary>
        private const int FirstYear = 2021;

        private static readonly DateTime Epoch = new DateTime(1970, 1, 1);

        /// <inheritdoc/>
        public long NowMs { get { return Environment.TickCount64; } }

        /// <inheritdoc/>
        public long UtcSeconds
        {
            get
            {
                DateTime now = DateTime.UtcNow;
                return now.Year < FirstYear ? 0 : (now - Epoch).Ticks / TimeSpan.TicksPerSecond;
            }
        }
    }
}
