// Budget: who holds how many sockets. The chip has 16 (CONFIG_LWIP_MAX_SOCKETS), listeners
// included, and nothing tells when they run out but a failing call; so every socket is counted
// here before it is opened and after it is closed. Knows numbers only.
//
//   max = open + reserve + spare
//   reserve: what the owner has not yet taken of his two (Limits.OwnerSockets)
//   spare:   what doors may use. A newcomer needs two (client, upstream), and one more is free
//            after every step, to accept and judge the next one. Mappings leave room for a
//            session while there are TCP doors: a datagram's sender may be forged.
//
// TCP connections have a bound of their own (CONFIG_LWIP_MAX_ACTIVE_TCP), which some images reach
// before the sockets run out. One connection is kept for the owner's page.

namespace Portreeve.Budget
{
    /// <summary>Counts sockets.</summary>
    internal sealed class SocketBudget
    {
        private const int PageConnections = 1;

        private readonly int _max;
        private readonly int _listenersMax;
        private readonly int _connectionsMax;
        private int _open;
        private int _listeners;
        private int _doors;
        private int _connections;
        private int _owners;
        private int _ownerConnections;
        private int _highest;

        /// <param name="max">Sockets of any kind.</param>
        /// <param name="listenersMax">TCP listeners among them.</param>
        /// <param name="connectionsMax">TCP connections among them.</param>
        public SocketBudget(int max, int listenersMax, int connectionsMax)
        {
            _max = max;
            _listenersMax = listenersMax;
            _connectionsMax = connectionsMax;
        }

        /// <summary>The port the gateway's own page listens on now, or tries to; 0 = none.
        /// </summary>
        public int PagePort;

        /// <summary>The port at which invites are opened while there are any; 0 = none.</summary>
        public int InvitePort;

        /// <summary>Which service of ours has this TCP port, "the gateway's own page"; null: none.
        /// No rule may have it or lead to it.</summary>
        public string OwnAt(int port)
        {
            if (port == 0) return null;
            return port == PagePort ? "the gateway's own page"
                : port == InvitePort ? "where the gateway opens invites" : null;
        }

        /// <summary>Sockets there can be.</summary>
        public int Max { get { return _max; } }

        /// <summary>Sockets open now.</summary>
        public int Open { get { return _open; } }

        /// <summary>Most sockets that were open at once since boot.</summary>
        public int Highest { get { return _highest; } }

        /// <summary>TCP listeners open now.</summary>
        public int Listeners { get { return _listeners; } }

        /// <summary>TCP listeners there can be.</summary>
        public int ListenersMax { get { return _listenersMax; } }

        /// <summary>TCP connections open now.</summary>
        public int Connections { get { return _connections; } }

        /// <summary>TCP connections there can be.</summary>
        public int ConnectionsMax { get { return _connectionsMax; } }

        /// <summary>Sockets the owner's page and queries hold now, the page's listener apart.
        /// </summary>
        public int Owners { get { return _owners; } }

        /// <summary>TCP connections the owner's page holds now.</summary>
        public int OwnerConnections { get { return _ownerConnections; } }

        /// <summary>Sockets that doors may still use.</summary>
        public int Spare
        {
            get
            {
                int reserve = Limits.OwnerSockets - _owners;
                return _max - _open - (reserve > 0 ? reserve : 0);
            }
        }

        /// <summary>TCP connections that doors may still use.</summary>
        public int SpareConnections
        {
            get
            {
                int reserve = PageConnections - _ownerConnections;
                return _connectionsMax - _connections - (reserve > 0 ? reserve : 0);
            }
        }

        /// <summary>True when a session fits and the judge's socket stays free.</summary>
        public bool HasRoomForSession
        {
            get
            {
                return Spare >= Limits.SessionSockets + Limits.JudgeSockets
                    && !IsShortOfConnections;
            }
        }

        /// <summary>True when no session would fit, however many sockets are free.</summary>
        public bool IsShortOfConnections
        {
            get { return SpareConnections < Limits.SessionSockets + Limits.JudgeSockets; }
        }

        /// <summary>True when an admitted client's target can be dialed and the judge's socket
        /// stays free.</summary>
        public bool HasRoomToDial
        {
            get { return HasOne && SpareConnections > Limits.JudgeSockets; }
        }

        /// <summary>True when a mapping fits and the judge's socket stays free, and room for a
        /// session while there are TCP doors.</summary>
        public bool HasRoomForMapping
        {
            get
            {
                return Spare >= 1 + Limits.JudgeSockets
                    + (_doors > 0 ? Limits.SessionSockets : 0) + (IsPortWanted ? 1 : 0);
            }
        }

        /// <summary>True while a rule's port finds no socket: mappings make room for it.
        /// </summary>
        public bool IsPortWanted;

        /// <summary>True when a port fits, and a session beside it.</summary>
        public bool HasRoomForPort
        {
            get { return Spare >= 1 + Limits.SessionSockets + Limits.JudgeSockets; }
        }

        private bool HasOne { get { return Spare >= 1 + Limits.JudgeSockets; } }

        /// <summary>True when a newcomer can be accepted just to be judged.</summary>
        public bool HasRoomToJudge
        {
            get
            {
                return Spare >= Limits.JudgeSockets && SpareConnections >= Limits.JudgeSockets;
            }
        }

        /// <summary>True when the owner's page had better make do with one connection.</summary>
        public bool IsTight
        {
            get { return !HasOne || SpareConnections < 1 + Limits.JudgeSockets; }
        }

        /// <summary>
        /// Takes a TCP listener. False: none is left, or no session would fit beside it.
        /// </summary>
        public bool TakeListener()
        {
            if (_listeners >= _listenersMax) return false;
            if (!TakePort()) return false;
            _listeners++;
            return true;
        }

        /// <summary>Gives a TCP listener back.</summary>
        public void ReturnListener()
        {
            _listeners--;
            Return();
        }

        /// <summary>The same for the listener of a rule.</summary>
        public bool TakeDoor()
        {
            if (!TakeListener()) return false;
            _doors++;
            return true;
        }

        /// <summary>Gives the listener of a rule back.</summary>
        public void ReturnDoor()
        {
            _doors--;
            ReturnListener();
        }

        /// <summary>Takes the socket of a UDP port. False: no session would fit beside it.
        /// </summary>
        public bool TakePort()
        {
            IsPortWanted = !HasRoomForPort;
            if (IsPortWanted) return false;
            Take();
            return true;
        }

        /// <summary>Takes one socket for a client's or a target's connection; ask first.
        /// </summary>
        public void TakeConnection()
        {
            _connections++;
            Take();
        }

        /// <summary>Gives one connection back.</summary>
        public void ReturnConnection()
        {
            _connections--;
            Return();
        }

        /// <summary>Takes one socket for a mapping's upstream; ask first.</summary>
        public void Take()
        {
            _open++;
            if (_open > _highest) _highest = _open;
        }

        /// <summary>Gives one socket back.</summary>
        public void Return()
        {
            _open--;
        }

        /// <summary>
        /// Takes a socket for the owner: from the reserve, or beyond it when doors can spare one.
        /// </summary>
        public bool TakeOwner()
        {
            if (_open >= _max) return false;
            if (_owners >= Limits.OwnerSockets && !HasOne) return false;
            _owners++;
            Take();
            return true;
        }

        /// <summary>
        /// True when the page may have one more connection: the first is owed to the owner, any
        /// further one is his only while doors can spare it.
        /// </summary>
        /// <param name="connections">Those it has.</param>
        public bool HasRoomForPage(int connections)
        {
            if (_open >= _max || _connections >= _connectionsMax) return false;
            return (connections == 0 && _owners < Limits.OwnerSockets) || !IsTight;
        }

        /// <summary>The same as TakeOwner, for a TCP connection.</summary>
        public bool TakeOwnerConnection()
        {
            bool isFull = _ownerConnections < PageConnections ? _connections >= _connectionsMax
                : SpareConnections <= Limits.JudgeSockets;
            if (isFull || !TakeOwner()) return false;
            _connections++;
            _ownerConnections++;
            return true;
        }

        /// <summary>Gives an owner's connection back.</summary>
        public void ReturnOwnerConnection()
        {
            _connections--;
            _ownerConnections--;
            ReturnOwner();
        }

        /// <summary>Gives an owner's socket back.</summary>
        public void ReturnOwner()
        {
            _owners--;
            Return();
        }
    }
}
