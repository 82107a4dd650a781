// Fakes: the way out of the house: a router that is only an address, a group that is only a socket.

using Portreeve.Outside;

namespace Portreeve.Rooms.Fakes
{
    /// <summary>Uplink in the test's hands.</summary>
    internal sealed class FakeUplink : IUplink
    {
        /// <summary>Who is asked.</summary>
        public uint Address = 0xC0A80101;

        /// <summary>The newest socket of a group; null before the first.</summary>
        public FakeDatagrams Group;

        /// <summary>How often a group was joined.</summary>
        public int Joins;

        /// <summary>So many joins are ended by memory.</summary>
        public int ShortCalls;

        /// <summary>True: nothing can be opened.</summary>
        public bool IsDown;

        public uint Router { get { return Address; } }

        public string Trouble { get { return "no TLS and no group in this test"; } }

        public IDial DialSecure(uint address, int port, string host)
        {
            return null;
        }

        public IDatagrams Join(uint group, int port)
        {
            if (ShortCalls > 0 && ShortCalls-- > 0) throw new FakeShortage();
            if (IsDown) return null;
            Joins++;
            Group = new FakeDatagrams();
            Group.Peer = 0xC0A80114;
            Group.Port = port;
            return Group;
        }
    }
}
