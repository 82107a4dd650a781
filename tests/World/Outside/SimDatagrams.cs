// World: UDP. Datagrams are lost, late and out of order; a socket's mailbox holds six, as lwIP's
// does, and what comes then is dropped. Packets are taken from a pool: nothing is allocated while
// datagrams flow.

using System.Collections.Generic;
using Portreeve.HeapModel;
using Portreeve.Outside;

namespace Portreeve.World.Outside
{
    /// <summary>One datagram under way.</summary>
    internal sealed class SimPacket
    {
        public readonly byte[] Bytes = new byte[1600];
        public int Count;
        public uint From, To;
        public int FromPort, ToPort;
        public long AtUs;
    }

    /// <summary>Somebody outside the gateway who can get datagrams.</summary>
    internal interface IHearer
    {
        /// <summary>A datagram has arrived; it may not be kept.</summary>
        void Hear(SimPacket packet);
    }

    /// <summary>UDP between the gateway and everybody else.</summary>
    internal sealed class SimDatagramNetwork
    {
        /// <summary>The gateway's address.</summary>
        public const uint Gateway = 0xC0A80105;

        private readonly SimNetwork _network;
        private readonly Dice _dice;
        private readonly List<SimPacket> _flying = new(256);
        private readonly Stack<SimPacket> _pool = new();
        private readonly Dictionary<int, SimDatagrams> _sockets = new();
        private readonly Dictionary<long, IHearer> _hearers = new();
        private int _nextPort = 40000;

        public SimDatagramNetwork(SimNetwork network, Dice dice)
        {
            _network = network;
            _dice = dice;
            for (int i = 0; i < 256; i++) _pool.Push(new SimPacket());
        }

        /// <summary>Percent lost, each way.</summary>
        public int LossPercent;

        public void Place(uint address, int port, IHearer hearer)
        {
            _hearers[((long)address << 16) | (long)port] = hearer;
        }

        public IDatagrams Bind(int port)
        {
            if (_sockets.ContainsKey(port)) _network.Complain("two UDP sockets on one port");
            SimDatagrams socket = new SimDatagrams(this, _network, port, 0, 0);
            _sockets[port] = socket;
            return socket;
        }

        public IDatagrams Connect(uint address, int port)
        {
            int own = _nextPort++;
            SimDatagrams socket = new SimDatagrams(this, _network, own, address, port);
            _sockets[own] = socket;
            return socket;
        }

        /// <summary>Sends a copy on its way, or loses it. False: no room in the network.</summary>
        public bool Send(byte[] bytes, int count, uint from, int fromPort, uint to, int toPort,
            long lateUs = 0)
        {
            if (_pool.Count == 0) return false;
            if (_dice.Chance(LossPercent)) return true;
            SimPacket packet = _pool.Pop();
            System.Array.Copy(bytes, packet.Bytes, count);
            packet.Count = count;
            packet.From = from;
            packet.FromPort = fromPort;
            packet.To = to;
            packet.ToPort = toPort;
            packet.AtUs = _network.Clock.NowUs + _dice.Between(100, 30000) + lateUs;
            _flying.Add(packet);
            return true;
        }

        public void Deliver()
        {
            for (int i = 0; i < _flying.Count; i++)
            {
                SimPacket packet = _flying[i];
                if (packet.AtUs > _network.Clock.NowUs) continue;
                _flying[i] = _flying[_flying.Count - 1];
                _flying.RemoveAt(_flying.Count - 1);
                i--;
                if (packet.To != Gateway)
                {
                    long key = ((long)packet.To << 16) | (long)packet.ToPort;
                    if (_hearers.TryGetValue(key, out IHearer hearer)) hearer.Hear(packet);
                }
                else if (_network.HasLink
                    && _sockets.TryGetValue(packet.ToPort, out SimDatagrams socket)
                    && socket.Take(packet))
                {
                    continue;
                }
                Recycle(packet);
            }
        }

        public void Recycle(SimPacket packet)
        {
            _pool.Push(packet);
        }

        public void Remove(int port)
        {
            _sockets.Remove(port);
        }

        public void Kill()
        {
            foreach (SimDatagrams socket in _sockets.Values) socket.Break();
        }

        public void Forget()
        {
            foreach (SimDatagrams socket in _sockets.Values) socket.Empty();
            _sockets.Clear();
        }
    }

    /// <summary>A UDP socket of the gateway: bound to a port, or connected to a peer.</summary>
    internal sealed class SimDatagrams : IDatagrams, IChipObject, IBed
    {
        private const int MailboxMax = 6;

        private readonly SimDatagramNetwork _datagrams;
        private readonly SimNetwork _network;
        private readonly SimPacket[] _mailbox = new SimPacket[MailboxMax];
        private readonly int _port;
        private readonly uint _peer;
        private readonly int _peerPort;
        private int _count;
        private bool _isClosed;
        private bool _hasNews;

        public SimDatagrams(SimDatagramNetwork datagrams, SimNetwork network, int port, uint peer,
            int peerPort)
        {
            _datagrams = datagrams;
            _network = network;
            _port = port;
            _peer = peer;
            _peerPort = peerPort;
        }

        public int ChipBytes
        {
            get { return _peer != 0 ? Adapters.Datagrams : Adapters.DatagramDoor; }
        }

        public ISleeper Sleeper { get; private set; }

        /// <summary>The network has gone away under it.</summary>
        public bool IsBroken { get; private set; }

        /// <summary>The network goes away.</summary>
        public void Break()
        {
            IsBroken = true;
            _hasNews = true;
        }

        /// <summary>A datagram arrives. False: not for us, or the mailbox is full.</summary>
        public bool Take(SimPacket packet)
        {
            if (_peer != 0 && (packet.From != _peer || packet.FromPort != _peerPort)) return false;
            if (_count == MailboxMax) return false;
            _mailbox[_count++] = packet;
            _hasNews = true;
            return true;
        }

        public int Receive(byte[] buffer, out uint address, out int port)
        {
            address = 0;
            port = 0;
            _network.MustBeOpen(_isClosed, "Receive of datagrams");
            _network.Sleepers.Look(Sleeper);
            if (IsBroken) return Flow.Broken;
            if (_count == 0) return Flow.NoDatagram;
            SimPacket packet = _mailbox[0];
            _hasNews = true;
            _count--;
            for (int i = 0; i < _count; i++) _mailbox[i] = _mailbox[i + 1];
            int count = packet.Count < buffer.Length ? packet.Count : buffer.Length;
            System.Array.Copy(packet.Bytes, buffer, count);
            address = packet.From;
            port = packet.FromPort;
            _datagrams.Recycle(packet);
            return count;
        }

        public bool Send(byte[] buffer, int count, uint address, int port)
        {
            _network.MustBeOpen(_isClosed, "Send of datagrams");
            if (IsBroken || !_network.HasLink) return false;
            // A magic packet has a law of its own.
            bool isCut = _network.Style.Sabotage == Sabotage.DatagramCut && count != 102;
            if (isCut) count--;
            if (_peer != 0)
            {
                address = _peer;
                port = _peerPort;
            }
            return _datagrams.Send(
                buffer, count, SimDatagramNetwork.Gateway, _port, address, port);
        }

        public bool Wakes(ISleeper sleeper)
        {
            if (!_network.Style.Wakes) return false;
            Sleeper = sleeper;
            _network.Sleepers.LieDown(this);
            return true;
        }

        public bool TakeNews()
        {
            bool hadNews = _hasNews;
            _hasNews = false;
            return hadNews;
        }

        public void Close()
        {
            _network.MustBeOpen(_isClosed, "Close of datagrams");
            _isClosed = true;
            _network.Sleepers.Leave(this);
            Empty();
            _datagrams.Remove(_port);
            _network.Release();
        }

        public void Empty()
        {
            while (_count > 0) _datagrams.Recycle(_mailbox[--_count]);
        }
    }
}
