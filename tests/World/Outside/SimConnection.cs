// World: one TCP connection between the gateway and somebody. The gateway holds a SimStream of
// it, the other person the Peer... members.

using System;
using Portreeve.HeapModel;
using Portreeve.Outside;

namespace Portreeve.World.Outside
{
    /// <summary>Both directions of a connection, and who is at its far end.</summary>
    internal sealed class SimConnection
    {
        private readonly SimClock _clock;

        public SimConnection(SimClock clock, SimStyle style, long latencyUs)
        {
            _clock = clock;
            LatencyUs = latencyUs;
            ToGateway = new SimPipe(style.BufferBytes);
            FromGateway = new SimPipe(style.BufferBytes);
        }

        public readonly SimPipe ToGateway;
        public readonly SimPipe FromGateway;
        public readonly long LatencyUs;

        /// <summary>The far end's address and port.</summary>
        public uint Address;
        public int Port;

        /// <summary>The gateway's socket is closed: what still comes is answered by a reset.
        /// </summary>
        public bool IsClosedByGateway;

        /// <summary>The network between has died; the far end does not know yet.</summary>
        public bool IsDead;

        /// <summary>Bytes the far end could put in; 0 when its window is full.</summary>
        public int PeerSend(byte[] buffer, int count)
        {
            if (IsClosedByGateway || IsDead)
            {
                FromGateway.Reset(_clock.NowUs + 2 * LatencyUs);
                return 0;
            }
            int free = ToGateway.Free;
            if (count > free) count = free;
            if (count > 0) ToGateway.Write(buffer, 0, count, _clock.NowUs + LatencyUs);
            return count;
        }

        public int PeerReceive(byte[] buffer, int count)
        {
            return FromGateway.Read(buffer, 0, count, _clock.NowUs);
        }

        public void PeerFinish()
        {
            ToGateway.Finish(_clock.NowUs + LatencyUs);
        }

        public void PeerReset()
        {
            ToGateway.Reset(_clock.NowUs + LatencyUs);
        }
    }

    /// <summary>A fault that a law must find: as if the gateway itself had done it.</summary>
    internal enum Sabotage
    {
        None,
        ByteChanged,
        ByteLost,
        ByteTwice,
        EndInvented,
        SocketLeaked,
        StrangerLetIn,
        DatagramCut,
        MemoryTaken,

        /// <summary>The gateway's calendar stands still.</summary>
        ClockStuck,

        /// <summary>The law's own memory of grants fails.</summary>
        LedgerDeaf,

        /// <summary>The heap of a tight night is smaller than what stands in it.</summary>
        HeapGone,

        /// <summary>The gateway does not hear that it is woken.</summary>
        WakeLost,

        /// <summary>The gateway believes to have one socket more than there are.</summary>
        JudgeSpent,

        /// <summary>The gateway forgets who was let in by name.</summary>
        NamesForgotten,

        /// <summary>The gateway takes everybody for one of several of an address.</summary>
        SiblingsInvented
    }

    /// <summary>How the platform beneath the gateway behaves: the chip's, or the desktop's.
    /// </summary>
    internal sealed class SimStyle
    {
        /// <summary>Send buffer and window: 5,760 bytes on the chip.</summary>
        public int BufferBytes = 5760;

        /// <summary>Least free bytes that count as room: TCP_SNDLOWAT + 1 on the chip.
        /// </summary>
        public int RoomFromBytes = 2882;

        /// <summary>Most bytes one Send takes.</summary>
        public int RoomMaxBytes = 2880;

        /// <summary>A FIN can be sent alone.</summary>
        public bool HasHalfClose = true;

        /// <summary>Whole ticks of 10 ms when idle, as on the chip; else it is woken.</summary>
        public bool HasTicks = true;

        /// <summary>Says who has something, as a computer does; else everybody is asked.
        /// </summary>
        public bool Wakes;

        /// <summary>What goes wrong on purpose, so that the laws can be seen to fail.</summary>
        public Sabotage Sabotage;

        /// <summary>Sockets of any kind, and listeners and connections among them.</summary>
        public int SocketsMax = 16;
        public int ListenersMax = 8;
        public int ConnectionsMax = 64;
    }

    /// <summary>The gateway's end.</summary>
    internal sealed class SimStream : IStream, IChipObject, IBed
    {
        private readonly SimNetwork _network;
        private readonly SimConnection _connection;
        private readonly bool _isDialed;
        private bool _isClosed;
        private long _arrivals;
        private bool _hasMore;
        private bool _isFull;

        public SimStream(SimNetwork network, SimConnection connection, bool isDialed = false)
        {
            _network = network;
            _connection = connection;
            _isDialed = isDialed;
        }

        public int ChipBytes { get { return _isDialed ? Adapters.Dialed : Adapters.Accepted; } }

        public ISleeper Sleeper { get; private set; }

        public int Receive(byte[] buffer, int offset, int count)
        {
            _network.MustBeOpen(_isClosed, "Receive");
            _network.Sleepers.Look(Sleeper);
            if (_connection.IsDead) return Flow.Broken;
            long nowUs = _network.Clock.NowUs;
            int got = _connection.ToGateway.Read(buffer, offset, count, nowUs);
            // More may be there; and an end behind what was read is not told a second time.
            _hasMore = got == count || (got > 0 && _connection.ToGateway.HasEnd(nowUs));
            return got;
        }

        public int Room
        {
            get
            {
                _network.MustBeOpen(_isClosed, "Room");
                _network.Sleepers.Look(Sleeper);
                int room = RoomNow();
                _isFull = room == 0;
                return room;
            }
        }

        public bool Send(byte[] buffer, int offset, int count)
        {
            int room = Room;
            if (room < 0) return false;
            if (count > _connection.FromGateway.Free) _network.Complain("Send beyond Room");
            if (_connection.FromGateway.IsEnded && _network.Style.Sabotage == Sabotage.None)
            {
                _network.Complain("Send after HalfClose");
            }
            long atUs = _network.Clock.NowUs + _connection.LatencyUs;
            Sabotage sabotage = _network.Style.Sabotage;
            if (sabotage == Sabotage.ByteChanged) buffer[offset + count - 1] ^= 1;
            if (sabotage == Sabotage.ByteLost) count--;
            if (sabotage == Sabotage.MemoryTaken) GC.KeepAlive(new byte[64]);
            _network.Hear(buffer, offset, count);
            _connection.FromGateway.Write(buffer, offset, count, atUs);
            if (sabotage == Sabotage.ByteTwice && _connection.FromGateway.Free > 0)
            {
                _connection.FromGateway.Write(buffer, offset, 1, atUs);
            }
            if (sabotage == Sabotage.EndInvented) _connection.FromGateway.Finish(atUs);
            return true;
        }

        public bool Wakes(ISleeper sleeper)
        {
            if (!_network.Style.Wakes) return false;
            Sleeper = sleeper;
            _arrivals = Arrivals();
            _network.Sleepers.LieDown(this);
            return true;
        }

        public bool TakeNews()
        {
            long arrivals = Arrivals();
            bool hasRoom = _isFull && RoomNow() != 0;
            bool isNew = _hasMore || hasRoom || arrivals != _arrivals;
            _arrivals = arrivals;
            _hasMore = false;
            if (hasRoom) _isFull = false;
            return isNew;
        }

        public bool HalfClose()
        {
            _network.MustBeOpen(_isClosed, "HalfClose");
            if (!_network.Style.HasHalfClose) return false;
            _connection.FromGateway.Finish(_network.Clock.NowUs + _connection.LatencyUs);
            return true;
        }

        // Closing with unread bytes resets, as TCP does.
        public void Close(bool abort)
        {
            _network.MustBeOpen(_isClosed, "Close");
            _isClosed = true;
            _network.Sleepers.Leave(this);
            _network.ReleaseConnection();
            _connection.IsClosedByGateway = true;
            long atUs = _network.Clock.NowUs + _connection.LatencyUs;
            bool isUnread = _connection.ToGateway.Waiting(_network.Clock.NowUs) > 0;
            if (abort || isUnread) _connection.FromGateway.Reset(atUs);
            else _connection.FromGateway.Finish(atUs);
        }

        private long Arrivals()
        {
            return _connection.IsDead ? -1 : _connection.ToGateway.Arrivals(_network.Clock.NowUs);
        }

        private int RoomNow()
        {
            if (_connection.IsDead || _connection.ToGateway.IsReset(_network.Clock.NowUs))
            {
                return Flow.Broken;
            }
            int free = _connection.FromGateway.Free;
            if (free < _network.Style.RoomFromBytes) return 0;
            return free < _network.Style.RoomMaxBytes ? free : _network.Style.RoomMaxBytes;
        }
    }
}
