// Device: the USB cable. It belongs to the runtime (COM1: debugger, 921,600 baud), which prints
// what Console.WriteLine gets as raw text while no debugger is attached. Most people have only this
// cable, so the claim code and the address are said here, again and again until the board is
// claimed, and after that when the address changes. Nothing else is: the line is slow.

using System;
using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>Says who and where we are.</summary>
    internal sealed class UsbLog
    {
        private const int AgainMs = 10 * 1000;

        private string _last = "";
        private long _nextMs;

        /// <summary>Says it when it is news, or again while there is a code to be read.</summary>
        public void Step(Announcement now, long nowMs)
        {
            string line = now.ToString();
            bool isDue = now.Code.Length > 0 && nowMs >= _nextMs;
            if (line == _last && !isDue) return;
            _last = line;
            _nextMs = nowMs + AgainMs;
            Console.WriteLine(line);
        }
    }
}
