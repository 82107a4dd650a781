// Fakes: a UDP socket whose other end is the test.

using System.Collections;
using Portreeve.Outside;

namespace Portreeve.Rooms.Fakes
{
    /// <summary>One datagram.</summary>
    internal sealed class FakeDatagram
    {
        public byte[] Bytes;
        public uint Address;
        public int Port;
    }

    /// <summary>A UDP socket the test holds the other end of.</summary>
    internal sealed class FakeDatagrams : IDatagrams
    {
        private readonly ArrayList _arrived = new ArrayList();

        /// <summary>Datagrams the gateway sent, FakeDatagram each.</summary>
        public readonly ArrayList Sent = new ArrayList();

        /// <summary>The bound port, or the peer's.</summary>
        public int Port;

        /// <summary>The peer of a connected socket, else 0.</summary>
        public uint Peer;

        /// <summary>The socket has died.</summary>
        public bool IsBroken;

        /// <summary>The gateway closed it.</summary>
        public bool IsClosed;

        /// <summary>A datagram of so many equal bytes comes in.</summary>
        public void Arrive(int count, byte value, uint address, int port)
        {
            FakeDatagram datagram = new FakeDatagram();
            datagram.Bytes = new byte[count];
            for (int i = 0; i < count; i++) datagram.Bytes[i] = value;
            datagram.Address = address;
            datagram.Port = port;
            _arrived.Add(datagram);
        }

        /// <summary>A datagram of these bytes comes in from the peer.</summary>
        public void Arrive(byte[] bytes)
        {
            FakeDatagram datagram = new FakeDatagram();
            datagram.Bytes = bytes;
            datagram.Address = Peer;
            datagram.Port = Port;
            _arrived.Add(datagram);
        }

        /// <summary>Datagram i that the gateway sent.</summary>
        public FakeDatagram SentAt(int i)
        {
            return (FakeDatagram)Sent[i];
        }

        public int Receive(byte[] buffer, out uint address, out int port)
        {
            address = 0;
            port = 0;
            if (IsBroken) return Flow.Broken;
            if (_arrived.Count == 0) return Flow.NoDatagram;
            FakeDatagram datagram = (FakeDatagram)_arrived[0];
            _arrived.RemoveAt(0);
            address = datagram.Address;
            port = datagram.Port;
            System.Array.Copy(datagram.Bytes, 0, buffer, 0, datagram.Bytes.Length);
            return datagram.Bytes.Length;
        }

        public bool Send(byte[] buffer, int count, uint address, int port)
        {
            FakeDatagram datagram = new FakeDatagram();
            datagram.Bytes = new byte[count];
            System.Array.Copy(buffer, 0, datagram.Bytes, 0, count);
            datagram.Address = address;
            datagram.Port = port;
            Sent.Add(datagram);
            return true;
        }

        public bool Wakes(ISleeper sleeper)
        {
            return false;
        }

        public void Close()
        {
            IsClosed = true;
        }
    }
}
