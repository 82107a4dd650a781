// Upkeep: how the Ethernet side stands, from what is seen of it every now and then. Pure: it is
// told what is there, it opens nothing, it restarts nothing.
//
//   Absent   no Ethernet interface: the wrong image (never left)
//   Down  <--link lost-- Waiting --address--> Up
//     \------link------>   ^                   | link lost, or the address went
//                          +---address gone----+-------------------------> Down
//
// Each time an address comes that is not the last one, Epoch counts up: listeners opened before
// are dead then (a link loss aborts every connection of the old address) and must be reopened. The
// very first address counts nothing: listeners wait for it on "any".

namespace Portreeve.Upkeep
{
    /// <summary>The state of our only way to the network.</summary>
    internal sealed class LinkWatch
    {
        public const int Absent = 0;
        public const int Down = 1;
        public const int Waiting = 2;
        public const int Up = 3;

        /// <summary>
        /// A PHY needs up to about 4 s to agree with a switch; then it is no link.
        /// </summary>
        public const int NoLinkMs = 8 * 1000;

        /// <summary>
        /// DHCP asks again after 2, 4, 8 s; silence after so long is worth a word.
        /// </summary>
        public const int NoAddressMs = 20 * 1000;

        private readonly long _startMs;
        private long _sinceMs;
        private bool _hadLink;
        private bool _hadAddress;
        private uint _lastAddress;

        /// <summary>Begins with no link.</summary>
        public LinkWatch(long nowMs)
        {
            _startMs = nowMs;
            _sinceMs = nowMs;
            State = Down;
        }

        /// <summary>One of the states above.</summary>
        public int State { get; private set; }

        /// <summary>Counts the times that listeners had to be opened anew.</summary>
        public int Epoch { get; private set; }

        /// <summary>What is wrong right now, or null.</summary>
        public Trouble Trouble { get; private set; }

        /// <summary>True once there has been a link since the start.</summary>
        public bool HadLink { get { return _hadLink; } }

        /// <summary>What is seen now. The address counts only while there is a link.</summary>
        public void Step(bool isPresent, bool hasLink, uint address, long nowMs)
        {
            int next = !isPresent ? Absent : !hasLink ? Down : address == 0 ? Waiting : Up;
            if (next != State)
            {
                State = next;
                _sinceMs = nowMs;
            }
            if (next >= Waiting) _hadLink = true;
            if (next == Up && address != _lastAddress)
            {
                if (_hadAddress) Epoch++;
                _hadAddress = true;
                _lastAddress = address;
            }
            if (next == Down) _lastAddress = 0;
            Trouble = Judge(nowMs);
        }

        private Trouble Judge(long nowMs)
        {
            switch (State)
            {
                case Absent: return Trouble.WrongImage;
                case Down:
                    if (_hadLink) return Trouble.CablePulled;
                    return nowMs - _startMs >= NoLinkMs ? Trouble.NoLink : null;
                case Waiting:
                    return nowMs - _sinceMs >= NoAddressMs ? Trouble.NoAddress : null;
                default: return null;
            }
        }
    }
}
