// Fakes: a TCP connection whose other end is the test. What the test puts into Arrived is what
// the gateway reads; what the gateway sends is in Sent. No time, no chance.

using Portreeve.Outside;

namespace Portreeve.Rooms.Fakes
{
    /// <summary>A connection the test holds the other end of.</summary>
    internal sealed class FakeStream : IStream
    {
        private readonly byte[] _arrived = new byte[64 * 1024];
        private int _read;
        private int _put;

        /// <summary>What Room answers while nothing is broken.</summary>
        public int RoomBytes = 2880;

        /// <summary>True when the platform can send FIN alone.</summary>
        public bool CanHalfClose = true;

        /// <summary>The test's end has finished.</summary>
        public bool IsFinished;

        /// <summary>The connection is gone.</summary>
        public bool IsBroken;

        /// <summary>It takes nothing more; what it has sent can still be read.</summary>
        public bool IsDeaf;

        /// <summary>What the gateway did to it.</summary>
        public bool IsHalfClosed, IsClosed, IsAborted;

        /// <summary>How often it was closed: once, ever.</summary>
        public int Closings;

        /// <summary>All bytes sent by the gateway.</summary>
        public readonly byte[] Sent = new byte[64 * 1024];

        /// <summary>How many.</summary>
        public int SentCount;

        /// <summary>The test's end sends count bytes: first, first + 1, ...</summary>
        public void Arrive(int count, byte first)
        {
            for (int i = 0; i < count; i++) _arrived[_put++] = (byte)(first + i);
        }

        /// <summary>The test's end sends these bytes.</summary>
        public void Arrive(byte[] bytes)
        {
            System.Array.Copy(bytes, 0, _arrived, _put, bytes.Length);
            _put += bytes.Length;
        }

        /// <summary>Forgets all that came and went, so that a test may go on for ever.</summary>
        public void Forget()
        {
            _read = 0;
            _put = 0;
            SentCount = 0;
        }

        /// <summary>Bytes put in and not read yet: what back-pressure leaves outside.</summary>
        public int Unread { get { return _put - _read; } }

        public int Receive(byte[] buffer, int offset, int count)
        {
            int n = _put - _read;
            if (n == 0 && IsBroken) return Flow.Broken;
            if (n == 0) return IsFinished ? Flow.Finished : Flow.Nothing;
            if (n > count) n = count;
            System.Array.Copy(_arrived, _read, buffer, offset, n);
            _read += n;
            return n;
        }

        public int Room { get { return IsBroken || IsDeaf ? Flow.Broken : RoomBytes; } }

        public bool Send(byte[] buffer, int offset, int count)
        {
            if (IsBroken || IsDeaf || count > RoomBytes) return false;
            System.Array.Copy(buffer, offset, Sent, SentCount, count);
            SentCount += count;
            return true;
        }

        public bool Wakes(ISleeper sleeper)
        {
            return false;
        }

        public bool HalfClose()
        {
            if (!CanHalfClose) return false;
            IsHalfClosed = true;
            return true;
        }

        public void Close(bool abort)
        {
            Closings++;
            IsClosed = true;
            IsAborted = abort;
        }
    }

    /// <summary>A dial the test answers.</summary>
    internal sealed class FakeDial : IDial
    {
        /// <summary>One of DialState, set by the test.</summary>
        public int Answer = DialState.Pending;

        /// <summary>Who is dialed.</summary>
        public uint Address;

        /// <summary>At which port.</summary>
        public int Port;

        /// <summary>What Take hands out.</summary>
        public readonly FakeStream Upstream = new FakeStream();

        /// <summary>What the gateway did with it.</summary>
        public bool IsTaken, IsAbandoned;

        public int State { get { return Answer; } }

        public IStream Take()
        {
            IsTaken = true;
            return Upstream;
        }

        public void Abandon()
        {
            IsAbandoned = true;
        }
    }
}
