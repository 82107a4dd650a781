// Device: the USB cable. It belongs to the runtime (COM1: debugger, 921,600 baud), which prints
// what Console.WriteLine gets as raw text while no debugger is attached. Most people have only this
// cable, so the claim code and the address are said here, again and again until the board is
// claimed, and after that when the address changes. Nothing else is: the line is slow.

using System;
using Portreeve.SignIn;
using Portreeve.Upkeep;
using Portreeve.Values;

namespace Portreeve.Device
{
    /// <summary>Says who and where we are.</summary>
    internal sealed class UsbLog
    {
        private const int AgainMs = 10 * 1000;
        private const int UsualPort = 80;

        private uint _address;
        private int _port = -1;
        private int _codeVersion;
        private long _nextMs;

        /// <summary>Says it when it is news, or again while there is a code to be read. Numbers
        /// are compared, since a text made to be compared is garbage each time.</summary>
        /// <param name="name">The board's name, never empty.</param>
        /// <param name="address">Ours; 0: none.</param>
        /// <param name="port">The page's; 0: it has none.</param>
        /// <param name="claim">Its code is said; null once the board is claimed.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public void Step(string name, uint address, int port, Claim claim, long nowMs)
        {
            int version = claim == null ? 0 : claim.Version;
            bool isNews = address != _address || port != _port || version != _codeVersion;
            if (!isNews && (claim == null || nowMs < _nextMs)) return;
            _address = address;
            _port = port;
            _codeVersion = version;
            _nextMs = nowMs + AgainMs;
            Announcement now = new Announcement();
            now.Name = name;
            if (address != 0 && port != 0)
            {
                now.Page = port == UsualPort ? IPv4.ToText(address) : IPv4.ToText(address, port);
            }
            if (claim != null) now.Code = claim.Code;
            Console.WriteLine(now.ToString());
        }
    }
}
