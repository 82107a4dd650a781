// Upkeep: some boards do not start their Ethernet chip at every power-on (WT32-ETH01: its clock and
// GPIO16). A restart helps. It must not become an endless one when only the cable is out, so the
// tries are counted in flash and given up after a few. Works on ISlots.
//
//   no link for 30 s, fewer than 3 tries --> try + 1, restart
//   link --> tries 0 (written only if there were any)

using Portreeve.Outside;

namespace Portreeve.Upkeep
{
    /// <summary>Counts the restarts that were tried for a link.</summary>
    internal sealed class PhyRetry
    {
        /// <summary>So many restarts, then only the lamp speaks.</summary>
        public const int TriesMax = 3;

        /// <summary>Without a link for so long after the start, a restart is tried, ms.</summary>
        public const int NoLinkMs = 30 * 1000;

        private const string Slot = "phy";

        private readonly ISlots _slots;
        private int _tries;

        /// <summary>Reads how many tries there were.</summary>
        public PhyRetry(ISlots slots)
        {
            _slots = slots;
            byte[] bytes = slots.Read(Slot);
            if (bytes != null && bytes.Length == 1) _tries = bytes[0];
        }

        /// <summary>True, once, when the board should restart for its link's sake.</summary>
        public bool Step(LinkWatch link, long uptimeMs)
        {
            if (link.HadLink)
            {
                if (_tries > 0)
                {
                    _tries = 0;
                    _slots.Erase(Slot);
                }
                return false;
            }
            bool isLate = link.State == LinkWatch.Down && uptimeMs >= NoLinkMs;
            if (!isLate || _tries >= TriesMax) return false;
            _tries++;
            // Where flash does not take the count, a restart could repeat for ever.
            return _slots.Write(Slot, new byte[] { (byte)_tries }, 1);
        }
    }
}
