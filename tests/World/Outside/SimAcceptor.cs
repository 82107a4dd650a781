// World: listening sockets with a backlog, connection requests under way, and dials.

using System.Collections.Generic;
using Portreeve.HeapModel;
using Portreeve.Outside;

namespace Portreeve.World.Outside
{
    /// <summary>A connection request under way.</summary>
    internal sealed class SimKnock
    {
        private int _tries;

        public SimConnection Connection;
        public int Port;
        public long AtUs;

        /// <summary>Comes again later, as a SYN does. True: it has given up.</summary>
        public bool Retry(long nowUs)
        {
            AtUs = nowUs + 1000000L * (1 << _tries);
            if (++_tries < 5) return false;
            Connection.FromGateway.Reset(nowUs);
            return true;
        }
    }

    /// <summary>A listening socket.</summary>
    internal sealed class SimAcceptor : IAcceptor, IChipObject
    {
        // lwIP's accept mailbox (platform: CONFIG_LWIP_TCP_ACCEPTMBOX_SIZE=6).
        private const int BacklogMax = 6;

        private readonly Queue<SimConnection> _backlog = new();
        private readonly SimNetwork _network;
        private readonly int _port;
        private bool _isClosed;

        public SimAcceptor(SimNetwork network, int port)
        {
            _network = network;
            _port = port;
        }

        public int ChipBytes { get { return Adapters.Listening; } }

        public bool IsBroken { get; set; }

        /// <summary>A newcomer arrives. False: the backlog is full.</summary>
        public bool Queue(SimConnection connection)
        {
            if (IsBroken || _backlog.Count >= BacklogMax) return false;
            _backlog.Enqueue(connection);
            return true;
        }

        public IStream Accept(out uint address, out int port)
        {
            address = 0;
            port = 0;
            _network.MustBeOpen(_isClosed, "Accept");
            if (IsBroken || _backlog.Count == 0) return null;
            Meter.Take(Adapters.Accepted);
            if (!_network.TakeForAccept()) return null;
            long before = System.GC.GetAllocatedBytesForCurrentThread();
            SimConnection connection = _backlog.Dequeue();
            address = connection.Address;
            port = connection.Port;
            SimStream stream = new SimStream(_network, connection);
            _network.OwnBytes += System.GC.GetAllocatedBytesForCurrentThread() - before;
            return stream;
        }

        public void Close()
        {
            _network.MustBeOpen(_isClosed, "Close");
            _isClosed = true;
            _network.Release();
            _network.Remove(_port);
            foreach (SimConnection connection in _backlog)
            {
                connection.FromGateway.Reset(_network.Clock.NowUs + connection.LatencyUs);
            }
        }
    }

    /// <summary>A connection the gateway is making.</summary>
    internal sealed class SimDial : IDial, IChipObject
    {
        private readonly SimNetwork _network;
        private readonly SimConnection _connection;
        private readonly ITarget _target;
        private readonly SimStream _stream;
        private readonly int _answer;
        private readonly long _answerAtUs = long.MaxValue;
        private bool _isOver;

        public SimDial(SimNetwork network, SimConnection connection, ITarget target)
        {
            _network = network;
            _connection = connection;
            _target = target;
            _stream = new SimStream(network, connection, true);
            if (target == null) return;
            _answer = target.Answer(out long afterUs);
            _answerAtUs = network.Clock.NowUs + afterUs + 2 * connection.LatencyUs;
        }

        public int ChipBytes { get { return Adapters.Dialed; } }

        public int State
        {
            get
            {
                _network.MustBeOpen(_isOver, "State of a dial");
                if (_connection.IsDead) return DialState.Failed;
                return _network.Clock.NowUs < _answerAtUs ? DialState.Pending : _answer;
            }
        }

        public IStream Take()
        {
            if (State != DialState.Connected) _network.Complain("Take of a dial not connected");
            _isOver = true;
            _network.HandOver();
            _target.Arrive(_connection);
            return _stream;
        }

        public void Abandon()
        {
            _network.MustBeOpen(_isOver, "Abandon");
            _isOver = true;
            _stream.Close(true);
        }
    }
}
