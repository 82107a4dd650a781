// World: the network around the gateway. It hands out sockets, counts them, and complains of
// whatever a real platform would not forgive: a socket too many, a use after Close.

using System;
using System.Collections.Generic;
using Portreeve.HeapModel;
using Portreeve.Outside;

namespace Portreeve.World.Outside
{
    /// <summary>A machine behind a door: decides about dials to one address and port.</summary>
    internal interface ITarget
    {
        /// <summary>How a dial goes, and after how many microseconds.</summary>
        int Answer(out long afterUs);

        /// <summary>A connection is made.</summary>
        void Arrive(SimConnection connection);
    }

    /// <summary>The simulated network.</summary>
    internal sealed class SimNetwork : INetwork
    {
        private readonly Dictionary<int, SimAcceptor> _acceptors = new();
        private readonly Dictionary<long, ITarget> _targets = new();
        private readonly List<SimConnection> _connections = new();
        private readonly List<SimKnock> _knocks = new();
        private readonly Dice _dice;

        public SimNetwork(SimClock clock, SimStyle style, Dice dice)
        {
            Clock = clock;
            Style = style;
            _dice = dice;
            Datagrams = new SimDatagramNetwork(this, dice.Split());
            Sleepers = new SimSleepers(this);
        }

        public readonly SimClock Clock;
        public readonly SimStyle Style;
        public readonly SimDatagramNetwork Datagrams;
        public readonly SimSleepers Sleepers;

        /// <summary>Sockets the gateway has open now.</summary>
        public int OpenSockets { get; private set; }

        /// <summary>TCP connections among them.</summary>
        public int OpenConnections { get; private set; }

        /// <summary>TCP listeners among them.</summary>
        public int OpenListeners { get { return _acceptors.Count; } }

        /// <summary>What the gateway did wrong, or null.</summary>
        public string Complaint { get; private set; }

        /// <summary>The cable is in.</summary>
        public bool HasLink { get; private set; } = true;

        /// <summary>A TCP port that another program holds, 0 = none.</summary>
        public int TakenPort;

        /// <summary>Bytes of memory the simulation took inside calls of the gateway.</summary>
        public long OwnBytes;

        /// <summary>Answers of the page that refuse for now (503).</summary>
        public int Refusals503 { get; private set; }

        /// <summary>Hears what the gateway sends; knows the page's refusals.</summary>
        public void Hear(byte[] bytes, int offset, int count)
        {
            ReadOnlySpan<byte> sent = new ReadOnlySpan<byte>(bytes, offset, count);
            if (sent.StartsWith("HTTP/1.1 503"u8)) Refusals503++;
        }

        /// <summary>Sockets opened, handed over or closed so far.</summary>
        public int Stirs { get; private set; }

        /// <summary>Is told of each dial, with the address and port dialed.</summary>
        public System.Action<uint, int, SimConnection> Dialed;

        public string Trouble { get; private set; } = "";

        public IAcceptor Listen(int port)
        {
            if (!HasLink) return Refuse<IAcceptor>("the network is down");
            if (port == TakenPort) return Refuse<IAcceptor>("another program has this port");
            if (_acceptors.ContainsKey(port)) Complain("two listeners on one port");
            if (OpenListeners >= Style.ListenersMax) Complain("a listener too many");
            // As with all four: a socket whose object does not fit is closed again at once.
            Meter.Take(Adapters.Listening);
            if (!TakeSocket()) return Refuse<IAcceptor>("no socket is free");
            SimAcceptor acceptor = new SimAcceptor(this, port);
            _acceptors.Add(port, acceptor);
            return acceptor;
        }

        public IDial Dial(uint address, int port)
        {
            long before = System.GC.GetAllocatedBytesForCurrentThread();
            if (!HasLink) return Refuse<IDial>("the network is down");
            Meter.Take(Adapters.Dialed);
            if (!TakeConnection()) return Refuse<IDial>("no socket is free");
            SimConnection connection = Connection(address, port);
            Dialed?.Invoke(address, port, connection);
            _targets.TryGetValue(Key(address, port), out ITarget target);
            SimDial dial = new SimDial(this, connection, target);
            OwnBytes += System.GC.GetAllocatedBytesForCurrentThread() - before;
            return dial;
        }

        public IDatagrams BindDatagrams(int port)
        {
            if (!HasLink) return Refuse<IDatagrams>("the network is down");
            Meter.Take(Adapters.DatagramDoor);
            if (!TakeSocket()) return Refuse<IDatagrams>("no socket is free");
            return Datagrams.Bind(port);
        }

        public IDatagrams ConnectDatagrams(uint address, int port)
        {
            if (!HasLink) return Refuse<IDatagrams>("the network is down");
            Meter.Take(Adapters.Datagrams);
            if (!TakeSocket()) return Refuse<IDatagrams>("no socket is free");
            return Datagrams.Connect(address, port);
        }

        /// <summary>Puts a machine into the LAN.</summary>
        public void Place(uint address, int port, ITarget target)
        {
            _targets[Key(address, port)] = target;
        }

        /// <summary>Somebody connects to a port of the gateway.</summary>
        public SimConnection Knock(uint address, int peerPort, int port)
        {
            SimConnection connection = Connection(address, peerPort);
            _knocks.Add(new SimKnock
            {
                Connection = connection,
                Port = port,
                AtUs = Clock.NowUs + connection.LatencyUs
            });
            return connection;
        }

        /// <summary>Delivers what has arrived: connection requests and datagrams.</summary>
        public void Deliver()
        {
            for (int i = 0; i < _knocks.Count; i++)
            {
                SimKnock knock = _knocks[i];
                if (knock.AtUs > Clock.NowUs) continue;
                bool isDone = true;
                if (!HasLink) isDone = knock.Retry(Clock.NowUs);
                else if (_acceptors.TryGetValue(knock.Port, out SimAcceptor acceptor))
                {
                    if (!acceptor.Queue(knock.Connection)) isDone = knock.Retry(Clock.NowUs);
                }
                else knock.Connection.FromGateway.Reset(Clock.NowUs + knock.Connection.LatencyUs);
                if (isDone) _knocks.RemoveAt(i--);
            }
            Datagrams.Deliver();
            Sleepers.Wake();
        }

        /// <summary>The cable is pulled or put in: every socket of the gateway dies.</summary>
        public void SetLink(bool hasLink)
        {
            HasLink = hasLink;
            if (hasLink) return;
            foreach (SimAcceptor acceptor in _acceptors.Values) acceptor.IsBroken = true;
            KillConnections();
            Datagrams.Kill();
        }

        /// <summary>The gateway has lost its power: nothing of it is left.</summary>
        public void ForgetGateway()
        {
            _acceptors.Clear();
            KillConnections();
            foreach (SimConnection connection in _connections)
            {
                connection.FromGateway.Reset(Clock.NowUs + connection.LatencyUs);
            }
            Datagrams.Forget();
            Sleepers.Forget();
            OpenSockets = 0;
            OpenConnections = 0;
        }

        /// <summary>Notes the first thing the gateway did wrong.</summary>
        public void Complain(string what)
        {
            Complaint ??= what;
        }

        public void MustBeOpen(bool isClosed, string call)
        {
            if (isClosed) Complain(call + " after Close");
        }

        /// <summary>One socket is closed.</summary>
        public void Release()
        {
            Stirs++;
            if (Style.Sabotage != Sabotage.SocketLeaked) OpenSockets--;
        }

        /// <summary>One connection is closed.</summary>
        public void ReleaseConnection()
        {
            OpenConnections--;
            Release();
        }

        public void Remove(int port)
        {
            _acceptors.Remove(port);
        }

        /// <summary>How long things take to and from somebody: near or far.</summary>
        public long LatencyUs()
        {
            return _dice.Chance(50) ? _dice.Between(100, 900) : _dice.Between(5000, 80000);
        }

        /// <summary>A dial has become a connection.</summary>
        public void HandOver()
        {
            Stirs++;
        }

        /// <summary>A socket for an accepted connection.</summary>
        public bool TakeForAccept()
        {
            return TakeConnection();
        }

        private bool TakeConnection()
        {
            if (OpenConnections >= Style.ConnectionsMax) Complain("a connection too many");
            if (!TakeSocket()) return false;
            OpenConnections++;
            return true;
        }

        private bool TakeSocket()
        {
            if (OpenSockets >= Style.SocketsMax)
            {
                Complain("a socket too many");
                return false;
            }
            Stirs++;
            OpenSockets++;
            return true;
        }

        private SimConnection Connection(uint address, int port)
        {
            SimConnection connection = new SimConnection(Clock, Style, LatencyUs());
            connection.Address = address;
            connection.Port = port;
            _connections.Add(connection);
            if (_connections.Count % 64 == 0)
            {
                _connections.RemoveAll(one => one.IsClosedByGateway || one.IsDead);
            }
            return connection;
        }

        private void KillConnections()
        {
            foreach (SimConnection connection in _connections) connection.IsDead = true;
        }

        private T Refuse<T>(string trouble) where T : class
        {
            Trouble = trouble;
            return null;
        }

        private static long Key(uint address, int port)
        {
            return ((long)address << 16) | (long)port;
        }
    }
}
